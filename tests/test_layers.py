"""The law of the house: who may import whom (docs/decisions/0001), and what the pure rooms may never touch."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"
BELOW_STAGES = {"stores", "sources", "evidence", "checks", "summaries", "findings", "language", "schema", "errors"}
ALLOWED = {
    "cli": {"commands", "rim", "schema", "errors"},
    "__main__": {"cli", "rim"},
    "commands": BELOW_STAGES | {"stages", "rim"},
    "rim": {"stores", "errors"},
    "stages": BELOW_STAGES,
    "stores": {"schema", "errors"},
    "sources": {"language", "schema", "errors"},
    "evidence": {"findings", "language", "schema", "errors"},
    "checks": {"findings", "language", "schema", "errors"},
    "summaries": {"findings", "language", "schema", "errors"},
    "findings": {"language", "schema", "errors"},
    "language": {"schema", "errors"},
    "schema": {"errors"},
    "errors": set(),
    "__init__": set(),
}
PURE = ("sources", "evidence", "checks", "summaries", "findings", "language", "schema")
# Of `language`: what lies to the left knows nothing of what lies to the right.
LANGUAGE = ("text", "numbers", "labels", "claims")
MOST_FILES = 20  # in one folder; `checks` has a file for each check
LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 50  # lines, docstring included
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
    "importlib",
    "pkgutil",
}
# The one exception: what was learnt is data of the package, comes with the code and never changes while it runs, so a
# result still depends on its input alone. One module reads it, and no other way to a file opens here.
PACKAGE_DATA = {"language/text/learnt.py": ["importlib.resources.files"]}
FILES = sorted(PIPELINE.rglob("*.py"))
ROOT = PIPELINE.parent
BENCHMARKS = sorted((ROOT / "benchmarks").rglob("*.py"))
TEST_HELPERS = [p for p in sorted((ROOT / "tests").rglob("*.py")) if not p.name.startswith("test_")]
KEPT_SHORT = [*FILES, *BENCHMARKS, *TEST_HELPERS]


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
    impure = [n for n in imported(path) if any(f"{n}.".startswith(f"{m}.") for m in IMPURE_MODULES)]
    assert impure == PACKAGE_DATA.get(path.relative_to(PIPELINE).as_posix(), [])
    calls = {n.func.id for n in nodes(path) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert "open" not in calls


def sub_room(module: str) -> str:
    """The room of a module and the sub-room in it, `evidence.papers`; the room alone where it lies in none."""
    parts = module.removeprefix("pipeline.").split(".")
    return ".".join(parts[:2]) if (PIPELINE / parts[0] / parts[1 if len(parts) > 1 else 0]).is_dir() else parts[0]


def test_no_circle_between_sub_rooms() -> None:
    below: dict[str, set[str]] = {}
    for path in FILES:
        own = sub_room(".".join(path.relative_to(PIPELINE.parent).with_suffix("").parts))
        names = {sub_room(name) for name in imported(path) if name.startswith("pipeline.")}
        if path.stem != "__init__":
            below.setdefault(own, set()).update(names - {own})
    below.pop("stages")  # its own files lie both above and below the parts of FETCH and NORMALISE
    assert tuple(TopologicalSorter(below).static_order())  # raises CycleError


@pytest.mark.parametrize("path", [p for p in FILES if room(p) == "language"], ids=lambda p: p.stem)
def test_language_reads_from_text_to_claims(path: Path) -> None:
    names = {name.split(".")[2] for name in imported(path) if name.startswith("pipeline.language.")}
    own = path.relative_to(PIPELINE).parts[1]
    allowed = {*LANGUAGE[: LANGUAGE.index(own) + 1]} if own in LANGUAGE else set()
    assert names <= allowed - ({"labels"} if own == "claims" else set())


def test_no_room_is_crowded() -> None:
    folders = {p.parent for p in FILES} - {PIPELINE / "checks"}
    crowded = {
        f.name: n for f in folders if (n := len([p for p in f.glob("*.py") if p.stem != "__init__"])) > MOST_FILES
    }
    assert crowded == {}


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


def test_files_stay_short() -> None:
    lengths = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8").count("\n") for p in KEPT_SHORT}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in KEPT_SHORT
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}
