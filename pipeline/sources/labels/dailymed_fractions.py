"""Fractions in SPL documents: an underlined numerator on the line above its denominator.

The narrative block has no element for a fraction, so labels draw one: `<content styleCode="underline">(140 - age) x
weight</content><br/>72 x serum creatinine`, or the same in two rows of a table. Read as plain lines, the text would
lose the division, and with it the dose that it computes. An underlined heading is not a numerator: a numerator has an
arithmetic sign or follows an equals sign.
"""

import re
from collections.abc import Sequence

START, END = "\x01", "\x02"  # marks around a numerator; XML forbids these characters
_SIGN = re.compile(
    r"[×✕÷⋅∗*]|(?<=[\s\d)\]])[xX](?=[\s\d(\[])|\s\+\s|[\d)]\s*[-−–]\s*[A-Za-z(\[]|[A-Za-z)\]]\s+[-−–]\s+[\d(\[]"
)
_ENDS = re.compile(r"[.:;,!?]$")
_WORDS_AT_MOST = 16
_MARKED = re.compile(f"{START}([^{START}{END}]*){END}")


def is_numerator(text: str, before: str) -> bool:
    """Whether an underlined text may be a numerator; `before` is the text before it on the same line."""
    said = " ".join(text.split())
    is_sum = _SIGN.search(said) is not None or before.rstrip().endswith("=")
    return bool(said) and is_sum and not _ENDS.search(said) and len(said.split()) <= _WORDS_AT_MOST


def over(numerator: str, denominator: str) -> str:
    """`"a x b"` over `"c"` in one line: `(a x b) / c`."""
    return f"{_bracketed(numerator)} / {_bracketed(denominator)}"


def joined(lines: Sequence[str], *, is_whole: bool = True) -> list[str]:
    """`lines` with each numerator at the end of a line merged with the next line, if that is a denominator.

    All other marks are removed, except on the last line if more lines are to come (not `is_whole`).
    """
    done: list[str] = []
    for line in lines:
        if done and done[-1].endswith(END) and is_denominator(line):
            head, _, numerator = done[-1][:-1].rpartition(START)
            done[-1] = head + over(numerator, unmarked(line))
        else:
            done.append(line)
    last = done[-1:] if not is_whole else []
    return [*(unmarked(line) for line in (done[:-1] if last else done)), *last]


def joined_rows(rows: Sequence[list[str]]) -> list[list[str]]:
    """The cells of a table's rows, with each numerator merged with its denominator if that is alone in the next row."""
    done: list[list[str]] = []
    for row in rows:
        filled = [at for at, text in enumerate(row) if text]
        over_it = done[-1] if done and len(filled) == 1 and filled[0] < len(done[-1]) else []
        if over_it and over_it[filled[0]].endswith(END) and is_denominator(row[filled[0]]):
            head, _, numerator = over_it[filled[0]][:-1].rpartition(START)
            over_it[filled[0]] = head + over(numerator, row[filled[0]])
        else:
            done.append(list(row))
    return [[unmarked(text) for text in row] for row in done]


def is_denominator(text: str) -> bool:
    """Whether a text may be a denominator: short, not a sentence, and without an equals sign."""
    said = unmarked(text).strip()
    return bool(said) and "=" not in said and not _ENDS.search(said) and len(said.split()) <= _WORDS_AT_MOST


def unmarked(text: str) -> str:
    """`text` without the marks around numerators."""
    return _MARKED.sub(r"\1", text)


def _bracketed(text: str) -> str:
    said = " ".join(unmarked(text).split())
    is_one = " " not in said or (said[0] == "(" and said.find(")") == len(said) - 1)
    return said if is_one else f"({said})"
