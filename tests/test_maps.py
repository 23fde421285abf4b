"""The maps name what is there: every file and room that ARCHITECTURE, CONTRIBUTING and README name exists."""

import re
from pathlib import Path

import pytest

from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import columns
from tests.test_layers import ALLOWED

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "cli",
    "commands",
    "rim",
    "stages",
    "stores",
    "checks",
    "evidence",
    "summaries",
    "findings",
    "sources",
    "language",
)
PATHS = re.compile(rf"`((?:(?:pipeline|tests|docs|data|questions|{'|'.join(ROOMS)}|schema)/)[\w./*-]*)`")
NOT_YET = {
    "docs/measurements/reliability.md",
    "pipeline/checks/my_check.py",
    "pipeline/sources/papers/my_source.py",
    "pipeline/stages/fetch/my_source.py",
    "pipeline/stores/clients/my_source.py",
    "tests/checks/test_my_check.py",
    "tests/sources/papers/test_my_source.py",
    "tests/stages/fetch/test_my_source.py",
    "tests/stores/clients/test_my_source.py",
}


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_path_is_there(page: str) -> None:
    named = set(PATHS.findall((ROOT / page).read_text(encoding="utf-8"))) - NOT_YET
    assert len(named) > 5
    missing = {n for n in named if not any([*ROOT.glob(n), *(ROOT / "pipeline").glob(n)])}
    assert missing == {n for n in missing if n.startswith("data/")}  # what a run makes


def test_every_room_has_its_line() -> None:
    table = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## Rooms")[1].split("\n## ")[0]
    named = set(re.findall(r"`(\w+)(?:/|\.py)`", table.replace("`stores/web.py`", "")))
    assert {room for room in ALLOWED if not room.startswith("__") and room != "errors"} <= named


def test_each_place_in_the_contract_that_code_names_is_a_heading() -> None:
    headings = set(re.findall(r"^#+ (.+)$", (ROOT / "docs" / "contract.md").read_text(encoding="utf-8"), re.M))
    places = {place for heading in headings for place in (heading, *heading.split(", "))}
    cited = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        text = " ".join(path.read_text(encoding="utf-8").split())
        cited |= set(re.findall(r"docs/contract\.md, (\w+(?: files)?)", text))
    assert len(cited) > 5
    assert cited <= places


def test_the_glossary_has_every_word_of_the_tables() -> None:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`(\w+)`", text))
    tables = (*PROCESSED, *HISTORY)
    words = {t.table_name for t in tables} | {c.name for t in tables for c in columns(t)}
    assert words - explained == set()
