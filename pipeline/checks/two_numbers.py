"""Two questions give the same dose, frequency or threshold of one drug for one condition.

Fires: warning on both, if a claim gives none of the values that a claim of another question gives; the other claim is
quoted.
Unknown: info, if a question names drugs but no condition, so that it cannot be compared with others.
Rule: pipeline/evidence/claims/number_conflicts.py; the dose of a drug depends on what it is given for, so only
questions on one condition are compared.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.findings.names import TWO_NUMBERS
from pipeline.schema.finding_tables import Finding
from pipeline.schema.records import QuestionEvidence

CODE = TWO_NUMBERS


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every claim that another question's claim disagrees with; without any, one for the question."""
    lines: dict[str, list[str]] = {}
    quotes: dict[str, list[str]] = {}
    for row in evidence.conflicts:
        line = (
            f"{row.drug}, {row.kind}: this claim says {', '.join(row.says)}, the answer to {row.other_question_id} "
            f"says {', '.join(row.other_says)}"
        )
        lines.setdefault(row.claim_id, []).append(line)
        quotes.setdefault(row.claim_id, []).append(f"{row.other_question_id}: {row.other_text}")
    for claim_id, lines_of_claim in lines.items():
        message = f"{'; '.join(lines_of_claim)}. Find out which is right, or say what makes them differ."
        quote = " ".join(dict.fromkeys(quotes[claim_id]))
        yield finding(evidence, CODE, Judgement("other_answer_differs", "warning", message, quote), claim_id)
    if evidence.question.drugs and not lines:
        yield finding(evidence, CODE, _quiet(evidence))


def _quiet(evidence: QuestionEvidence) -> Judgement:
    if not evidence.question.condition:
        message = "Whether other answers give other doses is not known: the front matter names drugs but no condition."
        return Judgement("condition_missing", "info", message)
    return Judgement(
        "other_answers_agree", "info", "No other answer gives another dose, frequency or threshold for it."
    )
