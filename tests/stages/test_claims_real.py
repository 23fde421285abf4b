"""Claims held against what they cite, over real sockets: invented trials and a label, one claim right, others wrong."""

import re

import pytest

from tests.conftest import Root, StandIn

pytestmark = pytest.mark.real

SET_ID = "00000000-aaaa-bbbb-cccc-00000000c1a1"
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
    '<DateRevised><Year>2020</Year><Month>1</Month><Day>2</Day></DateRevised><Article PubModel="Print"><Journal>'
    "<JournalIssue><PubDate><Year>2019</Year></PubDate></JournalIssue><Title>J Owl Med</Title></Journal>"
    "<ArticleTitle>{title}</ArticleTitle><Abstract>{abstract}</Abstract>"
    "<PublicationTypeList><PublicationType>Randomized Controlled Trial</PublicationType></PublicationTypeList>"
    '</Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>'
    "</ArticleIdList></PubmedData></PubmedArticle>"
)
ABSTRACT = (
    '<AbstractText Label="METHODS" NlmCategory="METHODS">We randomised 120 owls to melatonin 3 mg once daily or to '
    'placebo for 8 weeks.</AbstractText><AbstractText Label="RESULTS" NlmCategory="RESULTS">Sleep duration was '
    "significantly {longer} with melatonin than with placebo (P &lt; .001).</AbstractText>"
    '<AbstractText Label="CONCLUSIONS" NlmCategory="CONCLUSIONS">Melatonin {increased} sleep duration compared with '
    "placebo in owls.</AbstractText>"
)
SAYS, AGAINST, DOSE, OTHER = (
    "Melatonin significantly increased sleep duration compared with placebo in owls.",
    "Placebo significantly increased sleep duration compared with melatonin in owls.",
    "Owls were randomised to melatonin 30 mg once daily or to placebo for 8 weeks.",
    "Colchicine relieves gout flares within a day in men with kidney stones.",
)
QUESTION = f"""---
question: What helps owls sleep?
status: draft
---

## From the FDA Drug Label

- Owlsleep is infused at 7 mg every three months for insomnia of owls [@setid:{SET_ID}].

## From the Research

- {SAYS} [@pmid:900000101]
- {AGAINST} [@pmid:900000101]
- {DOSE} [@pmid:900000101]
- {OTHER} [@pmid:900000102]
- Owls are birds of the night and of the dusk [@pmid:900000103].
"""
LABEL = {
    "set_id": SET_ID,
    "id": "00000000-aaaa-bbbb-cccc-00000000c1a2",
    "version": "3",
    "effective_time": "20240102",
    "dosage_and_administration": [
        "2 DOSAGE AND ADMINISTRATION For insomnia of owls the dose of Owlsleep is a 5 mg infusion once a year."
    ],
    "openfda": {"brand_name": ["Owlsleep"], "generic_name": ["owlatonin"], "application_number": ["NDA900001"]},
}


@pytest.fixture
def owls(root: Root, paper_standin: StandIn) -> Root:
    """The question and the invented sources behind it."""
    told = ABSTRACT.format(longer="longer", increased="increased")
    for pmid, title, abstract in (
        ("900000101", "Melatonin and sleep duration in owls.", told),
        ("900000102", "Wing feathers of the barn owl.", "<AbstractText>Feathers were counted.</AbstractText>"),
        ("900000103", "Owls.", ""),
    ):
        record = RECORD.format(pmid=pmid, title=title, abstract=abstract)
        paper_standin.control("record", record.replace("<Abstract></Abstract>", ""))
    paper_standin.control("label", LABEL)
    (root.path / "questions" / "owls.md").write_text(QUESTION, encoding="utf-8")
    return Root(root.path, {**root.environ, **paper_standin.environ})


def marks(root: Root) -> dict[str, str]:
    claims = {r["claim_id"]: r["text"] for r in root.rows("claims")}
    return {claims[r["claim_id"]]: r["mark"] for r in root.rows("claim_verdicts")}


def test_each_claim_gets_its_mark_its_sentence_and_its_finding(owls: Root) -> None:
    owls.refresh()
    found = marks(owls)
    assert (found[SAYS], found[AGAINST], found[DOSE]) == ("says so", "says otherwise", "says otherwise")
    assert found[OTHER] == "does not say"
    assert sorted(found.values()).count("not checked") == 1
    fails = {r["check_code"]: r for r in owls.rows("findings") if r["result"] == "fail" and r["severity"] == "warning"}
    assert {"source_contradicts", "number_differs", "other_article"} <= fails.keys()
    assert "Sleep duration was significantly longer with melatonin" in fails["source_contradicts"]["evidence_quote"]
    numbers = {(r["claimed"], r["found"], r["result"]) for r in owls.rows("claim_numbers")}
    assert {("30 mg", "3 mg", "different"), ("7 mg", "5 mg", "different")} <= numbers
    report = (owls.path / "reports" / "owls.md").read_text(encoding="utf-8")
    for words in ("says so", "says otherwise", "does not say", "could not check"):
        assert f"**{words}**" in report
    assert "| dose | 30 mg | 3 mg" in report
    assert "| 1 / 3 / 1 / 1 |" in (owls.path / "reports" / "index.md").read_text(encoding="utf-8")


def named(root: Root, finding_id: str) -> str:
    """The name under which the report says that a finding can be disagreed with."""
    report = (root.path / "reports" / "owls.md").read_text(encoding="utf-8")
    (name,) = set(re.findall(rf"adjudications\.csv under the finding `({finding_id}-[0-9a-f]{{6}})`", report))
    return name


def disagree(root: Root, *names: str) -> None:
    log = root.path / "reviews" / "adjudications.csv"
    log.parent.mkdir(exist_ok=True)
    rows = "".join(f"{name},disagree,Dr. Minerva,the table says it\n" for name in names)
    log.write_text(f"finding,decision,by,because\n{rows}", encoding="utf-8")


def test_a_disagreement_holds_until_the_source_changes(owls: Root, paper_standin: StandIn) -> None:
    owls.refresh()
    wrong = next(r for r in owls.rows("findings") if r["check_code"] == "source_contradicts" and r["result"] == "fail")
    name = named(owls, wrong["finding_id"])
    disagree(owls, name)

    def result() -> tuple[str, str]:
        row = next(r for r in owls.rows("findings") if r["finding_id"] == wrong["finding_id"])
        return row["result"], row["message"]

    owls.refresh()
    assert result()[0] == "pass" and "Set aside by Dr. Minerva: the table says it" in result()[1]
    report = (owls.path / "reports" / "owls.md").read_text(encoding="utf-8")
    assert "Set aside by Dr. Minerva" in report
    again = ABSTRACT.format(longer="much longer", increased="increased")
    record = RECORD.format(pmid="900000101", title="Melatonin and sleep duration in owls.", abstract=again)
    paper_standin.control("record", record)
    assert f"adjudications that no longer apply: {name}" in owls.refresh("--max-age", "0")
    assert result()[0] == "fail"


def test_many_claims_and_two_numbers_can_be_disagreed_with_too(owls: Root) -> None:
    cited = "[@pmid:900000101]"
    more = f"- Wings of herons grow faster with colchicine than with honey {cited}.\n"
    more += f"- Gout of penguins was rarer with aspirin than with ice {cited}.\n"
    more += f"- Fever of storks was higher with garlic than with onions {cited}.\n"
    more += f"- Cough of gulls was shorter with syrup than with water {cited}.\n"
    front = "status: draft\ndrugs: [owlsleep]\ncondition: insomnia\n"
    text = QUESTION.replace("status: draft\n", front)
    folder = owls.path / "questions"
    (folder / "owls.md").write_text(text + more, encoding="utf-8")
    (folder / "again.md").write_text(text.replace("7 mg every three", "5 mg every twelve"), encoding="utf-8")
    owls.refresh()
    fired = {r["check_code"]: r for r in owls.rows("findings") if r["question_id"] == "owls" and r["result"] == "fail"}
    ids = [fired[code]["finding_id"] for code in ("over_attribution", "two_numbers")]
    disagree(owls, *(named(owls, finding_id) for finding_id in ids))
    assert "no longer apply" not in owls.refresh()
    found = {r["finding_id"]: r for r in owls.rows("findings")}
    assert [found[finding_id]["result"] for finding_id in ids] == ["pass", "pass"]
    report = (owls.path / "reports" / "owls.md").read_text(encoding="utf-8")
    assert report.partition("### Set aside")[2].count("Set aside by Dr. Minerva: the table says it") == 2
    (folder / "owls.md").write_text(text + more.replace("storks", "cranes"), encoding="utf-8")
    owls.refresh()
    found = {r["finding_id"]: r for r in owls.rows("findings")}
    assert [found[finding_id]["result"] for finding_id in ids] == ["fail", "pass"]


def test_a_mistake_in_the_adjudications_is_told_with_its_place(owls: Root) -> None:
    log = owls.path / "reviews" / "adjudications.csv"
    log.parent.mkdir(exist_ok=True)
    log.write_text("finding,decision,by,because\nx,disagree,A,b\n0123456789ab-cdef01,perhaps,A,b\n", encoding="utf-8")
    done = owls.run("refresh")
    assert done.returncode == 1
    assert "reviews/adjudications.csv:2:1: expected a finding as the report names it" in done.stderr
    assert "reviews/adjudications.csv:3:21: expected agree or disagree, found 'perhaps'" in done.stderr
    assert "adjudications.csv" not in done.stdout
