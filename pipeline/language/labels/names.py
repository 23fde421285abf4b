"""Match names of drugs: which label a name leads to, and which brands a text names.

A label has brand and generic names (openFDA, `openfda.brand_name`, `openfda.generic_name`; SPL, `manufacturedProduct`).
One ingredient can have several brands for different uses (Reclast 5 mg and Zometa 4 mg are both zoledronic acid), so a
shared ingredient never makes one brand stand for another. The name of a biological product may add a suffix of four
letters to the name of its substance ("adalimumab-adaz"), which distinguishes it from the reference product (FDA
guidance "Nonproprietary Naming of Biological Products", January 2017, https://www.fda.gov/media/93218/download).
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.language.text.fold import folded
from pipeline.language.text.tokens import folded_words
from pipeline.schema.label_tables import Label

# Words for the salt or the water of a molecule: "atorvastatin calcium trihydrate" is atorvastatin.
_SALTS = frozenset(
    """acetate anhydrous besylate bromide calcium chloride citrate dihydrate fumarate hemihydrate hydrate hydrobromide
    hydrochloride magnesium maleate mesylate monohydrate nitrate phosphate potassium sodium succinate sulfate tartrate
    trihydrate""".split()
)
# What a kit contains besides the drug. Sharing one of these does not make two labels relatives.
_COMPANIONS = frozenset({"alcohol", "isopropyl alcohol", "water", "sterile water", "sodium chloride"})
_SUFFIXED = re.compile(r"(?P<core>[a-z][a-z0-9 -]{4,})-(?!acid$|base$|salt$)[a-z]{4}", re.I)
# Prefixes by which the FDA distinguished products of similar names before it introduced suffixes.
_PREFIXED = re.compile(r"(?:tbo|ziv|ado|fam)-(?P<core>.+)", re.I)
_COMBINED = re.compile(r"\band\b|\bwith\b|[,/;+]", re.I)
# Each form that a text may name, with the words for it on a label: dosage forms and routes (SPL, "Dosage form" and
# "Route of administration", https://www.fda.gov/industry/structured-product-labeling-resources).
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
    """The key for requests about a drug, and for its facts in the snapshot: `drug:zoledronic_acid`."""
    return "drug:" + folded(name).replace(" ", "_")


def leads_to(drug: str, label: Label) -> bool:
    """Whether `drug`, a brand or generic name, names the product of `label`.

    A brand must match the whole name; a generic name may include its salt. A product with a biological suffix
    ("denosumab-bbdz") matches only a generic name with that suffix, and a combination of drugs matches none of its
    parts.
    """
    if any(_words(drug) == _words(brand) for brand in label.brand_name):
        return True
    return not _is_other_biological(drug, label) and _is_substance(drug, label)


def leads_to_suffixed(drug: str, label: Label) -> bool:
    """Whether `label` is another product of the substance `drug`, distinguished by a biological suffix or prefix."""
    return _is_other_biological(drug, label) and _is_substance(drug, label)


def _is_other_biological(drug: str, label: Label) -> bool:
    """Whether a generic name of the label adds to `drug` a suffix or prefix that distinguishes the two products."""
    return any(_words(core_name(name)) != _words(name) and not _holds_all(drug, name) for name in label.generic_name)


def _holds_all(drug: str, name: str) -> bool:
    """Whether `drug` has every part that distinguishes the product `name`: "filgrastim-sndz", "Tbo-filgrastim"."""
    return set(_words(name)) - set(_words(core_name(name))) <= set(_words(drug))


def core_name(name: str) -> str:
    """Shorten `"adalimumab-adaz"` to `"adalimumab"`: a biological product's name without its suffix or prefix."""
    bare = " ".join(name.split())
    match = _SUFFIXED.fullmatch(bare)
    bare = match["core"] if match else bare
    match = _PREFIXED.fullmatch(bare)
    return match["core"] if match else bare


def _is_substance(drug: str, label: Label) -> bool:
    wanted = _ingredient(drug)
    names = (*label.generic_name, *label.substances)
    if not wanted or not any(_holds(_ingredient(name), wanted) for name in names):
        return False
    return _COMBINED.search(drug) is not None or not any(_COMBINED.search(name) for name in label.generic_name)


def brands_of(label: Label) -> tuple[str, ...]:
    """The brand names of `label` that do not repeat its generic name."""
    generic = {_ingredient(name) for name in (*label.generic_name, *label.substances)}
    return tuple(b for b in label.brand_name if _ingredient(b) not in generic)


def are_relatives(one: Label, other: Label) -> bool:
    """Whether two labels share an ingredient or an application (Prolia and Xgeva share BLA125320)."""
    shares_application = not set(one.application_number).isdisjoint(other.application_number)
    return shares_application or not _ingredients(one).isdisjoint(_ingredients(other))


def brands_named(text: str, brands: Iterable[str]) -> tuple[str, ...]:
    """The brands that `text` names, in order of place. If two overlap, the longer is meant: "Keytruda Qlex" does not
    name Keytruda.
    """
    words = folded_words(text)
    spans = [(start, start + n, brand) for brand in dict.fromkeys(brands) for start, n in _places(words, _words(brand))]
    inside, farthest = set(), -1
    for start, end in sorted({s[:2] for s in spans}, key=lambda s: (s[0], -s[1])):
        if end <= farthest:  # inside a name that begins no later
            inside.add((start, end))
        farthest = max(farthest, end)
    return tuple(dict.fromkeys(brand for start, end, brand in sorted(spans) if (start, end) not in inside))


def forms_named(text: str) -> frozenset[str]:
    """The dose forms and routes that `text` names, as keys of FORMS."""
    words = set(folded_words(text))
    return frozenset(form for form in FORMS if not words.isdisjoint({form, form + "s"}))


def has_form(label: Label, form: str) -> bool:
    """Whether a label states `form` in its dosage forms, routes or brand names."""
    said = {w for text in (*label.dosage_forms, *label.routes, *label.brand_name) for w in folded_words(text)}
    return any(not said.isdisjoint({word, word + "s"}) for word in FORMS[form])


def label_title(label: Label) -> str:
    """`Reclast (zoledronic acid)`; only one name if the label has no other; "" without names."""
    brand = next(iter(label.brand_name), "")
    generic = ", ".join(n for n in label.generic_name if folded(n) not in _COMPANIONS)
    if brand and generic and _words(brand) != _words(generic):
        return f"{brand} ({generic})"
    return brand or generic


# Every drug is compared with every label, so each name is folded only once.
_words = lru_cache(maxsize=65_536)(folded_words)


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
    """Where `wanted` occurs in `words`, each time with its length; its last word may have a genitive s."""
    n = len(wanted)
    if not n or len("".join(wanted)) < 3:
        return
    for start in range(len(words) - n + 1):
        window = words[start : start + n]
        if tuple(window[:-1]) == tuple(wanted[:-1]) and window[-1] in (wanted[-1], wanted[-1] + "s"):
            yield start, n
