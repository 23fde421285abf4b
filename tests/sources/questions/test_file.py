"""Question files: the rows of a good one, every mistake at its place, and no exception for any bytes."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.claim_tables import Claim
from pipeline.sources.questions.file import QuestionFile, claim_id, is_question_path, mistake_line, parse

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


EMPTY = ": write a question file: `---`, `question: ...`, `status: draft`, `---`, then ## From the Research"


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
        (b"", f"1:1: expected a question file, found an empty file{EMPTY}"),
        (b"\xef\xbb\xbf \r\n", f"1:1: expected a question file, found an empty file{EMPTY}"),
        (
            b"---\r\nquestion: \xc3\xa9\xe9",
            "2:12: expected UTF-8, found the byte 0xE9: save the file as UTF-8 (the byte is `é` in Windows-1252)",
        ),
        (b"\x81", "1:1: expected UTF-8, found the byte 0x81: save the file as UTF-8"),
        (b"\xff\xfe-\x00", "1:1: expected UTF-8, found the byte 0xFF: save the file as UTF-8 (it is UTF-16)"),
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
    (message,) = [m.message for m in found.mistakes]
    assert message.startswith("expected text or a list of texts, found deeper nesting: ")


def test_yaml_that_would_run_code_is_only_text_of_a_wrong_kind() -> None:
    found = parsed("---\nquestion: !!python/object/apply:os.getcwd []\nstatus: draft\n---\n## From the Research\n")
    assert [m.message for m in found.mistakes] == ["expected text, found a list"]


BOMB = "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        (
            f"---\nquestion: {'9' * 15_000}\nstatus: draft\n---\n## From the Research\n",
            (2, 11),
            "found the number '999",
        ),
        (f"---\nquestion: Q\nstatus: draft\na0: &a0 x\n{BOMB}---\n## From the Research\n", (4, 1), "found 'a0'"),
        (f"---\nquestion: {'{a: ' * 4000}\n---\n## From the Research\n", (2, 47), "found deeper nesting"),
        (f"---\n{'k: v' * 6000}\n---\n## From the Research\n", (2, 1), "front matter of at most 20,000 characters"),
        (research("- " + "word " * 7000), (8, 30_003), "at most 30,000 characters in one claim"),
        (research("- " + "- " * 5000 + "x"), (8, 1), "found one nested too deep"),
        (research("- \x00"), (8, 3), "found the character U+0000"),
        (research("- A [@pmid:" + "1" * 9000 + "]"), (8, 12), "a PMID such as 25867538"),
        (HEAD + "## " + "X" * 9000 + "\n", (5, 4), "one of ## From the Guidelines"),
        (research("- A claim.\n" * 100_000), (90_910, 1), "at most 1,000,000 bytes"),
    ],
)
def test_what_is_made_to_exhaust_a_reader_is_a_mistake_at_its_place(
    text: str, place: tuple[int, int], found: str
) -> None:
    first = next(m for m in parsed(text).mistakes if found in m.message)
    assert (first.line, first.column_number) == place
    assert len(first.message) < 500


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
    st.text("abc012().;:<>/-_", min_size=1).map(lambda t: f"doi:10.1000/{t}a"),
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
