"""Shapes of text that make a reader of quadratic time show itself: one piece, repeated to a size."""

# name: (what begins the text, the piece that is repeated, what ends it)
SHAPES: dict[str, tuple[str, str, str]] = {
    "digits": ("", "1", " x"),
    "vs.": ("", "vs.", " x"),
    "dots": ("", ".", "x"),
    "spaces": ("a", " ", "b"),
    "opening parentheses": ("", "(", "x"),
    "closing parentheses": ("x", ")", " x"),
    "commas": ("", ",", " x"),
    "section numbers": ("", "1.1.1.", " x"),
    "units": ("5 ", "mg ", "x"),
    "confidence intervals": ("", "95% CI ", "x"),
    "bullets": ("", "• ", "x"),
    "lines": ("", "a\n", "x"),
    "capitals": ("", "A B ", "x"),
    "quotation marks": ("", '"', " x"),
    "one long word": ("", "a", "!"),
    "hyphens": ("a", "-", " x"),
    "opening brackets": ("", "[[", "x"),
    "citations": ("", "[@pmid:1 ", "x"),
    "combining marks": ("e", "\u0301\u0316", " x"),
    "lettered items": ("", "(a)", " x"),
    "small words": ("no ", "of of ", "x"),
    "table pipes": ("", "| a ", "|"),
    "grouped digits": ("1", ",111", " x"),
    "spaced digits": ("1", " 111", " x"),
    "decimals": ("1", ".1", " x"),
    "numbers": ("", "1 ", "x"),
    "ranges": ("", "1 to ", "x"),
    "fractions": ("", "1/1 ", "x"),
    "ages": ("aged ", "of ", "1"),
    "years": ("", "2015, ", "x"),
    "short sentences": ("", "A b. ", "x"),
    "comparisons": ("compared with a", ", a of was", " in"),
    "connectives": ("compared with ", "and than in to for with ", "x"),
    "see": ("", "(see ", "x"),
    "headings": ("", "[see A] ", "x"),
    "risk factors": ("", "risk factors such as ", "x"),
    "keys in braces": ("", "[@{doi:10.1/a", "x"),
    "at signs": ("[", "@", " x"),
    "bare links": ("", "https://doi.org/10.1000/a(", "x"),
    "list marks": ("", "- ", "x"),
    "emphasis": ("", "*a_", "x"),
    "code marks": ("", "` ", "x"),
    "tags": ("", "<a ", "x"),
    "entities": ("", "&amp ", "x"),
    "authors": ("", "Smith AB, ", "x"),
    "roman numerals": ("", "i", "."),
    "negations": ("", "no clear ", "x"),
    "p values": ("", "p = ", "x"),
    "adverbs": ("no significant ", "statistically and ", "x"),
    "abbreviations": ("", "ab (AB), ", "x"),
    "digits and letters": ("", "a1", " x"),
    "times": ("", "single dose every 2 ", "x"),
    "semicolons": ("", "; ", "x"),
    "numbered parts": ("1 A ", "1.1 A b. ", "x"),
    "no-break spaces": ("a", "\u00a0", "b"),
}

# what every reader is held to in the default tests; the others in the long form
STANDARD = (
    *("digits", "vs.", "dots", "spaces", "opening parentheses", "section numbers", "units", "confidence intervals"),
    *("lines", "capitals", "quotation marks", "one long word", "hyphens", "opening brackets", "citations"),
    *("combining marks", "lettered items", "small words", "years", "short sentences"),
)


def text_of(shape: str, size: int) -> str:
    """A text of about `size` characters of this shape, of whole pieces, so that only its length differs."""
    head, piece, tail = SHAPES[shape]
    return head + piece * ((size - len(head) - len(tail)) // len(piece)) + tail
