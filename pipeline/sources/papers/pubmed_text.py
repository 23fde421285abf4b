"""The text of a PubMed element: inline markup becomes text, spaces stay as the source has them.

Authority: NLM PubMed DTD 2025, entity `%text` (b, i, sup, sub, u), `mml:math` and `DispFormula`
(https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd); MathML 3, 2.1.7 "Collapsing Whitespace in Input".
"""

import re

from lxml.etree import _Element

MATHML = "{http://www.w3.org/1998/Math/MathML}"
_LAYOUT = re.compile(r"[ \t\r\n]+")


def tidy(text: str) -> str:
    """`text` with runs of XML whitespace as one space and none at the ends; thin and no-break spaces inside stay."""
    if text.isalnum():  # one word, as most values are
        return text
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        text = _LAYOUT.sub(" ", text)
    return text.strip()


def text_of(element: _Element) -> str:
    """All text of `element`, markup removed. No space is invented or lost around inline markup; see `_append` for
    the one exception, tokens of a formula that would make a number or word that nobody wrote.
    """
    if not len(element):  # most elements: skip the walk
        text = element.text
        return tidy(text) if text else ""
    pieces: list[str] = []
    _gather(element, pieces)
    return tidy("".join(pieces))


def _gather(element: _Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        is_block = child.tag == "DispFormula"  # set on a line of its own, so its ends are ends of words
        if is_block or (isinstance(child.tag, str) and child.tag.startswith(MATHML)):
            tokens: list[str] = []
            _gather_math(child, tokens)
            _append(pieces, "".join(tokens), is_block)
            _append(pieces, child.tail or "", is_block)
        else:
            _gather(child, pieces)
            pieces.append(child.tail or "")


def _gather_math(element: _Element, tokens: list[str]) -> None:
    """A formula's tokens in document order; layout whitespace between them stays (as one space, by `tidy`)."""
    if element.tag == MATHML + "mspace":
        tokens.append(" ")
    _append(tokens, element.text or "", True)
    for child in element:
        _gather_math(child, tokens)
        _append(tokens, child.tail or "", True)


def _append(pieces: list[str], text: str, words: bool = False) -> None:
    """Add `text`, with a space where it would glue onto the last piece: `10` and `5` are not `105`, and with `words`
    `dose` and `response` are not one word. Single letters stay together: `m`, `a`, `x` is how formulas spell "max".
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
    """A record whose prefix mml is declared: the DTD fixes it, so that a record may use it undeclared
    (mathml-in-pubmed.mod, MATHML.xmlns.attrib).
    """
    if b"<mml:math" not in record or b"xmlns:mml" in record:
        return record
    return re.sub(rb"<mml:math\b", b'<mml:math xmlns:mml="' + MATHML[1:-1].encode() + b'"', record)


def version_of(text: str) -> int | None:
    """A record's version; None for what is none, such as a number of thousands of digits."""
    digits = text.lstrip("0")
    return int(digits) if re.fullmatch("[1-9][0-9]{0,5}", digits) else None
