"""What the checks of a cited paper share."""

from dataclasses import replace

from pipeline.findings.judgement import Judgement, claim_findings, finding, nothing_against, paper_findings
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

LIVE = CitedReference("pmid:1", record_status="found", origin="live", integrity_status="no_notice_found")
REASONS = ("no_concern", "concern_unknown")
LABEL = CitedReference("setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf")


def test_a_finding_says_what_was_judged_of_what_the_ids_name():
    evidence = QuestionEvidence(Question("q", "Why?", "draft"))
    judged = Judgement("retracted", "warning", "It says more.", "said", "title", ("pmid:9",))
    about = finding(evidence, "code", judged, reference_id="pmid:1")
    assert (about.question_id, about.check_code, about.claim_id, about.reference_id) == ("q", "code", "", "pmid:1")
    assert (about.result, about.severity, about.message) == ("fail", "warning", "It says more.")
    assert (about.evidence_quote, about.evidence_location) == ("said", "title")
    assert (about.reason, about.facts_hash) == ("retracted", judged.facts_hash)
    assert finding(evidence, "code", judged).finding_id != about.finding_id


def test_each_claim_and_paper_gets_the_word_and_labels_do_not():
    claims = tuple(Claim(f"00000000000{i}", "q", "research", "", i, f"Claim {i}.") for i in (1, 2))
    citations = {
        c.claim_id: tuple(
            Citation(c.claim_id, i, r.reference_id, r.reference_id) for i, r in enumerate((LIVE, LABEL), 1)
        )
        for c in claims
    }
    evidence = QuestionEvidence(
        Question("q", "Why?", "draft"), claims, citations, {r.reference_id: r for r in (LIVE, LABEL)}
    )
    found = list(
        paper_findings(evidence, "code", lambda r: Judgement("concern", "info", r.reference_id, "said", "there"))
    )
    assert [(f.claim_id, f.reference_id, f.evidence_quote, f.evidence_location) for f in found] == [
        (c.claim_id, "pmid:1", "said", "there") for c in claims
    ]


def test_an_answer_that_stands_passes():
    assert nothing_against(LIVE, "Whether", "fine", REASONS) == Judgement("no_concern", "info", "fine")


def test_an_unanswered_question_never_passes():
    held = CitedReference("pmid:1", record_status="found", origin="snapshot")
    judged = nothing_against(held, "Whether it stands", "fine", REASONS, severity="warning")
    assert (judged.result, judged.severity) == ("unknown", "warning")
    assert judged.message.startswith("Whether it stands is not known: ")


def test_a_check_that_reads_the_claim_is_given_it():
    claim = Claim("0" * 12, "q", "research", "", 1, "Owls sleep.")
    citations = {claim.claim_id: (Citation(claim.claim_id, 1, "pmid:1", "pmid:1"),)}
    evidence = QuestionEvidence(Question("q", "Why?", "draft"), (claim,), citations, {"pmid:1": LIVE})
    (found,) = claim_findings(evidence, "code", lambda c, r: Judgement("concern", "info", f"{c.text} {r.reference_id}"))
    assert (found.claim_id, found.message) == (claim.claim_id, "Owls sleep. pmid:1")


def test_other_facts_make_another_finding_and_other_words_do_not():
    was = Judgement("retracted", "critical", "It is retracted.", "Retracted Publication", facts=("pmid:9",))
    assert replace(was, message="It was retracted.", location="elsewhere").facts_hash == was.facts_hash
    for other in ({"facts": ("pmid:8",)}, {"quote": "RETRACTED"}, {"severity": "info"}):
        assert replace(was, **other).facts_hash != was.facts_hash
