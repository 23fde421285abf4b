"""Tables follow the naming rules, and the contract's columns are all there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema import notice_kinds, vocabulary
from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import columns, join_list, key_columns, split_list
from pipeline.schema.tables import Article, CitedReference, Claim

ALL = [*PROCESSED, *HISTORY]


@pytest.mark.parametrize("table", ALL, ids=lambda t: t.table_name)
def test_every_column_is_described_and_named_by_the_rules(table):
    assert key_columns(table)
    for column in columns(table):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
        assert len(column.description) > 2
        assert (column.type == "boolean") == column.name.startswith(("is_", "has_"))


def test_names_are_used_once():
    assert len({t.table_name for t in ALL}) == len(ALL)


def test_the_contracts_columns_are_there():
    names = {t.table_name: [c.name for c in columns(t)] for t in ALL}
    assert names["citations"] == ["claim_id", "position", "reference_id", "cited_as"]
    assert names["check_counts"] == ["question_id", "check_code", "n_pass", "n_fail", "n_unknown"]
    wanted = "reference_id pmid doi pmcid set_id title first_author journal year evidence_source study_design"
    assert set(wanted.split()) <= set(names["cited_references"])
    assert names["reference_notices"][:3] == ["reference_id", "notice_id", "source"]


def test_types_follow_the_annotations():
    types = {c.name: c.type for c in (*columns(Article), *columns(CitedReference), *columns(Claim))}
    assert (types["pub_year"], types["language"], types["is_abstention"], types["pmid"]) == (
        "integer",
        "list",
        "boolean",
        "string",
    )


def test_word_lists_agree_with_each_other():
    assert set(notice_kinds.NOTICE_KINDS) == set(notice_kinds.INTEGRITY_OF_NOTICE) <= vocabulary.REF_TYPES
    assert set(notice_kinds.INTEGRITY_OF_NOTICE.values()) <= set(vocabulary.INTEGRITY_STATUSES)
    assert set(vocabulary.SECTION_SOURCES.values()) == set(vocabulary.EVIDENCE_SOURCES)
    assert set(vocabulary.SECTIONS) == set(vocabulary.ABSTENTIONS) == set(vocabulary.SECTION_SOURCES)


@given(st.lists(st.text("a;\\ \t,", max_size=6)))
def test_a_list_comes_back_item_by_item(items: list[str]) -> None:
    assert split_list(join_list(items)) == tuple(items)


def test_a_list_cell_as_people_read_and_write_it() -> None:
    assert join_list(["one", "two; three", "a\\b"]) == "one; two\\; three; a\\\\b"
    assert split_list("one; a\\b") == ("one", "a\\b")
    assert (split_list(""), split_list("a;b")) == ((), ("a;b",))
