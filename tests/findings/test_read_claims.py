from pipeline.findings.read_claims import checked_pairs, quoted
from pipeline.schema.claim_tables import ClaimVerdict
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

READ = ClaimVerdict(
    "0" * 12, "pmid:1", "q", "says so", quote="They slept.", quote_place="sentence 1", more_quote="All of them.",
    more_quote_place="sentence 2", source_sha256="ab" * 32,
)  # fmt: skip
UNREAD = ClaimVerdict("1" * 12, "pmid:1", "q", "not checked")


def test_pairs_whose_text_was_read() -> None:
    evidence = QuestionEvidence(Question("q", "Which?", "draft"), verdicts=(READ, UNREAD))
    assert list(checked_pairs(evidence)) == [READ]


def test_quotes_and_places() -> None:
    assert quoted(READ) == ("They slept.; All of them.", "pmid:1 sentence 1; pmid:1 sentence 2")
    assert quoted(UNREAD) == ("", "")
