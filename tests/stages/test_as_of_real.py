"""`refresh --as-of`: days with retractions, edits, label changes, a killed run and mistakes, rebuilt byte for byte."""

import shutil
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli
from pipeline.stores.paths import Paths
from pipeline.stores.transaction import Journal, Settle
from tests.conftest import Root, StandIn
from tests.stages.label_questions import INVENTED, invented, write

pytestmark = pytest.mark.real
Day = Callable[..., int]
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{0}</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
    "</JournalIssue><Title>Journal of Owls</Title></Journal><ArticleTitle>Owls and sleep {0}.</ArticleTitle>"
    '<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
    "</PublicationTypeList></Article>{1}</MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="pubmed">{0}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
)
RETRACTION = (
    '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Owls. 2026;1(1):2</RefSource>'
    '<PMID Version="1">900000009</PMID></CommentsCorrections></CommentsCorrectionsList>'
)


@pytest.fixture
def day(label_root: Root, monkeypatch: pytest.MonkeyPatch) -> Day:
    """Run one command in this process on a day of its own."""

    times = count()

    def run(date: str, *arguments: str, root: Path = label_root.path) -> int:
        monkeypatch.setattr(cli, "_now", lambda: f"{date}T08:00:00.{next(times):03}Z")
        return cli.main([*arguments, "--root", str(root)], label_root.environ)

    return run


def stood(root: Path) -> dict[str, bytes]:
    """Every file that people read, as it stands."""
    wanted = ("questions/*.md", "reviews/*", "data/corrections.csv", "data/*/*.csv", "reports/*.md")
    found = sorted(p for pattern in wanted for p in root.glob(pattern))
    return {str(p.relative_to(root)): p.read_bytes() for p in found}


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def live(day: Day, date: str, **more: Any) -> None:
    assert day(date, "refresh", "--max-age", "0", **more) == 0


def first_days(day: Day, root: Root, standin: StandIn) -> dict[str, dict[str, bytes]]:
    """Five days of a root; what stood at the end of each."""
    days: dict[str, dict[str, bytes]] = {}
    label = INVENTED % 1
    for pmid in (900000001, 900000002, 900000009):
        standin.control("record", RECORD.format(pmid, ""))
    standin.control("label", invented(1, "Owlex"))
    root.ask("owls", "pmid:900000001", "pmid:900000002")
    root.ask("later", "pmid:900000002")
    write(root, "label", f"- Owlex is given as 5 mg once a week [@setid:{label}].", drugs="[Owlex]")
    live(day, "2026-10-01")
    days["2026-10-01"] = stood(root.path)

    standin.control("record", RECORD.format(900000001, RETRACTION))
    text = ["2 DOSAGE AND ADMINISTRATION 2.1 Owls The recommended dose of Owlex is 7 mg once a week."]
    standin.control("label", invented(1, "Owlex", version="4", dosage_and_administration=text))
    root.ask("owls", "pmid:900000001", "pmid:900000002", "pmid:900000009")
    live(day, "2026-10-03")
    later = root.path / "questions" / "later.md"
    later.write_text(later.read_text().replace("status: draft", "status: drafty"))
    (root.path / "data" / "corrections.csv").write_text("table,key,column,value,reason,curator,date\n")
    assert day("2026-10-03", "refresh", "--offline") == 1
    days["2026-10-03"] = stood(root.path)

    live_code = day("2026-10-05", "refresh", "--max-age", "0")  # nothing moved: CHECK is skipped
    assert live_code == 1
    days["2026-10-05"] = stood(root.path)
    return days


def rebuilt(day: Day, date: str, root: Path, out: Path) -> dict[str, bytes]:
    assert day("2026-12-01", "refresh", "--offline", "--as-of", date, "--out", str(out), root=root) == 0
    return stood(out)


def agree(found: dict[str, bytes], expected: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(expected)
    assert [name for name, data in expected.items() if found[name] != data] == []


def test_each_day_is_rebuilt_byte_for_byte(
    day: Day, label_root: Root, label_standin: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = label_root.path
    days = first_days(day, label_root, label_standin)

    with pytest.MonkeyPatch.context() as patch:  # a run killed after its first answers
        patch.setattr(sys.modules["pipeline.stages.fetch.stage"], "fetch_labels", killed)
        label_standin.control("record", RECORD.format(900000002, RETRACTION))
        assert day("2026-10-07", "refresh", "--max-age", "0") == cli.INTERRUPTED
    days["2026-10-07"] = stood(root)

    (root / "questions" / "label.md").unlink()
    label_root.ask("later", "pmid:900000002")
    label_standin.control("delete", {"pmid": "900000009"})
    shutil.rmtree(root / "data" / "processed")
    shutil.rmtree(root / "reports")
    live(day, "2026-10-09")
    days["2026-10-09"] = stood(root)

    before, raw = stood(root), (root / "data" / "raw" / "raw.sqlite").stat()
    out = tmp_path_factory.mktemp("as-of") / "then"
    for date, expected in days.items():
        agree(rebuilt(day, date, root, out), expected)
    agree(rebuilt(day, "2026-10-04", root, out), days["2026-10-03"])
    assert stood(root) == before
    assert (root / "data" / "raw" / "raw.sqlite").stat().st_mtime_ns == raw.st_mtime_ns


def test_from_raw_alone_and_from_a_clone_with_history(
    day: Day, label_root: Root, label_standin: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    days = first_days(day, label_root, label_standin)
    bare, clone, out = (tmp_path_factory.mktemp("t") / name for name in ("bare", "clone", "out"))
    shutil.copytree(label_root.path, clone)
    (bare / "data" / "raw").mkdir(parents=True)
    shutil.copy(clone / "data" / "raw" / "raw.sqlite", bare / "data" / "raw")
    agree(rebuilt(day, "2026-10-01", bare, out), days["2026-10-01"])

    shutil.rmtree(clone / "data" / "raw")
    clone_later = clone / "questions" / "later.md"
    clone_later.write_text(clone_later.read_text().replace("drafty", "draft"))
    live(day, "2026-11-01", root=clone)
    expected = stood(clone)
    label_standin.control("record", RECORD.format(900000002, RETRACTION))
    live(day, "2026-11-03", root=clone)
    agree(rebuilt(day, "2026-11-01", clone, out), expected)


def test_what_cannot_be_exact_is_refused(
    day: Day, label_root: Root, label_standin: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    root = label_root.path
    out = root.parent / f"{root.name}-out"
    label_standin.control("record", RECORD.format(900000001, ""))
    label_root.ask("owls", "pmid:900000001")
    as_of = ("refresh", "--offline", "--out", str(out), "--as-of")
    assert day("2026-10-01", *as_of, "2026-10-01") == cli.USAGE
    live(day, "2026-10-01")
    assert day("2026-10-01", *as_of, "2026-09-30") == cli.USAGE
    assert "the first day that can be rebuilt is 2026-10-01" in capsys.readouterr().err
    with sqlite3.connect(root / "data" / "raw" / "raw.sqlite") as raw:  # raw that somebody tampered with
        raw.execute("UPDATE checks SET outputs = replace(outputs, 'data/processed/claims.csv\": \"', '\\0\"0')")
        raw.execute("UPDATE checks SET outputs = replace(outputs, '\\0\"0', 'data/processed/claims.csv\": \"0')")
    assert day("2026-10-02", *as_of, "2026-10-01") == 1
    told = capsys.readouterr()
    assert "1 tables differ: data/processed/claims.csv" in told.err
    assert stood(out) == {}
    with sqlite3.connect(root / "data" / "raw" / "raw.sqlite") as raw:
        raw.execute("UPDATE checks SET code_hash = 'older'")
    assert day("2026-10-02", *as_of, "2026-10-01") == 0
    assert "another version of the code made" in capsys.readouterr().out


def killed_in(patch: pytest.MonkeyPatch, table: str) -> None:
    """Let a run die right behind the commit point of the step that writes `table`."""
    real = Journal.carry_out

    def carry_out(journal: Journal, paths: Paths, settle: Settle) -> None:
        if any(move.path.endswith(f"/{table}.csv") for move in journal.moves):
            raise KeyboardInterrupt
        real(journal, paths, settle)

    patch.setattr(Journal, "carry_out", carry_out)


def tables_of(stood: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in stood.items() if not name.startswith("reports/")}


def test_a_day_whose_run_died_in_its_check_is_exact_or_refused(
    day: Day, label_root: Root, label_standin: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    root = label_root.path
    out = root.parent / f"{root.name}-out"
    label_standin.control("record", RECORD.format(900000001, ""))
    label_root.ask("owls", "pmid:900000001")
    live(day, "2026-10-01")
    first = stood(root)
    label_standin.control("record", RECORD.format(900000001, RETRACTION))
    with pytest.MonkeyPatch.context() as patch:
        killed_in(patch, "findings")
        assert day("2026-10-03", "refresh", "--max-age", "0") == cli.INTERRUPTED
    as_of = ("refresh", "--offline", "--out", str(out), "--as-of")
    assert day("2026-10-04", *as_of, "2026-10-03") == cli.USAGE
    assert "was cut short; run `refresh` first" in capsys.readouterr().err
    assert day("2026-10-04", "label", "none", "--offline") == 0  # any command that writes carries the commit out
    third = stood(root)
    assert b"retracted" in third["data/history/changes.csv"]
    live(day, "2026-10-05")
    agree(tables_of(rebuilt(day, "2026-10-03", root, out)), tables_of(third))
    agree(rebuilt(day, "2026-10-01", root, out), first)


def test_a_day_whose_run_died_between_normalise_and_check_is_refused(
    day: Day, label_root: Root, label_standin: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    root = label_root.path
    out = root.parent / f"{root.name}-out"
    label_standin.control("record", RECORD.format(900000001, ""))
    file = label_root.ask("owls", "pmid:900000001")
    live(day, "2026-10-01")
    first, text = stood(root), file.read_text()
    file.write_text(text.replace("Statement", "Sentence"))
    assert day("2026-10-03", "fetch", "--offline") == 0
    assert day("2026-10-03", "normalise", "--offline") == 0
    assert day("2026-10-04", "refresh", "--offline", "--out", str(out), "--as-of", "2026-10-03") == cli.USAGE
    assert "cut short between its stages" in capsys.readouterr().err
    agree(rebuilt(day, "2026-10-01", root, out), first)
    file.write_text(text)  # as it was: CHECK has nothing new to read, and runs all the same
    assert day("2026-10-05", "refresh", "--offline") == 0
    agree(rebuilt(day, "2026-10-05", root, out), stood(root))


def test_usage(day: Day, label_root: Root, tmp_path_factory: pytest.TempPathFactory) -> None:
    root, other = label_root.path, tmp_path_factory.mktemp("other")
    label_root.ask("owls", "pmid:900000001")
    assert day("2026-10-01", "refresh", "--offline") == 0
    (other / "mine.txt").write_text("mine")
    (other / "file").write_text("")
    for out in (root, root / "then", root.parent, other, other / "file"):
        assert day("2026-10-01", "refresh", "--offline", "--as-of", "2026-10-01", "--out", str(out)) == cli.USAGE
    for date in ("2026-13-01", "20261001", "yesterday", ""):
        assert day("2026-10-01", "refresh", "--offline", "--as-of", date, "--out", str(other / "x")) == cli.USAGE
    assert day("2026-10-01", "refresh", "--offline", "--as-of", "2026-10-01") == cli.USAGE
    assert day("2026-10-01", "refresh", "--offline", "--out", str(other / "x")) == cli.USAGE
    assert (other / "mine.txt").read_text() == "mine"
    assert not (other / "x").exists()


def test_a_day_with_an_approval_over_unread_candidates_is_rebuilt(
    day: Day, label_root: Root, label_standin: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cites = '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">900000001</ArticleId></ArticleIdList>'
    lists = f"{cites}</Reference></ReferenceList></PubmedData>"
    label_standin.control("record", RECORD.format(900000001, ""))
    label_standin.control("record", RECORD.format(900000003, "").replace("</PubmedData>", lists))
    label_root.ask("owls", "pmid:900000001")
    live(day, "2026-10-01")
    assert day("2026-10-01", "review", "approve", "owls", "--by", "A. Berg") == 0
    label_standin.control("record", RECORD.format(900000004, "").replace("</PubmedData>", lists))
    live(day, "2026-10-01")
    then = stood(label_root.path)
    old = {r["pmid"]: r["is_from_before_approval"] for r in label_root.rows("candidates")}
    assert old == {"900000003": "true", "900000004": "false"}
    live(day, "2026-10-05")
    out = tmp_path_factory.mktemp("out")
    assert day("2026-10-06", "refresh", "--as-of", "2026-10-01", "--out", str(out)) == 0
    assert stood(out) == then
