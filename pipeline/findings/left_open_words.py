"""Words for what an approval leaves open: a count in one line, or each item in a line under a heading."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema.records import LeftOpen
from pipeline.schema.vocabulary import LEFT_OPEN_KINDS

WARNING, UNCHECKED, UNREAD = LEFT_OPEN_KINDS
_NOUNS = {
    WARNING: ("open warning", "open warnings"),
    UNCHECKED: ("check that could not tell", "checks that could not tell"),
    UNREAD: ("unread candidate", "unread candidates"),
}


@dataclass(frozen=True)
class Group:
    """All rows of one kind: a heading such as "2 open warnings", and each distinct row with its words."""

    kind: str
    heading: str
    lines: tuple[tuple[LeftOpen, str], ...]


def groups(rows: Sequence[LeftOpen]) -> list[Group]:
    """The rows, grouped by kind. Rows that say the same about several claims are one line that counts them."""
    headed = []
    for kind, (one, many) in _NOUNS.items():
        own: dict[str, list[LeftOpen]] = {}
        for row in rows:
            if row.kind == kind:
                own.setdefault(row.item if kind == UNREAD else row.words, []).append(row)
        n_rows = sum(map(len, own.values()))
        if n_rows:
            lines = tuple((same[0], _line(same)) for same in own.values())
            headed.append(Group(kind, f"{n_rows} {one if n_rows == 1 else many}", lines))
    return headed


def _line(same: list[LeftOpen]) -> str:
    return (f"{len(same)} claims: " if len(same) > 1 else "") + same[0].words


def counts(rows: Sequence[LeftOpen]) -> str:
    """`2 open warnings and 3 unread candidates`; "" if nothing is open."""
    headings = [group.heading for group in groups(rows)]
    return " and ".join([", ".join(headings[:-1]), headings[-1]]) if len(headings) > 1 else "".join(headings)
