"""Which searches a question calls for."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.evidence.newer.searches import newest_cited_year, searches, shared_headings, successor_searches, term
from pipeline.evidence.papers.paper import Paper
from pipeline.schema.question_tables import Question

QUESTION = Question("owls", "What helps?", "draft", condition="owl fever", drugs=("melatonin", "dark ness"))
TRIAL = Paper("pmid:1", "1", "A trial", 2015, study_design="randomized controlled trial", mesh=("Owl Fever", "Sleep"))
GUIDELINE = Paper(
    "pmid:2", "2", "Treatment of owl fever: a guideline from the American College of Physicians", 2012,
    evidence_source="guideline", study_design="practice guideline", bodies=frozenset({"ACP"}), mesh=("Owl Fever",),
)  # fmt: skip
COCHRANE = Paper("pmid:3", "3", "Owls", 2021, doi="10.1002/14651858.cd006190.pub3", study_design="systematic review")


def by_purpose(question: Question, *cited: Paper) -> dict[str, str]:
    return {r.purpose: r.query for r in searches(question, cited)}


def test_every_term_is_quoted_tagged_and_joined_in_writing() -> None:
    for query in by_purpose(QUESTION, TRIAL, GUIDELINE, COCHRANE).values():
        left = re.sub(r'"[^"]+"\[[a-z]+\]|[0-9]{4}:3000\[dp\]', "T", query)
        assert re.fullmatch(r"[T()]|(?:[T()]| AND | OR | NOT )+", left), query


def test_drugs_and_condition_and_the_headings_that_name_it() -> None:
    made = by_purpose(QUESTION, TRIAL, GUIDELINE)
    assert made["trial"].endswith(
        'AND ("melatonin"[tiab] OR "melatonin"[mh] OR "melatonin"[nm] OR "dark ness"[tiab] OR "dark ness"[mh] OR '
        '"dark ness"[nm]) AND ("owl fever"[tiab] OR "owl fever"[mh] OR "Owl Fever"[mh]) AND 2015:3000[dp]'
    )
    assert "melatonin" not in made["guideline"]


def test_from_the_newest_cited_of_the_kind_else_of_any() -> None:
    made = by_purpose(QUESTION, TRIAL, GUIDELINE)
    assert made["guideline"].endswith("2012:3000[dp]")
    assert made["systematic review"].endswith("2015:3000[dp]")
    assert newest_cited_year([]) is None


def test_without_front_matter_the_shared_headings_speak() -> None:
    bare = replace(QUESTION, condition="", drugs=())
    assert '("Owl Fever"[mh])' in by_purpose(bare, TRIAL, GUIDELINE)["trial"]
    assert shared_headings([TRIAL, GUIDELINE]) == ["Owl Fever"]


def test_without_headings_the_front_matter_alone() -> None:
    plain = replace(TRIAL, mesh=())
    assert '("owl fever"[tiab] OR "owl fever"[mh]) AND' in by_purpose(QUESTION, plain)["trial"]


def test_nothing_to_search_by_makes_no_search() -> None:
    assert searches(replace(QUESTION, condition="", drugs=()), [replace(TRIAL, mesh=())]) == []


def test_the_successor_of_a_guideline_is_looked_for_by_body_and_subject() -> None:
    (request,) = successor_searches(QUESTION, GUIDELINE)
    assert (request.purpose, request.reference_id) == ("superseding guideline", "pmid:2")
    for part in ('"practice guideline"[pt]', '"American College of Physicians"[tiab]', '"ACP"[cn]', '"fever"[ti]',
                 '"Owl Fever"[mh]', "2012:3000[dp]"):  # fmt: skip
        assert part in request.query


def test_later_versions_of_a_cochrane_review_by_their_dois() -> None:
    (request,) = successor_searches(QUESTION, COCHRANE)
    assert request.query.startswith('("10.1002/14651858.CD006190.pub4"[doi] OR ')
    assert "pub3" not in request.query


def test_the_article_of_a_preprint_by_the_words_of_its_title() -> None:
    preprint = Paper("pmid:4", "4", "WITHDRAWN: Owls sleep in the dark", 2020, study_design="preprint")
    (request,) = successor_searches(QUESTION, preprint)
    assert request.query == '("Owls"[ti] AND "sleep"[ti] AND "dark"[ti]) NOT "preprint"[pt]'


def test_trials_and_the_retracted_have_no_successor_to_search_for() -> None:
    assert successor_searches(QUESTION, TRIAL) == []
    assert successor_searches(QUESTION, replace(GUIDELINE, is_out=True)) == []
    assert successor_searches(QUESTION, replace(GUIDELINE, bodies=frozenset())) == []


def test_a_guideline_of_two_journals_has_a_search_for_each_and_is_asked_for_once() -> None:
    twin = replace(GUIDELINE, reference_id="pmid:3", pmid="3")
    own = [r for r in searches(QUESTION, [GUIDELINE, twin]) if r.purpose == "superseding guideline"]
    assert [r.reference_id for r in own] == ["pmid:2", "pmid:3"]
    assert len({r.search_id for r in own}) == 2
    assert {r.key for r in own} == {f"search:{own[0].search_id}"}


def test_the_id_follows_from_question_source_and_query() -> None:
    ids = {r.search_id for r in searches(QUESTION, [TRIAL, GUIDELINE])}
    other = {r.search_id for r in searches(replace(QUESTION, question_id="x"), [TRIAL, GUIDELINE])}
    assert ids.isdisjoint(other)
    assert all(re.fullmatch("[0-9a-f]{12}", i) for i in ids)


@given(st.text())
def test_nothing_breaks_out_of_a_term(text: str) -> None:
    made = term(text, "ti")
    assert made == "" or re.fullmatch(r'"[^"\[\]*?:]+"\[ti\]', made)


def test_an_evil_title_stays_inside() -> None:
    assert term('x"[ti] OR all[sb] (*', "ti") == '"x ti OR all sb ("[ti]'
