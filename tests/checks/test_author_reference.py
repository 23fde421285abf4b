import pytest

from pipeline.checks.author_reference import check
from pipeline.schema.paper_tables import Article, ArticleAuthor
from pipeline.schema.question_tables import AuthorReference

TITLE = "Single-dose zoledronic acid for osteoporosis in frail women: a randomized clinical trial"


def listed(title=TITLE, first_author="Doe J", year=2015, reference_id="pmid:1", *, position=1, text=""):
    return AuthorReference("q", position, reference_id, reference_id, text, first_author, title, year, 40)


def test_passes_quote_the_title(evidence, reference, only):
    finding = only(check, evidence([reference(title=TITLE)], listed=[listed()]))
    assert (finding.result, finding.evidence_quote, finding.evidence_location) == ("pass", TITLE, "title")
    assert (finding.reference_id, finding.claim_id) == ("pmid:1", "")


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Single-dose zoledronic acid."},
        {"first_author": "J. Doe et al"},
        {"year": None},
        {"year": 2014},
    ],
)
def test_does_not_fire(changes, evidence, reference, only):
    article = Article(pmid="1", pub_year=2015, electronic_date="2014-11-02")
    case = evidence([reference(title=TITLE)], listed=[listed(**changes)], articles=[article])
    assert only(check, case).result == "pass"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Denosumab in men with low bone mass"},
        {"first_author": "Roe A", "year": 2019},
        {"title": TITLE.replace("frail", "weak"), "year": 2019},
    ],
)
def test_another_paper_is_critical(changes, evidence, reference, only):
    finding = only(check, evidence([reference(title=TITLE)], listed=[listed(**changes)]))
    assert (finding.result, finding.severity) == ("fail", "critical")
    assert "belongs to another paper" in finding.message and finding.evidence_quote == TITLE


@pytest.mark.parametrize(
    "changes", [{"first_author": "Roe A"}, {"year": 2019}, {"title": TITLE.replace("frail", "weak")}]
)
def test_one_small_difference_is_a_warning(changes, evidence, reference, only):
    finding = only(check, evidence([reference(title=TITLE)], listed=[listed(**changes)]))
    assert (finding.result, finding.severity) == ("fail", "warning")


def test_accents_are_folded_and_authors_rows_come_first(evidence, reference, only):
    authors = {"1": (ArticleAuthor(pmid="1", position=1, last_name="Räkel", initials="A"),)}
    case = evidence([reference(title=TITLE)], listed=[listed(first_author="Rakel A")], authors=authors)
    assert only(check, case).result == "pass"


def test_a_title_that_stands_in_the_text_is_the_same_wherever_it_was_cut(evidence, reference, only):
    row = listed(
        title="Working Group on Bones. Acute", text="Doe J, Working Group on Bones. Acute gout. Lancet. 2015;1:2."
    )
    assert only(check, evidence([reference(title="Acute gout.")], listed=[row])).result == "pass"


@pytest.mark.parametrize(
    ("changes", "severity"), [({}, "warning"), ({"year": 2019}, "critical"), ({"title": "Another"}, "critical")]
)
def test_another_id_in_the_text_is_a_difference(changes, severity, evidence, reference, only):
    row = listed(text="Doe J. PMID: 2; PMID: 3.", **changes)
    finding = only(check, evidence([reference(title=TITLE)], listed=[row]))
    assert (finding.result, finding.severity) == ("fail", severity)
    assert "PMID 2, 3 was expected, the record has 1" in finding.message


def test_an_id_said_twice_proves_nothing(evidence, reference, only):
    row = listed("", "", None, text="PMID: 1")
    assert only(check, evidence([reference(title=TITLE)], listed=[row])).result == "unknown"


def test_unknown(evidence, reference, only):
    for references, row in (
        ([], listed()),
        ([reference(record_status="not_found", title="")], listed()),
        ([reference(title=TITLE)], listed("", "", None)),
        ([reference(title=TITLE)], listed("", "", 2015)),
    ):
        finding = only(check, evidence(references, listed=[row]))
        assert (finding.result, finding.severity, finding.evidence_quote) == ("unknown", "info", "")


def test_an_id_listed_twice_gives_the_worse_finding(evidence, reference, only):
    rows = [listed(), listed(title="Denosumab in men with low bone mass", position=2)]
    assert only(check, evidence([reference(title=TITLE)], listed=rows)).severity == "critical"


@pytest.mark.parametrize(
    "article",
    [Article(pmid="1", pub_year=2015, last_year=2016), Article(pmid="1", pub_year=2015, updated_date="2016-02-01")],
)
def test_a_later_year_of_the_same_text_fits(article, evidence, reference, only):
    stated = AuthorReference("q", 1, "pmid:1", "pmid:1", title="A trial of things", year=2016)
    assert only(check, evidence([reference()], listed=[stated], articles=[article])).result == "pass"


@pytest.mark.parametrize("mark", ["Corrigendum: {}", "[Retracted] {}", "Reprint of: {}", "{} [Retracted]"])
def test_a_mark_before_the_title_is_no_other_paper(mark, evidence, reference, only):
    title = "A trial of owls and mice in the north"
    stated = AuthorReference("q", 1, "pmid:1", "pmid:1", title=mark.format(title))
    assert only(check, evidence([reference(title=title)], listed=[stated])).result == "pass"
    plain = AuthorReference("q", 1, "pmid:1", "pmid:1", title=title)
    assert only(check, evidence([reference(title=mark.format(title))], listed=[plain])).result == "pass"
