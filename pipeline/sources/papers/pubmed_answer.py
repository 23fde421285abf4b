"""Cut an efetch answer into the exact bytes of its records.

Publisher, format and licence are those of `pubmed_record`. API:
https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.EFetch. Caveats: E-utilities report errors in a body with status
200. Ids that do not exist are left out silently; if none exists, the answer is an empty set or an ERROR document.
"""

import re

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import InvalidIdentifier, TransientAnswer
from pipeline.schema.identifiers import clean_pmid
from pipeline.sources.papers.pubmed_text import version_of, with_mathml

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=True,
    remove_comments=True,
    remove_pis=True,
    remove_blank_text=True,  # this tree only counts and identifies records; `pubmed_record` reads their text
)
SETS = ("PubmedArticleSet", "MedlineCitationSet")
WRAPPED: tuple[str, ...] = ("PubmedArticle", "PubmedBookArticle")
BARE: tuple[str, ...] = ("MedlineCitation",)
DELETED = "DeleteCitation"
_HOLDERS = ("MedlineCitation", "BookDocument")  # the elements with a record's own PMID
NONE_EXISTS = "ID list is empty! Possibly it has no correct IDs"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PMID = re.compile(rb"<PMID\b[^>]*>\s*([0-9]+)\s*</PMID")
_ENTITY = re.compile(rb"&(?!#|(?:amp|lt|gt|quot|apos);)")  # searching the bytes is faster than walking the tree
_END = r"(?=[\s/>])"
# A tag's name inside a comment, a CDATA section or a processing instruction is not a tag.
_HIDDEN = r"(?P<hides>!--|!\[CDATA\[|\?)"
_CLOSINGS = {b"!--": b"-->", b"![CDATA[": b"]]>", b"?": b"?>"}
_EDGES = {
    tags: re.compile(f"<(?:{'|'.join(f'{tag}{_END}|/{tag}{_END}' for tag in tags)}|{_HIDDEN})".encode())
    for tags in (WRAPPED, BARE)
}


Piece = tuple[str, int, bytes]


def split(data: bytes) -> list[Piece]:
    """The records of an answer as (pmid, version, exact bytes of the record in UTF-8), in the answer's order.

    Returns [] for an empty set and for the ERROR document that says that no id is correct: PubMed has none of the ids.
    A record that is not well-formed XML by itself (a control character, an undeclared prefix) is left out if another
    record can be read; a request for it alone then gives the reason. Raises TransientAnswer for a body that is not an
    answer: empty, cut short, any other ERROR document, HTML, another document, or one whose pieces do not match a parse
    of the whole.
    """
    body = _utf8(data)
    try:
        root = _root(body)
        message = _error(root)
        if message is None:
            return _split_whole(body, root)
    except TransientAnswer as error:
        if found := _split_one_by_one(body):
            return found
        pmid = _PMID.search(body)
        told = f"the record of PMID {pmid[1].decode()} cannot be read: " if pmid and len(_edges(body)) == 1 else ""
        raise TransientAnswer(f"{told}{error}") from None
    if NONE_EXISTS in message:
        return []
    raise TransientAnswer(f"expected records; found an ERROR document: {message[:200]!r}")


def _split_one_by_one(body: bytes) -> list[Piece]:
    """The records that can be parsed one by one; [] if the rest of the body is not a whole set."""
    edges = _edges(body)
    try:
        left = _root(_around(body, edges))
    except TransientAnswer:
        return []
    if left.tag not in SETS or any(child.tag != DELETED for child in left):
        return []
    found = []
    for start, end in edges:
        fragment = body[start:end]
        try:
            found.append((*_identity(_root(with_mathml(fragment))), fragment))
        except TransientAnswer:
            continue
    return found


def _split_whole(body: bytes, root: _Element) -> list[Piece]:
    tags = BARE if any(child.tag in BARE for child in root) else WRAPPED
    stranger = next((child.tag for child in root if child.tag not in (*tags, DELETED)), None)
    if root.tag not in SETS or stranger:  # an unknown element may be a record; skipping it would report it as not found
        raise TransientAnswer(f"expected {' or '.join(SETS)} of records; found {stranger or root.tag} in {root.tag}")
    known = [_identity(record) for record in root if record.tag in tags]
    fragments = [body[start:end] for start, end in _cut(body, tags)]
    found = [_PMID.search(fragment) for fragment in fragments]
    if [pmid.encode() for pmid, _ in known] != [f[1].lstrip(b"0") if f else b"" for f in found]:
        raise TransientAnswer(f"expected {len(known)} records; cut {len(fragments)}, or others than the whole names")
    return [(pmid, version, fragment) for (pmid, version), fragment in zip(known, fragments, strict=True)]


def deleted_pmids(data: bytes) -> tuple[str, ...]:
    """The PMIDs in the DeleteCitation blocks of an answer, in order, without duplicates.

    Raises TransientAnswer if the answer has such a block but is not whole XML, or if a PMID in it is malformed.
    """
    body = _utf8(data)
    if f"<{DELETED}".encode() not in body:
        return ()
    blocks = _root(_around(body, _edges(body))).iter(DELETED)
    return tuple(dict.fromkeys(_clean(pmid) for block in blocks for pmid in block if pmid.tag == "PMID"))


def _utf8(data: bytes) -> bytes:
    """`data` re-encoded as UTF-8, without a byte order mark; returned unchanged if it is UTF-8 without one."""
    declared = _ENCODING.match(data[:200].lstrip())
    encoding = next((e for bom, e in _BOMS.items() if data.startswith(bom)), declared[1].decode() if declared else "")
    if encoding.lower() in ("", "utf-8", "utf8"):
        return data
    try:
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        raise TransientAnswer(f"expected text in {encoding}; found bytes that are not") from None
    return _DECLARATION.sub("", text, count=1).encode()


def _root(body: bytes) -> _Element:
    try:
        root = etree.fromstring(body, _PARSER)
    except etree.XMLSyntaxError as error:
        raise TransientAnswer(f"expected whole XML; found {body[:60]!r} ({error.msg})") from None
    if _ENTITY.search(body) and next(root.iter(etree.Entity), None) is not None:
        raise TransientAnswer("expected XML without entities of its own; found one, which a piece could not resolve")
    return root


def _error(root: _Element) -> str | None:
    """The message of an error document, or None. E-utilities write ERROR, some services error."""
    elements = [root, *root]
    return next(("".join(e.itertext()).strip() for e in elements if str(e.tag).upper() == "ERROR"), None)


def _identity(record: _Element) -> tuple[str, int]:
    """The record's PMID and version, from its citation or book document, never from a paper that it cites."""
    holders = [record] if record.tag == "MedlineCitation" else [c for c in record if c.tag in _HOLDERS]
    pmid = next((child for holder in holders[:1] for child in holder if child.tag == "PMID"), None)
    if pmid is None:
        raise TransientAnswer("expected a PMID in every record; found a record without one")
    return _clean(pmid), version_of(pmid.get("Version", "")) or 1


def _clean(pmid: _Element) -> str:
    try:
        return clean_pmid(pmid.text or "")
    except InvalidIdentifier as error:
        raise TransientAnswer(str(error)) from None


def _edges(body: bytes) -> list[tuple[int, int]]:
    """Start and end of each record in a body that may not be whole XML."""
    return _cut(body, WRAPPED) or _cut(body, BARE)


def _around(body: bytes, edges: list[tuple[int, int]]) -> bytes:
    """The answer with its records removed."""
    ends = [0, *(end for _, end in edges)]
    starts = [*(start for start, _ in edges), len(body)]
    return b"".join(body[end:start] for end, start in zip(ends, starts, strict=True))


def _cut(body: bytes, tags: tuple[str, ...]) -> list[tuple[int, int]]:
    """The offsets of each record: the start of its start tag and the end of its end tag."""
    edges: list[tuple[int, int]] = []
    missing: set[bytes] = set()  # marks that do not occur again, so that each is searched for in vain only once
    start, at = -1, 0
    while edge := _EDGES[tags].search(body, at):
        at = edge.end()
        is_end = body.startswith(b"/", edge.start() + 1)
        if edge["hides"]:
            at = max(at, _after(body, _CLOSINGS[edge["hides"]], at, missing))
        elif not is_end:
            start = edge.start()
        elif start >= 0:
            end = _after(body, b">", at, missing)
            edges += [(start, end)] if end else []
            start = -1
    return edges


def _after(body: bytes, mark: bytes, at: int, missing: set[bytes]) -> int:
    """The offset just after the first `mark` at or after `at`; 0 if there is none."""
    found = -1 if mark in missing else body.find(mark, at)
    if found < 0:
        missing.add(mark)
        return 0
    return found + len(mark)
