"""Read what a title says about a paper's integrity: "RETRACTED: ...", "[Retracted] ...", "Retraction notice to ...".

Publishers change the title before PubMed adds a publication type or a link, and a withdrawn Cochrane review or preprint
never gets either. So the words count, but only as a mark: at the beginning before a colon, a dash or a closing bracket,
or at the end in brackets. "Withdrawal therapy ...", "Correction of arterial ..." and "Retracted tympanic membranes ..."
are titles of sound papers.

Authorities: Cochrane, "Withdrawing published Cochrane reviews" (the title of a withdrawn review is preceded by
"WITHDRAWN:"), https://documentation.cochrane.org/pages/viewpage.action?pageId=117382100; NLM, "Errata, Retractions, and
Other Linked Citations in PubMed", https://www.nlm.nih.gov/bsd/policy/errata.html; Elsevier, "Article withdrawal"
("RETRACTED:", "REMOVED:", "TEMPORARY REMOVAL:"),
https://www.elsevier.com/about/policies-and-standards/article-withdrawal.
"""

import re
from dataclasses import dataclass
from typing import Literal

from pipeline.schema.dates import MONTH_NAME as _MONTH
from pipeline.schema.normal_form import normal_form

Says = Literal["withdrawn", "retracted", "removed", "notice", "concern", "correction"]

_ITEM = r"(?:article|paper|manuscript|publication|chapter|review|preprint|study|protocol|letter|abstract)"
_DASH = r"(?:(?<!-)--++|[–—―]|\s-\s)"
# a mark at the beginning ends at a colon, a dash, a full stop before a capital, a quotation or the end of the title
_END = rf"\s*(?:[:|]|{_DASH}|\.\s*(?=[A-Z\"'“‘]|$)|(?=[\"“‘])|$)"
_WHEN = (
    r"(?:\s*[\[(][^\])]{0,60}[\])]"
    rf"|,?(?:\s+(?:on|in))?\s+(?:[0-9]{{1,2}}\s+)?(?:{_MONTH}\s+)?(?:[0-9]{{1,2}},?\s+)?[12][0-9]{{3}})?"
)
_BY = r"(?:\s+by\s+(?:the\s+|its\s+)?(?:authors?|publishers?|editors?|journal|cochrane))?"
_ADVERB = r"(?:(?:partly|partially|temporarily|now|since)[\s-]+)?"
_TO = rf"(?:\s+(?:to|of|for|on|about|regarding)\b(?:\s+(?:the\s+)?{_ITEM})?(?:\s+(?:entitled|titled))?)?"
_QUOTED = r"(?:\s*:|\s*(?=[\"“‘'«]))"
_NOTICE_WORD = r"(?:notice|note|statement|announcement|letter|notification)"
_RETRACTION = r"(?:retraction(?:\s+(?:and|&)\s+(?:replacement|republication))?|withdrawal)"
_KINDS_OF_NOTICE = rf"(?:{_RETRACTION}|removal|(?:duplicate|redundant)\s+publication)"


def _marked(word: str) -> str:
    """A pattern for `WORD:`, `WORD ARTICLE:`, `ARTICLE WORD:`, `[WORD]` and `WORD (2014):`."""
    said = rf"{_ADVERB}{word}(?:\s+(?:and|&)\s+(?:replaced|republished|removed|retracted|withdrawn))?{_BY}"
    about = rf"(?:(?:this\s+)?{_ITEM}\s+(?:(?:has\s+been|was|is)\s+)?)?"
    return rf"(?:[\[(*]{{1,20}}\s*{about}{said}(?:\s+{_ITEM})?\s*[\])*]+|{about}{said}(?:\s+{_ITEM})?{_WHEN}{_END})"


def _in_capitals(word: str) -> str:
    """A pattern for `RETRACTED Effects of ...`: capitals before a title that is not all in capitals."""
    return rf"(?-i:{word.upper()})(?:\s+(?-i:ARTICLE|PAPER))?\s+(?=(?-i:\S*[a-z]|\S+\s+\S*[a-z]))"


def _at_end(word: str) -> str:
    """A pattern for `... [Retracted]`, `... (Retracted article. See vol. 12, 2019)`, `... [Retraction in ...]` and
    `...: RETRACTED`.
    """
    noun = {"retracted": "retraction", "withdrawn": "withdrawal", "removed": "removal"}[word]
    statement = rf"(?:(?:this\s+)?{_ITEM}\s+(?:(?:has\s+been|was)\s+)?)?{_ADVERB}{word}(?:\s+{_ITEM})?"
    where = r"(?:(?:\s*[.,;:]\s*|\s+)(?:see\b[^\[\]()]*|(?:in|on)\b[^\[\]()]*[12][0-9]{3}[^\[\]()]*))?"
    in_brackets = rf"[\[(]\s*(?:{statement}{where}|{noun}\s+(?:appears\s+)?in\b[^\[\]]*)[\])]?"
    return rf"(?:{in_brackets}|(?::|{_DASH}|\.)\s*{word})\s*\.?\s*[\])]?$"


_BEGINS: tuple[tuple[Says, str], ...] = (
    ("withdrawn", _marked("withdrawn")),
    ("withdrawn", _in_capitals("withdrawn")),
    ("retracted", _marked("retracted")),
    ("retracted", _in_capitals("retracted")),
    ("removed", _marked("removed")),
    ("removed", rf"(?:temporary|permanent)\s+removal{_END}"),
    # "Retraction notice to ...", "Retraction Note: ...", "Statement of Retraction: ...", "Notice of withdrawal"
    ("notice", rf"{_KINDS_OF_NOTICE}\s+{_NOTICE_WORD}\b"),
    ("notice", rf"(?:\w+['’]s?\s+)?{_NOTICE_WORD}\s+of\s+(?:partial\s+|full\s+)?{_KINDS_OF_NOTICE}\b"),
    (
        "notice",
        rf"(?:(?:partial|full|editorial|author[\s-]+initiated|publisher['’]s|{_ITEM})\s+)?{_RETRACTION}s?{_END}",
    ),
    ("notice", rf"(?:partial\s+)?retraction\s+(?:to|of|for|on)(?:\s+(?:the\s+)?{_ITEM})?{_QUOTED}"),
    ("notice", rf"withdrawal\s+(?:to|of|for|on)(?:\s*:|\s+(?:the\s+)?{_ITEM}{_QUOTED})"),
    # "Retraction for Smith et al., ...", as PNAS and the ASM journals write it
    ("notice", r"(?:retraction|withdrawal)\s+(?:for|of)\s+(?:[\w'’-]+\s+){1,4}et\s+al\b"),
    # "Retraction-Ileal hyperplasia ...", as PubMed writes the Lancet's dash; not "Retraction-Related Injury"
    ("notice", r"retraction-(?=(?-i:[A-Z]))(?!\w+(?:ed|ing|free|like|type)\b)"),
    (
        "concern",
        rf"(?:editorial\s+|editors?['’]?s?['’]?\s+)?expressions?\s+of\s+(?:editorial\s+)?concern{_TO}(?:{_END}|-)",
    ),
    ("concern", r"(?:editorial\s+)?(?:notice|note)\s+of\s+concern\b"),
    ("correction", rf"(?:author\s+|publisher\s+)?(?:correction|corrigend(?:um|a)|errat(?:um|a)){_END}"),
    ("correction", r"(?:author\s+|publisher\s+)?(?:corrigend(?:um|a)|errat(?:um|a))\s+(?:to|for|in)\b"),
    ("correction", rf"(?:author\s+|publisher\s+)?correction(?:s)?\s+(?:to|for){_QUOTED}"),
    ("correction", r"correction\s+for\s+(?:[\w'’-]+\s+){1,4}et\s+al\b"),
)
_ENDS: tuple[tuple[Says, str], ...] = (
    ("retracted", _at_end("retracted")),
    ("withdrawn", _at_end("withdrawn")),
    ("removed", _at_end("removed")),
    (
        "notice",
        r"(?:[\[(]\s*(?:retraction|withdrawal)(?:\s+(?:notice|note|of\b[^\[\]()]*))?\s*[\])]|(?::|(?<!-)--++|[–—])\s*retraction)\s*\.?\s*\]?$",
    ),
)
_OPENING = r"[\[(\"'“‘*\s]{0,20}"  # no title has more brackets and quotation marks before its mark
_BEGINNINGS = tuple((says, re.compile(rf"{_OPENING}({p})", re.I)) for says, p in _BEGINS)
_ENDINGS = tuple((says, re.compile(p, re.I)) for says, p in _ENDS)
# "Reprint of: ...", "Republished: ..." and "Addendum: ..." name the paper and say nothing against it
_REPRINT = re.compile(
    rf"{_OPENING}(?:(?:reprint(?:ed)?|republication)(?:\s+(?:of|from))?|republished(?:\s+article)?|addendum(?:\s+to)?)"
    r"\s*(?::|(?=[\"“‘]))",
    re.I,
)
_ALL_BEGINNINGS = (*(pattern for _, pattern in _BEGINNINGS), _REPRINT)
_AFTER_MARK = re.compile(r"^(?:\s*(?:to|of|for|on)\b)?[\s:.\-–—―\"'“”‘’\])*]+")
_CLOSING = re.compile(r"(?<=\w)[\"'”’»](?:\s*(?:\[[^\]]*\]|\([^)]*\)))?\s*\.?$")
_LONGEST = 2_000  # characters; no title is so long, and some patterns read every word to the end
_MOST_MARKS = 5
# a quick test first, so that most titles skip the patterns
_HINT = re.compile(r"retract|withdr|remov|concern|correct|corrig|errat|(?:duplicate|redundant)\s+publ", re.I)


@dataclass(frozen=True)
class TitleNotice:
    """What a title says (`says`), the words that say it, and whether these stand at its beginning."""

    says: Says
    words: str
    is_first: bool


def _cleaned(title: str) -> str:
    return " ".join(normal_form("NFKC", title[:_LONGEST]).split())


def unmarked(title: str) -> str:
    """`title` without the marks before and after it: the name of the paper itself.

    "Corrigendum: ...", "[Retracted] ...", "Reprint of: ..." and "Retraction notice to "..."" name the same paper.
    """
    whole = _cleaned(title)
    text = whole
    for _ in range(_MOST_MARKS):
        found = next((m for p in _ALL_BEGINNINGS if (m := p.match(text))), None)
        if not found:
            break
        text = _CLOSING.sub("", _AFTER_MARK.sub("", text[found.end() :]))
    ends = min((m.start() for _, p in _ENDINGS if (m := p.search(text))), default=len(text))
    return text[:ends].strip() or whole


def title_notice(title: str) -> TitleNotice | None:
    """What `title` says about the paper's own integrity, or that it is a notice about another paper; None for most
    titles.

    `withdrawn`, `retracted` and `removed` are about the paper itself; `notice`, `concern` and `correction` mean that it
    is a notice.
    """
    text = _cleaned(title)
    if not _HINT.search(text):
        return None
    for says, pattern in _BEGINNINGS:
        if found := pattern.match(text):
            return TitleNotice(says, found[1].strip(" :|.-–—―"), is_first=True)
    for says, pattern in _ENDINGS:
        if found := pattern.search(text):
            return TitleNotice(says, found[0].strip(" :.-–—―"), is_first=False)
    return None
