from dataclasses import replace

from pipeline.findings.names import finding_name, is_set_aside
from pipeline.schema.claim_tables import ClaimVerdict, NumberConflict
from pipeline.schema.finding_tables import Finding
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, new_finding

CLAIM, OTHER = "0" * 12, "1" * 12
READ = ClaimVerdict(CLAIM, "pmid:1", "q", "does not say", source_sha256="ab" * 32)
CONFLICT = NumberConflict(CLAIM, OTHER, "dose", "q", "r", "owlatonin", ("5 mg",), ("10 mg",))
EVIDENCE = QuestionEvidence(
    Question(question_id="q", question="Which?", status="draft"), verdicts=(READ,), conflicts=(CONFLICT,)
)


def fail(code: str, claim_id: str = CLAIM, reference_id: str = "pmid:1") -> Finding:
    return new_finding("q", code, "fail", "warning", "No.", claim_id=claim_id, reference_id=reference_id)


def test_a_pair_has_another_name_with_another_text() -> None:
    finding = fail("number_differs")
    name = finding_name(finding, EVIDENCE)
    assert name.startswith(f"{finding.finding_id}-")
    again = replace(EVIDENCE, verdicts=(replace(READ, source_sha256="cd" * 32),))
    assert finding_name(finding, again) not in ("", name)
    unread = replace(EVIDENCE, verdicts=(replace(READ, source_sha256=""),))
    assert finding_name(finding, unread) == ""


def test_one_claim_more_on_a_source_is_another_over_attribution() -> None:
    finding = fail("over_attribution", claim_id="")
    more = replace(EVIDENCE, verdicts=(READ, replace(READ, claim_id=OTHER)))
    assert finding_name(finding, more) != finding_name(finding, EVIDENCE) != ""


def test_two_numbers_are_named_by_both_claims_and_their_values() -> None:
    finding = fail("two_numbers", reference_id="")
    other = replace(EVIDENCE, conflicts=(replace(CONFLICT, other_says=("20 mg",)),))
    assert finding_name(finding, other) != finding_name(finding, EVIDENCE) != ""
    assert finding_name(finding, replace(EVIDENCE, conflicts=())) == ""


def test_other_findings_have_no_name() -> None:
    assert finding_name(fail("retracted"), EVIDENCE) == ""


def test_only_a_pass_that_says_who_is_set_aside() -> None:
    aside = replace(fail("over_attribution"), result="pass", set_aside_by="Dr. Minerva")
    assert is_set_aside(aside)
    assert not is_set_aside(replace(aside, set_aside_by=""))
    assert is_set_aside(replace(aside, message="Fine."))
