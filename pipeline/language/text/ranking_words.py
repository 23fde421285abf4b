"""Words and pairs of neighbouring words, as rankings count them: no small words, and numbers only by length."""

import re
from itertools import pairwise

_WORD = re.compile(r"[a-z0-9][a-z0-9]+", re.ASCII)
_DIGIT = re.compile(r"[0-9]")
# English function words, and words that occur in every abstract.
SMALL_WORDS = frozenset(
    """a about after all also an and any are as at be because been before being between both but by can could did do
    does due during each either for from further had has have having he her his how however i if in into is it its
    itself may might more most must no nor not of off on once only or other our out over own s same she should since
    so some such than that the their them then there therefore these they this those through thus to too under until
    up upon very via was we well were what when where whereas whether which while who whom whose why will with
    within without would you your abstract aim background conclusion conclusions method methods objective objectives
    purpose result results""".split()
)


def words(text: str) -> list[str]:
    """The words of `text` in lower case, without small words; a hyphen separates words ("double-blind" is two)."""
    return [w for w in _WORD.findall(text.lower()) if w not in SMALL_WORDS]


def terms(found: list[str]) -> list[str]:
    """Every word of `found`, then every pair of neighbours ("double blind")."""
    return found + [f"{a} {b}" for a, b in pairwise(found)]


def masked(term: str) -> str:
    """`term` with each digit as "#": "245 patients" becomes "### patients"."""
    return _DIGIT.sub("#", term)
