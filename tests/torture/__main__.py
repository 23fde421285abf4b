"""The long forms of the hard tests. Each prints a table and puts it into docs/measurements/reliability.md.

Exit 1 on any fault, crash, hang or reader that is not linear.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.clocks import skip_waiting
from tests.conftest import ROOT
from tests.standin import Library
from tests.torture import fuzz, grid, kills, linear

PAGE = ROOT / "docs" / "measurements" / "reliability.md"
HEAD = """# Reliability

Written by `make torture` (`python -m tests.torture`), a section by each of its parts. The short forms run with the
other tests.
"""


def run_kills(options: argparse.Namespace) -> tuple[str, bool]:
    """A second refresh killed or out of disk, at every call and at random moments."""
    skip_waiting(setattr)
    shared = _shared()
    rows = kills.run(Library(shared), shared, options.inputs or 300, options.seed)
    for row in rows:
        print(*(f"{row.what}: {fault}" for fault in row.faults), sep="\n")
    lines = [f"| {row.what} | {row.n_tried} | {len(row.faults)} |" for row in rows]
    told = (
        "A second refresh meets a retraction and a new boxed warning; the run after must tell both and leave the bytes"
    )
    told += " of undisturbed runs."
    return "\n".join([told, "", "| disturbance | runs | faults |", "|---|---|---|", *lines]), any(
        r.faults for r in rows
    )


def run_faults(options: argparse.Namespace) -> tuple[str, bool]:
    """Every kind of fault at every endpoint, once, every third time, always."""
    skip_waiting(setattr)
    cells = grid.run(Library(_shared()), only=options.only)
    for cell in cells:
        if cell.wrong:
            print(f"{cell.kind}, {cell.endpoint}, {cell.rate}: {cell.wrong}")
    return grid.table(cells), any(cell.wrong for cell in cells)


def run_fuzz(options: argparse.Namespace) -> tuple[str, bool]:
    """Every parser against spoiled documents."""
    rows = fuzz.run(options.inputs, options.seed, options.only)
    print(*fuzz.save(rows), sep="\n")
    return fuzz.table(rows), any(row.crashes or row.hangs for row in rows)


def run_linear(options: argparse.Namespace) -> tuple[str, bool]:
    """Every reader of text against texts of up to a million characters."""
    found = linear.run([name for name in linear.READERS if options.only in name])
    return linear.table(found), not all(each.is_linear for each in found)


COMMANDS = {"kills": run_kills, "faults": run_faults, "fuzz": run_fuzz, "linear": run_linear}
TITLES = {"kills": "Kills and full disks", "faults": "The fault grid", "fuzz": "Fuzzing", "linear": "Time by size"}


def _shared() -> Path:
    return Path(os.environ.get("EVIDENCE_WATCH_SHARED") or ROOT.parent / "shared")


def put(page: str, title: str, text: str) -> str:
    """`page` with the section `title` holding `text`."""
    section = f"## {title}\n\n{text}\n"
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", page, re.M | re.S)
    if not found:
        return f"{page.rstrip()}\n\n{section}"
    after = page[found.end() :]
    return page[: found.start()] + section + ("\n" + after if after else "")


def main(argv: Sequence[str]) -> int:
    """Run one of COMMANDS, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("command", nargs="?", choices=COMMANDS, help="one alone; without it, all")
    parser.add_argument("--inputs", type=int, default=0, help="for each parser, or kills; without it, their own number")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="parsers, readers or kinds of fault whose name holds this")
    options = parser.parse_args(argv)
    has_failed = False
    for name in [options.command] if options.command else list(COMMANDS):
        text, is_bad = COMMANDS[name](options)
        print(f"{TITLES[name]}\n\n{text}\n", flush=True)
        has_failed = has_failed or is_bad
        if not options.only:
            PAGE.parent.mkdir(parents=True, exist_ok=True)
            page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
            PAGE.write_text(put(page, TITLES[name], text), encoding="utf-8")
    return int(has_failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
