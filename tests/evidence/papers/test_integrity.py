import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evidence.papers.integrity import integrity, notices, refsource_date
from pipeline.schema.dates import DATE_PATTERN, MONTHS
from pipeline.schema.notice_kinds import INTEGRITY_OF_NOTICE, NOTICE_KINDS
from pipeline.schema.paper_tables import Article, ArticleCorrection
from pipeline.schema.records import ParsedRecord
from pipeline.schema.vocabulary import NOTICE_REF_TYPES, NOTICE_TYPES, REF_TYPES
from pipeline.sources.papers.pubmed_record import parse


def record(*links: tuple[str, ...], types: tuple[str, ...] = ("Journal Article",), title: str = "") -> ParsedRecord:
    """A record whose links are (ref_type, other_pmid, ref_source), the last two optional."""
    rows = [
        ArticleCorrection("1", i, link[0], link[2] if len(link) > 2 else "", link[1] if len(link) > 1 else "")
        for i, link in enumerate(links, 1)
    ]
    return ParsedRecord(Article(pmid="1", publication_types=types, article_title=title), corrections=rows)


def status(*links: tuple[str, ...], types: tuple[str, ...] = ("Journal Article",), answered: bool = True) -> str:
    return integrity(record(*links, types=types), answered).status


@pytest.mark.parametrize(("ref_type", "expected"), sorted(INTEGRITY_OF_NOTICE.items()))
@pytest.mark.parametrize("answered", [True, False])
def test_notice_links(ref_type, expected, answered):
    assert status((ref_type, "2"), answered=answered) == expected


@pytest.mark.parametrize("ref_type", sorted(REF_TYPES - set(INTEGRITY_OF_NOTICE) - NOTICE_REF_TYPES))
def test_other_links_do_not_touch_integrity(ref_type):
    assert status((ref_type, "2")) == "no_notice_found"


@pytest.mark.parametrize("link", ["RetractionOf", "PartialRetractionOf", "ExpressionOfConcernFor", "ErratumFor"])
def test_the_notice_is_not_what_it_retracts(link):
    assert status((link, "2")) == "notice"
    assert integrity(record((link, "2")), True).notices == ()


@pytest.mark.parametrize("kind", sorted(NOTICE_TYPES))
def test_notice_types(kind):
    assert status(types=("Journal Article", kind)) == "notice"


def test_the_first_that_applies():
    assert status(("ErratumIn", "2"), ("ExpressionOfConcernIn", "3")) == "concern"
    assert status(("ErratumIn", "2"), types=("Published Erratum",)) == "notice"
    assert status(("ExpressionOfConcernIn", "2"), ("RetractionIn", "3"), types=("Published Erratum",)) == "retracted"


def test_the_retracted_type_alone_is_a_notice_row():
    found = integrity(record(types=("Journal Article", "Retracted Publication")), True)
    assert found.status == "retracted"
    assert [(n.notice_id, n.kind) for n in found.notices] == [("type:Retracted Publication", "retraction")]
    linked = integrity(record(("RetractionIn", "2"), types=("Retracted Publication",)), True)
    assert [n.notice_id for n in linked.notices] == ["pmid:2"]


def test_unknown_is_never_clean():
    assert status(answered=False) == "unknown"
    assert status() == "no_notice_found"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], "unknown"),
        ([("ErratumIn", "2")], "unknown"),
        ([("ExpressionOfConcernIn", "2")], "concern"),
        ([("RetractionOf", "2")], "notice"),
        ([("RetractionIn", "2")], "retracted"),
    ],
)
def test_an_unknown_ref_type_leaves_only_the_definite(links, expected):
    found = integrity(record(*links, ("FooIn", "9"), ("FooIn", "8")), True)
    assert (found.status, found.unknown_codes) == (expected, ("RefType=FooIn",))


def of_title(title, *links, types=("Journal Article",), answered=True):
    found = integrity(record(*links, types=types, title=title), answered)
    return found.status, found.unknown_codes, found.is_out


@pytest.mark.parametrize(
    "title", ["WITHDRAWN: Owls for sleep", "Withdrawn: Owls", "[WITHDRAWN] Owls", "WITHDRAWN Owls"]
)
def test_a_title_that_begins_withdrawn(title):
    assert of_title(title) == ("withdrawn", (), True)
    assert of_title(title, ("UpdateOf", "2"), types=("Systematic Review",), answered=False)[0] == "withdrawn"
    assert of_title(title, ("FooIn", "2")) == ("withdrawn", ("RefType=FooIn",), True)


def test_the_first_that_applies_beside_a_title():
    assert of_title("WITHDRAWN: Owls", ("RetractionIn", "2")) == ("retracted", (), True)
    assert of_title("WITHDRAWN: Owls", ("ExpressionOfConcernIn", "2"))[0] == "withdrawn"
    assert of_title("Retraction: Owls", types=("Retraction of Publication",)) == ("notice", (), True)
    assert of_title("RETRACTED: Owls", ("RetractionIn", "2")) == ("retracted", (), True)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("RETRACTED: Owls", "title=RETRACTED"),
        ("Owls [Retracted]", "title=[Retracted]"),
        ("TEMPORARY REMOVAL: Owls", "title=TEMPORARY REMOVAL"),
        ('Retraction notice to "Owls" [J Owl]', "title=Retraction notice"),
        ("Expression of concern: Owls", "title=Expression of concern"),
        ("Corrigendum: Owls", "title=Corrigendum"),
        ("Owls [Withdrawn]", "title=[Withdrawn]"),
        ("Owls [Retraction in J Owl; 2019]", "title=[Retraction in J Owl, 2019]"),
    ],
)
def test_a_title_without_type_or_link_is_unknown(title, code):
    assert of_title(title) == ("unknown", (code,), True)
    assert of_title(title, ("ErratumIn", "2")) == ("unknown", (code,), True)
    assert of_title(title, ("ExpressionOfConcernIn", "2")) == ("concern", (code,), True)


def test_titles_of_sound_papers():
    for title in ("Withdrawal therapy of owls", "Correction of arterial structure", "Retracted tympanic membranes"):
        assert of_title(title) == ("no_notice_found", (), False)
    assert of_title("Erratum: Owls", types=("Corrected and Republished Article",)) == ("no_notice_found", (), False)
    assert of_title("Correction: Owls", ("CorrectedandRepublishedFrom", "2")) == ("no_notice_found", (), False)
    assert of_title("Erratum: Owls", ("ErratumFor", "2")) == ("notice", (), True)


def test_a_vernacular_title_counts_where_there_is_no_other():
    only = ParsedRecord(Article(pmid="1", vernacular_title="RETRACTED: Eulen"))
    assert integrity(only, True).status == "unknown"


def test_superseded_by():
    found = integrity(
        record(("UpdateIn", "7"), ("UpdateIn", "7"), ("UpdateIn", "", "J Test. 2020; 1:2"), ("UpdateOf", "3")), True
    )
    assert found.superseded_by == ("pmid:7", "J Test. 2020, 1:2")
    assert found.status == "no_notice_found"


def rows(*links: tuple[str, ...], dates: dict[str, str] | None = None):
    return notices("pmid:1", record(*links), "pubmed", "2024-01-01", dates or {})


def test_the_note_of_an_erratum_is_kept():
    link = ArticleCorrection("1", 1, "ErratumIn", "J Test. 2020;1:1", "2", "Dosage error in article text")
    again = ArticleCorrection("1", 2, "CorrectedandRepublishedIn", "J Test. 2020;1:1", "2", "")
    (row,) = notices("pmid:1", ParsedRecord(Article(pmid="1"), corrections=[link, again]), "pubmed", "2024-01-01", {})
    assert (row.kind, row.note) == ("erratum; correction with republication", "Dosage error in article text")


def test_notice_ids():
    found = rows(
        ("ErratumIn", "2", "J Test. 2020 Jan;1:1"),
        ("ErratumIn", "", "J Test. 2020 Feb;1:2. doi: 10.1000/ABC(97)1-0."),
        ("ErratumIn", "", "(see 10.1000/xyz)"),
        ("ErratumIn", "", "J Test 2020 Mar 4;1:3"),
        ("ErratumIn",),
        ("ErratumIn",),
    )
    assert [n.notice_id for n in found] == [
        "pmid:2",
        "doi:10.1000/abc(97)1-0",
        "doi:10.1000/xyz",
        "J Test 2020 Mar 4;1:3",
        "unnamed-1",
        "unnamed-2",
    ]
    assert [n.notice_date for n in found] == ["2020-01", "2020-02", "", "2020-03-04", "", ""]
    assert {(n.reference_id, n.source, n.first_seen_date) for n in found} == {("pmid:1", "pubmed", "2024-01-01")}


def test_the_notice_s_own_record_dates_it():
    (row,) = rows(("RetractionIn", "2", "J Test. 2020 Jan;1:1"), dates={"2": "2020-02-03"})
    assert (row.kind, row.notice_date) == ("retraction", "2020-02-03")


def test_one_row_a_notice_with_its_kinds_worst_first():
    (row,) = rows(("ErratumIn", "2"), ("RetractionIn", "2"), ("ErratumIn", "2"))
    assert row.kind == "retraction; erratum"


def test_every_kind_makes_a_row():
    assert [n.kind for n in rows(*((t, str(i)) for i, t in enumerate(NOTICE_KINDS, 2)))] == list(NOTICE_KINDS.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lancet. 2010 Feb 6;375(9713):445", "2010-02-06"),
        ("Ann Intern Med 2012 Jul 17;157(2):152", "2012-07-17"),
        ("Lancet 2010;375:445", "2010"),
        ("Lancet 2010;375:445; an earlier letter of 2004 exists", "2010"),
        ("Environ Health Perspect.2013 Apr;121(4):A113", "2013-04"),
        ("Cochrane Database Syst Rev. 2001;(2):CD002020", "2001"),
        ("medRxiv. 2023 Apr 05:2023.03.21.23286947. doi: 10.1101/2023.03.21.23286947.", "2023-04-05"),
        ("Periodontol 2000. 2010 Feb;52:1", "2010-02"),
        ("J Test. 2001 Sep-Oct;3:4", "2001"),
        ("J Test. 2001 Spring;3:4", "2001"),
        ("J Test. 2001 Sep 3-10;3:4", "2001-09"),
        ("J Test, June 2019", "2019"),
        ("doi: 10.1016/j.test.2022.111044", ""),
        ("Incorrect data in a figure", ""),
        ("between 2004 and 2010", ""),
        ("", ""),
    ],
)
def test_refsource_date(text, expected):
    assert refsource_date(text) == expected


@given(st.text())
def test_any_text_gives_a_date_or_nothing(text):
    assert re.fullmatch(rf"(?:{DATE_PATTERN})?", refsource_date(text))


@given(
    st.integers(1900, 2099),
    st.one_of(st.just(""), st.sampled_from([m.title() for m in MONTHS])),
    st.one_of(st.none(), st.integers(1, 28)),
    st.integers(1, 999),
)
def test_the_precision_given_is_kept(year, month, day, volume):
    when = " ".join(str(x) for x in (year, month, (day if month else None) or "") if x)
    expected = f"{year}" + (f"-{MONTHS[month.lower()]:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    assert refsource_date(f"J Test. {when};{volume}(2):10-9") == expected


# Counted with grep over RefType and PublicationType in the records' files.
RETRACTED = {"11543891", "31541003"}
NOTICES = {"11600210", "8", "31449458", "31449483", "31449485", "38962805"}
CORRECTED = set(
    """2 2274965 9482442 9505772 9861576 17326724 17823161 18239126 19494112 21813367 23680147 31418839
    35649368""".split()
)
SUPERSEDED = {"11034741", "36798302", "37398060"}


@pytest.mark.real
def test_the_real_records(shared: Path):
    made: dict[str, set[str]] = {}
    superseded, dated = set(), {}
    for path in (shared / "data/pubmed/records").glob("*.xml"):
        parsed = parse(re.search(rb"<(PubmedArticle|MedlineCitation)[ >].*</\1>", path.read_bytes(), re.S)[0])
        pmid, found = parsed.article.pmid, integrity(parsed, True)
        made.setdefault(found.status, set()).add(pmid)
        superseded |= {pmid} if found.superseded_by else set()
        dated |= {(pmid, n.notice_id): n.notice_date for n in notices(f"pmid:{pmid}", parsed, "pubmed", "", {})}
        assert found.unknown_codes == ()
    assert made["retracted"] == RETRACTED
    assert made["notice"] == NOTICES
    assert made["corrected"] == CORRECTED
    assert superseded == SUPERSEDED
    assert set(made) == {"retracted", "notice", "corrected", "no_notice_found"}
    assert len(set.union(*made.values())) == 907
    assert dated["11543891", "pmid:11600210"] == "2001-10"
    assert dated["31541003", "pmid:32167152"] == "2020-03-27"
    assert {p for p, _ in dated} == RETRACTED | CORRECTED
    assert "" not in dated.values()
