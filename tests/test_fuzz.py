"""No parser crashes or hangs, whatever the bytes: the short form; `make torture` feeds up to 200,000 inputs each."""

import ast
from pathlib import Path

import pytest

from tests.torture.fuzz import fuzz
from tests.torture.parsers import EXEMPT, MANY, PARSERS

pytestmark = pytest.mark.no_cover  # counting lines makes it slow

READS = ("parse", "read", "split", "rows_of", "header", "scan", "bare_references", "deleted_pmids")
PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"


@pytest.mark.parametrize("name", PARSERS)
def test_no_crash_and_no_hang(name: str) -> None:
    number = 150 if PARSERS[name].inputs == MANY else 80
    row = fuzz(name, seed=1, first=0, number=number)
    assert row.inputs == number
    assert row.failing == {}


@pytest.mark.parametrize("name", PARSERS)
def test_a_seed_that_is_not_spoiled_is_read(name: str) -> None:
    for seed in PARSERS[name].seeds:
        try:
            PARSERS[name].read(seed)
        except PARSERS[name].refusals as error:
            pytest.fail(f"{seed[:60]!r}: {error}")


def test_every_parser_is_listed() -> None:
    found = set()
    for path in sorted((PIPELINE / "sources").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (node.name in READS or node.name.startswith("read_")):
                found.add(f"{'.'.join(path.relative_to(PIPELINE).with_suffix('').parts)}.{node.name}")
    listed = {name for name in (*PARSERS, *EXEMPT) if name.startswith("sources.")}
    assert found - listed == set(), "list it in tests/torture/parsers.py, or say there why it needs no list"
    assert listed <= found | {"sources.labels.openfda_text.split_text", "sources.labels.dailymed_sections.split_title"}
    assert not set(EXEMPT) & set(PARSERS)
