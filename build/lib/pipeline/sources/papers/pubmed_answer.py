"""An efetch answer, cut into the exact bytes of its records.

Publisher, format and licence as in `pubmed_record`. API: https://www.ncbi.nlm.nih.gov/books/NBK25499/#chapter4.EFetch.
Caveats: E-utilities say that something is wrong in a body with status 200; ids that do not exist are left out without
a word, and an answer with none at all is an empty set or an ERROR document that says so.
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
    remove_blank_text=True,  # this tree only counts and names records; their text is read elsewhere
)
SETS = ("PubmedArticleSet", "MedlineCitationSet")
WRAPPED: tuple[str, ...] = ("PubmedArticle", "PubmedBookArticle")
BARE: tuple[str, ...] = ("MedlineCitation",)
DELETED = "DeleteCitation"
_HOLDERS = ("MedlineCitation", "BookDocument")  # what carries a record's own PMID
NONE_EXISTS = "ID list is empty! Possibly it has no correct IDs"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_ENCODING = re.compile(rb"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PMID = re.compile(rb"<PMID\b[^>]*>\s*([0-9]+)\s*</PMID")
_ENTITY = re.compile(rb"&(?!#|(?:amp|lt|gt|quot|apos);)")  # a look at the bytes saves the walk
_END = r"(?=[\s/>])"
# a tag's name inside a comment, section or instruction is no tag
_HIDDEN = r"(?P<hides>!--|!\[CDATA\[|\?)"
_CLOSINGS = {b"!--": b"-->", b"![CDATA[": b"]]>", b"?": b"?>"}
_EDGES = {
    tags: re.compile(f"<(?:{'|'.join(f'{tag}{_END}|/{tag}{_END}' for tag in tags)}|{_HIDDEN})".encode())
    for tags in (WRAPPED, BARE)
}


Piece = tuple[str, int, bytes]


def split(data: bytes) -> list[Piece]:
    """The records of an answer as (pmid, version, exact bytes of the record in UTF-8), in the answer's order.

    An empty set, or the ERROR document that says that no id was right, gives []: the source answered that none exists.
    A record that is no XML of its own (a control character, an undeclared prefix) is left out as long as another one
    can be read: whoever asks for it alone is told why. Raises TransientAnswer for a body that is no answer: empty, cut
    short, an ERROR document, HTML, another document, or one whose pieces do not agree with a parse of the whole.
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
    """The records that can be read alone; [] where what lies around the records is no whole set."""
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
    if root.tag not in SETS or stranger:  # a stranger may be a record: leaving it out would call it not found
        raise TransientAnswer(f"expected {' or '.join(SETS)} of records; found {stranger or root.tag} in {root.tag}")
    known = [_identity(record) for record in root if record.tag in tags]
    fragments = [body[start:end] for start, end in _cut(body, tags)]
    found = [_PMID.search(fragment) for fragment in fragments]
    if [pmid.encode() for pmid, _ in known] != [f[1].lstrip(b"0") if f else b"" for f in found]:
        raise TransientAnswer(f"expected {len(known)} records; cut {len(fragments)}, or others than the whole names")
    return [(pmid, version, fragment) for (pmid, version), fragment in zip(known, fragments, strict=True)]


def deleted_pmids(data: bytes) -> tuple[str, ...]:
    """The PMIDs that DeleteCitation blocks of an answer name, in order, each once.

    Raises TransientAnswer for an answer that has such a block but is no whole XML, or names what is no PMID.
    """
    body = _utf8(data)
    if f"<{DELETED}".encode() not in body:
        return ()
    blocks = _root(_around(body, _edges(body))).iter(DELETED)
    return tuple(dict.fromkeys(_clean(pmid) for block in blocks for pmid in block if pmid.tag == "PMID"))


def _utf8(data: bytes) -> bytes:
    """`data` in UTF-8 without a byte order mark; bytes in UTF-8 already are handed back as they are."""
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
    """What an error document says; E-utilities write ERROR, some services error."""
    elements = [root, *root]
    return next(("".join(e.itertext()).strip() for e in elements if str(e.tag).upper() == "ERROR"), None)


def _identity(record: _Element) -> tuple[str, int]:
    """PMID and version as the parsed record has them: of the citation or book document, never of a cited paper."""
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
    """`_cut` of a body that is no whole XML."""
    return _cut(body, WRAPPED) or _cut(body, BARE)


def _around(body: bytes, edges: list[tuple[int, int]]) -> bytes:
    """What is left of an answer without its records."""
    ends = [0, *(end for _, end in edges)]
    starts = [*(start for start, _ in edges), len(body)]
    return b"".join(body[end:start] for end, start in zip(ends, starts, strict=True))


def _cut(body: bytes, tags: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where each record starts with its start tag and ends with its end tag."""
    edges: list[tuple[int, int]] = []
    missing: set[bytes] = set()  # what was once looked for in vain is not looked for again
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
    """Where the first `mark` from `at` on ends; 0 where there is none."""
    found = -1 if mark in missing else body.find(mark, at)
    if found < 0:
        missing.add(mark)
        return 0
    return found + len(mark)
