"""Real records in the seven forms that people paste: the right paper passes, another one is critical.

Measured over all records with title, author and year (odd PMIDs, 466 a form, not looked at while the forms were
written): at least 464 right papers pass and none is critical; at least 464 other papers are critical and none passes.
"""

import re
from pathlib import Path

import pytest

from pipeline.checks.author_reference import check
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.question_tables import AuthorReference, Question
from pipeline.schema.records import QuestionEvidence
from pipeline.sources.papers.pubmed_record import parse as parse_record
from pipeline.sources.questions.file import parse
from tests.checks.rendered_references import FORMS, RenderedReference, read

HEAD = "---\nquestion: Q\nstatus: draft\n---\n\n## From the Research\n\n- A claim.\n\n## References\n\n"
EVERY = 12  # every twelfth record of the odd half


def judged(listed: AuthorReference, record: bytes) -> str:
    article = parse_record(record).article
    title = article.article_title or article.vernacular_title
    reference = CitedReference(
        f"pmid:{article.pmid}",
        pmid=article.pmid,
        doi=article.doi,
        title=title,
        first_author=article.first_author,
        year=article.pub_year,
        record_status="found",
        origin="live",
    )
    evidence = QuestionEvidence(
        question=Question("q", "Q", "draft"),
        claims=(),
        citations={},
        references={reference.reference_id: reference},
        notices={},
        articles={article.pmid: article},
        authors={article.pmid: tuple(parse_record(record).authors)},
        author_references=(listed,),
    )
    (finding,) = check(evidence)
    return finding.severity if finding.result == "fail" else finding.result


def listed(pmid: str, text: str) -> AuthorReference:
    (row,) = parse("questions/q.md", f"{HEAD}- [@pmid:{pmid}] {text}\n".encode()).author_references
    return row


@pytest.fixture(scope="module")
def records(shared: Path) -> list[tuple[RenderedReference, bytes]]:
    found = []
    for path in sorted((shared / "data" / "pubmed" / "records").glob("*[13579].xml"), key=lambda p: int(p.stem)):
        cited = read(path)
        body = re.search(rb"<PubmedArticle[ >].*?</PubmedArticle>", path.read_bytes(), re.S)
        if cited and body:
            found.append((cited, body[0]))
    return found[::EVERY]


@pytest.mark.real
@pytest.mark.parametrize("form", FORMS)
def test_the_right_paper_passes_and_another_is_critical(
    form: str, records: list[tuple[RenderedReference, bytes]]
) -> None:
    others = [*records[1:], records[0]]
    right = [judged(listed(cited.pmid, FORMS[form](cited)), body) for cited, body in records]
    wrong = [
        judged(listed(cited.pmid, FORMS[form](other)), body)
        for (cited, body), (other, _) in zip(records, others, strict=True)
    ]
    assert len(right) > 30
    assert right == ["pass"] * len(right)
    assert wrong == ["critical"] * len(wrong)


@pytest.mark.real
@pytest.mark.parametrize(("case", "result"), [("pubmed-cite-nlm", "pass"), ("reference-apa", "critical")])
def test_the_cases(shared: Path, case: str, result: str) -> None:
    file = parse(f"questions/{case}.md", (shared / "cases" / "labels_and_claims" / f"{case}.md").read_bytes())
    (row,) = file.author_references
    record = (shared / "data" / "pubmed" / "records" / f"{row.reference_id.removeprefix('pmid:')}.xml").read_bytes()
    body = re.search(rb"<PubmedArticle[ >].*?</PubmedArticle>", record, re.S)
    assert body is not None
    assert judged(row, body[0]) == result


@pytest.mark.real
def test_exported_nbib_lines_give_their_parts(shared: Path) -> None:
    folder = shared / "data" / "nbib"
    found = {}
    for path in (*(folder / "biopython").glob("*.txt"), folder / "jabref" / "NbibImporterTest.nbib"):
        row = listed("1", path.read_text().strip().split("\n\n")[0])
        found[path.name] = row.first_author, row.title[:24], row.year
    assert found == {
        "pubmed_result1.txt": ("Mangalam, Harry", "The Bio* toolkits--a bri", 2002),
        "pubmed_result2.txt": ("Casbon, James A", "A high level interface t", 2006),
        "pubmed_result3.txt": ("Qiao, Shan", "Effects of different par", 2012),
        "NbibImporterTest.nbib": ("Shruthi, Basavaradhya Sahukar", "Proteomics: A new perspe", 2016),
    }
