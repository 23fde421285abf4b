import pytest

from pipeline.checks.weak_evidence import check
from pipeline.schema.paper_tables import Article, CitedReference


def record(pmid="1", types=("Journal Article",), status="MEDLINE"):
    return Article(pmid, publication_types=types, medline_status=status)


@pytest.fixture
def weak(evidence, reference):
    """A claim on paper 1, weak in the way named, and whatever else is given."""

    def make(kind, *others):
        design = "preprint" if kind == "preprint" else "other"
        types = ("Meeting Abstract",) if kind == "abstract" else ("Journal Article",)
        mesh = {"1": ("Animals", "Mice") if kind == "animal" else ("Humans",), "2": ("Humans",)}
        articles = [record("1", types), record("2")]
        return evidence([reference("1", study_design=design), *others], articles=articles, mesh_descriptors=mesh)

    return make


@pytest.mark.parametrize("kind", ["preprint", "animal", "abstract"])
def test_fires(kind, weak, only):
    finding = only(check, weak(kind))
    assert (finding.result, finding.severity) == ("fail", "warning")
    assert kind in finding.message and finding.evidence_quote


@pytest.mark.parametrize("kind", ["preprint", "animal", "abstract"])
def test_other_support_makes_it_info(kind, weak, reference):
    finding = next(iter(check(weak(kind, reference("2")))))
    assert (finding.result, finding.severity) == ("fail", "info")
    fallen = next(iter(check(weak(kind, reference("2", integrity_status="retracted")))))
    assert fallen.severity == "warning"
    for status in ("not_found", "deleted"):
        lost = next(iter(check(weak(kind, reference("2", record_status=status)))))
        assert lost.severity == "warning"
    label = CitedReference(reference_id="appl:NDA021817")
    assert [f.severity for f in check(weak(kind, label))] == ["info"]


def test_does_not_fire(evidence, reference, only, weak):
    assert only(check, weak("none")).result == "pass"
    both = evidence([reference()], articles=[record()], mesh_descriptors={"1": ("Animals", "Humans")})
    assert only(check, both).result == "pass"


@pytest.mark.parametrize("status", ["In-Process", "Publisher", "PubMed-not-MEDLINE"])
def test_unknown_without_mesh(status, evidence, reference, only):
    finding = only(check, evidence([reference()], articles=[record(status=status)]))
    assert (finding.result, finding.severity) == ("unknown", "info")
    assert status in finding.message
    trial = evidence([reference(study_design="randomized controlled trial")], articles=[record(status=status)])
    assert only(check, trial).result == "pass"


def test_unknown_without_the_record_or_of_a_congress(evidence, reference, only):
    assert only(check, evidence([reference(record_status="not_fetched")])).result == "unknown"
    assert only(check, evidence([reference(origin="snapshot")])).result == "unknown"
    congress = evidence([reference()], articles=[record(types=("Congress",))], mesh_descriptors={"1": ("Humans",)})
    assert only(check, congress).result == "unknown"
