"""The whole job without a network: the bundled questions from the bundled snapshot, and what users get wrong."""

import hashlib
import shutil
import time
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.stages import freshness
from tests.conftest import ROOT, Offline, Root


@pytest.fixture
def bundled(root: Root) -> Root:
    """A fresh clone's data: questions, snapshot and history."""
    shutil.copytree(ROOT / "questions", root.path / "questions", dirs_exist_ok=True)
    shutil.copytree(ROOT / "data" / "raw" / "snapshot", root.path / "data" / "raw" / "snapshot")
    return root


@pytest.fixture
def one_bundled(bundled: Root) -> Root:
    """One of the bundled questions, where their number is not the subject."""
    for path in (bundled.path / "questions").glob("*.md"):
        if path.name != "osteoporosis-infusion.md":
            path.unlink()
    return bundled


def hashes(folder: Path) -> dict[str, str]:
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_without_a_network_the_snapshot_is_shown_and_named(bundled: Root) -> None:
    start = time.monotonic()
    done = bundled.run("refresh")
    assert time.monotonic() - start < 30
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PubMed cannot be reached") == 1
    references = bundled.rows("cited_references")
    assert {r["origin"] for r in references} == {"snapshot"}
    assert "no_notice_found" not in {r["integrity_status"] for r in references}
    assert {r["integrity_status"] for r in references if r["pmid"] in ("34073401", "34796244", "9500320")} == {
        "retracted"
    }
    for question in bundled.rows("questions"):
        report = (bundled.path / "reports" / f"{question['question_id']}.md").read_text(encoding="utf-8")
        assert "SNAPSHOT, NOT LIVE EVIDENCE" in report
        assert "2026-11-20" in report
    assert "snapshot fact (our words)" in (bundled.path / "reports" / "osteoporosis-infusion.md").read_text()


def test_a_second_run_changes_nothing(refreshed: Root) -> None:
    before = hashes(refreshed.path / "reports") | hashes(refreshed.path / "data" / "processed")
    again = refreshed.run("refresh")
    assert again.returncode == 0
    assert again.stdout.count("nothing new") == 3
    assert hashes(refreshed.path / "reports") | hashes(refreshed.path / "data" / "processed") == before


def test_a_changed_weight_or_module_makes_every_stage_run_again(
    offline: Offline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    shutil.copytree(freshness.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    whole = freshness.code_of()
    monkeypatch.setattr(freshness, "PACKAGE", package)
    freshness.code_of.cache_clear()
    assert freshness.code_of() == whole  # where the package lies does not matter
    root = offline(owls=("pmid:25867538",))
    root.run("refresh", "--offline")
    assert root.run("refresh", "--offline").stdout.count("nothing new") == 3
    for name in ("language/claims/support_weights.json", "evidence/newer/ranking.py"):
        before = freshness.code_of()
        (package / name).write_bytes((package / name).read_bytes() + b"\n")
        freshness.code_of.cache_clear()
        assert freshness.code_of() != before
        assert root.run("refresh", "--offline").stdout.count("nothing new") == 0
        assert root.run("refresh", "--offline").stdout.count("nothing new") == 3
    monkeypatch.undo()
    freshness.code_of.cache_clear()


def test_offline_and_unreachable_give_the_same_bytes(refreshed: Root) -> None:
    offline = hashes(refreshed.path / "reports")
    shutil.rmtree(refreshed.path / "reports")
    shutil.rmtree(refreshed.path / "data" / "processed")
    refreshed.run("refresh")
    assert hashes(refreshed.path / "reports") == offline


def test_the_committed_reports_are_what_the_bundled_files_give(bundled: Root) -> None:
    shutil.copytree(ROOT / "data" / "history", bundled.path / "data" / "history")
    shutil.copytree(ROOT / "data" / "processed", bundled.path / "data" / "processed")
    assert bundled.run("refresh", "--offline").returncode == 0
    ours = {p.name: p.read_text() for p in (bundled.path / "reports").glob("*.md")}
    committed = {p.name: p.read_text() for p in (ROOT / "reports").glob("*.md")}
    told = "run `make refresh ARGS=--offline` and commit reports/ and data/"
    assert ours == committed, told
    package = Path("data", "processed", "datapackage.json")
    assert (bundled.path / package).read_bytes() == (ROOT / package).read_bytes(), told


def test_a_mistake_stops_its_own_report_only_and_is_told_with_its_place(root: Root) -> None:
    root.ask("good", "pmid:25867538")
    bad = root.ask("bad", "pmid:x")
    bad.write_text(bad.read_text().replace("status: draft", "status: drafty"))
    done = root.run("refresh", "--offline")
    assert done.returncode == 1
    first, second, total = done.stderr.splitlines()
    assert first.startswith("questions/bad.md:3:9: expected one of draft, ")
    assert second.startswith("questions/bad.md:8:36: expected a PMID")
    assert total == "2 mistakes in 1 file"
    assert "expected" not in done.stdout
    assert (root.path / "reports" / "good.md").exists()
    assert not (root.path / "reports" / "bad.md").exists()
    assert "bad" in (root.path / "reports" / "index.md").read_text()


def test_a_correction_overrules_and_one_for_nobody_is_a_mistake(one_bundled: Root) -> None:
    head = "table,key,column,value,reason,curator,date\n"
    row = "cited_references,pmid:25867538,study_design,clinical trial,as registered,AB,2026-11-23\n"
    (one_bundled.path / "data" / "corrections.csv").write_text(head + row)
    assert one_bundled.run("refresh", "--offline").returncode == 0
    design = {r["pmid"]: r["study_design"] for r in one_bundled.rows("cited_references")}
    assert design["25867538"] == "clinical trial"
    (one_bundled.path / "data" / "corrections.csv").write_text(head + row.replace("25867538", "11111"))
    done = one_bundled.run("refresh", "--offline")
    assert done.returncode == 1
    assert "data/corrections.csv:2:1: expected a row of cited_references" in done.stderr
    assert done.stderr.endswith("1 mistake in 1 file\n")


def test_strict_fails_on_warnings(refreshed: Root) -> None:
    assert refreshed.run("refresh", "--offline", "--strict").returncode == 4
    assert refreshed.run("check", "--offline", "--strict").returncode == 4
    assert refreshed.run("check", "--offline").returncode == 0


def test_each_stage_runs_alone(one_bundled: Root) -> None:
    for stage in ("fetch", "normalise", "check", "summarise"):
        done = one_bundled.run(stage, "--offline")
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith(f"{stage}: ")
    assert (one_bundled.path / "reports" / "index.md").exists()
    log = (one_bundled.path / "data" / "raw" / "refresh.log").read_text().splitlines()
    assert [line.split(" ")[1] for line in log] == ["fetch:", "normalise:", "check:", "summarise:"]


def test_usage_is_told_without_a_traceback(root: Root, tmp_path: Path) -> None:
    for arguments in (["refresh", "--max-age", "-1"], ["refrsh"], [], ["raw", "pmid:1"], ["raw", "nothing"]):
        done = root.run(*arguments) if arguments else root.run("--root")
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
    elsewhere = Root(tmp_path / "none", root.environ)
    done = elsewhere.run("refresh")
    assert done.returncode == 2
    assert "expected a folder `questions/`" in done.stderr


def test_a_wrong_address_is_told(root: Root) -> None:
    done = Root(root.path, {**root.environ, "EUTILS_BASE_URL": "eutils.example.org"}).run("refresh")
    assert done.returncode == 2
    assert "EUTILS_BASE_URL: expected an address" in done.stderr


def test_a_held_lock_is_told(root: Root) -> None:
    root.ask("q", "pmid:1")
    (root.path / "data" / "raw").mkdir(parents=True)
    with FileLock(root.path / "data" / "raw" / "refresh.lock"):
        done = root.run("refresh", "--offline")
    assert done.returncode == 2
    assert "another run is writing" in done.stderr


def test_an_empty_root_gives_an_empty_index(root: Root) -> None:
    done = root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "There is no question yet." in (root.path / "reports" / "index.md").read_text()
