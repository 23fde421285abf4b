"""Reports of deleted questions go; what a person put beside them stays."""

import pytest

from tests.conftest import Offline, Root


@pytest.fixture
def two(offline: Offline) -> Root:
    """Two questions with reports, and a person's notes among them."""
    root = offline(bones=("pmid:25867538",), owls=("pmid:25867538",))
    for name in ("my-notes.md", "README.md", "bones-copy.md"):
        (root.path / "reports" / name).write_text("# Mine\n")
    return root


def reports(root: Root) -> set[str]:
    return {p.name for p in (root.path / "reports").iterdir()}


OTHERS = {"index.md", "changes.md", "README.md", "my-notes.md", "bones-copy.md"}


def test_the_report_of_a_deleted_question_goes_and_a_persons_file_stays(two: Root) -> None:
    assert reports(two) == OTHERS | {"bones.md", "owls.md"}
    (two.path / "questions" / "bones.md").unlink()
    assert "1 orphans removed" in two.refresh("--offline")
    assert reports(two) == OTHERS | {"owls.md"}
    assert (two.path / "reports" / "my-notes.md").read_text() == "# Mine\n"
    (two.path / "reports" / "bones.md").write_text("# What became of it\n")  # a person's, by a name once a report's
    two.ask("new", "pmid:25867538")
    assert "0 orphans removed" in two.refresh("--offline")
    assert reports(two) == OTHERS | {"owls.md", "new.md", "bones.md"}


def test_a_persons_edit_of_own_notes_is_no_news(two: Root) -> None:
    (two.path / "reports" / "my-notes.md").write_text("# More\n")
    assert two.refresh("--offline").count("nothing new") == 3


def test_a_fresh_clone_still_knows_whose_a_report_is(two: Root) -> None:
    for path in (two.path / "data" / "raw", two.path / "data" / "processed"):
        for file in path.iterdir():
            file.unlink()
    (two.path / "questions" / "bones.md").unlink()
    two.refresh("--offline")
    assert reports(two) == OTHERS | {"owls.md"}


def test_the_report_of_a_file_with_mistakes_stays_until_the_file_goes(two: Root) -> None:
    good = (two.path / "questions" / "bones.md").read_text()
    shown = two.report("bones")
    (two.path / "questions" / "bones.md").write_text(good.replace("status: draft", "status: drafty"))
    (two.path / "questions" / "my-notes.md").write_text("no question")
    two.refresh("--offline", code=1)
    assert two.report("bones") == shown
    (two.path / "questions" / "bones.md").unlink()
    (two.path / "questions" / "my-notes.md").unlink()
    two.refresh("--offline")
    assert reports(two) == OTHERS | {"owls.md"}
