"""The plain text of a PubMed element, without inline markup and with the spaces that the source has.

Authority: NLM PubMed DTD 2025, entity `%text` (b, i, sup, sub, u), `mml:math` and `DispFormula`
(https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd); MathML 3, 2.1.7 "Collapsing Whitespace in Input".
"""

import re

from lxml.etree import _Element

MATHML = "{http://www.w3.org/1998/Math/MathML}"
_LAYOUT = re.compile(r"[ \t\r\n]+")


def tidy(text: str) -> str:
    """`text` stripped, with each run of XML whitespace as one space; thin and no-break spaces inside it are kept."""
    if text.isalnum():  # a single word, as most values are
        return text
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = _LAYOUT.sub(" ", text)
    return text.strip()


def text_of(element: _Element) -> str:
    """All text of `element`, without markup.

    Spaces around inline markup stay exactly as they are, with one exception: `_append` adds a space where two pieces
    would join to a number or word that nobody wrote.
    """
    if not len(element):  # most elements have no children, so they need no walk
        text = element.text
        return tidy(text) if text else ""
    pieces: list[str] = []
    _gather(element, pieces)
    return tidy("".join(pieces))


def _gather(element: _Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        is_block = child.tag == "DispFormula"  # printed on its own line, so words end at its edges
        if is_block or (isinstance(child.tag, str) and child.tag.startswith(MATHML)):
            tokens: list[str] = []
            _gather_math(child, tokens)
            _append(pieces, "".join(tokens), is_block)
            _append(pieces, child.tail or "", is_block)
        else:
            _gather(child, pieces)
            pieces.append(child.tail or "")


def _gather_math(element: _Element, tokens: list[str]) -> None:
    """Collect a formula's tokens in document order, with the layout whitespace between them; `tidy` shortens it."""
    if element.tag == MATHML + "mspace":
        tokens.append(" ")
    _append(tokens, element.text or "", True)
    for child in element:
        _gather_math(child, tokens)
        _append(tokens, child.tail or "", True)


def _append(pieces: list[str], text: str, words: bool = False) -> None:
    """Add `text`, with a space before it where it would merge with the last piece.

    `10` and `5` do not become `105`; with `words`, `dose` and `response` do not become one word. Single letters are
    joined, because formulas spell "max" as `m`, `a`, `x`.
    """
    if not text:
        return
    last = next((p for p in reversed(pieces) if p), "")
    if last:
        digits = last[-1].isdecimal() and text[0].isdecimal()
        letters = words and last[-1].isalpha() and text[0].isalpha() and (len(last) > 1 or len(text) > 1)
        if digits or letters:
            pieces.append(" ")
    pieces.append(text)


def with_mathml(record: bytes) -> bytes:
    """`record` with the prefix mml declared. The DTD fixes this prefix, so a record may use it without declaring it
    (mathml-in-pubmed.mod, MATHML.xmlns.attrib).
    """
    if b"<mml:math" not in record or b"xmlns:mml" in record:
        return record
    return re.sub(rb"<mml:math\b", b'<mml:math xmlns:mml="' + MATHML[1:-1].encode() + b'"', record)


def version_of(text: str) -> int | None:
    """The version in a record's `Version` attribute; None for anything but a number of at most six digits."""
    digits = text.lstrip("0")
    return int(digits) if re.fullmatch("[1-9][0-9]{0,5}", digits) else None
