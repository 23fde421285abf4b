"""Written lists in running order: a file that is not listed turns a test red."""

import re
import subprocess
import sys
from pathlib import Path

from pipeline import checks, commands, sources, stages
from pipeline.schema.sources import SOURCES
from pipeline.stores.clients import CLIENTS

SHARED_BY_CLIENTS = {"request_record", "service"}
PIPELINE = Path(checks.__file__).resolve().parents[1]


def stems(room: str) -> set[str]:
    return {p.stem for p in (PIPELINE / room).glob("*.py") if p.stem != "__init__"}


def test_checks() -> None:
    assert [c.code for c in checks.CHECKS] == list(dict.fromkeys(c.code for c in checks.CHECKS))
    assert {c.code for c in checks.CHECKS} == stems("checks")


def test_stages() -> None:
    assert [s.__name__ for s in stages.STAGES] == ["fetch", "normalise", "check", "summarise"]
    for stage in stages.STAGES:
        assert stage.__module__ in (f"pipeline.stages.{stage.__name__}", f"pipeline.stages.{stage.__name__}.stage")


def test_commands() -> None:
    assert set(commands.COMMANDS) == stems("commands")
    assert list(commands.STAGE_COMMANDS) == [s.__name__ for s in stages.STAGES]
    for name in commands.__all__:
        assert getattr(commands, name) is not None


def test_clients() -> None:
    assert {kind.source for kind in CLIENTS} == {source.name for source in SOURCES if source.is_asked}
    assert {kind.__module__.rpartition(".")[2] for kind in CLIENTS} == stems("stores/clients") - SHARED_BY_CLIENTS


def test_help_needs_none_of_the_heavy_libraries() -> None:
    code = "import sys; from pipeline import cli; cli._parser(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"pandas", "numpy", "pandera", "pyarrow", "lxml", "requests", "bm25s", "markdown_it", "rapidfuzz", "yaml"}
    assert heavy.isdisjoint(loaded)


def test_every_source_says_who_publishes_it_and_on_what_terms() -> None:
    for name in sources.SOURCES:
        text = (PIPELINE / "sources" / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8")
        block = text.split('"""')[1]
        for word in ("Publisher", "Licence", "Rate limit", "Caveats"):
            assert re.search(rf"\b{word}\b", block), f"{name}: {word}"
