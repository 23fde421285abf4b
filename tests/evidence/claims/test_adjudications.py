from dataclasses import replace

from pipeline.evidence.claims.adjudications import adjudicated, finding_names
from pipeline.findings.names import finding_name, is_set_aside
from pipeline.schema.claim_tables import Adjudication, ClaimVerdict
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence, new_finding

VERDICT = ClaimVerdict("0" * 12, "pmid:1", "q", "does not say", source_sha256="ab" * 32)
EVIDENCE = QuestionEvidence(Question(question_id="q", question="Which?", status="draft"), verdicts=(VERDICT,))
FINDING = new_finding(
    "q",
    "source_says",
    "fail",
    "info",
    "None.",
    claim_id="0" * 12,
    reference_id="pmid:1",
    quote="They slept.",
)
NAME = finding_name(FINDING, EVIDENCE)


def decided(decision: str, finding: str = NAME) -> dict[str, Adjudication]:
    return {finding: Adjudication(finding, decision, "Dr. Minerva", "the table says it.")}


def test_a_finding_that_somebody_disagrees_with_is_set_aside_and_says_so() -> None:
    names = finding_names([FINDING], EVIDENCE)
    assert names == {FINDING.finding_id: NAME}
    (found,) = adjudicated([FINDING], names, decided("disagree"))
    assert (found.result, found.severity, found.evidence_quote) == ("pass", "info", "They slept.")
    assert is_set_aside(found) and not is_set_aside(FINDING)
    assert (found.set_aside_by, found.facts_hash) == ("Dr. Minerva", FINDING.facts_hash)
    assert found.message == ("Set aside by Dr. Minerva: the table says it. The check had said: None.")


def test_an_unknown_is_settled_the_same_way() -> None:
    unknown = replace(FINDING, result="unknown")
    (found,) = adjudicated([unknown], {FINDING.finding_id: NAME}, decided("disagree"))
    assert found.result == "pass" and is_set_aside(found)


def test_a_confirmed_finding_stays_open() -> None:
    (found,) = adjudicated([FINDING], {FINDING.finding_id: NAME}, decided("agree"))
    assert found.result == "fail" and found.message.endswith("Confirmed by Dr. Minerva: the table says it.")


def test_another_text_another_claim_or_another_check_is_not_set_aside() -> None:
    names = {FINDING.finding_id: NAME}
    assert adjudicated([FINDING], names, decided("disagree", f"{FINDING.finding_id}-cdcdcd")) == [FINDING]
    assert adjudicated([FINDING], names, {}) == [FINDING]
    retracted = new_finding("q", "retracted", "fail", "critical", "x", claim_id="0" * 12, reference_id="pmid:1")
    assert finding_names([retracted], EVIDENCE) == {}
