"""A list of words names each word once, so that a reader can tell what is missing."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from pipeline import language

FOLDER = Path(language.__file__).parent
FILES = sorted([*FOLDER.rglob("*.py"), *(FOLDER.parent / "evidence").rglob("*.py")])


def word_lists(path: Path) -> list[str]:
    """The text of every `"...".split()` and of every `stem_set("...")` in a file."""
    calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    split = [c.func.value for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "split" and not c.args]
    stemmed = [c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "stem_set" and c.args]
    return [n.value for n in (*split, *stemmed) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


@pytest.mark.parametrize("path", [f for f in FILES if word_lists(f)], ids=lambda p: p.stem)
def test_no_word_twice(path: Path) -> None:
    for text in word_lists(path):
        assert [word for word, n in Counter(text.split()).items() if n > 1] == []


def test_the_lists_are_read() -> None:
    assert any("mortality" in text for text in word_lists(FOLDER / "claims" / "polarity.py"))
