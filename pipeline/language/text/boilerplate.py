"""Recognise lines of an abstract that are not the authors' findings: copyright, publisher, citation, level of evidence,
registration, funding.

Publishers add them after the last sentence, inside the abstract. NLM has `CopyrightInformation` for copyright lines
(https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html), but many records have the line in the text.
"""

import re

from pipeline.schema.dates import MONTH_NAME as _MONTH
from pipeline.schema.dates import PUBLICATION_YEAR as _YEAR

_COMPANY = (
    r"(?:inc|ltd|limited|llc|gmbh|b\.\s?v|ag|kg|press|publish\w*|periodicals|society|association|college|academy"
    r"|foundation|federation|university|elsevier|wiley|springer|karger|blackwell|lippincott|authors?(?:\(s\))?)"
)
_PUBLISHER = (
    r"(?:elsevier|(?:john\s+)?wiley|springer|blackwell|lippincott|wolters|karger|sage|taylor|oxford|cambridge|bmj"
    r"|thieme)"
)
_REGISTRY = (
    r"(?:isrctn|umin|actrn?|drks|chictr|ntr|eudract|jrct|ctri|irct|pactr|kct|rbr|tctr|slctr|japiccti|nct|sanctr)"
)
_LEVEL = r"(?:[ivx]{1,4}|[1-5])[abc]?\b"
_PAGES = r"[0-9]+\s*(?:\([^)]*\))?\s*:\s*[a-z]?[0-9]+\S*"
_STUDY = r"(?:this|the|our)\s+(?:present\s+)?(?:study|work|trial|research|review|project)\s+(?:was|is)\s+"
_PATTERNS = {
    "copyright": (
        rf"©|\(c\)\s*{_YEAR}|^copyright\b|^crown\s+copyright|all\s+rights\s+(?:are\s+)?reserved|protected\s+by\s+copyright",
        r"database\s+record\s*(?:\(|©|,|\.)|creative\s+commons|^\W*(?:re)?printed\s+with\s+permission",
        # "2019 Wiley Periodicals, Inc.", "2009 The Authors.", "The Author(s) 2019."
        rf"^\W*{_YEAR}\s+(?:\S+\s+){{0,10}}?\S*{_COMPANY}\b\W*(?:\S+\s*){{0,4}}$|^the\s+author\(?s?\)?,?\s+{_YEAR}",
        r"^(?:this\s+is\s+an\s+)?open[\s-]access(?:\s+article|\W*$)",
    ),
    "publisher": (
        # "Published by Elsevier B.V.", "Owl Reports published by John Wiley & Sons Ltd on behalf of ..."
        rf"^(?:\S+\s+){{0,12}}?published\s+(?:online\s+)?by\s+(?:the\s+)?{_PUBLISHER}\b",
        rf"^published\s+by\s+(?:\S+\s+){{0,8}}?\S*{_COMPANY}\b",
        r"^published\s+(?:under|on\s+behalf|in\s+(?:the\s+)?(?:public\s+domain|collaboration))|^georg\s+thieme",
        r"^(?:oxford|cambridge)\s+university\s+press\b.{0,60}$",
        r"\bonline\s+version\s+of\s+this\s+article|^(?:the\s+)?expected\s+final|final\s+online\s+publication\s+date",
        r"^please\s+see\s+http\S+|^supplement(?:al|ary)\s+(?:material|data|digital|information)\b.{0,60}\bavailable",
        r"^(?:for\s+)?(?:a\s+)?video\s+abstract|^this\s+article\s+is\s+part\s+of|^key\s?words?\b",
        r"^see\s+(?:also\s+)?(?:the\s+)?(?:\w+\s+)?(?:editorial|commentary|instructions|perspective)",
    ),
    "citation": (
        # "Owl Int 2019; 19: 1-9.", "(Owls 2019;70:1-2).", "Owls, 130:1-2, 2020.", "Muscle Owl 2019."
        rf"^\W*(?:[^\s\d]+\s+){{1,10}}\(?{_YEAR}\)?\s*[;,]\s*{_PAGES}\W*$|^\W*[a-z]+\s+{_YEAR}\s*;\s*{_PAGES}\W*$",
        rf"^\W*(?:[^\s\d]+\s+){{1,10}}{_PAGES}\s+{_YEAR}\W*$",
        rf"^\W*(?:(?-i:[A-Z])\S*\s+){{1,6}}{_YEAR}\W*$",
    ),
    "level": (
        # "LEVEL OF EVIDENCE: III.", "Level II, therapeutic study.", "Therapeutic, III."
        rf"^\W*(?:(?:oxford|cebm)\s+)?levels?\s+of\s+evidence\W*(?:level\s+)?{_LEVEL}",
        rf"^\W*level\s+{_LEVEL}[\s,.;:-]*(?:$|evidence|\w+\s+(?:study|trial))",
        r"^\W*(?:therapeutic|diagnostic|prognostic|economic)\b[^.]{0,30}\b(?:level\s+)?(?:[ivx]{1,4}|level\s+[1-5])\W*$",
        r"^evid(?:ence)?\s+level",
    ),
    "registration": (
        r"trial\s+registration|registration(?:\s+(?:number|date|no))?\s*[:.]|\bpre-results\b|^date\s+(?:of\s+)?(?:\w+\s+)?regist",
        rf"\bregistered\s+(?:with|at|in|as|via|under|on\s+(?:[0-9]|[a-z]+\s+[0-9]|the\s))|^\W*(?:\w+pectively\s+)?registered(?:\W*$|[:,(]|\s+(?:on|in|at|with|[0-9]|{_MONTH}))",
        r"clinical\s?trials?\.gov|\bprospero\b|systematic\s+review\s+registration|\bisrctn\b",
        rf"\b{_REGISTRY}[\s:#/-]*(?:number\s*)?[0-9]{{4,}}",
        rf"^\W*(?:[0-9]{{1,2}}\s+)?(?:{_MONTH})\s+(?:[0-9]{{1,2}},\s*)?{_YEAR}\W*$",
    ),
    "money": (
        rf"^\W*(?:{_STUDY})?(?:\w+ly\s+)?(?:funded|sponsored|supported)\s+(?:in\s+part\s+)?by\b",
        r"^\W*(?:primary\s+)?funding(?:\s+(?:source|was|by|from)\b|\s*[:.])|^\W*(?:grant|financial)\s+support\b",
        r"^\W*(?:conflicts?\s+of\s+interest|competing\s+interests?|disclosures?)\s*(?:[:.]|statement|$)",
        r"^the\s+authors\s+(?:declare|have\s+no\s+(?:conflict|competing|financial)|report\s+no\s+(?:conflict|competing))",
    ),
}
_BOILERPLATE = re.compile("|".join(p for patterns in _PATTERNS.values() for p in patterns), re.I)
# The first words of such a line show what it is. A registry number at the end of a long sentence does not make it one.
READ = 160  # characters


def is_boilerplate(sentence: str) -> bool:
    """Whether `sentence` is such a line, and so neither a finding nor a conclusion of the authors."""
    return _BOILERPLATE.search(sentence[:READ]) is not None
