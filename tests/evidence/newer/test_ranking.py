import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screening import average_precision, pmids_of, recall, reviews
from train_ranking import counts, rates

from pipeline.evidence.newer.asked_cues import (
    CONDITION_IN_TEXT,
    CONDITION_IN_TITLE,
    DRUG_IN_TEXT,
    DRUG_IN_TITLE,
    DRUGS_IN_TITLE,
    asked_by,
    asked_cues,
    drug_share,
)
from pipeline.evidence.newer.design_cues import NO_ABSTRACT, QUESTION_TITLE, TRANSLATED_TITLE, design_cues
from pipeline.evidence.newer.ranked_record import Document, document
from pipeline.evidence.newer.ranking import DEFAULT_WEIGHTS, cue_rates, parts_of, pool_of, rank, ranked
from pipeline.evidence.newer.term_vectors import term_vectors
from pipeline.language.text.tokens import masked, ranking_words, with_pairs
from pipeline.schema.paper_tables import Article, ArticleAbstract, ArticleMeshHeading, ArticlePublicationType
from pipeline.schema.question_tables import Question

QUESTION = Question(
    question_id="bones",
    question="What infusion is used for brittle bones?",
    status="draft",
    population="adults",
    condition="osteoporosis, hip fracture",
    drugs=("zoledronic acid", "denosumab", "conjugated estrogens"),
)
TRIAL = "Women took part for two years. Bone density of the hip rose and fewer broke a bone."
CITED = (
    Document(
        "100", "Zoledronic acid for osteoporosis: a randomized, placebo-controlled trial", TRIAL, ("Humans",), year=2010
    ),
    Document("110", "Denosumab for osteoporosis: a randomized, double-blind trial", TRIAL, ("Humans",), year=2012),
)
FITS = Document("200", "Denosumab versus zoledronic acid in osteoporosis: a randomized trial", TRIAL, year=2015)
CASE = Document("210", "A case report of denosumab and a cracked tooth", "One man was seen by his dentist.", year=2015)
OTHER = Document("220", "Growth of maize on salty soils", "Maize was sown in spring on two fields.", year=2015)
OLD = replace(FITS, pmid="50", year=2001)
BARE = Document("230", "Zoledronic acid in osteoporosis")
texts = st.text("abcde -?[", max_size=30)
documents = st.builds(
    Document,
    pmid=st.integers(1, 40).map(str),
    title=texts,
    abstract=texts,
    mesh=st.lists(texts, max_size=2).map(tuple),
    year=st.none() | st.integers(1990, 2024),
)
pools = st.lists(documents, max_size=8)


def order(cited, candidates, **weights):
    return pmids_of(rank(QUESTION, cited, candidates, replace(DEFAULT_WEIGHTS, **weights)))


def test_a_trial_like_the_cited_ones_comes_first_and_the_off_topic_paper_last():
    assert order(CITED, (OTHER, CASE, FITS)) == ["200", "210", "220"]


def test_what_was_there_to_be_cited_stands_behind_its_newer_twin_but_is_shown():
    found = rank(QUESTION, CITED, (OLD, FITS, OTHER))
    by_pmid = {r.pmid: r for r in found}
    assert found[0].pmid == "200"
    assert by_pmid["50"].recency == 0
    assert by_pmid["200"].recency == DEFAULT_WEIGHTS.recency


def test_one_cited_study_newer_than_all_others_does_not_hide_what_came_before_it():
    many = [replace(CITED[0], pmid=str(n), year=2000 + n) for n in range(10, 20)]
    late = replace(CITED[1], pmid="900", year=2024)
    (only,) = rank(QUESTION, [*many, late], [FITS])  # of 2015: newer than five of eleven
    (newer,) = rank(QUESTION, [*many, late], [replace(FITS, year=2021)])  # newer than all but the late one
    assert 0 < only.recency < newer.recency < DEFAULT_WEIGHTS.recency
    assert newer.recency > DEFAULT_WEIGHTS.recency / 2


def test_the_parts_add_up_to_the_score_and_ranks_count_from_one():
    found = rank(QUESTION, CITED, (OTHER, CASE, FITS, OLD, BARE))
    assert [r.rank for r in found] == [1, 2, 3, 4, 5]
    for r in found:
        assert r.score == pytest.approx(r.topic + r.design + r.drugs + r.recency, abs=1e-5)


def test_equal_scores_stand_by_pmid_as_a_number():
    twins = [replace(FITS, pmid=pmid) for pmid in ("1000", "999", "1001")]
    assert order(CITED, twins) == ["999", "1000", "1001"]


def test_cited_studies_are_no_candidates_and_doubles_count_once():
    assert order(CITED, (FITS, CITED[0], FITS)) == ["200"]


def test_no_candidates_give_no_rows():
    assert rank(QUESTION, CITED, ()) == []
    assert rank(QUESTION, CITED, CITED) == []


def test_without_cited_studies_the_question_itself_is_the_topic():
    found = rank(QUESTION, (), (OTHER, CASE, FITS))
    assert [r.pmid for r in found] == ["200", "210", "220"]
    assert {r.recency for r in found} == {0.0}


def test_a_record_without_an_abstract_is_ranked_by_its_title():
    assert order(CITED, (OTHER, BARE))[0] == "230"


def test_a_record_without_any_text_is_ranked_last():
    assert order(CITED, (FITS, Document("300"), BARE))[-1] == "300"


def test_one_candidate_has_nothing_to_differ_from():
    (only,) = rank(QUESTION, CITED, (FITS,))
    assert (only.topic, only.design, only.drugs) == (0, 0, 0)


def test_a_question_without_drugs_and_condition_is_ranked_too():
    bare = Question(question_id="q", question="What helps?", status="draft")
    assert pmids_of(rank(bare, CITED, (OTHER, FITS))) == ["200", "220"]


def test_year_decides_before_pmid_and_pmid_where_a_year_is_unknown():
    assert Document("1", year=2020).is_newer_than(Document("2", year=2019))
    assert not Document("9", year=2019).is_newer_than(Document("2", year=2020))
    assert Document("10", year=2019).is_newer_than(Document("9", year=2019))
    assert Document("10").is_newer_than(Document("9", year=2024))


@given(pools, pools, st.randoms(use_true_random=False))
def test_every_new_record_is_ranked_once_whatever_the_order_of_the_input(cited, candidates, random):
    candidates = list({d.pmid: d for d in candidates}.values())
    cited = list({d.pmid: d for d in cited}.values())
    found = rank(QUESTION, cited, candidates)
    assert sorted(r.pmid for r in found) == sorted({d.pmid for d in candidates} - {d.pmid for d in cited})
    assert all(math.isfinite(r.score) for r in found)
    assert [(-r.score, int(r.pmid)) for r in found] == sorted((-r.score, int(r.pmid)) for r in found)
    random.shuffle(candidates)
    random.shuffle(cited)
    assert rank(QUESTION, cited, candidates) == found


@given(pools, pools)
def test_parts_are_weighted_and_nothing_else(cited, candidates):
    own = {d.pmid: d for d in cited}
    new = {d.pmid: d for d in candidates if d.pmid not in own}
    parts = parts_of(pool_of(QUESTION, list(own.values()), list(new.values())), DEFAULT_WEIGHTS, cue_rates())
    none = replace(DEFAULT_WEIGHTS, topic=0, design=0, drugs=0, recency=0)
    assert [r.pmid for r in ranked(parts, none)] == sorted(new, key=int)


# ---- what the parts are read from ----------------------------------------------------------------------------------


def test_words_and_pairs_leave_out_small_words_and_part_hyphens():
    assert ranking_words("The double-blind trial of 245 patients") == ["double", "blind", "trial", "245", "patients"]
    assert with_pairs(["double", "blind"]) == ["double", "blind", "double blind"]
    assert masked("245 patients") == "### patients"


@pytest.mark.parametrize(
    ("record", "cue"),
    [
        (Document("1", "A randomised comparison"), "title: randomized"),
        (Document("1", abstract="Patients were randomly given one of two."), "text: randomized"),
        (Document("1", publication_types=("Randomized Controlled Trial",)), "text: randomized"),
        (Document("1", mesh=("Double-Blind Method",)), "text: double blind"),
        (Document("1", "Systematic review of infusions"), "title: synthesis"),
        (Document("1", publication_types=("Meta-Analysis",)), "text: synthesis"),
        (Document("1", abstract="In all, 245 patients came."), "text: hundreds of patients"),
        (Document("1", abstract="In all, 24 patients came."), "text: tens of patients"),
        (Document("1", mesh=("Animals",)), "text: laboratory"),
        (Document("1", "[Knochen]"), TRANSLATED_TITLE),
        (Document("1", "Is it so?"), QUESTION_TITLE),
        (Document("1", "Title only"), NO_ABSTRACT),
        (Document("1", abstract="a" * 1300), "abstract longer than 1200"),
    ],
)
def test_design_cues(record, cue):
    assert cue in design_cues(record)
    assert cue not in design_cues(Document("1", "Maize", "Maize was sown."))


def test_cues_of_the_question():
    asked = asked_by(QUESTION)
    assert asked_cues(asked, FITS) >= {DRUG_IN_TITLE, DRUGS_IN_TITLE, CONDITION_IN_TITLE}
    assert DRUG_IN_TITLE in asked_cues(asked, Document("1", "Conjugated estrogen after the menopause"))
    assert DRUG_IN_TITLE not in asked_cues(asked, Document("1", "Folic acid"))
    indexed = asked_cues(asked, Document("1", "An antibody", mesh=("Denosumab", "Hip Fractures")))
    assert indexed == {DRUG_IN_TEXT, CONDITION_IN_TEXT}


def test_a_drug_counts_more_in_the_title_and_two_most():
    asked = asked_by(QUESTION)
    in_text = Document("1", "An antibody", "Denosumab was given.")
    shares = [drug_share(asked_cues(asked, d)) for d in (OTHER, in_text, CITED[0], FITS)]
    assert shares == sorted(set(shares))


def test_texts_that_share_words_are_alike_and_a_text_is_most_like_itself():
    vectors = term_vectors([["a1", "b1"], ["a1", "b1"], ["a1", "c1"], ["d1"], ["c1", "d1"]])
    likeness = vectors.likeness(vectors.mean([True, False, False, False, False]))
    assert likeness[0] == pytest.approx(1)
    assert likeness[0] == pytest.approx(likeness[1])
    assert likeness[1] > likeness[2] > likeness[3] == 0


def test_a_document_is_made_of_table_rows():
    made = document(
        Article(pmid="7", vernacular_title="Knochen", pub_year=2020, publication_types=("Review",)),
        [ArticleAbstract("7", 1, "AIM", "", "To see."), ArticleAbstract("7", 2, "", "", "Seen.")],
        [ArticleMeshHeading("7", 1, "Humans")],
        [ArticlePublicationType("7", 1, "Meta-Analysis")],
    )
    assert made == Document("7", "Knochen", "To see. Seen.", ("Humans",), ("Meta-Analysis",), 2020)
    assert document(Article(pmid="7", publication_types=("Review",))).publication_types == ("Review",)


# ---- on real judgements --------------------------------------------------------------------------------------------


@pytest.mark.real
def test_floors_on_eight_systematic_reviews(shared):
    """A little below the figures of docs/decisions/0005 (0.445 and 0.626), so that a loss shows. Cue rates leave out
    the review that is ranked; benchmarks/bench_ranking.py also chooses the weights that way.
    """
    read = {r.name: (r, pool_of(r.question, r.cited, r.candidates)) for r in reviews(shared)}
    counted = {name: counts(pool, review) for name, (review, pool) in read.items()}
    assert rates(counted.values()) == cue_rates(), "run benchmarks/train_ranking.py"
    precisions, recalls = [], []
    for name, (review, pool) in read.items():
        own = rates(c for other, c in counted.items() if other != name)
        found = pmids_of(ranked(parts_of(pool, DEFAULT_WEIGHTS, own), DEFAULT_WEIGHTS))
        assert len(found) == len(review.candidates)
        precisions.append(average_precision(found, review.relevant))
        recalls.append(recall(found, review.relevant))
    assert sum(precisions) / len(precisions) >= 0.43
    assert sum(recalls) / len(recalls) >= 0.61
