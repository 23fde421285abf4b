"""Searches, chains and candidates over real sockets: invented records posted to the stand-in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
CONCLUDES = "Melatonin helps owls with owl fever to sleep."
BODY = "a guideline from the American College of Physicians"


def record(pmid: int, title: str, year: int, kind: str, *, cites: int = 0, links: str = "", doi: str = "") -> str:
    """A small record of an invented paper, of PubMed's shape."""
    references = (
        f'<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">{cites}</ArticleId></ArticleIdList>'
        "</Reference></ReferenceList>"
        if cites
        else ""
    )
    own = f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else ""
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
        f'<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>{year}</Year></PubDate>'
        f"</JournalIssue><Title>Invented</Title></Journal><ArticleTitle>{title}</ArticleTitle><Abstract>"
        '<AbstractText Label="RESULTS" NlmCategory="RESULTS">Of 90 owls, 9 fell.</AbstractText>'
        f'<AbstractText Label="CONCLUSIONS" NlmCategory="CONCLUSIONS">{CONCLUDES}</AbstractText></Abstract>'
        f'<PublicationTypeList><PublicationType UI="">{kind}</PublicationType></PublicationTypeList></Article>'
        f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId>{own}</ArticleIdList>{references}</PubmedData></PubmedArticle>'
    )


def update_in(pmid: int) -> str:
    return (
        '<CommentsCorrections RefType="UpdateIn"><RefSource>Invented</RefSource>'
        f'<PMID Version="1">{pmid}</PMID></CommentsCorrections>'
    )


def finding(root: Root, code: str) -> dict[str, str]:
    return next((f for f in root.rows("findings") if f["check_code"] == code), {"result": "pass"})


def ask(root: Root, *cited: int, section: str = "From the Research") -> None:
    claims = "\n".join(f"- Statement {i} on owls [@pmid:{pmid}]." for i, pmid in enumerate(cited, 1))
    front = "question: What helps owls with owl fever?\nstatus: draft\ncondition: owl fever\ndrugs: [melatonin]"
    (root.path / "questions" / "owls.md").write_text(f"---\n{front}\n---\n\n## {section}\n\n{claims}\n")


@pytest.fixture
def owls(root: Root, label_standin: StandIn) -> Iterator[Root]:
    """A root that talks to a stand-in of its own, which holds two invented papers."""
    label_standin.control("record", record(900_100_001, f"Treatment of owl fever: {BODY}", 2012, "Practice Guideline"))
    trial = record(900_100_002, "Darkness in owl fever", 2015, "Randomized Controlled Trial")
    label_standin.control("record", trial)
    yield Root(root.path, {**root.environ, **label_standin.environ})


def test_a_newer_guideline_of_the_same_body_is_proposed_on_the_next_refresh(owls: Root, label_standin: StandIn) -> None:
    ask(owls, 900_100_001, 900_100_002)
    owls.refresh()
    assert owls.rows("supersessions") == [] and owls.rows("candidates") == []
    assert finding(owls, "superseded")["result"] == finding(owls, "new_evidence")["result"] == "pass"
    assert {s["n_found"] for s in owls.rows("searches") if s["purpose"] != "citing"} <= {"0", "1"}
    newer = record(900_100_003, f"Newer drugs for owl fever: {BODY}", 2017, "Practice Guideline")
    newest = record(900_100_004, f"Living treatment of owl fever: {BODY}", 2024, "Practice Guideline")
    other = record(900_100_005, f"Treatment of feather loss: {BODY}", 2024, "Practice Guideline")
    for posted in (newer, newest, other):
        label_standin.control("record", posted)
    owls.refresh("--max-age", "0")
    (row,) = owls.rows("supersessions")
    assert (row["reference_id"], row["newer_id"], row["newer_year"]) == ("pmid:900100001", "pmid:900100004", "2024")
    assert row["chain"] == "pmid:900100003; pmid:900100004"
    told = finding(owls, "superseded")
    assert (told["result"], told["severity"]) == ("fail", "warning")
    assert "900100004" in told["message"] and "900100005" not in told["message"]
    assert "may be replaced by" in owls.report("owls") and "PubMed PMID: [900100004]" in owls.report("owls")


def test_a_citing_trial_is_a_candidate_with_its_conclusion(owls: Root, label_standin: StandIn) -> None:
    ask(owls, 900_100_002)
    owls.refresh()
    posted = record(900_100_006, "Light in birds", 2025, "Randomized Controlled Trial", cites=900_100_002)
    label_standin.control("record", posted)
    owls.refresh("--max-age", "0")
    (row,) = owls.rows("candidates")
    assert (row["pmid"], row["route"], row["cited_pmids"]) == ("900100006", "trial; citing", "900100002")
    claims = {c["claim_id"] for c in owls.rows("claims")}
    assert set(row["claim_ids"].split("; ")) == claims
    shown = owls.report("owls")
    assert f"“{CONCLUDES}”" in shown and "Of 90 owls" not in shown.partition("## New evidence")[2]
    assert finding(owls, "new_evidence")["severity"] == "info"
    (elink,) = [r for r in label_standin.log() if "elink" in r["path"]][-1:]
    assert elink["method"] == "POST"
    label_standin.control("reset", [])
    owls.refresh()
    assert label_standin.log() == []


def test_update_chains_are_followed_to_the_newest_over_the_network(owls: Root, label_standin: StandIn) -> None:
    for pmid, newer in ((900_100_010, 900_100_011), (900_100_011, 900_100_012), (900_100_012, 900_100_010)):
        links = update_in(newer) if newer != 900_100_010 else ""
        title = "Focused update on owls" if not links else "Owls"
        label_standin.control("record", record(pmid, title, 2000 + pmid % 100, "Review", links=links))
    ask(owls, 900_100_010)
    owls.refresh()
    (row,) = owls.rows("supersessions")
    assert (row["newer_id"], row["chain"]) == ("pmid:900100012", "pmid:900100011; pmid:900100012")
    assert row["is_partial"] == "true" and finding(owls, "superseded")["severity"] == "info"
    assert "updated in part by" in owls.report("owls")
    assert "900100012" in {a["pmid"] for a in owls.rows("articles")}


def test_a_later_cochrane_version_is_found_by_its_doi(owls: Root, label_standin: StandIn) -> None:
    doi = "10.1002/14651858.CD999999.pub%d"
    for number in (2, 3):
        posted = record(900_100_018 + number, "Owls", 2010 + number, "Systematic Review", doi=doi % number)
        label_standin.control("record", posted)
    ask(owls, 900_100_020)
    owls.refresh()
    (row,) = owls.rows("supersessions")
    assert (row["newer_id"], row["route"]) == ("pmid:900100021", "cochrane version")


@pytest.mark.parametrize("kind", ["esearch", "elink"])
def test_a_failed_search_is_unknown_and_never_nothing_found(owls: Root, label_standin: StandIn, kind: str) -> None:
    ask(owls, 900_100_001, 900_100_002)
    label_standin.control("faults", [{"match": kind, "kind": "error200"}])
    owls.refresh(code=3)
    about = "citing" if kind == "elink" else "trial"
    (row,) = [s for s in owls.rows("searches") if s["purpose"] == about]
    assert row["n_found"] == "" and row["failed_since_date"]
    told = finding(owls, "new_evidence")
    assert (told["result"], told["severity"]) == ("unknown", "warning")
    assert "not known" in owls.report("owls").partition("## New evidence")[2]
    if kind == "esearch":
        assert finding(owls, "superseded")["result"] == "unknown"
    label_standin.control("reset", [])
    owls.refresh()
    assert finding(owls, "new_evidence")["result"] == finding(owls, "superseded")["result"] == "pass"


def test_without_a_network_nothing_is_asked_and_nothing_is_marked(root: Root) -> None:
    ask(root, 900_100_001)
    root.refresh()
    assert {(s["n_found"], s["failed_since_date"]) for s in root.rows("searches")} == {("", "")}
    assert finding(root, "new_evidence")["result"] == "unknown"
    root.refresh("--offline")
    assert "has not been searched" in root.report("owls")


def test_same_raw_same_bytes(owls: Root, label_standin: StandIn, tmp_path: Path) -> None:
    posted = record(900_100_006, "Light in birds", 2025, "Randomized Controlled Trial", cites=900_100_002)
    label_standin.control("record", posted)
    ask(owls, 900_100_002)
    owls.refresh()
    folder = owls.path / "data" / "processed"
    names = ("searches.csv", "candidates.csv", "supersessions.csv", "articles.csv")
    before = [(folder / name).read_bytes() for name in names]
    for name in names:
        (folder / name).unlink()
    owls.refresh("--offline")
    assert [(folder / name).read_bytes() for name in names] == before


def test_a_dismissed_candidate_never_comes_back_and_a_new_one_is_a_change(owls: Root, label_standin: StandIn) -> None:
    ask(owls, 900_100_002)
    owls.refresh()
    posted = record(900_100_006, "Light in birds", 2025, "Randomized Controlled Trial", cites=900_100_002)
    label_standin.control("record", posted)
    owls.refresh("--max-age", "0")
    assert [c["pmid"] for c in owls.rows("candidates")] == ["900100006"]
    changes = owls.rows("changes", "history")
    told = [(c["kind"], c["reference_id"]) for c in changes if c["kind"] == "new_evidence"]
    assert told and set(told) == {("new_evidence", "pmid:900100006")}
    done = owls.run("review", "dismiss", "owls", "900100006", "--by", "A. Editor", "--because", "birds in cages")
    assert done.returncode == 0, done.stdout + done.stderr
    for more in (("--offline",), ("--max-age", "0")):
        owls.refresh(*more)
        assert owls.rows("candidates") == []
    (row,) = owls.rows("dismissals")
    assert (row["pmid"], row["reason"], row["by"]) == ("900100006", "birds in cages", "A. Editor")


def notice(ref_type: str, pmid: int) -> str:
    return (
        f'<CommentsCorrections RefType="{ref_type}"><RefSource>J Owl Med. 2024 May;1(1):1</RefSource>'
        f'<PMID Version="1">{pmid}</PMID></CommentsCorrections>'
    )


def test_an_approval_names_what_it_is_given_over_and_hides_none_of_it(owls: Root, label_standin: StandIn) -> None:
    rct = "Randomized Controlled Trial"
    papers = (
        record(900_100_002, "Darkness in owl fever", 2015, rct, links=notice("ExpressionOfConcernIn", 900_100_050)),
        record(900_100_003, "Melatonin and owls", 2020, rct, cites=900_100_002, links=notice("ErratumIn", 900_100_051)),
        record(900_100_004, "Light", 2021, rct, cites=900_100_002, links=notice("ExpressionOfConcernIn", 900_100_052)),
        record(900_100_005, "Gone", 2022, rct, cites=900_100_002, links=notice("RetractionIn", 900_100_053)),
    )
    for posted in papers:
        label_standin.control("record", posted)
    ask(owls, 900_100_002)
    owls.refresh()
    rows = {r["pmid"]: (r["integrity_status"], r["notices"]) for r in owls.rows("candidates")}
    assert rows == {
        "900100003": ("corrected", "pmid:900100051 erratum (2024-05)"),
        "900100004": ("concern", "pmid:900100052 expression of concern (2024-05)"),
    }
    shown = owls.report("owls").partition("## New evidence to judge")[2]
    assert "**Corrected**: erratum [PMID 900100051]" in shown and "**Expression of concern**: [PMID 900100052]" in shown

    done = owls.run("review", "approve", "owls", "--by", "A. Berg")
    assert done.returncode == 0, done.stderr
    assert "Approved over 1 open warning:\n  pmid:900100002 (2015) is under concern" in done.stdout
    assert "Approved over 2 unread candidates:" in done.stdout
    assert "  pmid:900100004: Light, 2021, randomized controlled trial, under an expression of concern" in done.stdout
    assert "review dismiss owls PMID" in done.stdout

    label_standin.control("record", record(900_100_007, "Melatonin again", 2025, rct, cites=900_100_002))
    owls.refresh("--max-age", "0")
    old = {r["pmid"]: r["is_from_before_approval"] for r in owls.rows("candidates")}
    assert old == {"900100003": "true", "900100004": "true", "900100007": "false"}
    told = finding(owls, "new_evidence")
    assert told["result"] == "fail" and "3 trials (2 unread at approval)" in told["message"]
    shown = owls.report("owls")
    assert "given over 1 open warning and 2 unread candidates" in shown
    new, _, before = shown.partition("## New evidence to judge")[2].partition("**2 unread at approval** by A\\. Berg")
    assert "Melatonin again" in new and "Melatonin and owls" not in new and "Melatonin and owls" in before
    assert "nothing new" not in shown
