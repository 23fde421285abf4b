from pipeline.checks.notice_cited import check
from pipeline.schema.paper_tables import Article, CitedReference


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


def test_a_claim_that_reports_the_notice_is_right_to_cite_it(evidence, reference, only):
    row = reference(integrity_status="notice", title="Retraction: Owls")
    finding = only(check, evidence([row], text="The trial was retracted in 2021."))
    assert (finding.result, finding.severity, finding.evidence_quote) == ("fail", "info", "Retraction: Owls")
    assert only(check, evidence([row], text="The trial was not retracted.")).severity == "critical"


def test_a_title_like_a_notices_is_unknown_and_quoted(evidence, reference, only):
    title = 'Retraction notice to "Owls" [J Owl 12 (2015) 101-9]'
    row = reference(integrity_status="unknown", title=title, unknown_codes=("title=Retraction notice",))
    finding = only(check, evidence([row]))
    assert (finding.result, finding.severity, finding.evidence_quote) == ("unknown", "warning", title)


def test_a_withdrawn_record_is_not_called_a_paper(evidence, reference, only):
    finding = only(check, evidence([reference(integrity_status="withdrawn", title="WITHDRAWN: Owls")]))
    assert (finding.result, finding.evidence_quote) == ("unknown", "WITHDRAWN: Owls")
