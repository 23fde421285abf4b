"""Tags of one record: guideline or research, study design, starting level of evidence, year.

PublicationType decides first, because a person at NLM (or the publisher) chose it. PubMed leaves some guidelines as
"Journal Article", so titles that call themselves a guideline decide next. Their wordings come from the search filters
of guideline librarians (CADTH/CDA-AMC, "Guidelines" filter: guideline, position statement, policy statement, practice
parameter, consensus, recommendation) but are narrower: the title must contain an issuing body or a fixed phrase,
because a paper *about* a guideline is research. A record that no rule covers is research.
"""

import re
from dataclasses import dataclass

from pipeline.evidence.papers.integrity import is_withdrawn
from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import (
    EVIDENCE_LEVEL_SCHEME,
    GUIDELINE_TYPES,
    NOTICE_REF_TYPES,
    NOTICE_TYPES,
    STUDY_DESIGNS,
)

# Publication types of each design, lower case. The tree is NLM's, https://www.nlm.nih.gov/mesh/pubtypes.html: a
# Randomized Controlled Trial is a Controlled Clinical Trial; Equivalence and Pragmatic Clinical Trials are, by their
# scope notes, randomized; a Network Meta-Analysis is a Meta-Analysis; a Scoping Review is a Review but not a systematic
# one; Consensus Development Conference, NIH is a Consensus Development Conference. A Clinical Trial Protocol has no
# results, and types that end in ", Veterinary" are about animals: both are "other".
DESIGN_TYPES: dict[str, frozenset[str]] = {
    "preprint": frozenset({"preprint"}),
    "practice guideline": frozenset(t.lower() for t in GUIDELINE_TYPES) | {"consensus development conference, nih"},
    "systematic review": frozenset({"systematic review"}),
    "meta-analysis": frozenset({"meta-analysis", "network meta-analysis"}),
    "randomized controlled trial": frozenset(
        {"randomized controlled trial", "equivalence trial", "pragmatic clinical trial"}
    ),
    "clinical trial": frozenset(
        {
            "clinical trial",
            "controlled clinical trial",
            "adaptive clinical trial",
            *(f"clinical trial, phase {n}" for n in ("i", "ii", "iii", "iv")),
        }
    ),
    "observational study": frozenset({"observational study", "twin study"}),
    "review": frozenset({"review", "scoping review"}),
    "case report": frozenset({"case reports"}),
}
# Oxford CEBM 2011, "Does this intervention help?": 1 systematic review of trials, 2 randomized trial, 3 non-randomized
# controlled cohort or follow-up study, 4 case series. Guidelines, narrative reviews, preprints have no level there.
LEVELS = {
    "systematic review": 1,
    "meta-analysis": 1,
    "randomized controlled trial": 2,
    "clinical trial": 3,
    "observational study": 3,
    "case report": 4,
}
# A record with one of these types is never called a guideline because of its title.
_NEVER_BY_TITLE = (
    frozenset(
        {"comment", "letter", "editorial", "news", "newspaper article", "interview", "patient education handout"}
        | {"personal narrative", "clinical trial protocol", "validation study", "evaluation study"}
    )
    | DESIGN_TYPES["preprint"].union(*(DESIGN_TYPES[d] for d in LEVELS))
    | DESIGN_TYPES["review"].intersection({"scoping review"})
)
_BODY = (
    r"(?:Society|College|Association|Academy|Committee|Task Force|Organi[sz]ation|Federation|League|Institute|Council"
    r"|Working Group|Foundation|Alliance|Collaborative|Centers for Disease Control|Advisory Committee)"
)
_ISSUER = (
    # (?-i:...): only capitals tell WHO from who, CHEST from chest, GOLD from gold
    r"(?-i:AACE|AAFP|AAN|AAP|AASLD|ACC|ACCP|ACG|ACIP|ACOG|ACP|ACR|ADA|AGA|AGS|AHA|AHCPR|ASA|ASAS|ASCO|ASH|ASRA|ATS|AUA"
    r"|BSR|CDC|CHEST|EASD|EASL|EAU|ECCO|ERS|ESC|ESCMID|ESGE|ESH|ESMO|ESPEN|EULAR|GINA|GOLD|HFSA|HRS|IDSA|ISH|ISTH"
    r"|KDIGO|KDOQI|NCCN|NICE|OARSI|SIGN|SSC|USPSTF|WHO)"
)
_BY_BODY = rf"(?:from|of|by|for)\s+(?:the\s+|an?\s+)?(?:[\w&.'’/-]+\s+){{0,9}}(?:{_BODY}|{_ISSUER}\b)"
_KIND = r"(?:clinical|practice|consensus|joint|evidence-based|updated?|treatment|management|living|new|\d{4})"
_TASK = r"(?:management|treatment|diagnosis|prevention|care|screening|therapy|evaluation)"
# name of the rule -> what the title must contain. Order only decides which matching rule `reason` names.
_TITLE_RULES: tuple[tuple[str, str], ...] = (
    ("clinical practice guideline", r"clinical\s+practice\s+guidelines?\b"),
    ("clinical guideline", r"\b(?:living\s+(?:clinical\s+)?|(?<!and\s)clinical\s+)guideline\b"),
    ("evidence-based guideline", r"\b(?:evidence-based|consensus)\s+(?:clinical\s+|practice\s+)*guideline\b"),
    ("guideline of a body", rf"guidelines?\s+(?:update\s+)?{_BY_BODY}"),
    (
        "body's guideline",
        rf"\b(?:{_BODY}(?:\s+(?:of|for|on)(?:\s+\w+){{1,5}}?)?|{_ISSUER})(?:\s+\(\w+\))?(?:\s+{_KIND})*\s+guidelines?\b",
    ),
    (
        "guideline for the management of",
        rf"^(?:[^:?]{{0,80}}[\s:])?guidelines?\s+(?:for|on)\s+(?:the\s+)?(?:[\w,-]+\s+){{0,4}}{_TASK}\b",
    ),
    ("recommendation statement", r"recommendations?\s+statement\b|\brecommendations\s+and\s+rationale\b"),
    ("recommendations of a body", rf"recommendations?\s+(?:update\s+)?{_BY_BODY}"),
    ("body's recommendations", rf"\b{_ISSUER}(?:/\w+)*(?:\s+{_KIND})*\s+(?:recommendations?|points\s+to\s+consider)\b"),
    ("position or consensus statement", r"\b(?:position|consensus|policy|guidance)\s+statements?\b|position\s+paper\b"),
    ("scientific statement of a body", rf"scientific\s+statement\s+{_BY_BODY}"),
    ("expert consensus document", r"expert\s+consensus\s+(?:document|decision\s+pathway)\b"),
    ("practice parameter", r"\bpractice\s+(?:parameter|advisory|bulletin)s?\b|clinical\s+practice\s+update\b"),
    ("standards of care", r"standards\s+of\s+(?:medical\s+)?care\s+in\s+diabetes\b|^standards\s+of\s+care\s+for\b"),
    ("report of a standing panel", r"report\s+of\s+the\s+joint\s+national\s+committee\b|^global\s+strategy\s+for\b"),
)
TITLE_RULES = tuple((name, re.compile(pattern, re.I)) for name, pattern in _TITLE_RULES)
# Every title that a rule accepts contains one of these words: a quick test, so that most titles skip the rules.
_HINT = re.compile(
    "guideline|recommendation|statement|standards|position|consensus|practice|points to|joint national|global strategy",
    re.I,
)
# A title that matches one of these is about guidelines, or is news, a notice or a study, but no guideline.
_WORDS = r"(?:\w[\w/&,'’-]*\s+){0,9}"
_NAMES = r"(?:guidelines?|recommendations?|statements?|standards)\b"
_NOT_A_GUIDELINE = (
    # "adherence to the ... guidelines", "impact of ... recommendations", within one clause
    r"\b(?:(?:non-?)?adherence|compliance|concordance|conformity|accordance|relation)\s+(?:to|with)\s+"
    + _WORDS
    + _NAMES,
    r"\b(?:following|according\s+to|meet|putting|releases?|implement\w*)\s+" + _WORDS + _NAMES,
    r"\b(?:impact|effects?|effectiveness|influence|outcomes?|use|uptake|application|dissemination|development|quality"
    r"|evaluation|appraisal|assessment|comparison|critique|review|analysis|awareness|knowledge|implementation|breaches)"
    r"\s+of\s+" + _WORDS + _NAMES,
    r"\bguidelines?[\s-]+(?:directed|based|recommended|concordant|adherent|driven|guided|adherence|compliance|into)\b",
    r"\bguidelines\s+from\s.*\btarget\b",  # a news headline
    # evidence made for a guideline, and studies
    r"evidence\s+(?:report|synthesis|review)|to\s+inform|for\s+the\s+u\.?\s?s\.?\s+preventive\s+services\s+task\s+force",
    r"systematic\s+(?:evidence\s+)?review(?!s?\s+and\s+(?:[\w-]+\s+){0,3}guideline)",
    r"randomi[sz]ed|\bcohort\b|\bprotocol\b|cross-sectional|retrospective|\bpilot\b|\bsurvey\b|case\s+report",
    r"\bappraisal\b|\bcompar(?:ing|ed|ative)\b|\btrial\s+guidelines|\breporting\b|\?",
    # titles about another paper
    r"^(?:summar(?:y|ies)\s+for\s+patients|correction|erratum|corrigendum|comments?\b|response|reply|re:"
    r"|expression\s+of\s+concern|retraction)",
)
NOT_A_GUIDELINE = re.compile("|".join(_NOT_A_GUIDELINE), re.I)


@dataclass(frozen=True)
class Tags:
    """The tags of a record; `reason` names the publication type, the link or the title rule that decided."""

    evidence_source: str
    study_design: str
    evidence_level: int | None
    evidence_level_scheme: str
    year: int | None
    reason: str


def tag(record: ParsedRecord) -> Tags:
    """The tags of `record`.

    A notice (erratum, retraction notice ...) is research of design "other" without a level, even when NLM copied the
    type of the paper it is about. A retracted paper keeps its own design. A withdrawn review keeps its design too but
    gets no level, because its PubMed record is now the withdrawal.
    """
    source, design, reason = _source_and_design(record)
    level = None if is_withdrawn(record.article.article_title) else LEVELS.get(design)
    scheme = EVIDENCE_LEVEL_SCHEME if level else ""
    return Tags(source, design, level, scheme, _year(record), reason)


def guideline_title_rule(title: str, types: frozenset[str]) -> str:
    """The name of the title rule that makes a record with these lower-case `types` a guideline; "" if none does."""
    if not types.isdisjoint(_NEVER_BY_TITLE) or any(t.endswith(", veterinary") for t in types):
        return ""
    if not _HINT.search(title) or NOT_A_GUIDELINE.search(title):
        return ""
    return next((name for name, pattern in TITLE_RULES if pattern.search(title)), "")


def _source_and_design(record: ParsedRecord) -> tuple[str, str, str]:
    words = {*record.article.publication_types, *(t.publication_type for t in record.publication_types)}
    for notice in sorted(NOTICE_TYPES & words):
        return "research", "other", f"PublicationType {notice}: a notice, not a study"
    for link in sorted(NOTICE_REF_TYPES & {c.ref_type for c in record.corrections}):
        return "research", "other", f"RefType {link}: a notice, not a study"
    types = frozenset(" ".join(w.lower().split()) for w in words)
    for design in STUDY_DESIGNS:
        for word in sorted(types & DESIGN_TYPES.get(design, frozenset())):
            is_guideline = not types.isdisjoint(DESIGN_TYPES["practice guideline"])
            if design == "review" and (rule := guideline_title_rule(record.article.article_title, types)):
                return "guideline", "practice guideline", f"title rule: {rule}"
            return "guideline" if is_guideline else "research", design, f"PublicationType {word}"
    if rule := guideline_title_rule(record.article.article_title, types):
        return "guideline", "practice guideline", f"title rule: {rule}"
    return "research", "other", "no PublicationType names a design"


def _year(record: ParsedRecord) -> int | None:
    article = record.article
    return article.pub_year or (int(article.electronic_date[:4]) if article.electronic_date else None)
