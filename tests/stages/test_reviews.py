"""`reviews/` from disk: missing files hold nothing, and a deleted question breaks no run."""

from pathlib import Path

from pipeline.evidence.newer.candidates import LastApproval
from pipeline.schema.history_tables import ApprovedPart, ClaimVersion
from pipeline.stages.reviews import dismissed_path, log_path, read_decisions
from pipeline.stores import tables
from pipeline.stores.paths import Paths

LOG = "date,question,action,by,note,evidence_hash,accepted,because\n2026-11-25,gone,retire,AB,,,,\n"
DISMISSED = "question,pmid,reason,by,date\ngone,7,old,AB,2026-11-25\nbones,7,old,AB,2026-11-25\n"


def test_missing_and_empty_files_hold_nothing(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    assert read_decisions(paths, {"bones"}).mistakes == ()
    paths.reviews.mkdir()
    for path in (log_path(paths), dismissed_path(paths)):
        path.write_bytes(b"")
    found = read_decisions(paths, {"bones"})
    assert (found.reviews, found.dismissals, found.mistakes) == ((), (), ())


def test_a_question_that_the_history_knows_may_be_gone(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.reviews.mkdir()
    log_path(paths).write_text(LOG)
    dismissed_path(paths).write_text(DISMISSED)
    (mistake,) = read_decisions(paths, {"bones"}).mistakes
    assert mistake.startswith("reviews/dismissed.csv:2:1: expected a question that has a file")
    known = ClaimVersion("0" * 12, "2026-11-01", "removed", "gone")
    tables.append_rows(paths.table(ClaimVersion), ClaimVersion, [known])
    found = read_decisions(paths, {"bones"})
    assert found.mistakes == ()
    assert ([r.question_id for r in found.reviews], len(found.dismissals)) == (["gone"], 2)
    own = found.of({"bones"})
    assert ([r.question_id for r in own.reviews], [d.question_id for d in own.dismissals]) == ([], ["bones"])


def test_the_last_approval_knows_which_candidates_it_was_given_over(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.reviews.mkdir()
    sha = "ab" * 32
    line = f"2026-11-25,bones,approve,AB,,{sha},,\n"
    log_path(paths).write_text(LOG.splitlines(keepends=True)[0] + line)
    assert read_decisions(paths, {"bones"}).approved == {"bones": LastApproval("2026-11-25")}
    kept = [
        ApprovedPart("bones", sha, "claim", "0" * 12, "It works."),
        ApprovedPart("bones", sha, "unread candidate", "1 pmid:7", "Owls"),
    ]
    tables.append_rows(paths.table(ApprovedPart), ApprovedPart, kept)
    found = read_decisions(paths, {"bones"})
    assert found.approved == found.of({"bones"}).approved == {"bones": LastApproval("2026-11-25", frozenset({"7"}))}
    log_path(paths).write_text(log_path(paths).read_text() + line.replace("2026-11-25", "2026-11-26"))
    assert read_decisions(paths, {"bones"}).approved == {"bones": LastApproval("2026-11-26", frozenset())}
