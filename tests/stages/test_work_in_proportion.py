"""What an edit or a changed record costs: the questions that it touches, and no other."""

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema.claim_tables import Claim
from pipeline.sources.papers import pubmed_record
from pipeline.stages import shelf
from pipeline.stages.normalise import claims as normalise_claims
from pipeline.stages.normalise import searches as normalise_searches
from pipeline.stages.question_rows import QuestionRows, QuestionTables
from pipeline.stores.paths import Paths
from pipeline.stores.raw import Exchange, RawStore, Sighting
from pipeline.summaries import report
from tests.conftest import Root
from tests.invented_root import Size, record, write

N_QUESTIONS = 3
SMALL = Size(n_claims=4, n_cited=10, n_candidates=4)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented")
    write(path, N_QUESTIONS, SMALL)
    return path


@pytest.fixture(scope="module")
def refreshed_once(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("refreshed") / "root"
    shutil.copytree(invented, path)
    Root(path, {"HOME": str(path)}).refresh("--offline")
    return path


def copied(path: Path, tmp_path: Path) -> Root:
    shutil.copytree(path, tmp_path / "root")
    shelf._whole.clear()
    return Root(tmp_path / "root", {"HOME": str(tmp_path)})


@pytest.fixture
def root(refreshed_once: Path, tmp_path: Path) -> Root:
    """A root that was refreshed once."""
    return copied(refreshed_once, tmp_path)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often each piece of work was done."""
    done: Counter[str] = Counter()

    def counted(module: Any, name: str, what: str) -> None:
        original = getattr(module, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            done[what] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(module, name, counting)

    counted(pubmed_record, "parse", "parsed")
    counted(normalise_claims, "compare", "compared")
    counted(normalise_searches, "candidates", "ranked")
    counted(import_module("pipeline.stages.check"), "_checked", "checked")
    counted(report, "render", "rendered")
    yield done


def edit(root: Root, before: str, after: str) -> None:
    path = root.path / "questions" / "part-0001.md"
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def change_record(root: Root, pmid: int) -> None:
    body = record(pmid).replace(b"Adults with", b"Older adults with", 1)
    with RawStore(Paths(root.path).raw_store) as raw:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        exchange = Exchange("pubmed", "efetch", "", at, "answered")
        raw.add(raw.start_run(at, "live"), exchange, [Sighting(f"pmid:{pmid}", "found", body)])


def test_each_body_is_parsed_once(invented: Path, tmp_path: Path, work: Counter[str]) -> None:
    copied(invented, tmp_path).refresh("--offline")
    assert work["parsed"] == N_QUESTIONS * (SMALL.n_cited + SMALL.n_candidates)
    assert work["compared"] == N_QUESTIONS * SMALL.n_cited
    assert work["ranked"] == work["checked"] == work["rendered"] == N_QUESTIONS


def test_an_edited_line_costs_its_claim_and_its_question(root: Root, work: Counter[str]) -> None:
    others = {p.name: p.read_bytes() for p in (root.path / "reports").glob("part-*.md") if p.name != "part-0001.md"}
    edit(root, "reduced", "lowered")
    assert "1 reports changed" in root.refresh("--offline")
    assert work["compared"] in (2, 3)  # the papers of one claim
    assert work["ranked"] == work["checked"] == work["rendered"] == 1
    assert {name: (root.path / "reports" / name).read_bytes() for name in others} == others


def test_what_no_report_shows_renders_one_report_to_change_none(root: Root, work: Counter[str]) -> None:
    edit(root, "population: adults", "population: adults of any age")
    root.refresh("--offline")
    assert (work["compared"], work["checked"], work["rendered"]) == (0, 1, 1)


def test_a_changed_record_costs_the_questions_that_cite_it(root: Root, work: Counter[str]) -> None:
    change_record(root, 10_000_001)
    root.refresh("--offline")
    assert work["compared"] == 1
    assert work["ranked"] == work["checked"] == work["rendered"] == 1


def test_the_tables_are_those_of_a_run_that_made_everything(root: Root) -> None:
    edit(root, "reduced", "lowered")
    change_record(root, 10_000_012)
    root.refresh("--offline")
    made = files(root)
    (root.path / "data" / "processed" / ".ledger.sqlite").unlink()
    root.refresh("--offline")
    again = files(root)
    assert [name for name in made if again[name] != made[name]] == []


def files(root: Root) -> dict[str, bytes]:
    paths = [*(root.path / "reports").iterdir(), *(root.path / "data").rglob("*.csv")]
    return {p.name: p.read_bytes() for p in paths}


def test_a_version_that_the_history_lost_is_put_back(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Raw refuses a lost row where it kept the history; without that, the question is checked again."""
    monkeypatch.setattr(import_module("pipeline.commands.refresh"), "expect_whole_history", lambda _: None)
    path = root.path / "data" / "history" / "reference_versions.csv"
    whole = sorted(path.read_text().splitlines())
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n")
    root.refresh("--offline")
    assert [row.partition(",")[0] for row in sorted(path.read_text().splitlines())] == [
        r.partition(",")[0] for r in whole
    ]


def test_a_correction_by_hand_reaches_every_reader(root: Root) -> None:
    """The year of a guideline is in the search for newer ones, which FETCH plans, and in the table."""
    guideline = {
        "publication_types": "Practice Guideline",
        "article_title": "Owls: a guideline of the American College of Physicians",
    }
    correct(root, guideline)
    before = {row["query"] for row in searches(root)}
    correct(root, guideline | {"pub_year": "2031"})
    new = {row["query"] for row in searches(root)} - before
    assert new and all("2031" in query for query in new)
    row = next(r for r in root.rows("cited_references") if r["pmid"] == "10000001")
    assert row["year"] == "2031"


def correct(root: Root, values: dict[str, str]) -> None:
    rows = [f"articles,10000001,{name},{value},invented,A. Person,2026-11-03" for name, value in values.items()]
    lines = ["table,key,column,value,reason,curator,date", *rows]
    (root.path / "data" / "corrections.csv").write_text("\n".join(lines) + "\n")


def searches(root: Root) -> list[dict[str, str]]:
    root.refresh("--offline")
    return root.rows("searches")


def test_what_the_stages_read_is_declared(root: Root) -> None:
    """A row that is no part of what a question declares cannot be read for it."""
    held = QuestionTables(Paths(root.path), with_text=False)
    own = QuestionRows(held, held.questions[0])
    with pytest.raises(Exception, match="expected declared groups only"):
        own.reading.rows(held.by(Claim, "question_id"), "part-0002")
    assert own.evidence().question == held.questions[0]
