from pipeline.checks.notice_cited import check
from pipeline.schema.tables import Article, CitedReference


def test_fires(evidence, reference, only):
    article = Article(pmid="1", publication_types=("Journal Article", "Published Erratum"))
    finding = only(check, evidence([reference(integrity_status="notice")], articles=[article]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "a notice is cited as if it were the paper" in finding.message
    assert (finding.evidence_quote, finding.evidence_location) == ("Published Erratum", "PublicationType")


def test_does_not_fire(evidence, reference, only):
    for status in ("no_notice_found", "retracted", "corrected"):
        assert only(check, evidence([reference(integrity_status=status)])).result == "pass"


def test_unknown_is_info(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="unknown")]))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_labels_are_not_asked_about(evidence):
    assert list(check(evidence([CitedReference(reference_id="appl:NDA021817")]))) == []
