from pipeline.findings.citing import cited_pairs, cited_papers, record_name, record_words
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

PAPER = CitedReference(reference_id="pmid:1", first_author="Doe J", year=2015)
LABEL = CitedReference(reference_id="appl:NDA021817")
CLAIM = Claim("0123456789ab", "q", "research", text="x")
EVIDENCE = QuestionEvidence(
    question=Question("q", "x", "draft"),
    claims=(CLAIM,),
    citations={
        CLAIM.claim_id: tuple(
            Citation(CLAIM.claim_id, i, r, k)
            for i, (r, k) in enumerate(
                [("pmid:1", "pmid:1"), ("pmid:1", "doi:10.1000/x"), ("appl:NDA021817", "appl:NDA021817")], 1
            )
        )
    },
    references={"pmid:1": PAPER, "appl:NDA021817": LABEL},
)


def test_two_ids_of_one_paper_are_one_pair():
    assert [r.reference_id for _, r in cited_pairs(EVIDENCE)] == ["pmid:1", "appl:NDA021817"]


def test_labels_are_no_papers():
    assert [r.reference_id for _, r in cited_papers(EVIDENCE)] == ["pmid:1"]


def test_record_name_says_what_is_known():
    assert record_name(PAPER) == "pmid:1 (Doe J, 2015)"
    assert record_name(LABEL) == "appl:NDA021817"


def test_the_snapshot_is_never_quoted():
    assert record_words(PAPER, "words") == "words"
    assert record_words(CitedReference(reference_id="pmid:1", origin="snapshot"), "words") == ""
