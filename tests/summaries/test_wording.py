from pipeline.schema import notice_kinds
from pipeline.schema import vocabulary as word_lists
from pipeline.schema.paper_tables import CitedReference
from pipeline.summaries import wording


def test_every_closed_word_has_words() -> None:
    assert set(wording.INTEGRITY) == set(word_lists.INTEGRITY_STATUSES)
    assert set(wording.RECORD) == set(word_lists.RECORD_STATUSES)
    assert set(wording.NOTICE) == set(notice_kinds.NOTICE_KINDS.values())


def test_words() -> None:
    assert wording.words("label_section:boxed_warning") == "label section: boxed warning"
    assert wording.words("unknown") == "not known"
    assert wording.source_name("new_source") == "new source"


def test_count_and_listed() -> None:
    assert (wording.count(1, "id"), wording.count(0, "id")) == ("1 id", "0 ids")
    assert [wording.listed(x) for x in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


def test_a_shared_id_is_never_called_not_fetched() -> None:
    row = CitedReference("doi:10.1/a", shared_by=("pmid:1=retracted", "pmid:2=corrected"))
    assert wording.record_state(row) == "shared by several records"
    assert wording.record_state(CitedReference("doi:10.1/a")) == "not fetched"


def test_a_notice_of_an_unknown_kind_keeps_its_sources_word() -> None:
    assert wording.notice_kind("erratum") == "corrected (erratum)"
    assert wording.notice_kind("unknown: Odd") == "notice of an unknown kind, “Odd”"
    assert set(wording.FALLEN) == {*word_lists.FALLEN_STATUSES, "unknown"}
