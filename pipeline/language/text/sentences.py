"""Split an abstract into sentences. A full stop ends a sentence only if the next word can begin one.

Abstracts are full of stops that end nothing: "P < .001", "e.g.", "et al.", "Fig. 2", "J. Smith", "E. coli". The rules
are written for those. A doubtful stop does not end a sentence, because half a sentence may say the contrary of the
whole.
"""

import re

from pipeline.language.text.number_words import SPELLED

_END = re.compile(r"[.!?…][\"'”’)\]]*;?\s+")  # ".; " joins the sections of an abstract in some records
# These never end a sentence: something always follows.
_NEVER = frozenset(
    "e.g. i.e. vs. v. cf. fig. figs. eq. ref. refs. tab. dr. drs. prof. mr. mrs. ms. approx. ca. vol. pp. p. st. resp."
    " viz. incl. suppl. jan. feb. mar. apr. aug. sept. sep. oct. nov. dec.".split()
)
# These may end one too; they do if the next word is one of _STARTERS.
_MAYBE = frozenset(
    "al. etc. i.v. s.c. i.m. p.o. b.i.d. t.i.d. q.d. a.m. p.m. u.s. u.k. inc. ltd. co. corp. sp. spp. ssp. var. wt."
    " ph.d. m.d.".split()
)
_STARTERS = frozenset(
    "a an the this these those that there it its they their we our in of on at by to for from with without after before"
    " during among between both all no not most more many some patients participants women men children"
    " adults results conclusions methods median mean overall although however thus therefore further while when as if"
    " compared but each either neither here data treatment".split()
) | frozenset(SPELLED)
# In "vitamin D." and "hepatitis B." the capital letter is not an initial.
_LETTERED = frozenset(
    "vitamin hepatitis group groups type grade class factor protein arm stage phase category cohort level part panel"
    " table figure influenza".split()
)


def sentences(text: str) -> list[str]:
    """The sentences of `text` in order, with single spaces; joined by spaces they give the whole text again."""
    line = " ".join(text.split())
    parts, start = [], 0
    for stop in _END.finditer(line):
        if _is_end(line, start, stop):
            parts.append(line[start : stop.end()].rstrip())
            start = stop.end()
    if line[start:]:
        parts.append(line[start:])
    return parts


def _is_end(line: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence of `line` that begins at `start` ends at `stop`. Only the words beside the stop are read, so
    that a text with many doubtful stops is not read again for each of them.
    """
    next_end = line.find(" ", stop.end())
    next_word = line[stop.end() : next_end if next_end >= 0 else len(line)]
    if not _can_begin(next_word):
        return False
    end = stop.start() + 1
    last_start = line.rfind(" ", start, end) + 1 or start
    last_word = line[last_start:end]
    last = last_word.lstrip("([\"'“‘").lower()
    is_starter = next_word.strip("([\"'“‘,;:.").lower() in _STARTERS
    if last in _NEVER or (last == "no." and next_word[:1].isdigit()):
        return False
    if last in _MAYBE:
        return is_starter
    if re.fullmatch(r"(?:[A-Z]\.)+", last_word.lstrip("(")):
        before = line[max(start, line.rfind(" ", start, max(start, last_start - 1)) + 1) : last_start].rstrip()
        return is_starter or before.lower() in _LETTERED
    return True


def _can_begin(word: str) -> bool:
    bare = word.lstrip("([\"'“‘")
    is_name = bare[:1].islower() and re.search(r"[A-Z0-9]", bare) is not None  # mTOR, eGFR, p53
    is_copyright = bare.startswith("©") or word.lower() == "(c)"
    return bare[:1].isupper() or bare[:1].isdigit() or is_name or is_copyright
