"""The tables of the claim checks: what each source says of each claim, value by value, and what people said to that."""

from pipeline.schema import vocabulary
from pipeline.schema.identifiers import QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN
from pipeline.schema.table import Table, column
from pipeline.schema.tables import CLAIM_ID_PATTERN, SHA256_PATTERN

FINDING_PATTERN = r"[0-9a-f]{12}-[0-9a-f]{6}"


class ClaimVerdict(
    Table, name="claim_verdicts", title="For every claim and each of its citations: does the source say it?"
):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    reference_id: str = column("What it cites", key=True, pattern=REFERENCE_ID_PATTERN)
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    mark: str = column(
        "The verdict in an editor's words", required=True, enum=vocabulary.CLAIM_MARKS, default="not checked"
    )
    reason: str = column("Why, in words; of a pair that was not checked, what is missing", default="")
    verdict: str = column("Best guess (SciFact's labels); empty: not checked", enum=vocabulary.VERDICTS, default="")
    confidence: float | None = column("Probability of the verdict, 0 to 1; empty: not checked", default=None)
    alarms: tuple[str, ...] = column(
        "What an editor must look at: contradiction, number_differs, other_article", default=()
    )
    quote: str = column("The sentence that it rests on most, as the source has it", default="")
    quote_place: str = column("Its section and number", default="")
    more_quote: str = column("A second sentence", default="")
    more_quote_place: str = column("Its section and number", default="")
    source_title: str = column("Title of the article, or names of the drug", default="")
    source_sha256: str = column(
        "SHA-256 of the text that was read; empty: not checked", pattern=SHA256_PATTERN, default=""
    )


class ClaimNumber(Table, name="claim_numbers", title="Every value of every checked claim beside the source's"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    reference_id: str = column("What it cites", key=True, pattern=REFERENCE_ID_PATTERN)
    position: int = column("Place of the value in the claim, from 1", key=True, minimum=1)
    kind: str = column("dose, frequency, duration, threshold, percentage, ratio, ...", required=True, default="")
    claimed: str = column("The value as the claim has it", required=True, default="")
    found: str = column("The source's value of the same thing, as it is written; empty: none", default="")
    result: str = column("How they compare", required=True, enum=vocabulary.NUMBER_RESULTS, default="not found")
    sentence: str = column("The source's sentence with its value", default="")


class NumberConflict(Table, name="number_conflicts", title="One drug, one condition, two numbers in two questions"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    other_claim_id: str = column(
        "The claim of another question that says another number", key=True, pattern=CLAIM_ID_PATTERN
    )
    kind: str = column("dose, frequency or threshold", key=True)
    question_id: str = column("Question of the claim", required=True, pattern=QUESTION_ID_PATTERN, default="")
    other_question_id: str = column("The other question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    drug: str = column("Drug that both name", required=True, default="")
    says: tuple[str, ...] = column("Values of the claim", default=())
    other_says: tuple[str, ...] = column("Values of the other claim", default=())
    other_text: str = column("The other claim", default="")


class Adjudication(
    Table, name="adjudications", title="What people said to findings of the claim checks (reviews/adjudications.csv)"
):
    finding: str = column(
        "Finding id, a hyphen, and six digits of what it was read from, as the report prints it",
        key=True,
        pattern=FINDING_PATTERN,
    )
    decision: str = column(
        "disagree sets the finding aside, agree confirms it",
        required=True,
        enum=vocabulary.ADJUDICATIONS,
        default="disagree",
    )
    by: str = column("Who", required=True, default="")
    because: str = column("Why", required=True, default="")
