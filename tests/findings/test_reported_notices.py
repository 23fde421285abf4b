"""Claims that report what became of their paper, and claims that do not."""

import pytest

from pipeline.findings.reported_notices import reported_by, reported_notice
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import Question
from pipeline.schema.records import QuestionEvidence

REPORTED = {
    "retracted": (
        "The trial was retracted in 2021.", "This study has been retracted.", "It has been retracted.",
        "The 2020 trial of owls by the Barn group was later retracted.", "A since-retracted trial found a benefit.",
        "The now retracted study reported a benefit.", "The paper, published in 2020, has since been retracted.",
        "The Lancet retracted the paper in 2020.", "Its authors retracted the article after an audit.",
        "The retraction of this trial in 2021 followed an audit.", "A 2020 trial (retracted) found a benefit.",
        "A trial found lower mortality (later retracted in 2021).", "The meta-analysis was partially retracted.",
        "A trial published in 2020 and retracted in 2021 found a benefit.", "A retracted trial suggested a benefit.",
        "Owls should not be used on the strength of this trial: it was retracted in 2021.",
        "The trial was retracted and should no longer be cited.", "The study, which was retracted, found a benefit.",
        "The trial reported a benefit but was retracted.", "One trial that found a benefit was retracted for fraud.",
        "A retraction notice was published in 2021 for the trial.", "The journal's editors have retracted the paper.",
        "The trial's retraction was announced in 2021.", "The only trial that showed a benefit was retracted in 2021.",
        "The trial, since retracted, found a benefit.", "Do not use owls on the basis of the retracted trial.",
        "The trial's retraction in 2021 does not change practice.", "The retracted trial should not be used.",
        "The study came out in 2020 but was retracted a year later.", "Owl 2020 (since retracted) found a benefit.",
    ),
    "withdrawn": (
        "The review was withdrawn by Cochrane in 2019.", "Cochrane has withdrawn this review.",
        "The preprint was withdrawn by its authors.", "The authors withdrew the preprint.",
        "A withdrawn Cochrane review found a benefit.",
    ),
    "concern": (
        "The trial is under an expression of concern.", "An expression of concern was published in 2022.",
        "The journal issued an expression of concern about the trial.", "The study has an expression of concern.",
    ),
    "corrected": (
        "The paper was later corrected.", "The dose was changed in the correction of the article.",
        "A corrected report gives the dose as 5 mg.", "An erratum was published in 2019.",
    ),
}  # fmt: skip
NOT_REPORTED = {
    "retracted": (
        "Owls lower mortality.", "Unless retracted, the trial supports use.", "The trial was not retracted.",
        "The trial has never been retracted.", "The trial hasn't been retracted.", "There is no retraction notice.",
        "No retraction of the trial was issued.", "If the trial is retracted, reconsider.",
        "Another trial was retracted, but this one found a benefit.", "It is false that the trial was retracted.",
        "Unlike the retracted trial, this trial found a benefit.", "The trial could be retracted.",
        "After excluding retracted trials, the review found a benefit.", "None of the trials was retracted.",
        "A meta-analysis without retracted studies found a benefit.", "Neither trial was retracted.",
        "The review, one of which trials was retracted, found a benefit.", "The trial should be retracted.",
        "A review found a benefit although two of its included trials were retracted.",
        "Calls for retraction of the trial were rejected.", "The trial may be retracted.",
        "The retraction of the trial was requested but refused.", "Whether the trial was retracted is unknown.",
        "The eyelid was retracted during surgery.", "In this study the eyelid was retracted with a hook.",
        "In the trial, retracted tympanic membranes healed.", "Chest wall retraction was seen in the trial.",
        "Clot retraction was impaired in the study.", "The authors refused to retract the paper.",
        "Patients in the trial were retracted.", "The drug was retracted from the market.",
        "This is not a retracted trial.", "The review did not include any retracted trial.",
        "Rather than the retracted trial, this one shows a benefit.", "The trial, not retracted, found a benefit.",
        "The retraction of the trial was not granted.", "In contrast to a retracted study, this one is sound.",
        "The trial is free of retraction.", "The trial compared lung-retracted and ventilated patients.",
    ),
    "withdrawn": (
        "Patients in the trial were withdrawn for adverse events.", "In the trial, the drug was withdrawn.",
        "The drug was withdrawn from the market after the study.", "Steroid withdrawal was safe in the study.",
        "Withdrawal of the drug in the trial caused rebound.", "Trial participants were withdrawn.",
        "The review studied withdrawn patients.", "The review has not been withdrawn.",
    ),
    "concern": (
        "Without an expression of concern, the trial stands.", "The trial raised concern about bleeding.",
        "No expression of concern has been issued.",
    ),
    "corrected": (
        "The study corrected anaemia.", "QT was corrected in the study.", "In the trial sodium was corrected.",
        "Correction of the anaemia in the trial was slow.",
    ),
    "no_notice_found": ("The trial was retracted.",),
}  # fmt: skip


@pytest.mark.parametrize(("status", "text"), [(s, text) for s, texts in REPORTED.items() for text in texts])
def test_what_is_reported(status: str, text: str) -> None:
    assert reported_notice(text, status)
    assert reported_notice(text, status).lower() in text.lower()


@pytest.mark.parametrize(("status", "text"), [(s, text) for s, texts in NOT_REPORTED.items() for text in texts])
def test_what_is_not(status: str, text: str) -> None:
    assert reported_notice(text, status) == ""


def cited(text: str, *statuses: str) -> QuestionEvidence:
    """A claim that cites one paper of each status, pmid:1 first."""
    papers = [CitedReference(f"pmid:{n}", pmid=str(n), integrity_status=s) for n, s in enumerate(statuses, 1)]
    claim = Claim("0" * 12, "q", "research", text=text)
    citations = tuple(Citation(claim.claim_id, n, r.reference_id, r.reference_id) for n, r in enumerate(papers, 1))
    return QuestionEvidence(
        Question("q", "Why?", "draft"),
        (claim,),
        {claim.claim_id: citations},
        {r.reference_id: r for r in papers},
    )


def said(case: QuestionEvidence) -> str:
    return reported_by(case, case.claims[0], case.references["pmid:1"], "retracted", "withdrawn")


def test_of_several_retracted_papers_only_the_plural_reports_all() -> None:
    assert said(cited("The trial was retracted.", "retracted", "retracted")) == ""
    assert said(cited("Both trials were retracted.", "retracted", "retracted")) == "Both trials were retracted"
    assert said(cited("The trial was retracted.", "retracted", "no_notice_found")) == "trial was retracted"


def test_a_text_longer_than_any_claim_is_read_at_its_beginning() -> None:
    assert reported_notice("The trial was retracted. " + "It found less pain. " * 20_000, "retracted")
    assert reported_notice("It found less pain. " * 20_000 + "The trial was retracted.", "retracted") == ""
