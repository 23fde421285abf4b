import pytest

from pipeline.evidence.claims.verdicts import CLOSEST, LONG, Sources, closest_part, compare, mark, text_sha256
from pipeline.language.claims.topics import Topics
from pipeline.language.claims.verifying import Verified
from pipeline.language.text.source_text import SourceText, source_text
from pipeline.schema.claim_tables import Claim
from pipeline.schema.paper_tables import CitedReference

TEXT = source_text(
    "Melatonin and sleep in owls",
    [
        ("METHODS", "METHODS", "We randomised 120 owls to melatonin 3 mg or placebo for 8 weeks."),
        ("RESULTS", "RESULTS", "Sleep duration was significantly longer with melatonin than with placebo (P < .001)."),
    ],
)
CLAIM = "Melatonin increased sleep duration compared with placebo in 120 owls."


def judged(reference: CitedReference, text: SourceText | None, claim: str = CLAIM, is_abstention: bool = False):
    texts = {reference.reference_id: text} if text else {}
    row = Claim("0" * 12, "q", "research", "", 1, claim, is_abstention, 7)
    compared = compare(row, reference, Sources(texts, Topics(texts)))
    return (compared.verdict,), compared.numbers


LIVE = CitedReference("pmid:1", pmid="1", record_status="found", origin="live")


def test_a_read_pair_has_its_sentence_its_place_and_its_numbers() -> None:
    (row,), (number,) = judged(LIVE, TEXT)
    assert (row.verdict, row.quote_place) == ("SUPPORT", "RESULTS, sentence 2")
    assert row.source_sha256 == text_sha256(TEXT) and row.source_title == TEXT.title
    assert (number.claimed, number.found, number.result) == ("120", "120", "same")
    assert number.sentence.startswith("We randomised 120 owls")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"record_status": "not_found"}, "no record has this id"),
        ({"record_status": "deleted"}, "deleted"),
        ({"record_status": "not_fetched"}, "not fetched"),
        ({"record_status": "not_fetched", "shared_by": ("pmid:1=corrected",)}, "several PubMed records share this id"),
        ({"origin": "snapshot"}, "only the snapshot's facts"),
        ({}, "the record has no abstract"),
        ({"set_id": "x", "pmid": ""}, "no text of the label"),
    ],
)
def test_what_was_not_read_says_why_and_has_no_verdict(changes: dict[str, str], why: str) -> None:
    known = {"pmid": "1", "record_status": "found", "origin": "live"} | changes
    (row,), numbers = judged(CitedReference("pmid:1", **known), None)
    assert (row.mark, row.verdict, row.confidence, row.quote) == ("not checked", "", None, "")
    assert why in row.reason and numbers == []


def test_an_abstention_is_another_checks_matter() -> None:
    (row,), _ = judged(LIVE, TEXT, is_abstention=True)
    assert row.mark == "not checked"


def test_neither_sure_nor_an_alarm_is_unsure() -> None:
    def found(verdict: str, is_sure: bool, *alarms: str) -> str:
        return mark(Verified(verdict, 0.6, alarms, (), (), (), is_sure))

    assert found("SUPPORT", True) == "says so"
    assert found("SUPPORT", False) == found("CONTRADICT", False) == "unsure"
    assert found("CONTRADICT", True, "contradiction") == found("NOINFO", False, "number_differs") == "says otherwise"
    assert found("NOINFO", True) == found("NOINFO", False, "other_article") == "does not say"
    assert found("NOINFO", False) == "unsure"


def test_of_a_long_text_the_closest_sentences_are_read_in_their_order() -> None:
    filler = " ".join(f"Feathers of kind {n} were counted." for n in range(LONG))
    long = source_text("Owls", [("", "", f"{filler} Sleep duration was longer with melatonin.")])
    part = closest_part(CLAIM, long)
    assert len(part.sentences) == CLOSEST and part.sentences[-1].text.startswith("Sleep duration")
    assert [s.number for s in part.sentences] == sorted(s.number for s in part.sentences)
    assert closest_part(CLAIM, TEXT) is TEXT


def test_a_part_knows_the_abbreviations_of_the_whole() -> None:
    filler = " ".join(f"Feathers of kind {n} were counted." for n in range(LONG))
    text = source_text("Owls", [("", "", f"Total sleep time (TST) is long. {filler} TST was longer with melatonin.")])
    part = closest_part("Melatonin increased total sleep time.", text)
    assert part.sentences[-1].text.startswith("TST") and part.abbreviations == {"TST": "Total sleep time"}


DOSES = (
    ("Owls", "", "The recommended dose of Examplumab for owls is 9 mg once a week."),
    ("Hawks", "", "Hawks are given no Examplumab at all."),
    ("Owls", "", "The recommended dose of Examplumab for owls is 5 mg once a week."),
)
LABEL = CitedReference("setid:x", set_id="x", record_status="found", origin="live")


@pytest.mark.parametrize("dose", ["9 mg", "5 mg"])
def test_a_dose_is_held_against_both_copies_inside_a_label(dose: str) -> None:
    claim = f"The recommended dose of Examplumab for owls is {dose} once a week."
    (row,), numbers = judged(LABEL, source_text("Examplor", DOSES), claim)
    assert (row.mark, row.alarms) == ("unsure", ())
    assert "two places with different numbers (Owls, sentence" in row.reason
    assert {row.quote, row.more_quote} == {DOSES[0][2], DOSES[2][2]}
    assert "different" not in {n.result for n in numbers}


def test_a_dose_that_neither_copy_gives_is_different() -> None:
    claim = "The recommended dose of Examplumab for owls is 7 mg once a week."
    (row,), _ = judged(LABEL, source_text("Examplor", DOSES), claim)
    assert (row.mark, row.alarms) == ("says otherwise", ("number_differs",))
    assert "two places with different numbers" in row.reason


def test_one_copy_alone_is_the_labels_word() -> None:
    claim = "The recommended dose of Examplumab for owls is 9 mg once a week."
    (row,), _ = judged(LABEL, source_text("Examplor", DOSES[:2]), claim)
    assert "two places" not in row.reason
