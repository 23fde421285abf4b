from dataclasses import replace

import pytest

from pipeline.checks.single_source import check
from pipeline.schema.claim_tables import Citation, Claim


def answer(evidence, *claims):
    """A question whose claims are (section, references)."""
    bundle = evidence()
    rows = [Claim(f"{i:012x}", "q", section, "", i, f"Claim {i}.") for i, (section, _) in enumerate(claims, 1)]
    cited = {
        row.claim_id: tuple(Citation(row.claim_id, n, r.reference_id, r.reference_id) for n, r in enumerate(refs, 1))
        for row, (_, refs) in zip(rows, claims, strict=True)
    }
    references = {r.reference_id: r for _, refs in claims for r in refs}
    return replace(bundle, claims=tuple(rows), citations=cited, references=references)


@pytest.mark.parametrize(("n", "severity"), [(2, "info"), (4, "info"), (5, "warning"), (9, "warning")])
def test_fires(n, severity, evidence, reference, only):
    finding = only(check, answer(evidence, *[("guidelines", [reference("1")])] * n))
    assert (finding.result, finding.severity, finding.reference_id) == ("fail", severity, "pmid:1")
    assert f"All {n} claims" in finding.message and '"From the Guidelines"' in finding.message


def test_two_sections_on_one_source_are_one_finding(evidence, reference, only):
    one = [reference("1")]
    case = answer(evidence, ("guidelines", one), ("guidelines", one), ("research", one), ("research", one))
    assert "From the Research" in only(check, case).message


def test_each_section_on_its_own_source_is_a_finding_each(evidence, reference):
    one, two = [reference("1")], [reference("2")]
    case = answer(evidence, ("guidelines", one), ("guidelines", one), ("research", two), ("research", two))
    assert [f.reference_id for f in check(case)] == ["pmid:1", "pmid:2"]


def test_does_not_fire(evidence, reference, only):
    both = answer(evidence, ("research", [reference("1")]), ("research", [reference("1"), reference("2")]))
    assert only(check, both).result == "pass"


def test_one_claim_and_the_label_section_get_no_finding(evidence, reference):
    assert list(check(answer(evidence, ("research", [reference("1")]), ("research", [])))) == []
    assert list(check(answer(evidence, *[("fda", [reference("1", evidence_source="fda")])] * 3))) == []


def test_unknown_where_a_doi_may_be_the_same_paper(evidence, reference, only):
    doi = reference(reference_id="doi:10.1/x", pmid="", record_status="not_fetched", integrity_status="unknown")
    finding = only(check, answer(evidence, ("research", [reference("1")]), ("research", [doi])))
    assert (finding.result, finding.severity) == ("unknown", "info")
    two = answer(evidence, ("research", [reference("1"), reference("2")]), ("research", [doi]))
    assert only(check, two).result == "pass"
