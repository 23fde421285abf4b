"""`review` as a process: approve, lapse, accept, dismiss, and every refusal with nothing written."""

import csv
import re
from pathlib import Path

import pytest
from filelock import FileLock

from tests.conftest import Offline, Root, StandIn

HEAD = "date,question,action,by,note,evidence_hash,accepted,because\n"


def status(root: Root, question: str = "bones") -> dict[str, str]:
    return next(r for r in root.rows("question_status") if r["question_id"] == question)


def log_file(root: Root) -> Path:
    return root.path / "reviews" / "log.csv"


def report(root: Root, question: str = "bones") -> str:
    return (root.path / "reports" / f"{question}.md").read_text(encoding="utf-8")


def refresh(root: Root, *more: str, code: int = 0) -> str:
    done = root.run("refresh", *more)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def mistakes(root: Root) -> str:
    done = root.run("refresh", "--offline")
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr


def review(root: Root, *arguments: str, by: str = "A. Berg") -> str:
    done = root.run("review", *arguments, "--by", by)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(root: Root, *arguments: str, by: str = "A. Berg") -> str:
    before = {p: p.read_bytes() for folder in ("reviews", "data/history") for p in (root.path / folder).glob("*.csv")}
    done = root.run("review", *arguments, "--by", by)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    after = {p: p.read_bytes() for folder in ("reviews", "data/history") for p in (root.path / folder).glob("*.csv")}
    assert after == before
    return done.stderr


@pytest.fixture
def bones(offline: Offline) -> Root:
    """One refreshed draft without a critical finding."""
    return offline(bones=("pmid:25867538",))


def test_an_approval_is_put_on_record_shown_and_lapses_with_an_edit(bones: Root) -> None:
    said = review(bones, "approve", "bones", "--note", "read twice")
    assert "bones: draft -> approved" in said
    assert "refresh --offline" in said
    (row,) = list(csv.DictReader(log_file(bones).open(encoding="utf-8", newline="")))
    assert (row["question"], row["action"], row["by"], row["note"]) == ("bones", "approve", "A. Berg", "read twice")
    assert row["evidence_hash"] == status(bones)["evidence_hash"]
    refresh(bones, "--offline")
    shown = status(bones)
    assert (shown["effective_status"], shown["approved_by"], shown["approved_date"]) == (
        "approved", "A. Berg", row["date"],
    )  # fmt: skip
    assert [r["action"] for r in bones.rows("reviews")] == ["approve"]
    assert "nothing that it rests on has moved" in report(bones)

    file = bones.path / "questions" / "bones.md"
    text = file.read_text()
    file.write_text(text.replace("Statement number 1 of bones", "Statement number 1 of all bones"))
    assert "refresh --offline" in refused(bones, "approve", "bones")
    refresh(bones, "--offline")
    shown = status(bones)
    assert (shown["effective_status"], shown["approved_by"]) == ("under review", "A. Berg")
    assert shown["reason"].startswith(f"approved by A. Berg on {row['date']}, but the evidence moved since: claim")
    assert "What moved since the approval" in report(bones)
    assert "all bones" in report(bones).partition("What moved since the approval")[2]

    file.write_text(text)
    refresh(bones, "--offline")
    assert status(bones)["effective_status"] == "approved"


def test_every_action_in_its_turn_appends_and_keeps_every_byte(bones: Root) -> None:
    log_file(bones).parent.mkdir()
    log_file(bones).write_bytes(b"\xef\xbb\xbf" + HEAD.encode() + b'2020-01-01,gone,retire,"Berg, A.",,,,')
    steps = ("submit", "return", "approve", "return", "submit", "retire", "submit", "approve")
    for action in steps:
        before = log_file(bones).read_bytes()
        review(bones, action, "bones", "--note", '=1+1, "so"\nand on')
        assert log_file(bones).read_bytes().startswith(before)
    lines = list(csv.DictReader(log_file(bones).open(encoding="utf-8-sig", newline="")))
    assert [r["action"] for r in lines] == ["retire", *steps]
    assert lines[-1]["note"] == '=1+1, "so" and on'
    refresh(bones, "--offline")
    assert [r["question_id"] for r in bones.rows("reviews")] == ["bones"] * len(steps)
    review(bones, "retire", "bones")
    refresh(bones, "--offline")
    assert status(bones)["effective_status"] == "retired"
    assert "RETIRED" in report(bones)


def test_refusals_write_nothing(bones: Root) -> None:
    assert ", found 'bonse', did you mean bones" in refused(bones, "approve", "bonse")
    assert "expected submitted or approved" in refused(bones, "return", "bones")
    assert "expected a name with --by" in refused(bones, "approve", "bones", by=" ")
    assert "none is open" in refused(bones, "approve", "bones", "--accept", "0" * 12, "--because", "so")
    assert "go together" in refused(bones, "approve", "bones", "--accept", "0" * 12)
    assert "go together" in refused(bones, "approve", "bones", "--because", "so")
    review(bones, "approve", "bones")
    assert "says just this already" in refused(bones, "approve", "bones")
    assert "expected draft, under review or retired" in refused(bones, "submit", "bones")
    review(bones, "retire", "bones")
    assert "bones is retired" in refused(bones, "approve", "bones")
    bones.ask("new", "pmid:25867538")
    assert "hold nothing of new yet" in refused(bones, "approve", "new")
    (bones.path / "questions" / "new.md").write_text("no question")
    assert "questions/new.md:1:1" in refused(bones, "approve", "new")
    with FileLock(bones.path / "data" / "raw" / "refresh.lock"):
        assert "another run is writing" in refused(bones, "submit", "bones")
    for wrong in (["approve", "bones"], ["aprove", "bones", "--by", "A"], []):
        assert bones.run("review", *wrong).returncode == 2


def test_mistakes_in_the_log_are_told_while_reports_are_still_written(bones: Root) -> None:
    review(bones, "approve", "bones")
    good = log_file(bones).read_text()
    log_file(bones).write_text(good + "2026-11-25,bones,retrun,A. Berg,,,,\n")
    assert mistakes(bones) == (
        "reviews/log.csv:3:18: expected submit, return, approve, retire, found 'retrun', did you mean return\n"
        "1 mistake in 1 file\n"
    )
    assert status(bones)["effective_status"] == "draft"
    assert "mend the files of reviews/ first" in refused(bones, "approve", "bones")
    assert refresh(bones, "--offline", code=1).count("nothing new") == 3
    log_file(bones).write_text(good + "2026-11-25,deleted-long-ago,retire,A. Berg,,,,\n")
    refresh(bones, "--offline")
    assert status(bones)["effective_status"] == "approved"
    assert report(bones)


def test_approved_and_retired_in_the_file(root: Root) -> None:
    for name in ("approved", "retired"):
        file = root.ask(name, "pmid:25867538")
        file.write_text(file.read_text().replace("status: draft", f"status: {name}"))
    refresh(root, "--offline")
    assert status(root, "approved")["effective_status"] == "under review"
    assert status(root, "approved")["reason"].startswith("no approval on record")
    assert "no approval on record" in report(root, "approved")
    assert status(root, "retired")["effective_status"] == "retired"
    assert "says retired" in refused(root, "submit", "retired")
    review(root, "approve", "approved")
    refresh(root, "--offline")
    assert status(root, "approved")["effective_status"] == "approved"


def test_dismissals_are_kept_for_ever(bones: Root) -> None:
    said = review(bones, "dismiss", "bones", "00123", "--because", "another population")
    assert "pmid:123 dismissed" in said
    refresh(bones, "--offline")
    (row,) = bones.rows("dismissals")
    assert (row["question_id"], row["pmid"], row["reason"], row["by"]) == (
        "bones",
        "123",
        "another population",
        "A. Berg",
    )
    assert "was dismissed for bones already, by A. Berg" in refused(
        bones, "dismiss", "bones", "123", "--because", "again"
    )
    assert "expected a PMID" in refused(bones, "dismiss", "bones", "PMC1", "--because", "x")
    assert "expected a reason" in refused(bones, "dismiss", "bones", "5", "--because", " ")
    assert ", found 'bnes', did you mean bones" in refused(bones, "dismiss", "bnes", "5", "--because", "x")
    file = bones.path / "reviews" / "dismissed.csv"
    file.write_text(file.read_text() + "bonse,5,x,A. Berg,2026-11-25\n")
    assert "reviews/dismissed.csv:3:1: expected a question" in mistakes(bones)
    file.write_text(file.read_text().replace("bonse,5,x,A. Berg,2026-11-25\n", ""))
    bones.ask("other", "pmid:25867538")
    (bones.path / "questions" / "bones.md").unlink()
    refresh(bones, "--offline")
    assert bones.rows("dismissals") == []


@pytest.mark.real
def test_a_later_retraction_lapses_the_approvals_that_rest_on_the_paper_and_no_other(
    live_root: Root, standin: StandIn
) -> None:
    pmid = "900000701"
    standin.control("record", record(pmid))
    live_root.ask("hit", f"pmid:{pmid}", "pmid:17878149")
    live_root.ask("also-hit", f"pmid:{pmid}")
    live_root.ask("other", "pmid:17878149")
    live_root.ask("undecided", f"pmid:{pmid}")
    refresh(live_root)
    for question in ("hit", "also-hit", "other"):
        review(live_root, "approve", question)
    refresh(live_root, "--offline")
    assert [status(live_root, q)["effective_status"] for q in ("hit", "also-hit", "other")] == ["approved"] * 3

    standin.control("record", record(pmid, is_retracted=True))
    refresh(live_root, "--max-age", "0")
    told = {q: status(live_root, q)["effective_status"] for q in ("hit", "also-hit", "other", "undecided")}
    assert told == {"hit": "under review", "also-hit": "under review", "other": "approved", "undecided": "draft"}
    assert "integrity: retracted (pmid:900000701)" in status(live_root, "hit")["reason"]
    moved = report(live_root, "hit").partition("What moved since the approval")[2].partition("###")[0]
    assert "Statement number 1 of hit" in moved
    assert "Statement number 2 of hit" not in moved
    assert "under review (last approved" in (live_root.path / "reports" / "index.md").read_text()

    asked = refused(live_root, "approve", "hit")
    (finding,) = [f for f in live_root.rows("findings") if f["check_code"] == "retracted" and f["question_id"] == "hit"
                  and f["result"] == "fail"]  # fmt: skip
    assert finding["finding_id"] in asked
    assert finding["message"] in asked
    assert f"review approve hit --by 'A. Berg' --accept {finding['finding_id']} --because" in asked
    assert "expected --accept with an open critical finding" in refused(
        live_root, "approve", "hit", "--accept", finding["finding_id"], "0" * 12, "--because", "x"
    )
    review(live_root, "approve", "hit", "--accept", finding["finding_id"], "--because", "it is what we warn of")
    refresh(live_root, "--offline")
    shown = status(live_root, "hit")
    assert (shown["effective_status"], "critical" in shown["reason"]) == ("approved", False)
    for _ in range(2):
        accepted = report(live_root, "hit").partition("### Accepted findings")[2].partition("\n## ")[0]
        assert re.search(r"A\. Berg.*it is what we warn of", accepted, re.S)
        review(live_root, "return", "hit")
        refresh(live_root, "--offline")
        review(live_root, "submit", "hit")
    assert "critical findings: retracted" in status(live_root, "hit")["reason"]


def record(pmid: str, *, is_retracted: bool = False) -> str:
    """An invented record, with a notice of retraction or without."""
    notice = (
        '<CommentsCorrections RefType="RetractionIn"><RefSource>J Owl Med. 2026;1:1</RefSource></CommentsCorrections>'
    )
    notices = f"<CommentsCorrectionsList>{notice}</CommentsCorrectionsList>" if is_retracted else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        "<Article><Journal><JournalIssue><PubDate><Year>2015</Year></PubDate></JournalIssue>"
        "<Title>J Owl Med</Title></Journal>"
        "<ArticleTitle>Owls and bones.</ArticleTitle>"
        "<Abstract><AbstractText>Owls have bones.</AbstractText></Abstract>"
        f"<Language>eng</Language></Article>{notices}</MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
    )
