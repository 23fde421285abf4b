"""CONTRIBUTING.md, followed to the letter on a copy of the package: an invented check, column and source.

The steps must name every file that the edits of tests/contributed.py touch, in their order, and no file that is not
there.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.schema.sources import ADDRESSES
from pipeline.stores.raw import RawStore
from tests.contributed import ROOT, Edit, check_edits, column_edits, diff_stat, source_edits, steps
from tests.standin import CLOSED

EDITS = {"Add a check": check_edits, "Add a column": column_edits, "Add a source": source_edits}
TO_WRITE = re.compile(r"/(?:test_)?my_(?:check|source)\.py$")
WORDS = "Statement number 1 of owls [@pmid:101]."
ANSWER = b'{"title": "An invented title",  "pmid": 101}\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder with a copy of the package."""
    shutil.copytree(ROOT / "pipeline", tmp_path / "copy" / "pipeline")
    return tmp_path / "copy"


@pytest.fixture
def owls(tmp_path: Path) -> Path:
    """A root with one question."""
    path = tmp_path / "root" / "questions" / "owls.md"
    path.parent.mkdir(parents=True)
    claims = [WORDS, f"{' '.join(['owl'] * 61)} [@pmid:102].", "Owls! [@pmid:103]."]
    listed = "\n".join(f"- {claim}" for claim in claims)
    path.write_text(f"---\nquestion: What about owls?\nstatus: draft\n---\n\n## From the Research\n\n{listed}\n")
    return tmp_path / "root"


def run(package: Path, root: Path, *arguments: str, code: int = 0, **environ: str) -> str:
    """What the copy of the package prints, which must end with `code`."""
    command = [sys.executable, "-m", "pipeline", *arguments, "--root", str(root)]
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(package), **dict.fromkeys(ADDRESSES, CLOSED), **environ}
    done = subprocess.run(command, env=own, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def rows(root: Path, table: str) -> list[dict[str, str]]:
    with (root / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("heading", EDITS)
def test_the_steps_name_files_that_are_there_or_that_they_say_to_write(heading: str) -> None:
    named = [path for step in steps(heading) for path in step.paths]
    assert len(named) > 3
    assert [path for path in named if not (ROOT / path).exists() and not TO_WRITE.search(path)] == []
    written = {edit.path for edit in EDITS[heading]() if not edit.old}
    assert {path for path in named if path.startswith("pipeline/") and TO_WRITE.search(path)} == written


@pytest.mark.parametrize("heading", EDITS)
def test_what_the_steps_call_by_name_is_in_a_file_that_they_name(heading: str) -> None:
    files = [ROOT / path for step in steps(heading) for path in step.paths]
    text = "".join(path.read_text(encoding="utf-8") for path in files if path.is_file())
    own = {"MY_SOURCE_BASE_URL"}
    for name in {name for step in steps(heading) for name in step.names} - own:
        assert re.search(rf"\b{name}\b", text), name


@pytest.mark.parametrize("heading", EDITS)
def test_the_steps_name_every_file_that_is_edited_in_order(heading: str) -> None:
    named = iter([(number, path) for number, step in enumerate(steps(heading), 1) for path in step.paths])
    for edited in diff_stat(EDITS[heading]()):
        assert any(edited == path or (path.endswith("/") and edited.startswith(path)) for _, path in named), edited


def test_a_check_and_a_column_added_by_the_steps_are_in_the_next_refresh(package: Path, owls: Path) -> None:
    apply(package, [*check_edits(), *column_edits()])
    run(package, owls, "refresh", "--offline")
    own = [f for f in rows(owls, "findings") if f["check_code"] == "my_check"]
    assert [(f["result"], f["severity"], f["reason"]) for f in own if f["result"] == "fail"] == [
        ("fail", "warning", "too_long")
    ]
    assert {f["reason"] for f in own} == {"too_long", "words_unknown"}
    report = (owls / "reports" / "owls.md").read_text(encoding="utf-8")
    assert "The claim in line 9 has 61 words; at most 60 were expected." in report
    assert "**my check**: it has no spaces. Write spaces between its words." in report
    assert "short_enough" not in report and "words_unknown" not in report
    assert {c["line"]: c["n_words"] for c in rows(owls, "claims")} == {"8": "5", "9": "61", "10": "1"}


def test_a_source_added_by_the_steps_is_asked_and_its_answers_are_in_raw(package: Path, owls: Path) -> None:
    apply(package, source_edits())
    with serving() as (url, asked):
        said = run(package, owls, "fetch", code=3, MY_SOURCE_BASE_URL=url)  # PubMed cannot be reached
    assert asked == ["/records", "/records/101", "/records/102", "/records/103"]
    assert "6 asked, 5 requests" in said
    assert "My Source cannot be reached" not in said
    with RawStore(owls / "data" / "raw" / "raw.sqlite") as raw:
        states = raw.states()
        own = {key: state for key, state in states.items() if key.startswith("mine:")}
        assert {key: state.outcome for key, state in own.items()} == dict.fromkeys(KEYS, "found")
        assert [body for _, body in raw.bodies([own["mine:101"].sha256])] == [ANSWER]
        assert raw.provenance("mine:101")[0]["source"] == "my_source"


def test_the_record_of_the_decision_has_the_size_of_that_source() -> None:
    page = (ROOT / "docs" / "decisions" / "0018-a-source-is-one-record.md").read_text(encoding="utf-8")
    shown = {m[1]: (int(m[2]), int(m[3])) for m in re.finditer(r"^\| `([^`]+)` \| (\d+) \| (\d+) \|$", page, re.M)}
    assert shown == diff_stat(source_edits())


KEYS = ["mine:101", "mine:102", "mine:103"]


def apply(package: Path, edits: list[Edit]) -> None:
    for edit in edits:
        edit.apply(package)


@contextmanager
def serving() -> Iterator[tuple[str, list[str]]]:
    """A server of My Source: its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(len(ANSWER)))
            self.end_headers()
            self.wfile.write(ANSWER)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
