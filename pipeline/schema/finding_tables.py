"""The tables that CHECK writes: findings, how often each check passed, and the status of each question."""

from pipeline.schema import vocabulary
from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import CLAIM_ID_PATTERN, QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN, SHA256_PATTERN
from pipeline.schema.reasons import CODES
from pipeline.schema.table import Table, column


class Finding(Table, name="findings", title="Fails and unknowns; passes that have a quote or were set aside"):
    finding_id: str = column(
        "First 12 hex digits of sha256 of question, claim, reference and check", key=True, pattern=CLAIM_ID_PATTERN
    )
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN)
    claim_id: str = column("Claim, if the finding is about one", pattern=CLAIM_ID_PATTERN, default="")
    reference_id: str = column("Reference, if the finding is about one", pattern=REFERENCE_ID_PATTERN, default="")
    check_code: str = column("Check, named after its file in pipeline/checks", required=True, default="")
    result: str = column("pass, fail or unknown", required=True, enum=vocabulary.RESULTS, default=vocabulary.UNKNOWN)
    severity: str = column("critical, warning or info", required=True, enum=vocabulary.SEVERITIES, default="info")
    message: str = column("What was found, what was expected and what to do next", required=True, default="")
    evidence_quote: str = column("Words of the source behind the result, word for word", default="")
    evidence_location: str = column("Place of the quote in the source", default="")
    reason: str = column("Code of the reason; pipeline/schema/reasons.py explains each", enum=CODES, default="")
    facts_hash: str = column(
        "First 12 hex digits of sha256 of severity, quote and facts; with the reason it identifies the finding",
        pattern=CLAIM_ID_PATTERN,
        default="",
    )
    set_aside_by: str = column("Who disagreed with the finding, so that it counts as a pass", default="")


class CheckCount(Table, name="check_counts", title="How often each check passed, failed or gave unknown"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    check_code: str = column("Check", key=True)
    n_pass: int = column("Number of passes", minimum=0, default=0)
    n_fail: int = column("Number of fails", minimum=0, default=0)
    n_unknown: int = column("Number of unknowns", minimum=0, default=0)


class QuestionStatus(Table, name="question_status", title="Status of each question after the checks"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    effective_status: str = column(
        "Status by review log and evidence, whatever the file states", enum=vocabulary.QUESTION_STATUSES
    )
    currency: str = column("Whether the answer is up to date with its evidence today", enum=vocabulary.CURRENCIES)
    reason: str = column("Reason for status and currency, in words", default="")
    since_date: str = column("First day of this status, currency and reason", pattern=DATE_PATTERN, default="")
    evidence_hash: str = column("SHA-256 of the claims and their evidence", pattern=SHA256_PATTERN, default="")
    evidence_date: str = column("Latest retrieved_date of the cited references", pattern=DATE_PATTERN, default="")
    approved_by: str = column("Who gave the last approval, even if it is no longer valid", default="")
    approved_date: str = column("Date of the last approval", pattern=DATE_PATTERN, default="")
