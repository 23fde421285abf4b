"""The citation that is offered for a malformed key: the right one or none."""

import pytest

from pipeline.sources.questions.key_offers import likely


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("@pmid: 34375047", "[@pmid:34375047]"),
        ("@pmid 34375047", "[@pmid:34375047]"),
        ("@ pmid:34375047", "[@pmid:34375047]"),
        ("-@pmid:34375047", "[@pmid:34375047]"),
        ("@pubmed:34375047", "[@pmid:34375047]"),
        ("pmid:PMID34375047", "[@pmid:34375047]"),
        ("pmid:#34375047", "[@pmid:34375047]"),
        ("pmid:34,375,047", "[@pmid:34375047]"),
        ("pmid:34375047,35353979", "[@pmid:34375047; @pmid:35353979]"),
        ("pmid:34375047/35353979", "[@pmid:34375047; @pmid:35353979]"),
        ("@pmid:34375047 35353979", "[@pmid:34375047; @pmid:35353979]"),
        ("pmid:34375047-9", "[@pmid:34375047; @pmid:34375048; @pmid:34375049]"),
        ("pmid:34375047-35375047", "[@pmid:34375047; @pmid:35375047]"),
        ("@pmid:34375047 p. 5", "[@pmid:34375047], p. 5"),
        ("@pmid:34375047 5", "[@pmid:34375047], 5"),
        ("pmid:https://pubmed.ncbi.nlm.nih.gov/34375047/", "[@pmid:34375047]"),
        ("https://pubmed.ncbi.nlm.nih.gov/34375047/", "[@pmid:34375047]"),
        ("pmid:PMC11555552", "[@pmcid:PMC11555552]"),
        ("pmc:PMC11555552", "[@pmcid:PMC11555552]"),
        ("pmid:10.1056/NEJMoa2115869", "[@doi:10.1056/nejmoa2115869]"),
        ("doi:34375047", "[@pmid:34375047]"),
        ("doi:1016/j.x", "[@doi:10.1016/j.x]"),
        ("appl:21817", "[@appl:NDA021817]"),
        ("appl:BLA-125320", "[@appl:BLA125320]"),
        ("nda:021817", "[@appl:NDA021817]"),
        ("pmid:", ""),
        ("pmid:abc", ""),
        ("setid:reclast", ""),
        ("x:12", ""),
        ("2015", ""),
    ],
)
def test_what_a_malformed_key_most_likely_stands_for(text: str, offer: str) -> None:
    assert likely(text) == offer
