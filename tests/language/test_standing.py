from pipeline.language.standing import notice_location, notice_words, notices_of, why_unknown
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.tables import CitedReference, Question, ReferenceNotice

CLEAN = CitedReference(reference_id="pmid:1", record_status="found", integrity_status="no_notice_found", origin="live")
ROWS = (
    ReferenceNotice("pmid:1", "pmid:8", "pubmed", "retraction; erratum", "2021-10"),
    ReferenceNotice("pmid:1", "pmid:9", "pubmed", "expression of concern"),
)
EVIDENCE = QuestionEvidence(question=Question("q", "x", "draft"), notices={"pmid:1": ROWS})


def test_an_answer_that_stands_leaves_nothing_unknown():
    assert why_unknown(CLEAN) == ""


def test_a_reference_never_asked_about_is_unknown():
    assert "not been fetched" in why_unknown(CitedReference(reference_id="pmid:1"))


def test_notices_are_found_by_each_of_their_kinds():
    assert notices_of(EVIDENCE, CLEAN, "retracted") == ROWS[:1]
    assert notices_of(EVIDENCE, CLEAN, "corrected") == ROWS[:1]
    assert notices_of(EVIDENCE, CLEAN, "concern") == ROWS[1:]


def test_notice_words():
    assert notice_words(ROWS) == "retraction; erratum pmid:8 (2021-10) and expression of concern pmid:9"
    assert notice_location(ROWS) == "pmid:8; pmid:9"


def test_of_an_id_that_several_records_share_nothing_is_known():
    row = CitedReference("doi:10.1/a", shared_by=("pmid:1=retracted", "pmid:2=no_notice_found"))
    assert "several PubMed records have this id" in why_unknown(row)
