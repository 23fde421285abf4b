from dataclasses import replace

from pipeline.checks.two_numbers import check
from pipeline.schema.claim_tables import NumberConflict
from pipeline.schema.question_tables import Question

CONFLICT = NumberConflict(
    "0123456789ab", "ba9876543210", "dose", "q", "other-question", "zoledronic acid", ("4 mg",), ("5 mg",),
    "Zoledronic acid is given as 5 mg.",
)  # fmt: skip


def asking(bundle, **changes):
    return replace(bundle, question=Question("q", "Which infusion?", "draft", **changes))


def test_fires_with_both_numbers_and_the_other_claim(evidence, reference, only):
    case = replace(
        asking(evidence([reference()]), drugs=("zoledronic acid",), condition="osteoporosis"), conflicts=(CONFLICT,)
    )
    finding = only(check, case)
    assert (finding.result, finding.severity, finding.claim_id) == ("fail", "warning", "0123456789ab")
    assert "this claim says 4 mg, the answer to other-question says 5 mg" in finding.message
    assert finding.evidence_quote == "other-question: Zoledronic acid is given as 5 mg."


def test_no_other_number_passes(evidence, reference, only):
    case = asking(evidence([reference()]), drugs=("zoledronic acid",), condition="osteoporosis")
    assert only(check, case).result == "pass"


def test_without_a_condition_nothing_can_be_compared(evidence, reference, only):
    finding = only(check, asking(evidence([reference()]), drugs=("zoledronic acid",)))
    assert (finding.result, finding.severity) == ("unknown", "info")


def test_a_question_without_drugs_has_nothing_to_compare(evidence, reference):
    assert list(check(evidence([reference()]))) == []
