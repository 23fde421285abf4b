"""The sample questions: each reads without a mistake, cites what the snapshot holds, and is in our own words."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema.vocabulary import SECTIONS
from pipeline.sources import snapshot
from pipeline.sources.questions import file as question_file

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "questions").glob("*.md"))
NAMES = {
    "aspirin-primary-prevention",
    "colchicine-gout-flare",
    "ivermectin-covid-19",
    "mmr-autism",
    "osteoporosis-infusion",
    "rsv-vaccine-older-adults",
    "statin-after-myocardial-infarction",
    "type-2-diabetes-first-line",
}
FAULTY = {"ivermectin-covid-19", "type-2-diabetes-first-line"}
WORDS_IN_A_ROW = 8


def read(path: Path) -> Any:
    return question_file.parse(f"questions/{path.name}", path.read_bytes())


def bundled() -> snapshot.Snapshot:
    return snapshot.parse((ROOT / "data/raw/snapshot/references.json").read_bytes())


def cited(name: str) -> set[str]:
    return {c.cited_as for c in read(ROOT / "questions" / f"{name}.md").citations}


def runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """Every run of eight words in each text, whatever its punctuation and case."""
    found = set()
    for text in texts:
        tokens = re.findall(r"[\w.%-]+", text.lower())
        found |= {tuple(tokens[i : i + WORDS_IN_A_ROW]) for i in range(len(tokens) - WORDS_IN_A_ROW + 1)}
    return found


def test_the_eight_questions_are_there() -> None:
    assert {p.stem for p in FILES if not p.name.startswith("_") and p.stem != "README"} == NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_question_reads_without_a_mistake(path: Path) -> None:
    answer = read(path)
    assert [m.message for m in answer.mistakes] == []
    assert 5 <= len(answer.claims) <= 14
    assert len({c.claim_id for c in answer.claims}) == len(answer.claims)
    assert {c.section for c in answer.claims} <= set(SECTIONS)
    assert len({c.claim_id for c in answer.citations}) == sum(not c.is_abstention for c in answer.claims)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_status_is_draft_only_where_the_file_is_faulty(path: Path) -> None:
    status = re.search(r"^status: (.+)$", path.read_text(encoding="utf-8"), re.M)
    assert status is not None
    assert status[1] in (("draft",) if path.stem in FAULTY else ("submitted", "under review"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_everything_cited_is_in_the_snapshot(path: Path) -> None:
    rows = bundled()
    held = {snapshot.reference_id(r) for r in rows.records} | {f"setid:{label.set_id}" for label in rows.labels}
    answer = read(path)
    assert {c.cited_as for c in answer.citations} <= held
    assert {r.cited_as for r in answer.author_references} <= {c.cited_as for c in answer.citations}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_author_believes_what_the_snapshot_says(path: Path) -> None:
    """Author, title and year as listed match the record, but for the one trial that is misdated on purpose."""
    articles = {snapshot.reference_id(r): r.article for r in bundled().records}
    for entry in read(path).author_references:
        article = articles[entry.cited_as]
        assert entry.first_author == article.first_author
        assert entry.title.rstrip(".").lower() == re.sub(r"^Retracted: ", "", article.article_title).lower()
        is_misdated = (path.stem, article.pmid) == ("type-2-diabetes-first-line", "9742977")
        assert entry.year == (2008 if is_misdated else article.pub_year)


def test_the_faulty_files_rest_on_what_they_should_not() -> None:
    notices = {
        snapshot.reference_id(r): {c.ref_type for c in r.corrections} for r in bundled().records if r.corrections
    }
    assert {k for k in cited("ivermectin-covid-19") if "RetractionIn" in notices.get(k, ())} == {
        "pmid:34073401",
        "pmid:34796244",
    }
    assert {k for k in cited("ivermectin-covid-19") if "ExpressionOfConcernIn" in notices.get(k, ())} == {
        "pmid:34145166",
        "pmid:34375047",
    }
    assert {k for k in cited("type-2-diabetes-first-line") if "UpdateIn" in notices.get(k, ())} == {
        "pmid:22312141",
        "pmid:28055075",
    }


def test_the_sound_files_cite_no_retracted_paper_but_as_retracted() -> None:
    retracted = {
        snapshot.reference_id(r) for r in bundled().records if any(c.ref_type == "RetractionIn" for c in r.corrections)
    }
    assert {n: cited(n) & retracted for n in NAMES - FAULTY if cited(n) & retracted} == {"mmr-autism": {"pmid:9500320"}}


@pytest.mark.real
def test_nothing_is_copied_from_the_source_of_the_facts(shared: Path) -> None:
    """No eight words in a row of its claims, explanations or label facts occur in ours, titles aside."""
    questions = json.loads((shared / "data/questions/questions.json").read_text(encoding="utf-8"))
    titles = runs(r["title"] for q in questions for r in q["references"])
    claims = [c for q in questions for c in q["claims"]]
    theirs = runs(c["text"] for c in claims)
    theirs |= runs((c["what_is_wrong"] or {}).get("explanation", "") for c in claims)
    theirs |= runs(fact for q in questions for label in q["labels"] for fact in label["facts"])
    theirs |= runs(text for q in questions for text in q.get("seed_defects", ()))
    ours = runs(c.text for path in FILES for c in read(path).claims if not c.is_abstention) | runs(
        f.fact for f in bundled().facts
    )
    assert theirs and ours
    assert sorted(" ".join(run) for run in (theirs & ours) - titles) == []
