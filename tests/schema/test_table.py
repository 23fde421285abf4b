"""The columns of a table follow its class, and a list cell comes back as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.claim_tables import Claim
from pipeline.schema.paper_tables import Article, CitedReference
from pipeline.schema.table import columns, join_list, split_list


def test_types_follow_the_annotations():
    types = {c.name: c.type for c in (*columns(Article), *columns(CitedReference), *columns(Claim))}
    assert (types["pub_year"], types["language"], types["is_abstention"], types["pmid"]) == (
        "integer",
        "list",
        "boolean",
        "string",
    )


@given(st.lists(st.text("a;\\ \t,", max_size=6)))
def test_a_list_comes_back_item_by_item(items: list[str]) -> None:
    assert split_list(join_list(items)) == tuple(items)


def test_a_list_cell_as_people_read_and_write_it() -> None:
    assert join_list(["one", "two; three", "a\\b"]) == "one; two\\; three; a\\\\b"
    assert split_list("one; a\\b") == ("one", "a\\b")
    assert (split_list(""), split_list("a;b")) == ((), ("a;b",))
