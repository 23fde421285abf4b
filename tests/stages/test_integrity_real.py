"""Crossref and Retraction Watch beside PubMed, over real sockets and invented records."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
    "</JournalIssue><Title>Invented</Title></Journal><ArticleTitle>An invented trial.</ArticleTitle>"
    '<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
    "</PublicationTypeList></Article></MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">{doi}</ArticleId>'
    "</ArticleIdList></PubmedData></PubmedArticle>"
)
WATCH = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,"
    "Paywalled,Notes\n"
    "7,An invented trial,,,,,,,,,10/2/2026 0:00,10.1000/rw-notice,0,1/1/2015 0:00,10.1000/plain,900000101,Retraction"
    ",,,\n"
)
ODD = "10.1000/(sici)1097:3<1::aid>2,0"


def post(standin: StandIn, pmid: str, doi: str, *updates: dict[str, Any]) -> None:
    """A record in PubMed without any notice, and its work in Crossref with `updates`."""
    escaped = doi.replace("<", "&lt;").replace(">", "&gt;")
    standin.control("record", RECORD.format(pmid=pmid, doi=escaped))
    work = {"DOI": doi, "title": ["An invented trial"], "is-referenced-by-count": 1}
    standin.control("work", {"status": "ok", "message": work | ({"updated-by": list(updates)} if updates else {})})


def update(doi: str, kind: str = "retraction") -> dict[str, Any]:
    date = {"date-parts": [[2026, 10, 1]], "date-time": "2026-10-01T00:00:00Z"}
    return {"DOI": doi, "type": kind, "label": kind.title(), "source": "publisher", "updated": date}


def test_a_retraction_that_only_crossref_knows_is_a_retraction(paper_root: Root, paper_standin: StandIn) -> None:
    post(paper_standin, "900000101", "10.1000/plain")
    post(paper_standin, "900000102", "10.1000/gone", update("10.1000/notice"))
    post(paper_standin, "900000103", "10.1000/replaced", update("10.1000/replaced"))
    post(paper_standin, "900000104", ODD, update("10.1000/odd-notice", "expression_of_concern"))
    paper_standin.control("record", RECORD.format(pmid="900000105", doi="10.1000/elsewhere"))
    paper_root.ask("q", *(f"pmid:90000010{n}" for n in range(1, 6)))
    done = paper_root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    status = {r["pmid"][-1]: r["integrity_status"] for r in paper_root.rows("cited_references")}
    assert status == {
        "1": "no_notice_found", "2": "retracted", "3": "retracted", "4": "concern", "5": "no_notice_found",
    }  # fmt: skip
    kinds = {n["reference_id"][-1]: (n["kind"], n["source"]) for n in paper_root.rows("reference_notices")}
    assert kinds == {
        "2": ("retraction", "crossref"),
        "3": ("retraction", "crossref"),
        "4": ("expression of concern", "crossref"),
    }
    asked = {
        r["reference_id"][-1]: r["outcome"] for r in paper_root.rows("reference_sources") if r["source"] == "crossref"
    }
    assert asked == {"1": "answered", "2": "answered", "3": "answered", "4": "answered", "5": "not held"}
    found = {
        f["reference_id"][-1]: (f["result"], f["severity"])
        for f in paper_root.rows("findings")
        if f["check_code"] == "integrity_sources"
    }
    assert found == {**dict.fromkeys("234", ("fail", "warning")), "5": ("unknown", "info")}
    critical = [f for f in paper_root.rows("findings") if f["check_code"] == "retracted" and f["result"] == "fail"]
    assert {f["reference_id"][-1] for f in critical} == {"2", "3"}


# where a record can keep its DOI: (before </Article>, ids of PubmedData)
PLACES = {
    "900000111": ('<ELocationID EIdType="doi" ValidYN="Y">10.1000/LOCATED</ELocationID>', ""),
    "900000112": (
        "",
        '<ArticleId IdType="doi">not assigned</ArticleId><ArticleId IdType="doi">10.1000/second</ArticleId>',
    ),
    "900000113": (
        '<ELocationID EIdType="doi" ValidYN="N">10.1000/invalid</ELocationID>'
        '<ELocationID EIdType="doi" ValidYN="Y">10.1000/valid</ELocationID>',
        "",
    ),
    "900000114": ("", '<ArticleId IdType="doi"> 10.1000/Spaced </ArticleId>'),
    "900000115": ("", ""),  # none: a person corrects it by hand
}


def test_crossref_is_asked_wherever_the_record_keeps_its_doi(paper_root: Root, paper_standin: StandIn) -> None:
    dois = ("located", "second", "valid", "spaced", "by-hand")
    for (pmid, (located, ids)), doi in zip(PLACES.items(), dois, strict=True):
        post(paper_standin, pmid, f"10.1000/{doi}", update(f"10.1000/{doi}-notice"))
        bare = RECORD.replace('<ArticleId IdType="doi">{doi}</ArticleId>', ids).format(pmid=pmid)
        paper_standin.control("record", bare.replace("</ArticleTitle>", f"</ArticleTitle>{located}"))
    corrections = paper_root.path / "data" / "corrections.csv"
    corrections.parent.mkdir(exist_ok=True)
    corrections.write_text(
        "table,key,column,value,reason,curator,date\n"
        "articles,900000115,doi,10.1000/By-Hand,missing,A. Berg,2026-11-30\n"
    )
    paper_root.ask("q", *(f"pmid:{p}" for p in PLACES))
    paper_root.refresh()
    rows = {r["pmid"]: (r["doi"].lower(), r["integrity_status"]) for r in paper_root.rows("cited_references")}
    assert rows == {p: (f"10.1000/{doi}", "retracted") for p, doi in zip(PLACES, dois, strict=True)}
    asked = {r["outcome"] for r in paper_root.rows("reference_sources") if r["source"] == "crossref"}
    assert asked == {"answered"}


ALIASES = {
    "10.1000/alias": "10.1000/prime",  # answered by a redirect, as since February 2025
    "10.1000/direct": "10.1000/prime-2",  # answered in place
    "10.1000/self": "10.1000/prime-3",  # the prime work says that it is itself retracted
    "10.1000/clean": "10.1000/prime-4",
}
PRIMES: dict[str, dict[str, Any]] = {
    "10.1000/prime": {"updated-by": [update("10.1000/prime-notice")]},
    "10.1000/prime-2": {"updated-by": [update("10.1000/prime-2-notice")]},
    "10.1000/prime-3": {"update-to": [update("10.1000/self")]},
    "10.1000/prime-4": {},
}


class AliasCrossref(BaseHTTPRequestHandler):
    """Crossref where every DOI asked for is an alias: lists leave it out, `/works/ALIAS` leads to the prime DOI."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        doi = unquote(url.path.removeprefix("/works/"))
        if url.path == "/works":
            message = {"total-results": 0, "items-per-page": 20, "items": []}
            self._answer({"status": "ok", "message-type": "work-list", "message": message})
        elif doi in ALIASES and doi != "10.1000/direct":
            self.send_response(301)
            self.send_header("Location", f"/works/{ALIASES[doi]}")
            self.end_headers()
        else:
            prime = ALIASES.get(doi, doi)
            message = {"DOI": prime, "title": ["An invented trial"], **PRIMES[prime]}
            self._answer({"status": "ok", "message-type": "work", "message": message})

    def _answer(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def alias_crossref() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), AliasCrossref) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_crossref_says_of_an_alias_under_its_prime_doi_counts(
    paper_root: Root, paper_standin: StandIn, alias_crossref: str
) -> None:
    root = Root(paper_root.path, {**paper_root.environ, "CROSSREF_BASE_URL": alias_crossref})
    pmids = {doi: f"90000012{n}" for n, doi in enumerate(ALIASES)}
    for doi, pmid in pmids.items():
        paper_standin.control("record", RECORD.format(pmid=pmid, doi=doi))
    root.ask("q", *(f"pmid:{p}" for p in pmids.values()))
    root.refresh()
    status = {r["doi"].partition("/")[2]: r["integrity_status"] for r in root.rows("cited_references")}
    assert status == {"alias": "retracted", "direct": "retracted", "self": "retracted", "clean": "no_notice_found"}
    kinds = {n["notice_id"]: n["kind"] for n in root.rows("reference_notices")}
    assert kinds == {
        "doi:10.1000/prime-notice": "retraction",
        "doi:10.1000/prime-2-notice": "retraction",
        "doi:10.1000/self": "retraction",
    }
    rows = [r for r in root.rows("reference_sources") if r["source"] == "crossref"]
    asked = {r["reference_id"]: (r["outcome"], r["known_as"]) for r in rows}
    assert asked == {f"pmid:{pmids[doi]}": ("answered", prime) for doi, prime in ALIASES.items()}
    told = [f["message"] for f in root.rows("findings") if f["check_code"] == "integrity_sources"]
    assert any("Crossref (under doi:10.1000/prime) names a retraction" in t for t in told)
    before = root.rows("cited_references")
    root.refresh("--max-age", "0")
    assert root.rows("cited_references") == before


def test_crossref_down_says_nothing_and_takes_nothing_away(paper_root: Root, paper_standin: StandIn) -> None:
    post(paper_standin, "900000101", "10.1000/plain")
    post(paper_standin, "900000102", "10.1000/gone", update("10.1000/notice"))
    paper_root.ask("q", "pmid:900000101", "pmid:900000102")
    assert paper_root.run("refresh").returncode == 0
    paper_standin.control("faults", [{"match": "/works", "kind": "500"}])
    done = paper_root.run("refresh", "--max-age", "0")
    assert done.returncode == 3, done.stdout + done.stderr
    status = {r["pmid"][-1]: r["integrity_status"] for r in paper_root.rows("cited_references")}
    assert status == {"1": "no_notice_found", "2": "retracted"}
    outcomes = {r["outcome"] for r in paper_root.rows("reference_sources") if r["source"] == "crossref"}
    assert outcomes == {"failed"}
    assert "Crossref" in (paper_root.path / "reports" / "q.md").read_text()
    paper_standin.control("reset", [])
    assert paper_root.run("refresh", "--max-age", "0").returncode == 0
    assert {r["outcome"] for r in paper_root.rows("reference_sources")} == {"answered"}


def test_crossref_that_never_answered_is_not_asked_and_not_clean(paper_root: Root, paper_standin: StandIn) -> None:
    gone = Root(paper_root.path, {**paper_root.environ, "CROSSREF_BASE_URL": "http://127.0.0.1:9"})
    post(paper_standin, "900000101", "10.1000/plain")
    gone.ask("q", "pmid:900000101")
    done = gone.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Crossref cannot be reached" in done.stdout
    found = [f["result"] for f in gone.rows("findings") if f["check_code"] == "integrity_sources"]
    assert found == ["unknown"]


def test_the_retraction_watch_file_counts_when_it_is_set(
    paper_root: Root, paper_standin: StandIn, tmp_path: Path
) -> None:
    post(paper_standin, "900000101", "10.1000/plain")
    post(paper_standin, "900000105", "10.1000/other")
    paper_root.ask("q", "pmid:900000101", "pmid:900000105")
    file = tmp_path / "rw.csv"
    file.write_text(WATCH)
    watching = Root(paper_root.path, {**paper_root.environ, "RETRACTION_WATCH_CSV": str(file)})
    done = watching.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    status = {r["pmid"][-1]: r["integrity_status"] for r in watching.rows("cited_references")}
    assert status == {"1": "retracted", "5": "no_notice_found"}
    (notice,) = watching.rows("reference_notices")
    assert (notice["source"], notice["kind"], notice["notice_date"]) == ("retraction_watch", "retraction", "2026-10-02")
    file.write_text(WATCH[: len(WATCH) // 2])
    done = watching.run("refresh", "--max-age", "0")
    assert done.returncode == 3, done.stdout + done.stderr
    assert {r["pmid"][-1]: r["integrity_status"] for r in watching.rows("cited_references")} == status


def test_an_odd_row_of_the_retraction_watch_file_costs_only_the_papers_that_it_may_be_about(
    paper_root: Root, paper_standin: StandIn, tmp_path: Path
) -> None:
    post(paper_standin, "900000101", "10.1000/plain")
    post(paper_standin, "900000105", "10.1000/other")
    paper_root.ask("q", "pmid:900000101", "pmid:900000105")
    header, row = WATCH.splitlines()
    odd = row.replace("An invented trial", '"A 5 disc').replace("7,", "6,", 1)
    about_nobody = odd.replace("10.1000/plain", "10.1000/else").replace("900000101", "900000999")
    file = tmp_path / "rw.csv"
    watching = Root(paper_root.path, {**paper_root.environ, "RETRACTION_WATCH_CSV": str(file)})
    file.write_text("\n".join((header, about_nobody, row, "")))
    done = watching.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Retraction Watch: a row was left out: line 2 ('6," in done.stdout + done.stderr
    status = {r["pmid"][-1]: r["integrity_status"] for r in watching.rows("cited_references")}
    assert status == {"1": "retracted", "5": "no_notice_found"}
    about_other = odd.replace("10.1000/plain", "10.1000/other").replace("900000101", "900000105")
    file.write_text("\n".join((header, about_other, row, "")))
    done = watching.run("refresh", "--max-age", "0")
    assert done.returncode == 3, done.stdout + done.stderr
    assert "what such a row says is not known of pmid:900000105\n" in done.stdout + done.stderr
    assert "pmid:900000101," not in done.stdout + done.stderr
    assert {r["pmid"][-1]: r["integrity_status"] for r in watching.rows("cited_references")} == status


# ---- titles, unknown kinds, withdrawn reviews --------------------------------------------------------------------


def record(
    pmid: str, title: str, doi: str, links: str = "", *, types: str = "Systematic Review", year: int = 2015
) -> str:
    made = RECORD.format(pmid=pmid, doi=doi).replace("An invented trial.", title).replace("2015", str(year))
    made = made.replace("Randomized Controlled Trial", types)
    corrections = f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList>" if links else ""
    return made.replace("</MedlineCitation>", f"{corrections}</MedlineCitation>")


def link(ref_type: str, pmid: str, note: str = "") -> str:
    noted = f"<Note>{note}</Note>" if note else ""
    return (
        f'<CommentsCorrections RefType="{ref_type}"><RefSource>Invented. 2019;3:1</RefSource>'
        f'<PMID Version="1">{pmid}</PMID>{noted}</CommentsCorrections>'
    )


def findings(root: Root, code: str) -> dict[str, dict[str, str]]:
    return {f["reference_id"]: f for f in root.rows("findings") if f["check_code"] == code}


def test_a_withdrawn_review_is_critical_and_never_recommended(paper_root: Root, paper_standin: StandIn) -> None:
    old, new = "10.1002/14651858.cd999999", "10.1002/14651858.cd999999.pub2"
    title = "Zolmitol for hip fracture in owls."
    paper_standin.control("record", record("900000201", title, old, link("UpdateIn", "900000202")))
    gone = record("900000202", f"WITHDRAWN: {title}", new, link("UpdateOf", "900000201"), year=2019)
    paper_standin.control("record", gone)
    paper_root.ask("q", "pmid:900000201", "pmid:900000202")
    assert paper_root.run("refresh").returncode == 0
    rows = {r["pmid"]: r for r in paper_root.rows("cited_references")}
    assert rows["900000202"]["integrity_status"] == "withdrawn"
    assert (rows["900000201"]["evidence_level"], rows["900000202"]["evidence_level"]) == ("1", "")
    (newer,) = paper_root.rows("supersessions")
    assert (newer["newer_id"], newer["newer_fallen"]) == ("pmid:900000202", "withdrawn")
    told = findings(paper_root, "superseded")["pmid:900000201"]
    assert (told["result"], told["severity"]) == ("fail", "warning")
    assert "withdrawn by Cochrane" in told["message"] and "pmid:900000202" in told["message"]
    assert "cite it" not in told["message"]
    cited = findings(paper_root, "retracted")["pmid:900000202"]
    assert (cited["severity"], cited["evidence_quote"]) == ("critical", f"WITHDRAWN: {title}")
    assert "may be replaced by" not in paper_root.report("q")
    assert "a newer version exists" not in paper_root.report("q")


def test_what_a_title_alone_says_is_never_clean(paper_root: Root, paper_standin: StandIn) -> None:
    titles = {
        "900000301": "RETRACTED: Zolmitol in owls.",
        "900000302": "Zolmitol in mice [Retracted].",
        "900000303": 'Retraction notice to "Zolmitol in rats" [Invented 12 (2015) 101-9].',
        "900000304": "Withdrawal therapy with zolmitol in owls.",
        "900000305": "TEMPORARY REMOVAL: Zolmitol in cats.",
    }
    for pmid, title in titles.items():
        paper_standin.control("record", record(pmid, title, f"10.1000/{pmid}", types="Journal Article"))
    paper_root.ask("q", *(f"pmid:{pmid}" for pmid in titles))
    assert paper_root.run("refresh").returncode == 0
    status = {r["pmid"]: r["integrity_status"] for r in paper_root.rows("cited_references")}
    assert status == dict.fromkeys(titles, "unknown") | {"900000304": "no_notice_found"}
    told = findings(paper_root, "retracted")
    assert {f["result"] for f in told.values()} == {"unknown"}
    assert {f["reference_id"]: f["evidence_quote"] for f in told.values()} == {
        f"pmid:{pmid}": title for pmid, title in titles.items() if pmid != "900000304"
    }
    assert findings(paper_root, "notice_cited")["pmid:900000303"]["severity"] == "warning"


def test_a_notice_of_an_unknown_kind_is_never_clean(paper_root: Root, paper_standin: StandIn) -> None:
    post(paper_standin, "900000401", "10.1000/odd", update("10.1000/odd-notice", "Repudiation"))
    post(paper_standin, "900000402", "10.1000/notice", update("10.1000/x", "new_version"))
    about = {"DOI": "10.1000/notice", "update-to": [update("10.1000/elsewhere", "Repudiation")]}
    paper_standin.control("work", {"status": "ok", "message": about})
    post(paper_standin, "900000403", "10.1000/titled")
    titled = {"DOI": "10.1000/titled", "title": ["RETRACTED: An invented trial"]}
    paper_standin.control("work", {"status": "ok", "message": titled})
    paper_root.ask("q", "pmid:900000401", "pmid:900000402", "pmid:900000403")
    assert paper_root.run("refresh").returncode == 0
    rows = {r["pmid"]: r for r in paper_root.rows("cited_references")}
    assert rows["900000403"]["integrity_status"] == "unknown"
    assert "RETRACTED: An invented trial" in findings(paper_root, "retracted")["pmid:900000403"]["message"]
    status = {r["pmid"]: (r["integrity_status"], r["unknown_codes"]) for r in list(rows.values())[:2]}
    assert status == dict.fromkeys(("900000401", "900000402"), ("unknown", "crossref=unknown: Repudiation"))
    for code in ("retracted", "integrity_sources"):
        for finding in findings(paper_root, code).values():
            word = "RETRACTED: An" if finding["reference_id"].endswith("403") else "Repudiation"
            assert finding["result"] == "unknown" and word in finding["message"]
    assert "notice of an unknown kind, “Repudiation”" in paper_root.report("q")


def test_a_claim_that_reports_the_retraction_and_the_note_of_an_erratum(
    paper_root: Root, paper_standin: StandIn
) -> None:
    paper_standin.control("record", record("900000501", "Owls.", "10.1000/a", link("RetractionIn", "900000599")))
    noted = record("900000502", "Mice.", "10.1000/b", link("ErratumIn", "900000598", "Dosage error in article text"))
    paper_standin.control("record", noted)
    file = paper_root.ask("q", "pmid:900000501", "pmid:900000502")
    file.write_text(file.read_text().replace("Statement number 1 of q", "The trial of owls was retracted in 2019"))
    assert paper_root.run("refresh").returncode == 0
    told = findings(paper_root, "retracted")["pmid:900000501"]
    assert (told["result"], told["severity"]) == ("fail", "info")
    assert "citing the paper is right" in told["message"]
    assert "**No: " not in paper_root.report("q")
    assert findings(paper_root, "corrected")["pmid:900000502"]["evidence_quote"] == "Dosage error in article text"
    assert paper_root.report("q").count("“Dosage error in article text”") >= 2
