import gzip
import re
from pathlib import Path

import pytest

from pipeline.evidence.papers.tags import DESIGN_TYPES, LEVELS, TITLE_RULES, guideline_title_rule, tag
from pipeline.schema.paper_tables import Article, ArticleCorrection
from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import NOTICE_REF_TYPES, NOTICE_TYPES, STUDY_DESIGNS
from pipeline.sources.papers.pubmed_record import parse

PLAIN = frozenset({"journal article"})


def tagged(*types: str, title: str = "A study of things", **columns: object):
    return tag(ParsedRecord(Article(pmid="1", article_title=title, publication_types=types, **columns)))


@pytest.mark.parametrize(
    ("types", "design", "level"),
    [
        (("Randomized Controlled Trial", "Preprint"), "preprint", None),
        (("Practice Guideline", "Systematic Review"), "practice guideline", None),
        (("Guideline",), "practice guideline", None),
        (("Consensus Development Conference, NIH",), "practice guideline", None),
        (("Systematic Review", "Meta-Analysis", "Review"), "systematic review", 1),
        (("Meta-Analysis", "Randomized Controlled Trial"), "meta-analysis", 1),
        (("Network Meta-Analysis",), "meta-analysis", 1),
        (("Clinical Trial, Phase III", "Randomized Controlled Trial"), "randomized controlled trial", 2),
        (("Equivalence Trial",), "randomized controlled trial", 2),
        (("Pragmatic Clinical Trial",), "randomized controlled trial", 2),
        (("Controlled Clinical Trial",), "clinical trial", 3),
        (("Adaptive Clinical Trial",), "clinical trial", 3),
        (("Clinical Trial, Phase II",), "clinical trial", 3),
        (("Observational Study",), "observational study", 3),
        (("Twin Study",), "observational study", 3),
        (("Review", "Case Reports"), "review", None),
        (("Scoping Review",), "review", None),
        (("Case Reports",), "case report", 4),
        (("Clinical Trial Protocol",), "other", None),
        (("Randomized Controlled Trial, Veterinary",), "other", None),
        (("Journal Article",), "other", None),
        ((), "other", None),
    ],
)
def test_design_and_level(types, design, level):
    tags = tagged("Journal Article", *types)
    assert (tags.study_design, tags.evidence_level) == (design, level)
    assert tags.evidence_level_scheme == ("Oxford CEBM 2011" if level else "")
    assert tags.reason


def test_every_design_but_other_has_its_types():
    assert set(DESIGN_TYPES) == set(STUDY_DESIGNS) - {"other"}
    assert set(LEVELS) < set(STUDY_DESIGNS)


def test_source_follows_the_type():
    assert tagged("Practice Guideline").evidence_source == "guideline"
    assert tagged("Practice Guideline").reason == "PublicationType practice guideline"
    assert tagged("Randomized Controlled Trial").evidence_source == "research"
    assert tagged().evidence_source == "research"


@pytest.mark.parametrize("notice", sorted(NOTICE_TYPES))
def test_a_notice_has_no_design_of_its_own(notice):
    tags = tagged("Randomized Controlled Trial", "Practice Guideline", notice)
    assert (tags.evidence_source, tags.study_design, tags.evidence_level) == ("research", "other", None)


def test_a_retracted_paper_keeps_its_design():
    tags = tagged("Randomized Controlled Trial", "Retracted Publication")
    assert (tags.study_design, tags.evidence_level) == ("randomized controlled trial", 2)


def test_year_is_print_else_electronic():
    assert tagged(pub_year=2015, electronic_date="2014-12-30").year == 2015
    assert tagged(electronic_date="2014-12-30").year == 2014
    assert tagged().year is None


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Treatment of gout: a clinical practice guideline from a college", "clinical practice guideline"),
        ("Treatment of low bone mass: A Living Clinical Guideline From a College", "clinical guideline"),
        ("Care of pain after surgery, guidelines from the Society of Invented Medicine", "guideline of a body"),
        ("Invented Society of Medicine 2020 guidelines for sickle cell disease: treatment", "body's guideline"),
        ("2031 ACC/AHA Guideline on Cholesterol", "body's guideline"),
        ("2014 evidence-based guideline for high blood pressure", "evidence-based guideline"),
        ("Guideline on the management of acute cough", "guideline for the management of"),
        ("Aspirin: US Preventive Services Task Force Recommendation Statement", "recommendation statement"),
        (
            "Use of a vaccine: Updated Recommendations of the Advisory Committee on Immunization Practices",
            "recommendations of a body",
        ),
        ("2026 updated EULAR recommendations for gout", "body's recommendations"),
        ("EULAR points to consider for the prevention of non-adherence", "body's recommendations"),
        ("Joint position statement on bone health", "position or consensus statement"),
        ("Spasticity. Consensus statement.", "position or consensus statement"),
        ("Stroke: a scientific statement from the American Heart Association", "scientific statement of a body"),
        ("Expert consensus document on heart disease in pregnancy", "expert consensus document"),
        ("Practice parameter: treatment of the child with a seizure", "practice parameter"),
        ("9. Drug Treatment: Standards of Care in Diabetes-2024", "standards of care"),
        ("The Ninth Report of the Joint National Committee", "report of a standing panel"),
    ],
)
def test_guidelines_that_pubmed_calls_articles(title, rule):
    assert guideline_title_rule(title, PLAIN) == rule
    tags = tagged("Journal Article", "Review", title=title)
    assert (tags.evidence_source, tags.study_design, tags.evidence_level) == ("guideline", "practice guideline", None)
    assert tags.reason == f"title rule: {rule}"
    for kind in ("Comment", "Letter", "Editorial", "Randomized Controlled Trial", "Systematic Review", "Preprint"):
        assert tagged(kind, title=title).evidence_source == "research", kind


def test_every_title_rule_is_tested():
    tested = {mark[1] for mark in test_guidelines_that_pubmed_calls_articles.pytestmark[0].args[1]}
    assert tested == {name for name, _ in TITLE_RULES}


@pytest.mark.parametrize(
    "title",
    [
        "Recommendations for patients who need warfarin",  # who, not WHO
        "Guidelines of chest imaging in intensive care",
        "Adherence to the American College of Rheumatology guidelines for the management of gout",
        "Screening for osteoporosis: a systematic review for the U.S. Preventive Services Task Force",
        "Updated Evidence Report and Systematic Review for a Recommendation Statement",
        "Guideline-directed medical therapy and a consensus statement",
        "Quality of clinical practice guidelines on gout",
        "Evaluation of clinical practice guidelines for low back pain",
        "Critical appraisal of a clinical practice guideline",
        "Implementation of the ESC guidelines for the management of heart failure",
        "Comment on: EULAR recommendations for the management of gout",
        "Correction to: A Scientific Statement From the American Heart Association",
        "An updated guideline for reporting systematic reviews: a consensus statement",
        "Do we meet the clinical practice guideline?",
        "Opioids: comparative features and prescribing guidelines",
        "Summaries for patients. Recommendations from the U.S. Preventive Services Task Force",
        "A trial of things",
    ],
)
def test_titles_about_guidelines_are_research(title):
    assert guideline_title_rule(title, PLAIN) == ""


# Counted by hand: titles (all of type Journal Article, or without a type) that are guidelines, and that are not.
GUIDELINES = """35354777 10634677 11601835 11673357 12704478 14557344 11288383 14678921 12800857 10067786 10362225
    11601935 12661910 8087974 7894279 9105246 9164696 9601619 10637400 11225960 11225961 12819642 9084947 9214531
    12552027 12748199 12958318""".split()
NOT_GUIDELINES = """10220232 10222541 10458255 10551431 10551756 10664901 10723296 10733260 10839554 11055468
    11190417 11379843 11426017 11444579 11552955 11685175 12000201 12083978 12116987 12647080 12674472 12734761
    12873269 12935789 8667090 8916563 8923168 9605783 9787284 9928771""".split()


@pytest.mark.real
def test_title_rules_on_titles_judged_by_hand(shared: Path):
    reviews = (shared / "data/pubmed/constructed/drug_class_reviews.xml.gz").read_bytes()
    text = gzip.decompress(reviews).decode()
    text += "".join(p.read_text(encoding="utf-8") for p in (shared / "data/pubmed/records").glob("*.xml"))
    cut = re.findall(r"<PMID[^>]*>(\d+)</PMID>(?:(?!</?PMID).)*?<ArticleTitle[^>]*>(.*?)</ArticleTitle>", text, re.S)
    titles = {pmid: " ".join(re.sub(r"<[^>]*>", "", title).split()) for pmid, title in cut}
    assert [p for p in GUIDELINES if not guideline_title_rule(titles[p], PLAIN)] == []
    assert [p for p in NOT_GUIDELINES if guideline_title_rule(titles[p], PLAIN)] == []


@pytest.mark.real
def test_types_of_the_real_records(shared: Path):
    """Counted with grep over the records' PublicationType elements."""
    found: dict[str, set[str]] = {}
    for path in (shared / "data/pubmed/records").glob("*.xml"):
        record = parse(re.search(rb"<(PubmedArticle|MedlineCitation)[ >].*</\1>", path.read_bytes(), re.S)[0])
        found.setdefault(tag(record).study_design, set()).add(record.article.pmid)
    assert found["preprint"] == {"36798302", "37398060"}
    assert found["practice guideline"] == {"11428848", "12230355", "38958301", "39626064", "35354777"}
    assert found["systematic review"] == {"31400583", "31479918", "33856845"}
    assert found["meta-analysis"] == {"35830032"}
    assert sum(map(len, found.values())) == 907


def test_a_withdrawn_review_keeps_its_design_and_has_no_level():
    tags = tagged("Systematic Review", title="WITHDRAWN: Owls for sleep")
    assert (tags.study_design, tags.evidence_level, tags.evidence_level_scheme) == ("systematic review", None, "")
    assert tagged("Systematic Review", title="Withdrawal of owls").evidence_level == 1


@pytest.mark.parametrize("link", sorted(NOTICE_REF_TYPES))
def test_a_notice_by_its_link_has_no_design_of_its_own(link):
    article = Article(pmid="1", article_title="Owls", publication_types=("Randomized Controlled Trial",))
    tags = tag(ParsedRecord(article, corrections=[ArticleCorrection("1", 1, link, "", "2")]))
    assert (tags.study_design, tags.evidence_level) == ("other", None)
    assert link in tags.reason
