"""The sentence that stands for a boxed warning: the first one after its headings.

Authority: 21 CFR 201.57(c)(1), https://www.ecfr.gov/current/title-21/section-201.57: the box begins with a heading in
capitals that holds the word "WARNING" and says what the danger is; a summary in bullets follows.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.language.headings import capitals_end, is_capitals, title_end
from pipeline.language.sentences import sentences

_STOP = re.compile(r"[.!?][\"'”’)\]]*$")
_POINTS_ELSEWHERE = re.compile(r"see (?:the )?full prescribing information", re.I)
_WORDS_AT_LEAST = 4
_TITLE_WORDS_AT_LEAST = 5


def boxed_sentence(lines: Sequence[str]) -> str:
    """The first whole sentence after the heading, exactly as it stands in one of `lines`; the heading where there is
    nothing else, and "" without any text.
    """
    found = list(_candidates(lines))
    whole = (s for s in found if _STOP.search(s) and len(s.split()) >= _WORDS_AT_LEAST)
    return next(whole, next(iter(found), next((line.strip() for line in lines if line.strip()), "")))


def _candidates(lines: Sequence[str]) -> Iterator[str]:
    is_first = True
    for sentence in chain.from_iterable(map(sentences, lines)):
        found = _without_heading(sentence, is_first)
        if found and not _POINTS_ELSEWHERE.search(found):
            is_first = False
            yield found


def _without_heading(sentence: str, is_first: bool) -> str:
    words = sentence.split(" ")
    if all(map(is_capitals, words)):
        return sentence if _STOP.search(sentence) else ""
    end = capitals_end(words)
    # the danger may be named in title case; a shorter run of capitalised words may begin the sentence
    title = title_end(words[end:]) if is_first else 0
    return " ".join(words[end + (title if title >= _TITLE_WORDS_AT_LEAST else 0) :]).lstrip("•·-–— ")
