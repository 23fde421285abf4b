import pytest

from pipeline.evidence.impact import CitationTables, of_body, of_journal, of_key, touched
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.paper_tables import Article, ArticleAuthor, CitedReference
from pipeline.schema.question_tables import Question

SET_ID = "00000000-0000-4000-8000-000000000001"


def paper(pmid: str, **more: object) -> CitedReference:
    standing = {"record_status": "found", "integrity_status": "no_notice_found", "evidence_source": "research"}
    return CitedReference(f"pmid:{pmid}", pmid=pmid, **{**standing, **more})  # type: ignore[arg-type]


def cited(claims: dict[str, list[str]], *references: CitedReference, **more: object) -> CitationTables:
    """Claims "question/number" with the ids that each cites."""
    rows = []
    citations = {}
    for name, ids in claims.items():
        question, number = name.split("/")
        rows.append(Claim(f"{len(rows):012x}", question, "research", "", int(number), f"Claim {number}.", False, 9))
        found = [(i.split("=")[0], i.split("=")[-1]) for i in ids]
        citations[rows[-1].claim_id] = tuple(
            Citation(rows[-1].claim_id, place, reference_id, key) for place, (reference_id, key) in enumerate(found, 1)
        )
    questions = [Question(q, f"What of {q}?", "draft") for q in ("b", "a")]
    return CitationTables(questions, rows, citations, {r.reference_id: r for r in references}, **more)  # type: ignore[arg-type]


def test_claims_come_by_question_and_place_with_their_other_support() -> None:
    case = cited(
        {"b/1": ["pmid:1"], "a/2": ["pmid:1", "pmid:2"], "a/1": ["pmid:3", "pmid:1"], "a/3": ["pmid:2"]},
        paper("1"),
        paper("2", integrity_status="corrected"),
        paper("3", integrity_status="retracted"),
    )
    found = touched(of_key("pmid:1", case), case)
    places = [(q.question.question_id, [t.claim.position for t in q.claims]) for q in found]
    assert places == [
        ("a", [1, 2]),
        ("b", [1]),
    ]
    fallen, carried, alone = [*found[0].claims, *found[1].claims]
    assert (fallen.is_alone, fallen.others[0].standing) == (True, "retracted")
    assert (carried.is_alone, carried.others[0].standing) == (False, "corrected")
    assert (alone.is_alone, alone.others) == (True, ())


@pytest.mark.parametrize("more", [{"integrity_status": "notice"}, {"record_status": "deleted"}])
def test_a_notice_or_a_lost_record_carries_nothing(more: dict[str, str]) -> None:
    case = cited({"a/1": ["pmid:1", "pmid:2"]}, paper("1"), paper("2", **more))
    assert touched({"pmid:1": ""}, case)[0].claims[0].is_alone


def test_a_paper_cited_twice_is_no_other_support() -> None:
    case = cited({"a/1": ["pmid:1", "pmid:1=doi:10.1/x"]}, paper("1", doi="10.1/x"))
    assert touched(of_key("doi:10.1/x", case), case)[0].claims[0].is_alone


def test_another_id_of_the_paper_leads_to_it_and_says_so() -> None:
    case = cited({"a/1": ["pmid:1=doi:10.1/other"]}, paper("1", doi="10.1/x", pmcid="PMC1"))
    assert of_key("doi:10.1/x", case) == {"pmid:1": "doi:10.1/x is cited as pmid:1, another id of the same paper"}
    assert list(of_key("pmcid:PMC1", case)) == list(of_key("doi:10.1/other", case)) == ["pmid:1"]
    assert of_key("pmid:2", case) == {}


def test_a_journal_by_any_of_its_names_and_only_whole() -> None:
    article = Article("1", journal_title="The Journal of owls", iso_abbreviation="J. Owls", medline_ta="J Owls Med")
    case = cited({"a/1": ["pmid:1"]}, paper("1"), articles={"1": article})
    for name in ("the journal of OWLS", "J Owls", "j. owls", "J Owls Med"):
        assert list(of_journal(name, case)) == ["pmid:1"], name
    for name in ("Owls", "J Owl", ""):
        assert of_journal(name, case) == {}


def test_a_body_in_collective_authors_titles_and_makers() -> None:
    label = Label(SET_ID, manufacturer="Owl Pharma, Inc.")
    case = cited(
        {"a/1": ["pmid:1"], "a/2": ["pmid:2"]},
        paper("1", title="Advice of the Owl College"),
        paper("2"),
        bodies={"2": (ArticleAuthor("2", 1, collective_name="Owl College Panel"),)},
        labels={SET_ID: label},
        choices=[LabelChoice("b", "owlex", 1, SET_ID, "used")],
    )
    assert of_body("owl college", case) == {"pmid:1": "", "pmid:2": "Owl College Panel"}
    assert of_body("Owl Coll", case) == {} == of_body("", case)
    (used,) = touched(of_body("owl pharma", case), case)
    assert (used.question.question_id, used.claims, used.drugs) == ("b", (), ("owlex",))


def test_an_application_number_leads_to_its_labels() -> None:
    label = Label(SET_ID, application_number=("NDA000001",))
    row = CitedReference(f"setid:{SET_ID}", set_id=SET_ID)
    case = cited({"a/1": [f"setid:{SET_ID}=appl:NDA000001"]}, row, labels={SET_ID: label})
    assert list(of_key("appl:NDA000001", case)) == [f"setid:{SET_ID}"]
    assert list(of_key(f"setid:{SET_ID}", case)) == [f"setid:{SET_ID}"]
