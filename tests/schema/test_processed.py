"""Tables follow the naming rules, and the contract's columns are all there."""

import re

import pytest

from pipeline.schema import notice_kinds, vocabulary
from pipeline.schema.history_tables import HISTORY
from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import columns, key_columns

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


def test_word_lists_agree_with_each_other():
    assert set(notice_kinds.NOTICE_KINDS) == set(notice_kinds.INTEGRITY_OF_NOTICE) <= vocabulary.REF_TYPES
    assert set(notice_kinds.INTEGRITY_OF_NOTICE.values()) <= set(vocabulary.INTEGRITY_STATUSES)
    assert set(vocabulary.SECTION_SOURCES.values()) == set(vocabulary.EVIDENCE_SOURCES)
    assert set(vocabulary.SECTIONS) == set(vocabulary.ABSTENTIONS) == set(vocabulary.SECTION_SOURCES)
