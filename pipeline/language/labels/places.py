"""Where to look in a drug label for a claim, and for the answer to a question: one table.

Sections are openFDA's fields; 21 CFR 201.57 (labels since 2006) and 201.80 (older labels) say what belongs in each.
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
# What the prescriber reads first; the other sections repeat it for other readers or support it.
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


# The parts of a non-prescription label's warnings (21 CFR 201.66(c)(5)), and texts for the patient.
OTC_WARNINGS = ("do_not_use", "ask_doctor", "ask_doctor_or_pharmacist", "when_using", "stop_use")
FOR_PATIENTS = ("information_for_patients", "spl_patient_package_insert", "spl_medguide", "instructions_for_use")
# The sections of any label format where a sentence may answer, although the question asks for another section.
ANSWERING = frozenset((*PRESCRIBING, *OTC_WARNINGS, *FOR_PATIENTS, "purpose", "spl_unclassified_section"))


class Place(NamedTuple):
    """`words` place a claim or a question in `sections`; `hints` place only a claim, because a question uses them for
    anything; `also` are the sections in which labels of another format say it (21 CFR 201.66 and 201.80).
    """

    words: str
    hints: str
    sections: tuple[str, ...]
    also: tuple[str, ...] = ()


PLACES = (
    Place(r"boxed warning|black box", r"", ("boxed_warning",)),
    Place(
        r"contraindicat|must not|(?:should|do|does|can) ?not be (?:used|given|taken)|never",
        r"do not (?:use|give|take)",
        CONTRAINDICATIONS,
        (*WARNINGS, *OTC_WARNINGS),
    ),
    Place(
        r"risk|warning|monitor|worsen|reactivat|(?:can|may|might|does|do) .{0,40}\bcause|harm|danger|safe",
        r"can\b|may\b",
        WARNINGS,
        (*CONTRAINDICATIONS, *OTC_WARNINGS),
    ),
    Place(
        r"side effects?|adverse|undesirable|tolerated",
        r"most common|commonly reported|(?:has|have) been (?:reported|seen)",
        ("adverse_reactions",),
        (*WARNINGS, *OTC_WARNINGS),
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
        ("drug_and_or_laboratory_test_interactions", "ask_doctor_or_pharmacist", "ask_doctor"),
    ),
    Place(
        r"\bdos(?:e|es|ed|ing|age|ages)\b|how (?:much|often)|\b(?:mg|mcg|µg)\b",
        r"inject|taken|takes?\b|infus|\bevery\b|daily|\ba day\b|start",
        DOSAGE,
        FOR_PATIENTS,
    ),
    Place(
        r"indicated|approved|treats?\b|prevents?\b|used (?:for|to|in)\b|licen[sc]ed",
        r"treated|given for",
        USE,
        ("purpose", *FOR_PATIENTS),
    ),
    Place(r"tablets?|capsules?|strengths?|syringes?|vials?", r"", ("dosage_forms_and_strengths", "how_supplied")),
)
_DEFAULT_ALSO = ("purpose", *FOR_PATIENTS)
_PATTERN = {p: re.compile(rf"\b(?:{p.words})" if p.words else r"(?!)", re.I) for p in PLACES}
_WORDS = [(_PATTERN[p], p.sections) for p in PLACES]
_HINTS = [(re.compile(rf"\b(?:{p.hints})" if p.hints else r"(?!)", re.I), p.sections) for p in PLACES]
# if a drug lowers a risk, that is its use, not a warning
_LOWERED_RISK = re.compile(r"\b(?:reduc|lower|decreas|prevent)\w*(?: the| a| their| your)? risks?\b", re.I)
_BOXED = re.compile(r"boxed warnings?|black box(?: warnings?)?", re.I)
_ANSWERED_BY_DEFAULT = (*USE, *DOSAGE)


def sections_of_claim(text: str) -> frozenset[str]:
    """The sections that the claim's own words name; there may be several or none."""
    return frozenset(_sections(text, (*_WORDS, *_HINTS)))


def sections_of_question(text: str) -> tuple[str, ...]:
    """The sections in which a question must be answered, in the table's order.

    Indications and dosage come first if its words name no section, or ask what the drug is for. If they also ask for a
    dose ("What dose is used for gout?"), the indications are left out.
    """
    named = tuple(dict.fromkeys(section for place in _places_asked(text) for section in place.sections))
    if not named or (set(USE) <= set(named) and not set(DOSAGE) <= set(named)):
        return tuple(dict.fromkeys((*_ANSWERED_BY_DEFAULT, *named)))
    return tuple(section for section in named if section not in USE)


def kin_of_question(text: str) -> frozenset[str]:
    """The sections in which labels of other formats answer the question `text`."""
    named = _places_asked(text)
    return frozenset(section for place in named for section in place.also) if named else frozenset(_DEFAULT_ALSO)


def subjects_of_question(text: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for what `text` asks about; a sentence that matches one is about it, in any section."""
    return tuple(_PATTERN[place] for place in _places_asked(text))


def _places_asked(text: str) -> list[Place]:
    """The places that a question names. A question about the boxed warning is not about all warnings."""
    plain = _LOWERED_RISK.sub("prevents", text)
    boxed = [place for place in PLACES if place.sections == ("boxed_warning",) and _PATTERN[place].search(plain)]
    bare = _BOXED.sub("", plain)
    return boxed + [place for place in PLACES if place not in boxed and _PATTERN[place].search(bare)]


def _sections(text: str, rows: Iterable[tuple[re.Pattern[str], tuple[str, ...]]]) -> list[str]:
    plain = _LOWERED_RISK.sub("prevents", text)
    return [section for pattern, sections in rows if pattern.search(plain) for section in sections]
