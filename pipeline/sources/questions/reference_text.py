r"""Split the author's text of a listed reference into first author, title and year, as far as they are certain.

The parser reads the project's own form (`Greenspan SL. Efficacy and safety of one dose. 2015.`) and the forms that
people paste: PubMed's Cite button (NLM, AMA, APA, MLA), Vancouver, Nature, and the lines of a `.nbib` file. It
recognises each form by a feature that no other form has: `(2015).` after the authors, a title in quotation marks,
`DP  -`. An uncertain part is left empty, because a wrong guess would show as a difference from the record.

Authorities: NLM, Citing Medicine (https://www.ncbi.nlm.nih.gov/books/NBK7256/); AMA, APA, MLA as PubMed's Cite button
writes them (https://pubmed.ncbi.nlm.nih.gov/help/#cite); Nature (https://www.nature.com/nature/for-authors/formatting-guide);
the tags of a `.nbib` file (https://pubmed.ncbi.nlm.nih.gov/help/#pubmed-format).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

_U = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_SUFFIX = r"(?:[ ,]{1,2}(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?)?"
_FAMILY = r"[^\W\d_][\w'’`‐-]{0,40}(?:[ ][\w'’`‐-]{1,40}){0,4}"
_INITIALS = rf"(?:[{_U}]\.?[ ]?-?){{1,5}}"
# `Greenspan SL`; `Greenspan, S. L.`
_NAME = rf"(?:[^\W\d_][\w'’`‐-]{{0,40}}[ ]){{1,5}}(?:[{_U}]\.?-?){{1,5}}{_SUFFIX}"
_TURNED = rf"{_FAMILY},[ ]{_INITIALS}{_SUFFIX}"
_ETC = r"(?:[,;]?[ ](?:et[ ]al|and[ ]others))?"
_AUTHORS = re.compile(rf"(?P<first>{_NAME})(?:[,;][ ]{_NAME})*{_ETC}(?:[,;][ ][^.]{{3,200}})?(?:,[ ]editors?)?\.[ ]")
_GROUP_FIRST = re.compile(rf"(?P<first>[^.;]{{4,200}});[ ](?:{_NAME}[,.;])")
_NATURE_AUTHORS = re.compile(
    rf"(?P<first>{_TURNED})(?:,[ ]{_TURNED})*(?:,?[ ](?:&|and)[ ]{_TURNED})?(?:,?[ ]et[ ]al\.)?[ ]"
)
_COLLECTIVE = re.compile(
    r"""\b(?:Academy|Administration|Agency|Association|Board|Centers?|Collaboration|Collaborative|College|Committee|
    Consortium|Council|Department|Federation|Force|Foundation|Group|Institutes?|Investigators|Ministry|Network|
    Organi[sz]ation|Panel|Program(?:me)?|Service|Society|Team|Trialists|Union|University)\b""",
    re.X,
)
_ACRONYM = re.compile(r"[A-Z][A-Z&/-]{1,9}")
_Y = r"(?:1[5-9][0-9]{2}|20[0-9]{2})"
# The year in NLM, AMA, Vancouver and the project's own form, with what may follow it.
_YEAR = re.compile(rf"(?<![\w.(/-])(?P<year>{_Y})(?P<issue>(?:[ -][^;.()]{{1,30}})?;.*)?\.?$")
_YEAR_IN_BRACKETS = re.compile(rf"[ ]\((?P<year>{_Y})\)\.?$")
_APA_YEAR = re.compile(rf"[ ]\((?P<year>{_Y})[a-z]?(?:,[ ][^()]{{1,30}})?\)\.[ ]")
# MLA puts the full stop before the closing quotation mark. A title of another form that quotes something does not.
_MLA = re.compile(
    rf"(?P<authors>[^“”\"]{{2,400}}?)(?:\.|(?<=et[ ]al))[ ][“\"](?P<title>.+[.?!,][’']?)[”\"](?P<rest>.*{_Y}.*)$"
)
_MLA_YEARS = (
    re.compile(rf"\((?:\d{{1,2}}[ ])?(?:[A-Z][a-z]{{2,8}}\.?(?:-[A-Z][a-z]{{2,8}}\.?)?[ ])?(?P<year>{_Y})\)"),
    re.compile(rf",[ ](?:[\w. ]{{3,12}}[ ])?(?P<year>{_Y})(?=[,.])"),
)
# All tags of PubMed's format, so that "HIV - a review" does not count as a tag.
_TAGS = (
    "PMID OWN STAT DA DCOM LR PUBM IS VI IP DP TI BTI PG LID AB CI AD AUID FAU AU FED ED CN FIR IR LA SI GR PT DEP PL "
    "TA JT JID SB RN MH PMC PMCR MID COIS OTO OT OAB EDAT MHDA CRDT PHST AID PST SO CIN CON EIN EFR RIN ROF RPI RPF CRI"
).split()
_TAG = re.compile(rf"(?:^|[ ])(?P<tag>{'|'.join(_TAGS)})[ ]{{0,2}}-[ ](?=\S)")
_NBIB = re.compile(r"(?:PMID|OWN|STAT|TI|DP|AU|FAU|LID)[ ]{0,2}-[ ]\S")
# Text after a reference that does not belong to it, such as its DOI or "Available from".
_BEHIND = re.compile(
    r"""[ ](?:\[?(?:doi:?[ ]?|https?://|PMID:?[ ]|PMCID:?[ ]|Epub[ ]|Available[ ]from|Accessed[ ]|Retrieved[ ]|Cited[ ]
    |Published[ ](?:online[ ])?\d{4}|\[?published[ ]correction|Erratum[ ]in|10\.\d{4,9}/)).*$""",
    re.X | re.I,
)
_NUMBER_BEFORE = re.compile(r"(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3}[.)])[ ]")
_BOUNDARY = re.compile(r"(?<=[.?!”\"])[ ]")
_IN_BRACKETS = re.compile(r"[ ]\((?!\d)[^()]{2,60}\)(?=\.?$)")
# Nature's journal, volume and pages, such as `Am. J. Gastroenterol. 119, 1235–1271` or `The Lancet 12, 1`: capitalised
# words, small words, a volume.
_CAPITAL = r"(?:[a-z]{1,3}(?=[A-Z]))?[^\W\d_a-z][\w&'’-]*\.?,?"
_NATURE_JOURNAL = re.compile(
    rf"(?:(?:{_CAPITAL}|of|the|and|at|in|for|on|de|der|für|et|&|:|\([^()]*\)\.?)(?:[ ,]+|$)){{1,14}}(?:[A-Z]?\d+.*)?$"
)
_APA_JOURNAL = re.compile(r"(?:[^.?!]|\.(?![ ])|[?!](?![ ])){2,150},[ ][^,]{1,20}(?:,[ ].*)?$")
_LONGEST_COLLECTIVE = 12  # words; even long names of issuing bodies have no more, but most titles with a verb do
_LONGEST = 8_000  # characters; enough for a list of five hundred authors
_SHORTEST_CAPITAL = 4  # letters; shorter words of a name (of, the, and) are not capitalised
_SPACE_BEFORE_STOP = re.compile(r"(?<![ ])[ ]++(?=[.,;](?:[ ]|$))")


class ReferenceText(NamedTuple):
    """The parts of a listed reference; "" or None if the text does not show them."""

    first_author: str
    title: str
    year: int | None


def split(text: str) -> ReferenceText:
    """First author, title and year of `text`, which must be on one line."""
    if _NBIB.search(text) and (parts := _nbib(text)):
        return parts
    text = text[:_LONGEST].strip()
    number = _NUMBER_BEFORE.match(text)
    text = text[number.end() :] if number else text
    bare = _SPACE_BEFORE_STOP.sub("", _BEHIND.sub("", text).strip())
    for read in _FORMS:
        parts = read(bare)
        if parts:
            return parts
    return _plain(bare)


def _nbib(text: str) -> ReferenceText | None:
    """The parts of a `.nbib` record; None if it has neither title nor author. The first value of a tag counts."""
    tags = list(_TAG.finditer(text))
    values: dict[str, str] = {}
    for tag, after in zip(tags, [*tags[1:], None], strict=True):
        values.setdefault(tag["tag"], text[tag.end() : after.start() if after else None].strip())
    year = re.match(_Y, values.get("DP", ""))
    first = (
        min((t.start(), t["tag"]) for t in tags if t["tag"] in ("AU", "FAU", "CN"))[1] if _has_author(values) else ""
    )
    title = values.get("TI", "").removesuffix(".")
    if not title and not first:
        return None
    return ReferenceText(values.get(first, ""), title, int(year[0]) if year else None)


def _has_author(values: dict[str, str]) -> bool:
    return not values.keys().isdisjoint(("AU", "FAU", "CN"))


def _mla(text: str) -> ReferenceText | None:
    """MLA: `Greenspan, Susan L, et al. “Efficacy and safety.” JAMA internal medicine vol. 175,6 (2015): 913-21.`"""
    found = _MLA.match(text)
    if not found:
        return None
    family, comma, given = found["authors"].partition(", ")
    first = re.sub(r"[ ]et al$", "", family if not comma else f"{family}, {given.partition(',')[0]}")
    year = next((y for pattern in _MLA_YEARS if (y := pattern.search(found["rest"]))), None)
    title = found["title"].strip().rstrip(",").removesuffix(".")
    return ReferenceText(first, title, int(year["year"]) if year else None)


def _apa(text: str) -> ReferenceText | None:
    """APA: `Greenspan, S. L., & Perera, S. (2015). Efficacy and safety. JAMA internal medicine, 175(6), 913–921.`"""
    found = _APA_YEAR.search(text)
    if not found:
        return None
    authors, rest = text[: found.start()], text[found.end() :]
    turned = re.match(_TURNED, authors)
    boundaries = [b for b in _BOUNDARY.finditer(rest) if _APA_JOURNAL.fullmatch(rest[b.end() :])]
    title = rest[: boundaries[0].start()] if boundaries else rest
    first = turned[0].strip() if turned else authors.strip().removesuffix(".")
    return ReferenceText(first, title.strip().removesuffix("."), int(found["year"]))


def _nature(text: str) -> ReferenceText | None:
    """Nature: `Greenspan, S. L. et al. Efficacy and safety. JAMA Intern. Med. 175, 913–921 (2015).`"""
    found = _YEAR_IN_BRACKETS.search(text)
    authors = _NATURE_AUTHORS.match(text) if found else None
    before = text[: found.start()] if found else ""
    if not found:
        return None
    rest = before[authors.end() :] if authors else before
    boundary = next((b for b in _BOUNDARY.finditer(rest) if _NATURE_JOURNAL.fullmatch(rest[b.end() :])), None)
    if boundary is None:
        return ReferenceText(authors["first"].strip(), "", int(found["year"])) if authors else None
    title = rest[: boundary.start()].strip()
    if not authors:
        group, stop, after = title.partition(". ")
        if not stop or not _is_body(group):
            return ReferenceText("", "" if stop else title.removesuffix("."), int(found["year"]))
        return ReferenceText(group, after.removesuffix("."), int(found["year"]))
    return ReferenceText(authors["first"].strip(), title.removesuffix("."), int(found["year"]))


_FORMS: tuple[Callable[[str], ReferenceText | None], ...] = (_mla, _apa, _nature)


def _plain(text: str) -> ReferenceText:
    """NLM, AMA, Vancouver and the project's own form, which has no journal and nothing after the year.

    Example: `Greenspan SL, Perera S, et al. Efficacy and safety. JAMA Intern Med. 2015 Jun;175(6):913-21.`
    """
    found = _YEAR.search(text) or re.search(rf"[ ]?\((?P<year>{_Y})\)(?P<issue>)\.?$", text)
    before = text[: found.start()].strip() if found else text
    author, rest = _author(before if before.endswith(".") else before + ".")
    title = rest.strip().removesuffix(".")
    if found and found["issue"]:
        title = _without_journal(title)
    if not author and ". " in title:
        title = ""  # several sentences and no known author: the first may be an author or a title
    return ReferenceText(author, title if found or author else "", int(found["year"]) if found else None)


def _without_journal(text: str) -> str:
    """`Title. Journal` without the journal, whose name may end in parentheses (`BMJ (Clinical research ed.)`)."""
    *title, _ = _BOUNDARY.split(_IN_BRACKETS.sub("", text))
    return " ".join(title).strip().removesuffix(".")


def _author(text: str) -> tuple[str, str]:
    found = _AUTHORS.match(text + " ")
    if found:
        return found["first"], text[found.end() :]
    if group := _GROUP_FIRST.match(text):
        return group["first"], _after_names(text[group.end("first") + 2 :])
    first, stop, rest = text.partition(". ")
    return (first, rest) if stop and _is_body(first) else ("", text)


def _after_names(text: str) -> str:
    found = _AUTHORS.match(text + " ")
    return text[found.end() :] if found else text


def _is_body(text: str) -> bool:
    """Whether `text` is the name of a group or an issuing body."""
    words = [w for w in re.split(r"[^\w'’]+", text) if len(w) >= _SHORTEST_CAPITAL]
    is_named = (
        len(text.split()) <= _LONGEST_COLLECTIVE and _COLLECTIVE.search(text) and all(w[0].isupper() for w in words)
    )
    return bool(is_named or _ACRONYM.fullmatch(text))
