"""The main job over real sockets against the stand-in, as a process, the way cron runs it."""

import csv
import hashlib
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
WITHOUT_CROSSREF = {"CROSSREF_BASE_URL": "http://127.0.0.1:9"}  # it is asked for each DOI alone, and is not the subject
FAULTS = ["429", "500", "502", "503", "error200", "html200", "truncate", "cutxml", "reset", "drop", "slow", "hang"]


def shown(root: Root) -> dict[str, str]:
    """Hashes of everything that a refresh without news must not touch."""
    folders = [root.path / "questions", root.path / "data" / "processed", root.path / "reports"]
    files = [p for f in folders for p in sorted(f.rglob("*")) if p.is_file() and p.name != "index.md"]
    return {str(p.relative_to(root.path)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def real_pmids(shared: Path) -> list[str]:
    return sorted((p.stem for p in (shared / "data" / "pubmed" / "records").glob("*.xml")), key=int)


def efetches(log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [r for r in log if "efetch" in r["path"]]


def test_all_real_records_end_to_end(live_root: Root, standin: StandIn, shared: Path) -> None:
    pmids = real_pmids(shared)
    for i in range(0, len(pmids), 100):
        live_root.ask(f"part-{i // 100}", *(f"pmid:{p}" for p in pmids[i : i + 100]))
    done = live_root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    references = live_root.rows("cited_references")
    assert sorted((r["pmid"] for r in references), key=int) == pmids
    assert {r["record_status"] for r in references} == {"found"}
    assert {r["origin"] for r in references} == {"live"}
    cited = {r["pmid"] for r in live_root.rows("articles")}
    assert set(pmids) <= cited
    assert len(list((live_root.path / "reports").glob("part-*.md"))) == len(range(0, len(pmids), 100))
    log = standin.log()
    assert all(r["params"]["tool"] == "evidence-watch" for r in efetches(log))
    assert all(r["params"]["email"] == "editor@example.org" for r in efetches(log))

    before = shown(live_root)
    standin.control("reset", [])
    again = live_root.run("refresh")
    assert again.returncode == 0, again.stdout + again.stderr
    assert standin.log() == []
    assert shown(live_root) == before


@pytest.mark.paced
def test_all_real_records_meet_no_429(paced_root: Root, paced_standin: StandIn, shared: Path) -> None:
    without_crossref = Root(paced_root.path, {**paced_root.environ, **WITHOUT_CROSSREF})
    pmids = real_pmids(shared)
    for i in range(0, len(pmids), 100):
        without_crossref.ask(f"part-{i // 100}", *(f"pmid:{p}" for p in pmids[i : i + 100]))
    done = without_crossref.run("fetch")
    assert done.returncode == 0, done.stdout + done.stderr
    log = paced_standin.log()
    assert not [r for r in log if r["status"] == 429]
    # the log holds when an answer was ready: after a slow search two quick ones look close, so only efetch is timed
    starts = [r["t"] for r in efetches(log)]
    assert all(fourth - first >= 1.0 for first, fourth in zip(starts, starts[3:], strict=False))


@pytest.mark.parametrize("kind", FAULTS)
def test_every_third_request_failing_still_ends_whole(
    live_root: Root, standin: StandIn, shared: Path, kind: str
) -> None:
    live_root = Root(live_root.path, {**live_root.environ, **WITHOUT_CROSSREF})
    pmids = real_pmids(shared)[:220]
    live_root.ask("faults", *(f"pmid:{p}" for p in pmids))
    standin.control("faults", [{"match": ".fcgi", "kind": kind, "every": 3}])
    done = live_root.run("refresh", "--timeout", "2" if kind == "hang" else "5")
    assert done.returncode == 0, done.stdout + done.stderr
    references = live_root.rows("cited_references")
    assert {r["pmid"] for r in references} == set(pmids)
    assert {r["record_status"] for r in references} == {"found"}


def test_a_hang_is_cut_off_and_asked_again(live_root: Root, standin: StandIn) -> None:
    live_root.ask("hang", "pmid:25867538")
    standin.control("faults", [{"match": "efetch", "kind": "hang", "times": 1}])
    done = live_root.run("refresh", "--timeout", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [r["record_status"] for r in live_root.rows("cited_references")] == ["found"]


def test_a_source_that_stays_down_names_what_is_missing_and_recovers(live_root: Root, standin: StandIn) -> None:
    live_root.ask("down", "pmid:25867538")
    assert live_root.run("refresh").returncode == 0
    live_root.ask("down", "pmid:25867538", "pmid:17878149")
    standin.control("faults", [{"match": "efetch", "kind": "error200"}])
    done = live_root.run("refresh")
    assert done.returncode == 3, done.stdout + done.stderr
    status = {r["pmid"]: r["record_status"] for r in live_root.rows("cited_references")}
    assert status == {"25867538": "found", "17878149": "not_fetched"}
    report = (live_root.path / "reports" / "down.md").read_text()
    assert "17878149" in report
    standin.control("reset", [])
    assert live_root.run("refresh").returncode == 0
    assert {r["record_status"] for r in live_root.rows("cited_references")} == {"found"}


def test_a_lost_connection_after_a_good_run_keeps_the_last_good_copy(live_root: Root) -> None:
    live_root.ask("lost", "pmid:25867538")
    assert live_root.run("refresh").returncode == 0
    gone = Root(live_root.path, {**live_root.environ, "EUTILS_BASE_URL": "http://127.0.0.1:9"})
    done = gone.run("refresh", "--max-age", "0")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "last good copy" in done.stdout
    (row,) = gone.rows("cited_references")
    assert (row["record_status"], row["origin"]) == ("found", "live")
    assert row["stale_since_date"]
    assert gone.run("refresh", "--offline", "--max-age", "0").returncode == 0


def test_ids_left_out_are_asked_for_twice_more_before_they_are_not_found(live_root: Root, standin: StandIn) -> None:
    live_root.ask("missing", "pmid:25867538", "pmid:999999998", "pmid:999999999")
    done = live_root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    status = {r["pmid"]: r["record_status"] for r in live_root.rows("cited_references")}
    assert status == {"25867538": "found", "999999998": "not_found", "999999999": "not_found"}
    asked = [r["params"]["id"] for r in efetches(standin.log())]
    assert sum("999999998" in ids for ids in asked) == 3
    assert "999999998" in asked
    findings = [f for f in live_root.rows("findings") if f["check_code"] == "record_found"]
    assert {f["result"] for f in findings if "99999999" in f["reference_id"]} == {"fail"}


def test_dois_and_pmcids_become_the_paper_that_owns_them(live_root: Root) -> None:
    live_root.ask(
        "ids",
        "pmid:17878149",
        "{doi:10.1056/NEJMoa074941}",
        "{doi:10.1016/S0140-6736(98)07037-8}",
        "doi:10.9999/nobody",
        "pmcid:PMC999999999",
    )
    done = live_root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    references = {r["reference_id"]: r for r in live_root.rows("cited_references")}
    assert set(references) == {"pmid:17878149", "pmid:9742977", "doi:10.9999/nobody", "pmcid:PMC999999999"}
    assert references["doi:10.9999/nobody"]["record_status"] == "not_found"
    assert "own id" in references["doi:10.9999/nobody"]["resolution"]
    citations = [c for c in live_root.rows("citations") if c["reference_id"] == "pmid:17878149"]
    assert sorted(c["cited_as"] for c in citations) == ["doi:10.1056/nejmoa074941", "pmid:17878149"]


def test_a_doi_whose_candidate_did_not_come_is_not_called_missing(live_root: Root, standin: StandIn) -> None:
    live_root.ask("unlucky", "doi:10.1056/NEJMoa074941")
    standin.control("faults", [{"match": "efetch", "kind": "503"}])
    done = live_root.run("refresh")
    assert done.returncode == 3, done.stdout + done.stderr
    (row,) = live_root.rows("cited_references")
    assert (row["reference_id"], row["record_status"]) == ("doi:10.1056/nejmoa074941", "not_fetched")
    standin.control("reset", [])
    assert live_root.run("refresh").returncode == 0
    (row,) = live_root.rows("cited_references")
    assert (row["reference_id"], row["record_status"]) == ("pmid:17878149", "found")


def test_a_search_that_fails_is_not_no_hits(live_root: Root, standin: StandIn) -> None:
    live_root.ask("searched", "doi:10.1056/NEJMoa074941", "pmcid:PMC2324066")
    standin.control("faults", [{"match": "esearch", "kind": "html200"}])
    done = live_root.run("refresh")
    assert done.returncode == 3, done.stdout + done.stderr
    assert {r["record_status"] for r in live_root.rows("cited_references")} == {"not_fetched"}


def n_found(root: Root) -> int:
    """How many sightings of records are kept, of a store that may not be there yet."""
    path = root.path / "data" / "raw" / "raw.sqlite"
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(path, timeout=30)) as raw:
            return int(raw.execute("SELECT COUNT(*) FROM sightings WHERE outcome = 'found'").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are not made yet
        return 0


def test_a_run_killed_in_the_middle_goes_on_and_loses_nothing(live_root: Root, standin: StandIn, shared: Path) -> None:
    live_root = Root(live_root.path, {**live_root.environ, **WITHOUT_CROSSREF})
    pmids = real_pmids(shared)
    live_root.ask("killed", *(f"pmid:{p}" for p in pmids))
    process = live_root.start("refresh")
    while n_found(live_root) == 0:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = n_found(live_root)
    assert 0 < kept < len(pmids)
    standin.control("reset", [])
    done = live_root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    cited = [set(r["params"]["id"].split(",")) & set(pmids) for r in efetches(standin.log())]  # not the candidates
    assert sum(len(ids) for ids in cited if len(ids) > 50) <= len(pmids) - kept
    assert {r["record_status"] for r in live_root.rows("cited_references")} == {"found"}


def test_two_runs_cannot_meet(live_root: Root, standin: StandIn) -> None:
    live_root.ask("lock", "pmid:25867538")
    standin.control("faults", [{"match": "efetch", "kind": "slow", "times": 1}])
    first = live_root.start("refresh")
    while not efetches(standin.log()):
        time.sleep(0.05)
    second = live_root.run("refresh")
    assert second.returncode == 2
    assert "another run is writing" in second.stderr
    first.communicate()
    assert first.returncode == 0


def test_a_retraction_posted_later_is_reported_and_only_that(live_root: Root, standin: StandIn) -> None:
    record = (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">900000001</PMID>'
        '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
        "</JournalIssue><Title>Invented</Title></Journal><ArticleTitle>An invented trial.</ArticleTitle>"
        '<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
        "</PublicationTypeList></Article>%s</MedlineCitation><PubmedData><ArticleIdList>"
        '<ArticleId IdType="pubmed">900000001</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
    )
    notice = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">'
        '<RefSource>Invented. 2026 Oct;1(1):2</RefSource><PMID Version="1">25867538</PMID>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    standin.control("record", record % "")
    live_root.ask("moved", "pmid:900000001", "pmid:17878149")
    live_root.ask("still", "pmid:19671655")
    assert live_root.run("refresh").returncode == 0
    before = shown(live_root)
    standin.control("record", record % notice)
    done = live_root.run("refresh", "--max-age", "0")
    assert done.returncode == 0, done.stdout + done.stderr
    after = shown(live_root)
    reports = {k for k in after if k.startswith("reports/") and before.get(k) != after[k]}
    assert reports == {"reports/moved.md", "reports/changes.md"}
    with (live_root.path / "data" / "history" / "changes.csv").open(newline="") as lines:
        kinds = [(c["kind"], c["question_id"], c["reference_id"]) for c in csv.DictReader(lines)]
    assert [k for k in kinds if k[0].startswith("integrity")] == [("integrity:retracted", "moved", "pmid:900000001")]
    standin.control("delete", {"pmid": "900000001"})
    assert live_root.run("refresh", "--max-age", "0").returncode == 0
    status = {r["pmid"]: r["record_status"] for r in live_root.rows("cited_references")}
    assert status["900000001"] == "deleted"


def test_a_key_reaches_ncbi_and_nothing_on_disk(live_root: Root, standin: StandIn) -> None:
    live_root.ask("key", "pmid:25867538")
    keyed = Root(live_root.path, {**live_root.environ, "NCBI_API_KEY": "SECRETKEY123"})
    done = keyed.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {r["params"].get("api_key") for r in efetches(standin.log())} == {"SECRETKEY123"}
    assert "SECRETKEY123" not in done.stdout + done.stderr
    for path in live_root.path.rglob("*"):
        if path.is_file():
            assert b"SECRETKEY123" not in path.read_bytes(), path


def test_the_record_can_be_traced_to_its_request(live_root: Root) -> None:
    live_root.ask("trace", "pmid:25867538")
    live_root.run("refresh")
    told = live_root.run("raw", "pmid:25867538")
    assert told.returncode == 0
    assert "efetch" in told.stdout
    assert "<PMID" in told.stdout
    sha = next(a["record_sha256"] for a in live_root.rows("articles") if a["pmid"] == "25867538")
    assert f"sha256={sha}" in told.stdout


def test_a_deleted_question_takes_its_report_with_it(live_root: Root) -> None:
    live_root.ask("stays", "pmid:25867538")
    gone = live_root.ask("goes", "pmid:17878149")
    assert live_root.run("refresh").returncode == 0
    gone.unlink()
    assert live_root.run("refresh").returncode == 0
    assert sorted(p.name for p in (live_root.path / "reports").iterdir()) == ["changes.md", "index.md", "stays.md"]
    assert [q["question_id"] for q in live_root.rows("questions")] == ["stays"]


def test_same_raw_same_bytes(live_root: Root) -> None:
    live_root.ask("same", "pmid:25867538", "pmid:36592456")
    assert live_root.run("refresh").returncode == 0
    before = shown(live_root)
    shutil.rmtree(live_root.path / "data" / "processed")
    shutil.rmtree(live_root.path / "reports")
    assert live_root.run("refresh", "--offline").returncode == 0
    after = shown(live_root)
    differ = [k for k in before if before[k] != after.get(k)]
    assert [k for k in differ if not k.endswith(".ledger.sqlite")] == []


@pytest.mark.paced
def test_the_limit_is_kept_between_any_two_neighbours(paced_root: Root, paced_standin: StandIn) -> None:
    paced_root.ask("pace", *(f"pmid:{999_990_000 + i}" for i in range(8)))
    assert paced_root.run("refresh").returncode == 0
    starts = [r["t"] for r in efetches(paced_standin.log())]
    assert len(starts) == 10
    assert all(later - earlier > 0.25 for earlier, later in pairwise(starts))
