import pytest

from pipeline.checks.superseded import check
from pipeline.schema.moving_tables import Search, Supersession
from pipeline.schema.paper_tables import CitedReference


def test_fires(evidence, reference, only):
    finding = only(check, evidence([reference(superseded_by=("pmid:38833407",))]))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert "pmid:38833407" in finding.message and finding.evidence_location == "pmid:38833407"


def test_fires_from_the_snapshot(evidence, reference, only):
    row = reference(superseded_by=("pmid:2",), origin="snapshot", integrity_status="unknown")
    assert only(check, evidence([row])).result == "fail"


def test_does_not_fire(evidence, reference, only):
    assert only(check, evidence([reference()])).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(origin="snapshot", integrity_status="unknown")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []


NEWER = Supersession(
    "pmid:1", "pmid:3", "newer guideline", "a later guideline of the same body (ACP) on the same subject",
    ("pmid:2", "pmid:3"), newer_title="Owls.", newer_year=2024,
)  # fmt: skip
PARTIAL = Supersession("pmid:1", "pmid:4", "update", "linked to it", ("pmid:4",), is_partial=True)


def test_a_proposal_names_the_newer_one_its_year_and_the_reason(evidence, reference, only):
    finding = only(check, evidence([reference()], supersessions={"pmid:1": (NEWER,)}))
    assert (finding.result, finding.severity, finding.evidence_location) == ("fail", "warning", "pmid:3")
    for words in ("pmid:3 “Owls”, 2024", "over pmid:2", "same body (ACP)"):
        assert words in finding.message


def test_a_partial_update_is_info_and_says_so(evidence, reference, only):
    finding = only(check, evidence([reference()], supersessions={"pmid:1": (PARTIAL,)}))
    assert (finding.result, finding.severity) == ("fail", "info")
    assert "in part" in finding.message


def test_a_whole_one_beside_a_partial_one_is_a_warning(evidence, reference, only):
    assert only(check, evidence([reference()], supersessions={"pmid:1": (NEWER, PARTIAL)})).severity == "warning"


SEARCH = Search("0123456789ab", "q", "pubmed", "superseding guideline", "x", "2026-01-01", 0, reference_id="pmid:1")
FAILED = Search(
    "0123456789ab", "q", "pubmed", "superseding guideline", "x", failed_since_date="2026-02-03", reference_id="pmid:1"
)
OTHER = Search("0123456789ab", "q", "pubmed", "trial", "x", "2026-01-01", 0)


@pytest.mark.parametrize(
    ("searches", "expected"),
    [
        ((SEARCH,), ("pass", "nothing that replaces it")),
        ((FAILED,), ("unknown", "since 2026-02-03")),
        ((), ("unknown", "has not been searched")),
        ((OTHER,), ("unknown", "names no body")),
    ],
)
def test_a_guideline_passes_only_when_its_successor_was_searched_for(evidence, reference, only, searches, expected):
    row = reference(evidence_source="guideline", study_design="practice guideline")
    finding = only(check, evidence([row], searches=searches))
    assert finding.result == expected[0]
    assert expected[1] in finding.message


@pytest.mark.parametrize("fallen", ["withdrawn", "retracted", "notice", "unknown"])
def test_a_fallen_newest_version_is_told_and_never_proposed(fallen, evidence, reference, only):
    row = Supersession(
        "pmid:1", "pmid:2", "cochrane version", "version 2", ("pmid:2",), newer_title="WITHDRAWN: Owls.",
        newer_year=2019, newer_fallen=fallen,
    )  # fmt: skip
    case = evidence([reference(superseded_by=("pmid:2",))], supersessions={"pmid:1": (row,)})
    finding = only(check, case)
    assert (finding.result, finding.severity, finding.evidence_location) == ("fail", "warning", "pmid:2")
    assert "pmid:2" in finding.message and "cite it" not in finding.message
    assert finding.evidence_quote == "WITHDRAWN: Owls."
    assert ("withdrawn by Cochrane" in finding.message) is (fallen == "withdrawn")
    beside = only(check, evidence([reference()], supersessions={"pmid:1": (row, NEWER)}))
    assert "pmid:3 “Owls”" in beside.message and beside.evidence_location == "pmid:2; pmid:3"


def test_a_withdrawn_review_needs_no_successor(evidence, reference, only):
    row = reference(doi="10.1002/14651858.cd001234.pub2", integrity_status="withdrawn")
    assert only(check, evidence([row], searches=(OTHER,))).result == "pass"
