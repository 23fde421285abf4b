"""Question files: the rows of a good one, every mistake at its place, and no exception for any bytes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.tables import Claim
from pipeline.sources.question_file import QuestionFile, claim_id, is_question_path, mistake_line, parse

HEAD = "---\nquestion: What infusion is used?\nstatus: draft\n---\n"
GOOD = """---
question: What infusion is used
  for osteoporosis?
status: under review            # draft | submitted
population: adults with osteoporosis
condition:
drugs: [zoledronic acid, denosumab]
specialty: endocrinology
audience: clinician
---

## From the Guidelines

### First choice

- Bisphosphonates are the *first* drug treatment [@pmid:36592456].
  - A nested claim on two
    lines [@pmid:1;
    @{doi:10.1016/S0140-6736(97)11096-0}] .

A paragraph with p < 0.05 &amp; an old DOI.
[@{doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2}]

## From the FDA Drug Label

The FDA drug label does not answer the question.

## From the Research

1. A 2015 trial found **higher** density ([@pmcid:PMC12; @appl:NDA021817]).

   Its second paragraph.

## References

- [@pmid:25867538] Greenspan SL, Perera S, et al. Efficacy and safety of one dose. 2015.
- [@pmid:2] No parts here. PMID: 2
"""


def research(body: str) -> str:
    return f"{HEAD}\n## From the Research\n\n{body}\n"


def parsed(text: str) -> QuestionFile:
    return parse("questions/x.md", text.encode())


def test_a_good_file_gives_its_question() -> None:
    found = parsed(GOOD)
    assert found.mistakes == ()
    assert found.question is not None
    assert (found.question.question_id, found.question.file) == ("x", "questions/x.md")
    assert found.question.question == "What infusion is used for osteoporosis?"
    assert (found.question.status, found.question.condition) == ("under review", "")
    assert found.question.drugs == ("zoledronic acid", "denosumab")
    assert found.question.audience == "clinician"


def test_a_good_file_gives_its_claims() -> None:
    rows = [(c.position, c.section, c.heading, c.line, c.is_abstention, c.text) for c in parsed(GOOD).claims]
    assert rows == [
        (1, "guidelines", "First choice", 16, False, "Bisphosphonates are the first drug treatment."),
        (2, "guidelines", "First choice", 17, False, "A nested claim on two lines."),
        (3, "guidelines", "First choice", 21, False, "A paragraph with p < 0.05 & an old DOI."),
        (4, "fda", "", 26, True, "The FDA drug label does not answer the question."),
        (5, "research", "", 30, False, "A 2015 trial found higher density. Its second paragraph."),
    ]


def test_a_good_file_gives_its_citations() -> None:
    found = parsed(GOOD)
    position_of = {claim.claim_id: claim.position for claim in found.claims}
    assert [(position_of[c.claim_id], c.position, c.cited_as) for c in found.citations] == [
        (1, 1, "pmid:36592456"),
        (2, 1, "pmid:1"),
        (2, 2, "doi:10.1016/s0140-6736(97)11096-0"),
        (3, 1, "doi:10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"),
        (5, 1, "pmcid:PMC12"),
        (5, 2, "appl:NDA021817"),
    ]
    assert all(c.reference_id == c.cited_as for c in found.citations)


def test_a_good_file_gives_its_references() -> None:
    first, second = parsed(GOOD).author_references
    assert (first.position, first.reference_id, first.line) == (1, "pmid:25867538", 36)
    assert (first.first_author, first.title, first.year) == ("Greenspan SL", "Efficacy and safety of one dose", 2015)
    assert (second.text, second.first_author, second.title, second.year) == ("No parts here. PMID: 2", "", "", None)


@pytest.mark.parametrize("change", [lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")])
def test_a_byte_order_mark_and_crlf_change_nothing(change) -> None:
    assert parse("questions/x.md", change(GOOD.encode())) == parsed(GOOD)


def test_an_empty_section_is_allowed() -> None:
    found = parsed(HEAD + "## From the Guidelines\n\n## From the FDA Drug Label\n")
    assert (found.mistakes, found.claims) == ((), ())
    assert found.question is not None


def test_claims_of_a_patient_file_carry_its_id() -> None:
    found = parse("questions/x-1.patient.md", research("- A claim.").encode())
    assert found.question_id == "x-1.patient"
    assert found.claims[0].question_id == "x-1.patient"


def test_nested_item_without_own_text_is_no_claim() -> None:
    assert [c.text for c in parsed(research("- - Inner claim.")).claims] == ["Inner claim."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A claim [@pmid:1].", "A claim. [@pmid:1]"),
        ("A claim [@pmid:1].", "[@pmid:1] A claim."),
        ("A claim [@pmid:1].", "A *claim* ([@pmid:1])."),
        ("A claim [@pmid:1].", "A\n  claim  [@pmid:1]\n  [@pmid:2]."),
        ("Caf\u00e9 dose.", "Cafe\u0301 dose."),
    ],
)
def test_how_a_claim_is_written_does_not_change_its_text(first: str, second: str) -> None:
    assert parsed(research("- " + first)).claims[0].text == parsed(research("- " + second)).claims[0].text


# The mark ‸ stands where the mistake is told; each text has this mistake and no other.
MISTAKES = {
    "unknown key": (
        "---\nquestion: Q\nstatus: draft\n‸drug: [a]\n---\n## From the Research\n",
        "one of the keys question, status, population, condition, drugs, specialty, audience, found 'drug', "
        "did you mean drugs",
    ),
    "missing key": ("‸---\nquestion: Q\n---\n## From the Research\n", "the key `status`, found none"),
    "key twice": (
        "---\nquestion: Q\nstatus: draft\n‸status: draft\n---\n## From the Research\n",
        "each key once, found status again",
    ),
    "unknown status": (
        "---\nquestion: Q\nstatus: ‸Aproved\n---\n## From the Research\n",
        "one of draft, submitted, under review, approved, retired, found 'Aproved', did you mean approved",
    ),
    "unknown audience": (
        "---\nquestion: Q\nstatus: draft\naudience: ‸patients\n---\n## From the Research\n",
        "one of clinician, patient, found 'patients', did you mean patient",
    ),
    "empty status": (
        "---\nquestion: Q\nstatus:‸\n---\n## From the Research\n",
        "one of draft, submitted, under review, approved, retired, found nothing",
    ),
    "empty question": ('---\nquestion: ‸" "\nstatus: draft\n---\n## From the Research\n', "text, found nothing"),
    "number for text": (
        "---\nquestion: ‸2015\nstatus: draft\n---\n## From the Research\n",
        "text, found the number '2015', did you mean \"2015\" in quotes",
    ),
    "truth value for text": (
        "---\nquestion: Q\nstatus: draft\ncondition: ‸no\n---\n## From the Research\n",
        "text, found the bool 'no', did you mean \"no\" in quotes",
    ),
    "list for text": (
        "---\nquestion: Q\nstatus: draft\ncondition: ‸[a, b]\n---\n## From the Research\n",
        "text, found a list",
    ),
    "text for list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: ‸zoledronic acid, denosumab\n---\n## From the Research\n",
        "a list, found the text 'zoledronic acid, denosumab', did you mean drugs: [zoledronic acid, denosumab]",
    ),
    "keys for list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: ‸{a: b}\n---\n## From the Research\n",
        "a list, found keys and values",
    ),
    "list in list": (
        "---\nquestion: Q\nstatus: draft\ndrugs: [a, ‸[b]]\n---\n## From the Research\n",
        "text, found a list",
    ),
    "separator in item": (
        "---\nquestion: Q\nstatus: draft\ndrugs:\n  - a\n  - ‸b; c\n---\n## From the Research\n",
        "one name in each item, found 'b; c', did you mean b, c",
    ),
    "control character by escape": (
        '---\nquestion: ‸"a\\0b"\nstatus: draft\n---\n## From the Research\n',
        "text, found the control character U+0000",
    ),
    "front matter is no mapping": (
        "---\n‸- question\n---\n## From the Research\n",
        "lines of `key: value`, found a list",
    ),
    "yaml error": (
        "---\nquestion: What‸: this\nstatus: draft\n---\n## From the Research\n",
        'YAML, found mapping values are not allowed here, did you mean the value in quotes ("...")',
    ),
    "yaml anchor": (
        "---\nquestion: ‸&a Q\nstatus: draft\n---\n## From the Research\n",
        "the value itself, found the anchor &a",
    ),
    "no front matter": ("‸## From the Research\n", "--- before the front matter, found '## From the Research'"),
    "front matter late": (
        f"‸\n{HEAD}## From the Research\n",
        "--- in the first line, found a blank line",
    ),
    "front matter open": (
        "‸---\nquestion: Q\nstatus: draft\n\n## From the Research\n",
        "--- after the front matter, found none",
    ),
    "unknown heading": (
        HEAD + "## ‸From the Guideline\n",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, ## References, "
        "found 'From the Guideline', did you mean ## From the Guidelines",
    ),
    "section twice": (
        HEAD + "## From the Research\n\n‸## From the Research\n",
        "each section once, found ## From the Research again (first in line 5)",
    ),
    "no section": (
        HEAD + "‸",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, found no section",
    ),
    "only references": (
        HEAD + "‸## References\n\n- [@pmid:1] Text\n",
        "one of ## From the Guidelines, ## From the FDA Drug Label, ## From the Research, found no section",
    ),
    "text before": (
        HEAD + "\n‸Some text.\n\n## From the Research\n",
        "## From the Guidelines or another section first, found text before it",
    ),
    "first level heading": (
        HEAD + "## From the Research\n\n‸# From the Guidelines\n",
        "## for a section or ### for a subheading, found #, did you mean ## From the Guidelines",
    ),
    "fourth level heading": (
        HEAD + "## From the Research\n\n ‸#### Q\n",
        "## for a section or ### for a subheading, found ####",
    ),
    "citation in heading": (
        HEAD + "## From the Research\n### Women [‸@pmid:1]\n",
        "a heading without citations, found a citation",
    ),
    "heading in list": (
        research("- A claim\n- ‸### Women"),
        "a list item or a paragraph, found a heading inside a list",
    ),
    "heading without space": (
        research("- A claim.\n\n‸##From the Guidelines"),
        "a heading or text, found '##', did you mean '## ' with a space",
    ),
    "item without space": (
        research("‸-A claim."),
        "a list item or text, found '-', did you mean '- ' with a space",
    ),
    "pasted bullet": (
        research("First claim.\n ‸• A claim."),
        "a list item or text, found '•', did you mean '- ' with a space",
    ),
    "table": (research("‸| a | b |\n|---|---|\n| 1 | 2 |"), "a list item or a paragraph, found a table"),
    "html block": (research("‸<div>\nx\n</div>"), "a list item or a paragraph, found HTML"),
    "html inline": (research("- A <b0 claim with\n  H‸<sub>2O."), "plain text, found HTML"),
    "fence": (research("‸```\ncode\n```"), "a list item or a paragraph, found a code block"),
    "indented code": (
        research("Text.\n\n    ‸code"),
        "a list item or a paragraph, found a code block (four spaces or a tab at the start of its lines)",
    ),
    "inline code": (research("- A\n  claim of ‸`code`."), "plain text, found code"),
    "image": (research("- A claim ‸![x](y.png)"), "plain text, found an image"),
    "block quote": (research("- A claim\n\n  ‸> quoted"), "a list item or a paragraph, found a block quote"),
    "empty list item": (research("- A claim\n‸-\n- Another"), "text in each list item, found an empty one"),
    "bare pmid": (
        research("- A claim (‸PMID: 25867538)."),
        "a citation in brackets, found 'PMID: 25867538', did you mean [@pmid:25867538]",
    ),
    "bare pmid without colon": (
        research("A claim, ‸PMID 123."),
        "a citation in brackets, found 'PMID 123', did you mean [@pmid:123]",
    ),
    "pubmed link": (
        research("- A [trial](‸https://pubmed.ncbi.nlm.nih.gov/25867538/)."),
        "a citation in brackets, found 'https://pubmed.ncbi.nlm.nih.gov/25867538/', did you mean [@pmid:25867538]",
    ),
    "ncbi link": (
        research("- See ‸https://www.ncbi.nlm.nih.gov/books/NBK1/ for more."),
        "a citation in brackets, found 'https://www.ncbi.nlm.nih.gov/books/NBK1/'",
    ),
    "doi link": (
        research("- As found ‸https://doi.org/10.1016/S0140-6736(97)11096-0."),
        "a citation in brackets, found 'https://doi.org/10.1016/S0140-6736(97)11096-0', "
        "did you mean [@{doi:10.1016/s0140-6736(97)11096-0}]",
    ),
    "unknown prefix": (
        research("- A claim [‸@pmdi:1]."),
        "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@pmdi:1', did you mean [@pmid:1]",
    ),
    "no prefix": (
        research("- A claim [‸@25867538]."),
        "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@25867538', did you mean [@pmid:25867538]",
    ),
    "bad value": (research("- A claim [@pmid:‸abc]."), "a PMID such as 25867538, found 'abc'"),
    "empty value": (research("- A claim [@pmid:‸]."), "a PMID such as 25867538, found ''"),
    "empty key": (research("- A claim [‸@]."), "one of @pmid:, @pmcid:, @doi:, @setid:, @appl:, found '@'"),
    "nothing after semicolon": (research("- A claim [@pmid:1;‸]."), "@ and a key, found nothing"),
    "unclosed bracket": (
        research("- A claim\n  said ‸[@pmid:1 in words."),
        "] to close the citation, found '[@pmid:1'",
    ),
    "unclosed brace": (
        research("- A claim ‸[@{doi:10.1000/a(b)]."),
        "} and ] to close the citation, found '[@{doi:10.1000/a(b)]'",
    ),
    "no bracket": (
        research("- A claim ‸@pmid:1."),
        "a citation in brackets, found '@pmid:1', did you mean [@pmid:1]",
    ),
    "text before in bracket": (
        research("- A claim [see ‸@pmid:1]."),
        "a citation in brackets, found '@pmid:1', did you mean [@pmid:1]",
    ),
    "text after in bracket": (research("- A claim [@pmid:1 ‸page 3]."), "; or ] after the key, found 'page 3'"),
    "parentheses without braces": (
        research("- A claim [‸@doi:10.1016/S0140-6736(97)11096-0]."),
        "a key without such marks, or braces, found '@doi:10.1016/S0140-6736(97)11096-0', "
        "did you mean [@{doi:10.1016/s0140-6736(97)11096-0}]",
    ),
    "semicolon without braces": (
        research("- A claim [‸@doi:10.1000/(SICI)3.0.CO;2-2]."),
        "a key without such marks, or braces, found '@doi:10.1000/(SICI)3.0.CO;2-2', "
        "did you mean [@{doi:10.1000/(sici)3.0.co;2-2}]",
    ),
    "comma": (research("- A claim [@pmid:1‸, @pmid:2]."), "; between citations, found ,"),
    "space": (research("- A claim [@pmid:1‸ @pmid:2]."), "; between citations, found a space"),
    "claim twice": (
        HEAD + "## From the Guidelines\n- A *claim*.\n## From the Research\n- ‸A claim [@pmid:1].\n",
        "each claim once, found it again (first in line 6)",
    ),
    "citation twice": (
        research("- A claim [@pmid:1; @pmid:2] goes\n  on [‸@pmid:01]."),
        "each citation once in a claim, found 'pmid:1' again",
    ),
    "only citations": (research("- ‸[@pmid:1]."), "words in each claim, found only citations"),
    "no words": (research("‸..."), "words in each claim, found none"),
    "abstention beside claims": (
        research("- A claim.\n- ‸The research does not answer the question."),
        "an abstention as its section's only text, found it beside other claims",
    ),
    "abstention with citation": (
        research("The research does not answer the question [‸@pmid:1]."),
        "an abstention without citations, found 'pmid:1'",
    ),
    "abstention of another section": (
        research("‸The FDA drug label does not answer the question."),
        "the abstention of its own section, found 'The FDA drug label does not answer the question.', "
        "did you mean The research does not answer the question.",
    ),
    "reference without citation": (
        research("## References\n- ‸Greenspan SL. A trial. 2015."),
        "one citation first, as in `- [@pmid:...] Author. Title. Year.`, found text without it",
    ),
    "reference with bare pmid": (
        research("## References\n- Greenspan SL. A trial. ‸PMID: 25867538"),
        "a citation in brackets, found 'PMID: 25867538', did you mean [@pmid:25867538]",
    ),
    "reference with text first": (
        research("## References\n- ‸Greenspan SL [@pmid:1]. A trial. 2015."),
        "one citation first, as in `- [@pmid:...] Author. Title. Year.`, found text before it",
    ),
    "reference with two citations": (
        research("## References\n- [@pmid:1; ‸@pmid:2] Greenspan SL. A trial. 2015."),
        "one citation in each listed reference, found 'pmid:2' too",
    ),
    "reference as paragraph": (
        research("## References\n‸[@pmid:1] Greenspan SL. A trial. 2015."),
        "a list item `- [@pmid:...] Author. Title. Year.`, found a paragraph",
    ),
    "reference without text": (
        research("## References\n- ‸[@pmid:1]"),
        "`- [@pmid:...] Author. Title. Year.`, found a citation without text",
    ),
    "reference twice": (
        research("## References\n- [@pmid:1] One.\n- [‸@pmid:1] Two."),
        "each reference once, found 'pmid:1' again (first in line 9)",
    ),
    "nul byte": (research("- A claim ‸\x00here."), "text, found the character U+0000"),
    "nul byte in front matter": (
        "---\nquestion: a ‸\x00 b\nstatus: draft\n---\n## From the Research\n",
        "text, found the character U+0000",
    ),
    "list too deep": (
        research("\n".join("  " * i + "- a" + str(i) for i in range(9)) + "\n" + "  " * 9 + "‸- lost"),
        "a shallower list, found one nested too deep to be read",
    ),
}


@pytest.mark.parametrize(("marked", "message"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_told_at_its_place(marked: str, message: str) -> None:
    before, _, after = marked.partition("‸")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = parsed(before + after)
    assert [mistake_line(m) for m in found.mistakes] == [f"questions/x.md:{line}:{column}: expected {message}"]
    assert (found.question, found.claims, found.citations, found.author_references) == (None, (), (), ())


def test_all_mistakes_of_a_file_are_told_at_once_in_order() -> None:
    text = "---\nquestion: [Q]\nstate: draft\n---\n# Title\n\n## From the Research\n- PMID 1 and `x` [@pmid:0]\n"
    found = parsed(text)
    assert [(m.line, m.column_number) for m in found.mistakes] == [
        (1, 1),
        (2, 11),
        (3, 1),
        (5, 1),
        (8, 3),
        (8, 14),
        (8, 25),
    ]
    assert [m.position for m in found.mistakes] == list(range(1, len(found.mistakes) + 1))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "1:1: expected a question file, found an empty file"),
        (b"\xef\xbb\xbf \r\n", "1:1: expected a question file, found an empty file"),
        (b"---\r\nquestion: \xc3\xa9\xe9", "2:12: expected UTF-8, found the byte 0xE9"),
        (b"\xff\xfe-\x00", "1:1: expected UTF-8, found the byte 0xFF"),
    ],
)
def test_bytes_that_hold_no_text(data: bytes, line: str) -> None:
    assert [mistake_line(m) for m in parse("questions/x.md", data).mistakes] == [f"questions/x.md:{line}"]


@pytest.mark.parametrize(
    ("name", "offer"), [("What now?.md", "what-now.md"), ("X.Patient.md", "x.patient.md"), ("a.MD", "a.md")]
)
def test_a_file_name_that_is_no_question_id(name: str, offer: str) -> None:
    (mistake,) = parse(f"questions/{name}", research("- A claim.").encode()).mistakes
    assert mistake_line(mistake) == (
        f"questions/{name}:1:1: expected a file name of a-z, 0-9 and - with .md (or .patient.md), "
        f"found '{name}', did you mean {offer}"
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("questions/x.md", True),
        ("x.patient.md", True),
        ("X y.MD", True),
        ("questions/_template.md", False),
        ("README.md", False),
        ("readme.MD", False),
        (".x.md", False),
        ("x.txt", False),
    ],
)
def test_which_files_are_questions(name: str, expected: bool) -> None:
    assert is_question_path(name) is expected


def test_deep_yaml_is_a_mistake_not_a_crash() -> None:
    found = parsed("---\nquestion: " + "[" * 5000 + "\n---\n## From the Research\n")
    assert [m.message for m in found.mistakes] == ["expected text or a list of texts, found deeper nesting"]


def test_yaml_that_would_run_code_is_only_text_of_a_wrong_kind() -> None:
    found = parsed("---\nquestion: !!python/object/apply:os.getcwd []\nstatus: draft\n---\n## From the Research\n")
    assert [m.message for m in found.mistakes] == ["expected text, found a list"]


def test_an_escape_that_is_no_character_is_a_mistake() -> None:
    found = parsed('---\nquestion: "\\UFFFFFFFF"\nstatus: draft\n---\n## From the Research\n')
    assert [(m.line, m.message[:41]) for m in found.mistakes] == [(1, "expected YAML, found an escape that is no")]


def test_claim_id_is_the_hash_of_question_and_text() -> None:
    digest = hashlib.sha256(b"x\nA claim.").hexdigest()[:12]
    assert claim_id("x", "A claim.") == digest
    assert parsed(research("- A claim [@pmid:1].")).claims[0].claim_id == digest


words = st.text("abcdefghijklm éß", min_size=1).map(lambda t: " ".join(t.split())).filter(bool)
claims = st.lists(words, min_size=1, max_size=6, unique=True)
keys = st.one_of(
    st.integers(1, 999_999_999).map(lambda n: f"pmid:{n}"),
    st.integers(1, 999_999_999).map(lambda n: f"pmcid:PMC{n}"),
    st.text("abc012().;:<>/-_", min_size=1).map(lambda t: f"doi:10.1000/{t}"),
    st.integers(0, 999_999).map(lambda n: f"appl:NDA{n:06d}"),
)


def as_items(texts: list[str]) -> str:
    return "\n".join(f"- Claim {text}." for text in texts)


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    found = parse("questions/x.md", data)
    assert found.mistakes
    assert found == parse("questions/x.md", data)


@given(st.text(st.sampled_from("#-*_`~[](){}@<>!|&;:,.\\\n \t'\"%?0123pmid doi\u2028\x85\ufeff\x00")))
def test_no_body_raises_and_every_mistake_lies_inside_the_file(body: str) -> None:
    text = research(body)
    found = parsed(text)
    assert found == parsed(text)
    assert bool(found.mistakes) != bool(found.question)
    lines = text.replace("\r", "\n").split("\n")
    for mistake in found.mistakes:
        assert 1 <= mistake.line <= len(lines)
        assert 1 <= mistake.column_number <= len(lines[mistake.line - 1]) + 1
        assert "\n" not in mistake.message


@given(st.text(st.sampled_from("#-*[]{}&!|>%@:,.\\\n '\"?0a~<=U\ufeff\x85")))
def test_no_front_matter_raises(text: str) -> None:
    found = parsed(f"---\nquestion: Q\nstatus: draft\n{text}\n---\n## From the Research\n")
    assert bool(found.mistakes) != bool(found.question)


@given(words, st.lists(keys, min_size=1, max_size=5, unique_by=str.lower))
def test_citations_written_in_braces_come_back(text: str, cited: list[str]) -> None:
    citation = "; ".join(f"@{{{key}}}" for key in cited)
    found = parsed(research(f"- Claim {text} [{citation}]."))
    assert found.mistakes == ()
    assert [c.cited_as for c in found.citations] == [key.lower() if key.startswith("doi:") else key for key in cited]
    assert [c.text for c in found.claims] == [f"Claim {text}."]


@given(claims.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_moving_claims_keeps_their_ids(orders: tuple[list[str], list[str]]) -> None:
    def ids(texts: list[str]) -> dict[str, str]:
        rows: tuple[Claim, ...] = parsed(research(as_items(texts))).claims
        return {row.text: row.claim_id for row in rows}

    assert ids(orders[0]) == ids(orders[1])
    assert len(set(ids(orders[0]).values())) == len(orders[0])
