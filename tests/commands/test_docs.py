"""Generated documentation is red while stale."""

from pathlib import Path

import pytest

from pipeline.commands.docs import GENERATED

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", sorted(GENERATED))
def test_it_is_what_the_code_says_today(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATED[name](), "run `make docs`"
