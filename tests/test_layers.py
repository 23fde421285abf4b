"""The law of the house: who may import whom (docs/decisions/0001), and what the pure rooms may never touch."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"
BELOW_STAGES = {"stores", "sources", "evidence", "checks", "summaries", "language", "schema", "errors"}
ALLOWED = {
    "cli": {"commands", "rim", "errors"},
    "__main__": {"cli", "rim"},
    "commands": BELOW_STAGES | {"stages", "rim"},
    "rim": {"stores", "errors"},
    "stages": BELOW_STAGES,
    "stores": {"schema", "errors"},
    "sources": {"language", "schema", "errors"},
    "evidence": {"language", "schema", "errors"},
    "checks": {"language", "schema", "errors"},
    "summaries": {"language", "schema", "errors"},
    "language": {"schema", "errors"},
    "schema": {"errors"},
    "errors": set(),
    "__init__": set(),
}
PURE = ("sources", "evidence", "checks", "summaries", "language", "schema")
IMPURE_MODULES = {
    "requests",
    "urllib.request",
    "socket",
    "http",
    "sqlite3",
    "os",
    "pathlib",
    "subprocess",
    "time",
    "random",
    "tempfile",
}
FILES = sorted(PIPELINE.rglob("*.py"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def room(path: Path) -> str:
    first = path.relative_to(PIPELINE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PIPELINE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    own = room(path)
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("pipeline.")}
    assert rooms - {own} <= ALLOWED[own]


@pytest.mark.parametrize("path", [p for p in FILES if room(p) in PURE], ids=lambda p: str(p.relative_to(PIPELINE)))
def test_pure_rooms_touch_no_disk_no_network_no_clock(path: Path) -> None:
    assert [n for n in imported(path) if any(f"{n}.".startswith(f"{m}.") for m in IMPURE_MODULES)] == []
    calls = {n.func.id for n in nodes(path) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert "open" not in calls


def test_one_file_has_the_network() -> None:
    networked = {
        str(p.relative_to(PIPELINE)) for p in FILES for n in imported(p) if n.split(".")[0] in ("requests", "socket")
    }
    assert networked == {"stores/web.py"}


def test_the_command_line_alone_reads_argv_environment_and_clock() -> None:
    readers = set()
    for path in FILES:
        for node in nodes(path):
            named = (
                f"{node.value.id}.{node.attr}"
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
                else ""
            )
            if named in {"sys.argv", "os.environ", "datetime.now", "time.time", "date.today"}:
                readers.add(str(path.relative_to(PIPELINE)))
    assert readers == {"cli.py"}


def test_files_and_functions_stay_short() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno + 1 <= 60, f"{path}: {node.name}"
