"""The long forms of the hard tests, each of which prints a table. Exit 1 on any crash, hang or slow reader."""

import argparse
import sys
from collections.abc import Sequence

from tests.torture import fuzz, linear


def run_fuzz(options: argparse.Namespace) -> int:
    """Every parser against spoiled documents."""
    rows = fuzz.run(options.inputs, options.seed, options.only)
    print(fuzz.table(rows))
    for line in fuzz.save(rows):
        print(line)
    return int(any(row.crashes or row.hangs for row in rows))


def run_linear(options: argparse.Namespace) -> int:
    """Every reader of text against texts of up to a million characters."""
    found = linear.run([name for name in linear.READERS if options.only in name])
    print(linear.table(found))
    return int(not all(each.is_linear for each in found))


COMMANDS = {"fuzz": run_fuzz, "linear": run_linear}


def main(argv: Sequence[str]) -> int:
    """Run one of COMMANDS, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("command", nargs="?", choices=COMMANDS, help="one alone; without it, all")
    parser.add_argument("--inputs", type=int, default=0, help="for each parser; without it, the parser's own number")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="parsers or readers whose name holds this")
    options = parser.parse_args(argv)
    wanted = [options.command] if options.command else list(COMMANDS)
    return max([COMMANDS[name](options) for name in wanted])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
