"""What word processors put into front matter is told where it stands, and the way out works."""

import pytest

from pipeline.sources.questions.file import mistake_line, parse

BODY = "---\n\n## From the Research\n\n- A claim [@pmid:1].\n"


@pytest.mark.parametrize(
    ("front", "told", "mended"),
    [
        (
            "---\nquestion: Q\nstatus:\u00a0draft\n",
            "3:8: expected an ordinary space after `status:`, found a no-break space (U+00A0): put one there",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion:\u202fQ\nstatus: draft\n",
            "2:10: expected an ordinary space after `question:`, found a wide or narrow space (U+202F): put one there",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion: Q\nstatus：draft\n",
            "3:7: expected `: ` after `status`, found '：' (U+FF1A): write `status: `",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion: Q\nstatus:draft\n",
            "3:1: expected a space after `status:`, found none, did you mean status: draft",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion:\tQ\n\tstatus: draft\n",
            "2:10: expected spaces and no tabs, found a tab after a key: "
            "put a space after `question:`, and none before `status:`",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion: Q\n\tstatus: draft\n",
            "3:1: expected spaces and no tabs, found a tab before a key: put no tab before `status:`",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            "---\nquestion: Q\n status: draft\n",
            "3:1: expected `status` at the beginning of its line, found spaces before it: delete them",
            "---\nquestion: Q\nstatus: draft\n",
        ),
        (
            '---\nquestion: "Q" or not?\nstatus: draft\n',
            "2:15: expected YAML, found expected <block end>, but found '<scalar>', "
            "did you mean the value in quotes ('...')",
            "---\nquestion: '\"Q\" or not?'\nstatus: draft\n",
        ),
        (
            "---\nquestion: @home?\nstatus: draft\n",
            "2:11: expected YAML, found found character '@' that cannot start any token, "
            'did you mean the value in quotes ("...")',
            '---\nquestion: "@home?"\nstatus: draft\n',
        ),
        (
            "question: Q\nstatus: draft\n",
            "1:1: expected --- before the front matter, found 'question: Q': put a line --- before it",
            "---\nquestion: Q\nstatus: draft\n",
        ),
    ],
)
def test_each_cause_is_told_once_and_its_way_out_works(front: str, told: str, mended: str) -> None:
    found = parse("questions/x.md", (front + BODY).encode())
    assert [mistake_line(m) for m in found.mistakes] == [f"questions/x.md:{told}"]
    assert parse("questions/x.md", (mended + BODY).encode()).mistakes == ()


def test_a_title_in_place_of_the_front_matter_is_one_mistake() -> None:
    body = BODY.removeprefix("---\n")
    (mistake,) = parse("questions/x.md", f'# Is "X" good?\n{body}'.encode()).mistakes
    front = ["---", 'question: "Is \\"X\\" good?"', "status: draft", "---"]
    assert mistake.message.endswith(f"put the lines {', '.join(f'`{line}`' for line in front)} in place of this line")
    assert parse("questions/x.md", "\n".join([*front, body]).encode()).mistakes == ()


def test_front_matter_closed_where_the_message_says() -> None:
    lines = ["---", "question: Q", "status: draft", "", *BODY.removeprefix("---\n\n").split("\n")]
    (mistake,) = parse("questions/x.md", "\n".join(lines).encode()).mistakes
    assert mistake.message.endswith("close it with a line --- before line 5")
    lines.insert(4, "---")
    assert parse("questions/x.md", "\n".join(lines).encode()).mistakes == ()
