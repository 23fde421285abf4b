"""Every reader of text takes linear time, whatever the text: no answer of a source, and no file, keeps a run busy.

The short form; `python -m tests.torture linear` goes up to a million characters and through more shapes.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.torture.exempt_readers import EXEMPT
from tests.torture.linear import SHORT_SIZES, growth
from tests.torture.readers import READERS
from tests.torture.shapes import STANDARD

pytestmark = pytest.mark.no_cover  # counting lines makes it slow

PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"
# what calls the others and takes long itself: held to time in the long form
LONG_FORM_ONLY = {
    "language.text.sentence_changes.sentence_changes (many)",  # up to a thousand sentences are compared each with each
    "language.claims.verifying.verify (claim)",
    "language.claims.verifying.verify (source)",
    "language.numbers.claimed_numbers.claimed_numbers",
    "language.numbers.routes.dose_routes",
    "language.claims.support_features.support",
    "language.numbers.aligned_values.aligned",
}
TEXT = {"str", "bytes", "SourceText", "_Element", "LabelSection", "ArticleAbstract", "Question", "Token", "Texts"}


@pytest.mark.parametrize("reader", [name for name in READERS if name not in LONG_FORM_ONLY])
def test_linear(reader: str) -> None:
    found = [growth(reader, shape, SHORT_SIZES) for shape in STANDARD]
    assert [f"{g.shape}: {g.growth:.0f} times, {g.seconds:.2f} s" for g in found if not g.is_linear] == []


@pytest.mark.parametrize("pattern", [r" +(?=[.,])", r"\s*x"])
def test_a_quadratic_reader_is_caught(monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    monkeypatch.setitem(READERS, "quadratic", re.compile(pattern).findall)
    assert not growth("quadratic", "spaces", SHORT_SIZES).is_linear


def readers_of(room: str) -> set[str]:
    """Every public function of a room that takes a text or what holds one."""
    found = set()
    for path in sorted((PIPELINE / room).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                types = [n for a in node.args.args if a.annotation for n in ast.walk(a.annotation)]
                names = {n.id if isinstance(n, ast.Name) else getattr(n, "attr", "") for n in types}
                if names & TEXT:
                    found.add(f"{'.'.join(path.relative_to(PIPELINE).with_suffix('').parts)}.{node.name}")
    return found


@pytest.mark.parametrize("room", ["language", "findings", "sources"])
def test_every_reader_is_listed(room: str) -> None:
    listed = {name.partition(" ")[0] for name in (*READERS, *EXEMPT)}
    assert readers_of(room) - listed == set(), "list it in torture/readers.py, or say in exempt_readers.py why not"
    known = {name for name in listed if name.startswith(f"{room}.") and not name.rpartition(".")[2][0].isupper()}
    assert known <= readers_of(room), "no such reader"


def test_an_exemption_has_a_reason_and_no_reader_is_exempt() -> None:
    assert all(len(reason) > 10 for reason in EXEMPT.values())
    assert not set(EXEMPT) & {name.partition(" ")[0] for name in READERS}
    assert set(READERS) >= LONG_FORM_ONLY
