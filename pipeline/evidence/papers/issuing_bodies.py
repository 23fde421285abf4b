"""Which bodies issued a guideline, read from its title and its collective authors.

Each body has one short key, however its name is written ("U.S. Preventive Services Task Force", "USPSTF"). The bodies
that issue most guidelines are listed, with the abbreviations by which they sign. Others are recognised by words typical
of a body's name ("... Society of Echocardiography"), and their key is their folded name. Two bodies can share an
abbreviation (ADA, ACR); the subject of the guideline then separates them.
"""

import re

from pipeline.language.text.fold import folded

# key -> how it is written out; the key itself is the abbreviation, matched in upper case as a whole word
KNOWN_BODIES: dict[str, tuple[str, ...]] = {
    "AACE": ("American Association of Clinical Endocrinologists", "American Association of Clinical Endocrinology"),
    "AAD": ("American Academy of Dermatology",),
    "AAFP": ("American Academy of Family Physicians",),
    "AAN": ("American Academy of Neurology",),
    "AAP": ("American Academy of Pediatrics",),
    "AASLD": ("American Association for the Study of Liver Diseases",),
    "ACC": ("American College of Cardiology",),
    "ACCP": ("American College of Chest Physicians",),
    "ACG": ("American College of Gastroenterology",),
    "ACIP": ("Advisory Committee on Immunization Practices",),
    "ACOG": ("American College of Obstetricians and Gynecologists",),
    "ACP": ("American College of Physicians",),
    "ACR": ("American College of Rheumatology",),
    "ADA": ("American Diabetes Association",),
    "AGA": ("American Gastroenterological Association",),
    "AGS": ("American Geriatrics Society",),
    "AHA": ("American Heart Association",),
    "ASA": ("American Stroke Association",),
    "ASCO": ("American Society of Clinical Oncology",),
    "ASH": ("American Society of Hematology",),
    "ATS": ("American Thoracic Society",),
    "AUA": ("American Urological Association",),
    "BSR": ("British Society for Rheumatology",),
    "CDC": ("Centers for Disease Control and Prevention",),
    "EAS": ("European Atherosclerosis Society",),
    "EASD": ("European Association for the Study of Diabetes",),
    "EASL": ("European Association for the Study of the Liver",),
    "EAU": ("European Association of Urology",),
    "ERS": ("European Respiratory Society",),
    "ESC": ("European Society of Cardiology",),
    "ESH": ("European Society of Hypertension",),
    "ESMO": ("European Society for Medical Oncology",),
    "EULAR": ("European League Against Rheumatism", "European Alliance of Associations for Rheumatology"),
    "IDSA": ("Infectious Diseases Society of America",),
    "KDIGO": ("Kidney Disease: Improving Global Outcomes", "Kidney Disease Improving Global Outcomes"),
    "NICE": ("National Institute for Health and Care Excellence",),
    "USPSTF": ("US Preventive Services Task Force", "U.S. Preventive Services Task Force"),
    "WHO": ("World Health Organization",),
}
# series of documents whose titles point to their body without its name
_SERIES = ((re.compile(r"\bstandards of (?:medical )?care in diabetes\b", re.I), "ADA"),)
_NAMES = {folded(name): key for key, names in KNOWN_BODIES.items() for name in names}
_ABBREVIATION = re.compile(rf"(?<![A-Za-z-])(?:{'|'.join(KNOWN_BODIES)})(?![A-Za-z-])")
# "AHA/ACC/AACVPR/AAPA": every name joined to a listed one is a body too
_JOINT = re.compile(r"(?<![\w/])[A-Z][A-Za-z]{1,7}(?:/[A-Z][A-Za-z]{1,7})+(?![\w/])")
_NOUN = r"(?:Society|College|Association|Academy|Task Force|Federation|League|Foundation|Alliance|Network|Council)"
_WORD = r"[A-Z][\w’'-]+"
_LINK = r"(?:of|for|and|on|the|in)"
# "Endocrine Society", "North American Menopause Society", "Society of Critical Care Medicine"
_UNLISTED = re.compile(rf"(?:{_WORD}\s+){{1,5}}{_NOUN}\b(?:\s+(?:{_LINK}\s+){{1,2}}{_WORD}(?:\s+{_WORD}){{0,3}})?|"
                       rf"\b{_NOUN}\s+(?:{_LINK}\s+){{1,2}}{_WORD}(?:\s+{_WORD}){{0,3}}")  # fmt: skip
_NO_NAME = frozenset("a an the clinical practice guideline guidelines update joint from by of".split())


def issuing_bodies(title: str, collective_names: tuple[str, ...] = ()) -> frozenset[str]:
    """The keys of the bodies that a title and its collective authors name."""
    bodies: set[str] = set()
    for text in (title, *collective_names):
        plain = f" {folded(text).replace('u.s.', 'us')} "
        bodies |= {key for name, key in _NAMES.items() if f" {name.replace('u.s.', 'us')} " in plain}
        bodies |= set(_ABBREVIATION.findall(text)) | set(_joint(text))
        bodies |= {key for pattern, key in _SERIES if pattern.search(text)}
        bodies |= _unlisted(text, plain)
    return frozenset(bodies)


def written_names(body: str) -> tuple[str, ...]:
    """All ways to write a body's name: its full names, and its abbreviation if it has one."""
    return (*KNOWN_BODIES[body], body) if body in KNOWN_BODIES else (body,)


def same_body(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two guidelines come from the same body; joint ones must share at least half of the shorter list."""
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))


def without_bodies(title: str) -> str:
    """The title without the names of bodies, so that no name is mistaken for the subject."""
    for names in KNOWN_BODIES.values():
        for name in names:
            title = re.sub(re.escape(name), " ", title, flags=re.I)
    title = _JOINT.sub(lambda m: " " if _ABBREVIATION.search(m[0]) else m[0], title)
    return _UNLISTED.sub(" ", _ABBREVIATION.sub(" ", title))


def _joint(text: str) -> list[str]:
    return [body for m in _JOINT.finditer(text) if _ABBREVIATION.search(m[0]) for body in m[0].split("/")]


def _unlisted(text: str, plain: str) -> set[str]:
    """The folded names of bodies that are in no list."""
    known = [name for name in _NAMES if f" {name} " in plain]
    names = set()
    for match in _UNLISTED.finditer(text):
        name = folded(match[0])
        while name.split(" ", 1)[0] in _NO_NAME and " " in name:
            name = name.split(" ", 1)[1]
        if " " in name and not any(name in k or k in name for k in known):
            names.add(name)
    return names
