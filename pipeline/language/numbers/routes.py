"""Read routes of administration beside a dose: "5 mg intravenous", "60 mg is injected subcutaneously", "10 mg p.o.".

The words are FDA's (Route of Administration, https://www.fda.gov/drugs/data-standards-manual-monographs) and those of
prescriptions. A route counts only beside a dose, because "oral" alone also describes health, surgery and mucosa.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pipeline.language.numbers.measures import measures

BESIDE = 6  # words between a dose and its route
_LONGEST_GAP = 600  # characters; BESIDE words are shorter
_ROUTES = {
    "intravenous": r"intravenous(?:ly)?|i\.v\.?|(?-i:IV|iv)|into a vein",
    "subcutaneous": r"subcutaneous(?:ly)?|s\.c\.?|(?-i:SC|sc)|under the skin",
    "intramuscular": r"intramuscular(?:ly)?|i\.m\.?|(?-i:IM)|into a muscle",
    "oral": r"oral(?:ly)?|by mouth|p\.o\.?|(?-i:PO)",
    "sublingual": r"sublingual(?:ly)?",
    "intranasal": r"(?:intra)?nasal(?:ly)?",
    "inhaled": r"inhaled|inhalation|nebuli[sz]ed",
    "topical": r"topical(?:ly)?",
    "transdermal": r"transdermal(?:ly)?",
    "rectal": r"rectal(?:ly)?|suppositor(?:y|ies)",
    "intrathecal": r"intrathecal(?:ly)?|(?-i:IT)",
    "epidural": r"epidural(?:ly)?",
}
_ROUTE = re.compile("|".join(rf"(?P<{name}>\b(?:{words})(?!\w))" for name, words in _ROUTES.items()), re.IGNORECASE)


@dataclass(frozen=True)
class Route:
    """`route` is its one name, `text` the route as written."""

    route: str
    text: str


def dose_routes(text: str) -> tuple[Route, ...]:
    """The routes that stand beside a dose in `text`, in order."""
    doses = [m for m in measures(text) if m.kind == "dose"]
    ends = [d.end for d in doses]
    routes = []
    for m in _ROUTE.finditer(text):
        place = bisect_right(ends, m.start())  # the first dose that does not end before the route
        is_after = place > 0 and _are_beside(text, ends[place - 1], m.start())
        if is_after or (place < len(doses) and _are_beside(text, m.end(), doses[place].start)):
            routes.append(Route(m.lastgroup or "", m[0]))
    return tuple(routes)


def _are_beside(text: str, end: int, start: int) -> bool:
    """Whether at most BESIDE words stand between `end`, where one ends, and `start`, where the next begins."""
    return start - end <= _LONGEST_GAP and len(text[end:start].split()) <= BESIDE
