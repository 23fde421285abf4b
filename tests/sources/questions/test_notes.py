"""Several claims in one, claims too long, abstentions in other words: what is told and what is left alone."""

import pytest

from pipeline.sources.questions.file import mistake_line
from pipeline.sources.questions.notes import is_abstention
from tests.sources.questions.test_file import HEAD, parsed, research


@pytest.mark.parametrize(
    "text",
    [
        "The FDA label does not answer this question.",
        "The FDA drug label doesn’t answer the question.",
        "The FDA drug label dose not answer the question.",
        "The package insert does not address this topic",
        "Current guidelines do not specifically address the question.",
        "The label is silent on this question.",
        "There are no guidelines on this question.",
        "No relevant evidence was found.",
        "No answer in the label.",
        "Not addressed by the drug label.",
        "N/A",
        "None.",
    ],
)
def test_abstentions_in_other_words(text: str) -> None:
    assert is_abstention(text)
    (mistake,) = parsed(f"{HEAD}\n## From the FDA Drug Label\n\n{text}\n").mistakes
    assert mistake_line(mistake).endswith(", did you mean The FDA drug label does not answer the question.")


@pytest.mark.parametrize(
    "text",
    [
        "The label does not mention renal dosing.",
        "No studies found a difference in mortality.",
        "The research does answer the question.",
        "The drug is not approved for this condition.",
        "The guidelines do not recommend treatment for longer than five years.",
        "No evidence supports its use in pregnancy.",
        "The label does not answer the question of dosing in renal impairment, which trials of 5 mg have addressed.",
    ],
)
def test_claims_that_deny_are_no_abstentions(text: str) -> None:
    assert not is_abstention(text)
    assert parsed(research(f"- {text}")).mistakes == ()


def test_an_abstention_in_other_words_beside_claims_is_a_claim() -> None:
    assert parsed(research("- The label does not answer the question.\n- A claim.")).mistakes == ()


@pytest.mark.parametrize(
    ("paragraph", "ending"),
    [
        ("One is so [@pmid:1]. Two is so [@pmid:2]. Three is so.", "3 sentences{}; sentence 3 cites nothing"),
        ("One is so. [@pmid:1] Two is so.\n[@pmid:2] Three is so.", "3 sentences{}; sentence 3 cites nothing"),
        ("One is so. Two is so. Three is so [@pmid:1].", "3 sentences{}; sentences 1, 2 cite nothing"),
        ("One is so. Two is so.", "2 sentences{}"),
    ],
)
def test_a_paragraph_of_several_sentences_is_a_mistake(paragraph: str, ending: str) -> None:
    mend = ending.format(" in one paragraph: write each as a list item of its own, `- ...`, with its citation")
    assert [mistake_line(m) for m in parsed(research(paragraph)).mistakes] == [
        f"questions/x.md:8:1: expected one claim, found {mend}"
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "A trial by Smith et al. found 5.5 mg vs. 2 mg better, i.e. less pain (P < .001) [@pmid:1].",
        "It helps [@pmid:1].",
        "[@pmid:1] It helps, e.g. in E. coli infection.",
    ],
)
def test_a_paragraph_of_one_sentence_is_fine(paragraph: str) -> None:
    found = parsed(research(paragraph))
    assert (found.mistakes, found.notes) == ((), ())


def test_a_list_item_of_several_claims_is_a_note() -> None:
    found = parsed(research("- One is so [@pmid:1]. Two is so.\n- One is so. Two is so too [@pmid:1]."))
    assert found.mistakes == () and len(found.claims) == 2
    assert [mistake_line(n) for n in found.notes] == [
        "questions/x.md:8:3: note: expected one claim in each list item, found 2 sentences: if they are claims of "
        "their own, give each a list item and its citation; sentence 2 cites nothing"
    ]


def test_a_claim_of_more_than_100_words_is_a_note() -> None:
    assert parsed(research("- " + "word " * 100)).notes == ()
    found = parsed(research("- " + "word " * 1001))
    assert (found.mistakes, len(found.claims)) == ((), 1)
    assert [mistake_line(n) for n in found.notes] == [
        "questions/x.md:8:3: note: expected a claim of at most 100 words, found 1,001 words: "
        "split it, each part with its citation"
    ]


def test_a_reference_that_no_claim_cites_is_a_note() -> None:
    found = parsed(research("- A [@pmid:1].\n\n## References\n\n- [@pmid:1] One. 2001.\n- [@pmid:2] Two. 2002."))
    assert (found.mistakes, len(found.author_references)) == ((), 2)
    assert [(n.line, n.column_number, "pmid:2 listed and never cited" in n.message) for n in found.notes] == [
        (13, 1, True)
    ]


def test_a_citation_between_spaces_stands_at_the_end_of_its_sentence() -> None:
    for claim in ("One is so [@pmid:1]  [@pmid:2] . Two is so [@pmid:1].", "One is so. [@pmid:1] Two is so [@pmid:2]."):
        (note,) = parsed(research(f"- {claim}")).notes
        assert "found 2 sentences" in note.message and "cites nothing" not in note.message
