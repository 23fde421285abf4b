"""The tables of the claims: their citations, what each source says about each claim, and what people decided."""

from pipeline.schema import vocabulary
from pipeline.schema.identifiers import CLAIM_ID_PATTERN, QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN, SHA256_PATTERN
from pipeline.schema.table import Table, column

FINDING_PATTERN = r"[0-9a-f]{12}-[0-9a-f]{6}"


class Claim(Table, name="claims", title="Each claim of each answer"):
    claim_id: str = column(
        "First 12 hex digits of sha256(question_id + newline + text)", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    section: str = column("Section of the answer", required=True, enum=vocabulary.SECTIONS)
    heading: str = column("Subheading above the claim", default="")
    position: int = column("Place in the question file, from 1", required=True, minimum=1, default=1)
    text: str = column("Text without citations, NFC, single spaces", required=True, default="")
    is_abstention: bool = column("Whether the claim says that its source does not answer the question", default=False)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


class Citation(Table, name="citations", title="The citations of each claim"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    position: int = column("Place among the claim's citations, from 1", key=True, minimum=1)
    reference_id: str = column(
        "Reference, with different ids of the same paper joined", required=True, pattern=REFERENCE_ID_PATTERN
    )
    cited_as: str = column(
        "Citation key in canonical form, such as doi:10.1000/x", required=True, pattern=REFERENCE_ID_PATTERN
    )


class ClaimVerdict(
    Table, name="claim_verdicts", title="Does the source support the claim? For each claim and each of its citations"
):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    reference_id: str = column("Reference that the claim cites", key=True, pattern=REFERENCE_ID_PATTERN)
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    mark: str = column("The verdict in plain words", required=True, enum=vocabulary.CLAIM_MARKS, default="not checked")
    reason: str = column("Reason in words; if the pair was not checked, what is missing", default="")
    verdict: str = column(
        "Most likely verdict (SciFact's labels); empty if not checked", enum=vocabulary.VERDICTS, default=""
    )
    confidence: float | None = column("Probability of the verdict, 0 to 1; empty if not checked", default=None)
    alarms: tuple[str, ...] = column(
        "Problems that an editor must look at: contradiction, number_differs, other_article", default=()
    )
    quote: str = column("Most important sentence of the source for the verdict, word for word", default="")
    quote_place: str = column("Section and sentence number of the quote", default="")
    more_quote: str = column("Second sentence of the source for the verdict", default="")
    more_quote_place: str = column("Section and sentence number of the second sentence", default="")
    source_title: str = column("Title of the article, or names of the drug", default="")
    source_sha256: str = column(
        "SHA-256 of the text that was read; empty if not checked", pattern=SHA256_PATTERN, default=""
    )


class ClaimNumber(Table, name="claim_numbers", title="Each value in each checked claim, compared with the source"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    reference_id: str = column("Reference that the claim cites", key=True, pattern=REFERENCE_ID_PATTERN)
    position: int = column("Place of the value in the claim, from 1", key=True, minimum=1)
    kind: str = column("dose, frequency, duration, threshold, percentage, ratio, ...", required=True, default="")
    claimed: str = column("Value as written in the claim", required=True, default="")
    found: str = column("Matching value as written in the source; empty if there is none", default="")
    result: str = column("Result of the comparison", required=True, enum=vocabulary.NUMBER_RESULTS, default="not found")
    sentence: str = column("Sentence of the source with the matching value", default="")


class NumberConflict(
    Table,
    name="number_conflicts",
    title="Different values in the answers to two questions about the same drug and condition",
):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    other_claim_id: str = column(
        "Claim of another question that gives another value", key=True, pattern=CLAIM_ID_PATTERN
    )
    kind: str = column("dose, frequency or threshold", key=True)
    question_id: str = column("Question of the claim", required=True, pattern=QUESTION_ID_PATTERN, default="")
    other_question_id: str = column(
        "Question of the other claim", required=True, pattern=QUESTION_ID_PATTERN, default=""
    )
    drug: str = column("Drug that both claims name", required=True, default="")
    says: tuple[str, ...] = column("Values in the claim", default=())
    other_says: tuple[str, ...] = column("Values in the other claim", default=())
    other_text: str = column("Text of the other claim", default="")


class Adjudication(
    Table, name="adjudications", title="People's decisions on findings of the claim checks (reviews/adjudications.csv)"
):
    finding: str = column(
        "Name of the finding as printed in the report: its id, a hyphen, and six hex digits of a hash of the compared "
        "texts",
        key=True,
        pattern=FINDING_PATTERN,
    )
    decision: str = column(
        "disagree sets the finding aside; agree confirms it",
        required=True,
        enum=vocabulary.ADJUDICATIONS,
        default="disagree",
    )
    by: str = column("Who decided", required=True, default="")
    because: str = column("Reason for the decision", required=True, default="")
