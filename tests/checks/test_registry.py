import importlib
from dataclasses import replace
from pathlib import Path

from pipeline import checks

CLAIM_ID = "0123456789ab"
# without a list of the author's, many claims, other sources or drugs these have nothing to say
SILENT = {"author_reference", "single_source", "integrity_sources", "over_attribution", "two_numbers"}
STEMS = {p.stem for p in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}


def test_every_file_is_listed_once_and_bears_its_code():
    codes = [c.code for c in checks.CHECKS]
    assert sorted(codes) == sorted(STEMS)


def test_code_is_file_name_and_docstring_says_what_fires():
    for stem in STEMS:
        module = importlib.import_module(f"pipeline.checks.{stem}")
        assert stem == module.CODE
        for word in ("Fires:", "known", "Rule:"):
            assert word in (module.__doc__ or ""), f"{stem}: {word}"


def test_every_check_has_its_test_file():
    assert {p.stem.removeprefix("test_") for p in Path(__file__).parent.glob("test_*.py")} >= STEMS


def test_finding_ids_are_unique_over_all_checks_even_if_a_paper_is_cited_twice(evidence, reference, verdict, number):
    paper = reference("1")
    case = evidence([paper, paper, reference("2", integrity_status="retracted")], text="A 2015 study found 5 mg.")
    verdicts = [verdict("pmid:1"), verdict("pmid:2", mark="not checked", reason="no abstract")]
    case = replace(case, verdicts=verdicts, numbers={(CLAIM_ID, "pmid:1"): (number("same"),)})
    found = [f for c in checks.CHECKS for f in c.check(case)]
    assert len({f.finding_id for f in found}) == len(found)
    of_papers = {c.code for c in checks.CHECKS if not c.code.startswith("label_")}
    assert {f.check_code for f in found} == of_papers - SILENT
    assert all(f.message and f.question_id == "q" for f in found)
