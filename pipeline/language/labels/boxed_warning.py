"""Find the sentence that stands for a boxed warning: the first one after its headings.

Authority: 21 CFR 201.57(c)(1), https://www.ecfr.gov/current/title-21/section-201.57: the box begins with a heading in
capitals that contains the word "WARNING" and says what the danger is; a summary in bullets follows. A statement that
the package is tamper-evident (21 CFR 211.132) warns of no danger of the drug, although some labels code it as a boxed
warning.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.language.text.headings import capitals_end, is_capitals, title_end
from pipeline.language.text.sentences import sentences
from pipeline.language.text.tokens import folded_words

_STOP = re.compile(r"[.!?][\"'”’)\]]*$")
_POINTS_ELSEWHERE = re.compile(r"see (?:the )?full prescribing information", re.I)
_WORDS_AT_LEAST = 4
_NOTICE_AT_MOST = 1_000  # characters
_PACKAGE = (
    r"(?:tamper\w*|seals?|sealed|carton|bottle|package|packaging|packet|blisters?|cap|wrap|wrapper|pouch|tube|jar|canister"
    r"|foil|band|ring|overwrap|imprinted|container|box|lid)"
)
_NOT_WHOLE = r"(?:opened|open|broken|torn|missing|damaged|cut|absent|unsealed|not intact|disturbed|removed|separated)"
_TAMPER = re.compile(
    rf"\btamper\b|\btamper[- ]?(?:evident|resistant|proof)|\b{_PACKAGE}\b.*\b{_NOT_WHOLE}\b"
    rf"|\b{_NOT_WHOLE}\b.*\b{_PACKAGE}\b",
    re.I,
)
_OF_PACKAGE = re.compile(
    rf"\b(?:keep|retain|save|see|read|discard|store)\b.*\b(?:{_PACKAGE}|label|leaflet|information)\b"
    r"|\bchild[- ]resistant\b",
    re.I,
)
_HEADING_WORDS = frozenset("warning warnings important notice attention caution boxed drug facts consumer".split())
_DANGER = re.compile(
    r"\b(?:death|fatal|die|serious|severe|risk|bleed|liver|heart|suicid|allerg|overdose|poison|pregnan|child(?!-| r)"
    r"|infect|cancer|toxic|harm|injur|abuse|addict|dose|doctor|reaction|burn|blind|patient|inject)\w*",
    re.I,
)
_TITLE_WORDS_AT_LEAST = 5


def boxed_sentence(lines: Sequence[str]) -> str:
    """The first whole sentence after the heading, exactly as one of `lines` has it. If there is none, the first
    fragment after the heading, else the heading; "" without any text.
    """
    candidates = list(_candidates(lines))
    whole = (s for s in candidates if _STOP.search(s) and len(s.split()) >= _WORDS_AT_LEAST)
    return next(whole, next(iter(candidates), next((line.strip() for line in lines if line.strip()), "")))


def is_tamper_notice(text: str) -> bool:
    """Whether a text coded as a boxed warning says only that the package must be intact."""
    if len(text) > _NOTICE_AT_MOST:
        return False
    items = (item.strip(" ●◦‣-–—*") for item in re.split("[\n■□▪•]", text))
    said = [s for item in items for s in sentences(item)]
    is_of_package = [_TAMPER.search(s) is not None for s in said]
    others = [s for s, is_it in zip(said, is_of_package, strict=True) if not is_it]
    return any(is_of_package) and _DANGER.search(text) is None and all(map(_is_beside, others))


def _is_beside(sentence: str) -> bool:
    """Whether a sentence beside a tamper notice is its heading, or says what to do with the package."""
    return not set(folded_words(sentence)) - _HEADING_WORDS or _OF_PACKAGE.search(sentence) is not None


def _candidates(lines: Sequence[str]) -> Iterator[str]:
    is_first = True
    for sentence in chain.from_iterable(map(sentences, lines)):
        bare = _without_heading(sentence, is_first)
        if bare and not _POINTS_ELSEWHERE.search(bare):
            is_first = False
            yield bare


def _without_heading(sentence: str, is_first: bool) -> str:
    words = sentence.split(" ")
    if all(map(is_capitals, words)):
        return sentence if _STOP.search(sentence) else ""
    end = capitals_end(words)
    # The heading may name the danger in title case. A shorter run of capitalised words may begin the sentence.
    title = title_end(words[end:]) if is_first else 0
    return " ".join(words[end + (title if title >= _TITLE_WORDS_AT_LEAST else 0) :]).lstrip("•·▪■□●◦‣-–— ")
