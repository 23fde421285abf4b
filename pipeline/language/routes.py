"""Routes of administration beside a dose: "5 mg intravenous", "60 mg is injected subcutaneously", "10 mg p.o.".

The words are FDA's (Route of Administration, https://www.fda.gov/drugs/data-standards-manual-monographs) and those of
prescriptions. A route counts only beside a dose: "oral" alone is also said of health, surgery and mucosa.
"""

import re
from dataclasses import dataclass

from pipeline.language.measures import measures

BESIDE = 6  # words between a dose and its route
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
    """`route` by its one name; `text` as written."""

    route: str
    text: str


def dose_routes(text: str) -> tuple[Route, ...]:
    """The routes that stand beside a dose in `text`, in order."""
    doses = [m for m in measures(text) if m.kind == "dose"]
    return tuple(
        Route(m.lastgroup or "", m[0])
        for m in _ROUTE.finditer(text)
        if any(_gap(text, d.start, d.end, *m.span()) <= BESIDE for d in doses)
    )


def _gap(text: str, start: int, end: int, other_start: int, other_end: int) -> int:
    """How many words stand between two places."""
    between = text[end:other_start] if end <= other_start else text[other_end:start]
    return len(between.split())
