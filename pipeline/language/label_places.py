"""Where in a drug label a claim should be looked for, and a question answered: one table.

Sections are openFDA's fields; what belongs in which is said by 21 CFR 201.57 (labels since 2006) and 201.80 (older).
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

USE = ("indications_and_usage",)
DOSAGE = ("dosage_and_administration",)
CONTRAINDICATIONS = ("contraindications", "do_not_use")
WARNINGS = ("boxed_warning", "warnings_and_cautions", "warnings", "precautions", "general_precautions")
PREGNANCY = (
    "use_in_specific_populations",
    "pregnancy",
    "teratogenic_effects",
    "nonteratogenic_effects",
    "labor_and_delivery",
    "pregnancy_or_breast_feeding",
)
BREASTFEEDING = ("use_in_specific_populations", "nursing_mothers", "pregnancy_or_breast_feeding")
CHILDREN = ("use_in_specific_populations", "pediatric_use")
OLDER = ("use_in_specific_populations", "geriatric_use")
# What the prescriber reads first; all else repeats it for other readers or backs it up.
PRESCRIBING = frozenset(
    (
        *USE,
        *DOSAGE,
        *CONTRAINDICATIONS,
        *WARNINGS,
        *PREGNANCY,
        *BREASTFEEDING,
        *CHILDREN,
        *OLDER,
        "adverse_reactions",
        "drug_interactions",
        "dosage_forms_and_strengths",
        "overdosage",
    )
)


class Place(NamedTuple):
    """`words` place a claim or a question; `hints` place a claim only, because a question says them of anything."""

    words: str
    hints: str
    sections: tuple[str, ...]


PLACES = (
    Place(r"boxed warning|black box", r"", ("boxed_warning",)),
    Place(
        r"contraindicat|must not|(?:should|do|does|can) ?not be (?:used|given|taken)|never",
        r"do not (?:use|give|take)",
        CONTRAINDICATIONS,
    ),
    Place(
        r"risk|warning|monitor|worsen|reactivat|(?:can|may|might|does|do) .{0,40}\bcause|harm|danger|safe",
        r"can\b|may\b",
        WARNINGS,
    ),
    Place(
        r"side effects?|adverse|undesirable|tolerated",
        r"most common|commonly reported|(?:has|have) been (?:reported|seen)",
        ("adverse_reactions",),
    ),
    Place(r"pregnan|fetus|fetal|foetal", r"", PREGNANCY),
    Place(r"breast-?f|nursing|lactati", r"human milk", BREASTFEEDING),
    Place(r"child|p(?:a)?ediatric|infant|adolescent", r"years of age", CHILDREN),
    Place(r"older\b|elderly|geriatric", r"years of age", OLDER),
    Place(
        r"interact|(?:with|and) other (?:drugs|medicines|medications)|combined with|together with|concomitant"
        r"|co-?administ|taken with|given with",
        r"levels",
        ("drug_interactions",),
    ),
    Place(
        r"\bdos(?:e|es|ed|ing|age|ages)\b|how (?:much|often)|\b(?:mg|mcg|µg)\b",
        r"inject|taken|takes?\b|infus|\bevery\b|daily|\ba day\b|start",
        DOSAGE,
    ),
    Place(r"indicated|approved|treats?\b|prevents?\b|used (?:for|to|in)\b|licen[sc]ed", r"treated|given for", USE),
    Place(r"tablets?|capsules?|strengths?|syringes?|vials?", r"", ("dosage_forms_and_strengths", "how_supplied")),
)
_WORDS = [(re.compile(rf"\b(?:{p.words})" if p.words else r"(?!)", re.I), p.sections) for p in PLACES]
_HINTS = [(re.compile(rf"\b(?:{p.hints})" if p.hints else r"(?!)", re.I), p.sections) for p in PLACES]
# a risk that a drug lowers is what it is for, not a warning
_LOWERED_RISK = re.compile(r"\b(?:reduc|lower|decreas|prevent)\w*(?: the| a| their| your)? risks?\b", re.I)
_ANSWERED_BY_DEFAULT = (*USE, *DOSAGE)


def sections_of_claim(text: str) -> frozenset[str]:
    """The sections that the claim's own words name; several, or none."""
    return frozenset(_sections(text, (*_WORDS, *_HINTS)))


def sections_of_question(text: str) -> tuple[str, ...]:
    """The sections in which a question must be answered, in the table's order; indications and dosage where its words
    name none, or ask what the drug is for ("What dose is used for gout?" asks for a dose).
    """
    named = tuple(dict.fromkeys(_sections(text, _WORDS)))
    if not named or (set(USE) <= set(named) and not set(DOSAGE) <= set(named)):
        return tuple(dict.fromkeys((*_ANSWERED_BY_DEFAULT, *named)))
    return tuple(section for section in named if section not in USE)


def _sections(text: str, rows: Iterable[tuple[re.Pattern[str], tuple[str, ...]]]) -> list[str]:
    plain = _LOWERED_RISK.sub("prevents", text)
    return [section for pattern, sections in rows if pattern.search(plain) for section in sections]
