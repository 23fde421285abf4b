"""`impact` on the bundled questions, without a network."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Root


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """A root with the bundled tables."""
    path = tmp_path_factory.mktemp("impact")
    shutil.copytree(ROOT / "data" / "processed", path / "data" / "processed")
    return Root(path, {})


def ask(root: Root, name: str, code: int = 0) -> str:
    done = root.run("impact", name)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if code else done.stdout


def test_a_paper_names_claims_questions_and_the_count(filled: Root) -> None:
    told = ask(filled, "pmid:36592456").splitlines()
    assert told[0].startswith("pmid:36592456 (Qaseem A, 2023)")
    assert told[1].startswith("osteoporosis-infusion: ")
    assert told[2].startswith("  questions/osteoporosis-infusion.md:13: From the Guidelines: ")
    assert told[2].endswith("; alone")
    assert told[-1] == "pmid:36592456: 2 claims in 1 question; 2 of the claims rest on nothing else"
    assert ask(filled, "pmid:36592456").splitlines() == told


def test_names_of_journals_bodies_and_makers(filled: Root) -> None:
    assert 'the journal "n engl j med": ' in ask(filled, "n engl j med")
    assert "pmid:36592456" in ask(filled, "American College of Physicians")
    assert "its label in use for zoledronic acid" in ask(filled, "novartis")


def test_nothing_is_no_failure_and_offers_the_nearest(filled: Root) -> None:
    assert "pmid:1: no claim cites it" in ask(filled, "pmid:1")
    told = ask(filled, "Lancte")
    assert "the nearest journal cited is Lancet" in told
    assert "0 claims in 0 questions" in told


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("32450107", "pmid:32450107"),
        ("PMID 32450107", "pmid:32450107"),
        ("https://pubmed.ncbi.nlm.nih.gov/32450107/", "pmid:32450107"),
        ("10.1000/x", "doi:10.1000/x"),
        ("https://doi.org/10.1000/x", "doi:10.1000/x"),
        ("pmd:32450107", "pmid:32450107"),
        ("pmid:x", "a PMID such as"),
        ("setid:1", "a set id such as"),
        ("NDA021817", "appl:NDA021817"),
        (" ", "a key such as"),
    ],
)
def test_a_malformed_key_is_told_with_the_right_form(filled: Root, name: str, nearest: str) -> None:
    assert nearest in ask(filled, name, 2)


def test_without_tables_it_says_what_to_run(tmp_path: Path) -> None:
    assert "run `refresh`" in ask(Root(tmp_path, {}), "pmid:1", 2)
