"""Names of drugs: which label a name leads to, and which brands a text names.

A label has brand and generic names (openFDA, `openfda.brand_name`, `openfda.generic_name`; SPL, `manufacturedProduct`).
One ingredient can have several brands for different uses (Reclast 5 mg and Zometa 4 mg are both zoledronic acid), so a
brand is never taken for another because the ingredient is the same. A biological product's name may add a suffix of
four letters to the name of its substance ("adalimumab-adaz"), which tells it from the reference product (FDA guidance
"Nonproprietary Naming of Biological Products", January 2017, https://www.fda.gov/media/93218/download).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.language.text.fold import folded
from pipeline.schema.tables import Label

# Words for the salt or the water of a molecule: "atorvastatin calcium trihydrate" is atorvastatin.
_SALTS = frozenset(
    """acetate anhydrous besylate bromide calcium chloride citrate dihydrate fumarate hemihydrate hydrate hydrobromide
    hydrochloride magnesium maleate mesylate monohydrate nitrate phosphate potassium sodium succinate sulfate tartrate
    trihydrate""".split()
)
# What a kit holds beside the drug: it makes no two labels relatives.
_COMPANIONS = frozenset({"alcohol", "isopropyl alcohol", "water", "sterile water", "sodium chloride"})
_SUFFIXED = re.compile(r"(?P<core>[a-z][a-z0-9 -]{4,})-(?!acid$|base$|salt$)[a-z]{4}", re.I)
# Prefixes that the FDA gave to tell a product from another of a like name, before there were suffixes.
_PREFIXED = re.compile(r"(?:tbo|ziv|ado|fam)-(?P<core>.+)", re.I)
_COMBINED = re.compile(r"\band\b|\bwith\b|[,/;+]", re.I)
# A form in a text, and what a label with that form says: dosage forms and routes (SPL, "Dosage form" and "Route of
# administration", https://www.fda.gov/industry/structured-product-labeling-resources).
FORMS: dict[str, frozenset[str]] = {
    "tablet": frozenset({"tablet"}),
    "capsule": frozenset({"capsule"}),
    "injection": frozenset({"injection", "injectable", "intravenous", "subcutaneous", "intramuscular"}),
    "infusion": frozenset({"intravenous", "infusion"}),
    "intravenous": frozenset({"intravenous", "infusion"}),
    "subcutaneous": frozenset({"subcutaneous"}),
    "oral": frozenset({"oral", "tablet", "capsule", "syrup"}),
    "solution": frozenset({"solution"}),
    "suspension": frozenset({"suspension"}),
    "cream": frozenset({"cream"}),
    "ointment": frozenset({"ointment"}),
    "gel": frozenset({"gel"}),
    "patch": frozenset({"patch", "transdermal"}),
    "inhaler": frozenset({"inhalation", "aerosol", "inhaler"}),
    "spray": frozenset({"spray", "nasal"}),
    "eye": frozenset({"ophthalmic"}),
    "suppository": frozenset({"suppository", "rectal"}),
}


def drug_key(name: str) -> str:
    """The key under which a drug's name is asked for and the snapshot keeps facts of it: `drug:zoledronic_acid`."""
    return "drug:" + folded(name).replace(" ", "_")


def leads_to(drug: str, label: Label) -> bool:
    """Whether `drug`, a brand or generic name, names what `label` is about.

    A brand must be the whole name; a generic name may carry its salt. A product whose name has a biological suffix
    ("denosumab-bbdz") is named with it alone, and a combination of drugs by none of its parts.
    """
    if any(_words(drug) == _words(brand) for brand in label.brand_name):
        return True
    return not _is_other_biological(drug, label) and _is_substance(drug, label)


def leads_to_suffixed(drug: str, label: Label) -> bool:
    """Whether `label` is of another product of the substance `drug`, told from it by a biological suffix or prefix."""
    return _is_other_biological(drug, label) and _is_substance(drug, label)


def _is_other_biological(drug: str, label: Label) -> bool:
    """Whether the label's own name adds to `drug` a suffix or prefix that tells the two products apart."""
    return any(_words(core_name(name)) != _words(name) and not _holds_all(drug, name) for name in label.generic_name)


def _holds_all(drug: str, name: str) -> bool:
    """Whether `drug` names the product with everything that tells it apart: "filgrastim-sndz", "Tbo-filgrastim"."""
    return set(_words(name)) - set(_words(core_name(name))) <= set(_words(drug))


def core_name(name: str) -> str:
    """`"adalimumab-adaz"` to `"adalimumab"`: a biological product's name without what tells it from others."""
    bare = " ".join(name.split())
    found = _SUFFIXED.fullmatch(bare)
    bare = found["core"] if found else bare
    found = _PREFIXED.fullmatch(bare)
    return found["core"] if found else bare


def _is_substance(drug: str, label: Label) -> bool:
    wanted = _ingredient(drug)
    names = (*label.generic_name, *label.substances)
    if not wanted or not any(_holds(_ingredient(name), wanted) for name in names):
        return False
    return _COMBINED.search(drug) is not None or not any(_COMBINED.search(name) for name in label.generic_name)


def brands_of(label: Label) -> tuple[str, ...]:
    """The brand names of `label` that are not its generic name again."""
    generic = {_ingredient(name) for name in (*label.generic_name, *label.substances)}
    return tuple(b for b in label.brand_name if _ingredient(b) not in generic)


def are_relatives(one: Label, other: Label) -> bool:
    """Whether two labels share an ingredient or an application (BLA125320 is Prolia and Xgeva)."""
    shares_application = not set(one.application_number).isdisjoint(other.application_number)
    return shares_application or not _ingredients(one).isdisjoint(_ingredients(other))


def brands_named(text: str, brands: Iterable[str]) -> tuple[str, ...]:
    """Those of `brands` that `text` names, in order of place. Of two that overlap the longer is meant: "Keytruda Qlex"
    does not name Keytruda.
    """
    words = folded(text).split()
    spans = [(start, start + n, brand) for brand in dict.fromkeys(brands) for start, n in _places(words, _words(brand))]
    inside, farthest = set(), -1
    for start, end in sorted({s[:2] for s in spans}, key=lambda s: (s[0], -s[1])):
        if end <= farthest:  # by a name that begins no later
            inside.add((start, end))
        farthest = max(farthest, end)
    return tuple(dict.fromkeys(brand for start, end, brand in sorted(spans) if (start, end) not in inside))


def forms_named(text: str) -> frozenset[str]:
    """The dose forms and routes that `text` names, as keys of FORMS."""
    words = set(folded(text).split())
    return frozenset(form for form in FORMS if not words.isdisjoint({form, form + "s"}))


def has_form(label: Label, form: str) -> bool:
    """Whether a label says that it is of `form`, in its dosage forms, routes or names."""
    said = {w for text in (*label.dosage_forms, *label.routes, *label.brand_name) for w in folded(text).split()}
    return any(not said.isdisjoint({word, word + "s"}) for word in FORMS[form])


def label_title(label: Label) -> str:
    """`Reclast (zoledronic acid)`; the one name where there is one; "" without names."""
    brand = next(iter(label.brand_name), "")
    generic = ", ".join(n for n in label.generic_name if folded(n) not in _COMPANIONS)
    if brand and generic and _words(brand) != _words(generic):
        return f"{brand} ({generic})"
    return brand or generic


# every drug is held against every label: a name is folded once
@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(folded(name).split())


@lru_cache(maxsize=65_536)
def _ingredient(name: str) -> tuple[str, ...]:
    words = _words(name)
    return tuple(w for w in words if w not in _SALTS) or words


def _ingredients(label: Label) -> frozenset[tuple[str, ...]]:
    names = label.substances or label.generic_name
    return frozenset(_ingredient(core_name(n)) for n in names if folded(n) not in _COMPANIONS)


def _holds(words: Sequence[str], wanted: Sequence[str]) -> bool:
    return wanted[0] in words and any(True for _ in _places(words, wanted))


def _places(words: Sequence[str], wanted: Sequence[str]) -> Iterable[tuple[int, int]]:
    """Where `wanted` stands in `words`, with its length; a genitive s at its end is allowed."""
    n = len(wanted)
    if not n or len("".join(wanted)) < 3:
        return
    for start in range(len(words) - n + 1):
        found = words[start : start + n]
        if tuple(found[:-1]) == tuple(wanted[:-1]) and found[-1] in (wanted[-1], wanted[-1] + "s"):
            yield start, n
