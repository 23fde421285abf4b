"""What moved, over real sockets: sixty cited records, then notices, a deletion and an update for some of them. The next
refresh tells exactly those, tied to exactly their claims, and exactly the approvals that rested on them lapse.
"""

import re
from pathlib import Path

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real
PER_QUESTION, N_REAL, N_MADE = 5, 50, 10
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
    "</JournalIssue><Title>Invented</Title></Journal><ArticleTitle>An invented trial number {pmid}.</ArticleTitle>"
    '<PublicationTypeList><PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
    "</PublicationTypeList></Article></MedlineCitation><PubmedData><ArticleIdList>"
    '<ArticleId IdType="pubmed">{pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
)
LINK = (
    '<CommentsCorrections RefType="{ref_type}"><RefSource>Invented. 2026 Oct;1(1):{page}</RefSource>'
    '<PMID Version="1">{other}</PMID></CommentsCorrections>'
)
# place among the sixty -> what is posted of it, and the change that must be told
MOVES = {
    0: ("RetractionIn", "integrity:retracted"),
    1: ("ErratumIn", "integrity:corrected"),
    12: ("ExpressionOfConcernIn", "integrity:concern"),
    23: ("RetractedandRepublishedIn", "integrity:retracted"),
    34: ("UpdateIn", "superseded"),
    45: ("delete", "record:deleted"),
    52: ("RetractionIn", "integrity:retracted"),
    57: ("PartialRetractionIn", "integrity:retracted"),
}


def plain_records(shared: Path) -> dict[str, str]:
    """Real records without notices, updates or comments of any kind, as XML fragments by PMID."""
    found = {}
    for path in sorted((shared / "data" / "pubmed" / "records").glob("*.xml"), key=lambda p: p.stem):
        text = path.read_text(encoding="utf-8")
        record = re.search(r"<PubmedArticle[ >].*?</PubmedArticle>", text, re.S)
        if record and not re.search(r'RefType="(?!Cites")|Retract|Erratum|Preprint|Guideline', record[0]):
            found[path.stem] = record[0]
        if len(found) == N_REAL:
            break
    return found


def linked(record: str, ref_type: str, other: str) -> str:
    """A record with one more link to another."""
    link = LINK.format(ref_type=ref_type, other=other, page=other[-1])
    if "<CommentsCorrectionsList>" in record:
        return record.replace("<CommentsCorrectionsList>", f"<CommentsCorrectionsList>{link}", 1)
    closing = "</MedlineCitation>"
    return record.replace(closing, f"<CommentsCorrectionsList>{link}</CommentsCorrectionsList>{closing}", 1)


def test_exactly_what_moved_is_told_and_exactly_those_approvals_lapse(
    root: Root, paper_standin: StandIn, shared: Path
) -> None:
    root = Root(root.path, {**root.environ, **paper_standin.environ})
    records = plain_records(shared)
    for n in range(N_MADE):
        records[f"9000001{n:02d}"] = RECORD.format(pmid=f"9000001{n:02d}")
        paper_standin.control("record", records[f"9000001{n:02d}"])
    pmids = list(records)
    assert len(pmids) == N_REAL + N_MADE
    names = [f"part-{i // PER_QUESTION:02d}" for i in range(0, len(pmids), PER_QUESTION)]
    for i, name in enumerate(names):
        root.ask(name, *(f"pmid:{p}" for p in pmids[i * PER_QUESTION : (i + 1) * PER_QUESTION]))
    done = root.run("refresh")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in names:
        told = root.run("review", "approve", name, "--by", "A. Editor")
        assert told.returncode == 0, told.stdout + told.stderr
    assert root.run("refresh", "--offline").returncode == 0
    status = {r["question_id"]: r["effective_status"] for r in root.rows("question_status")}
    assert set(status.values()) == {"approved"}, status
    known = {c["change_id"] for c in root.rows("changes", "history")}
    reports = {name: (root.path / "reports" / f"{name}.md").read_bytes() for name in names}

    for place, (what, _) in MOVES.items():
        pmid = pmids[place]
        if what == "delete":
            paper_standin.control("delete", {"pmid": pmid})
            continue
        notice = f"9000002{place:02d}"
        paper_standin.control("record", RECORD.format(pmid=notice))
        paper_standin.control("record", linked(records[pmid], what, notice))
    done = root.run("refresh", "--max-age", "0")
    assert done.returncode == 0, done.stdout + done.stderr

    new = [c for c in root.rows("changes", "history") if c["change_id"] not in known]
    claims = {c["claim_id"]: c["text"] for c in root.rows("claims")}
    told_changes = sorted((c["kind"], c["reference_id"], claims[c["claim_id"]]) for c in new)
    expected = sorted(
        (kind, f"pmid:{pmids[p]}", f"Statement number {p % PER_QUESTION + 1} of {names[p // PER_QUESTION]}.")
        for p, (_, kind) in MOVES.items()
    )
    assert told_changes == expected
    lapsed = {names[place // PER_QUESTION] for place in MOVES}
    status = {r["question_id"]: r["effective_status"] for r in root.rows("question_status")}
    assert {name for name in names if status[name] != "approved"} == lapsed
    kinds = {n["reference_id"]: n["kind"] for n in root.rows("reference_notices")}
    assert kinds[f"pmid:{pmids[23]}"] == "retraction with republication"
    assert kinds[f"pmid:{pmids[57]}"] == "partial retraction"
    still = {name for name in names if (root.path / "reports" / f"{name}.md").read_bytes() == reports[name]}
    assert still == set(names) - lapsed
    for name in lapsed:
        shown = (root.path / "reports" / f"{name}.md").read_text()
        assert "A. Editor" in shown and "under review" in shown
