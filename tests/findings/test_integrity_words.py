from pipeline.findings.integrity_words import notice_location, notice_words, notices_of, why_unknown
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

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


def test_what_only_the_history_names_stands_for_the_status_it_shows():
    known = ReferenceNotice("pmid:1", "pmid:7", "history", "notice", first_seen_date="2026-10-03")
    of_history = QuestionEvidence(question=Question("q", "x", "draft"), notices={"pmid:1": (known,)})
    retracted = CitedReference(reference_id="pmid:1", integrity_status="retracted")
    assert notices_of(of_history, retracted, "retracted") == (known,)
    assert notices_of(of_history, retracted, "concern") == ()
    assert notice_words([known]) == (
        "notice pmid:7 (known from the history of 2026-10-03; PubMed has not answered since)"
    )


def test_notice_words():
    assert notice_words(ROWS) == "retraction; erratum pmid:8 (2021-10) and expression of concern pmid:9"
    assert notice_location(ROWS) == "pmid:8; pmid:9"


def test_of_an_id_that_several_records_share_nothing_is_known():
    row = CitedReference("doi:10.1/a", shared_by=("pmid:1=retracted", "pmid:2=no_notice_found"))
    assert "several PubMed records have this id" in why_unknown(row)


def open_by(*codes: str, **more: str) -> str:
    row = CitedReference(
        "pmid:1", record_status="found", integrity_status="unknown", origin="live", unknown_codes=codes, **more
    )
    return why_unknown(row)


def test_what_leaves_the_integrity_open_is_named():
    assert "“RETRACTED: Owls”" in open_by("title=RETRACTED", title="RETRACTED: Owls")
    assert "Crossref names a notice of an unknown kind, “Odd word”" in open_by("crossref=unknown: Odd word")
    assert "Retraction Watch names a notice of an unknown kind" in open_by("retraction_watch=unknown")
    assert "Crossref gives it the title “RETRACTED: Owls”" in open_by("crossref title=RETRACTED: Owls")
    both = open_by("RefType=FooIn", "crossref=unknown: Odd")
    assert "RefType=FooIn" in both and "“Odd”" in both


def test_notices_of_every_source_are_told():
    crossref = ReferenceNotice("pmid:1", "doi:10.1000/n", "crossref", "withdrawal", "2021")
    evidence = QuestionEvidence(Question("q", "Why?", "draft"), notices={"pmid:1": (crossref,)})
    assert notices_of(evidence, CLEAN, "retracted") == (crossref,)


def test_the_note_stands_behind_its_notice():
    noted = ReferenceNotice("pmid:1", "pmid:9", "pubmed", "erratum", "2017", note="Dosage error in article text.")
    assert notice_words([noted]) == "erratum pmid:9 (2017): “Dosage error in article text”"
