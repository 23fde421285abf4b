"""Exact bytes cut out of JSON, whatever white space, order or strings that look like JSON stand around them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import TableError
from pipeline.language.text.json_text import an_object, elements, place, whole

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("data", [b"", b"\xff", b"[1]", b"null", b"[" * 100_000, b'{"a": 1'])
def test_what_is_no_object_says_what_was_expected(data: bytes) -> None:
    with pytest.raises(TableError, match=r"^expected an owl; found "):
        an_object(data, "an owl")


def test_an_object_may_begin_with_a_byte_order_mark() -> None:
    assert an_object(b'\xef\xbb\xbf{"a": [1]}', "an owl") == {"a": [1]}


@given(
    st.lists(VALUES, max_size=5), st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.sampled_from([None, 1])
)
def test_each_element_is_cut_as_it_stands(items: list[object], beside: dict[str, object], indent: int | None) -> None:
    text = json.dumps({**beside, "items": items}, indent=indent)
    pieces = elements(text, place(text, 0, "items"))
    assert [json.loads(p) for p in pieces] == items
    assert all(p in text for p in pieces)
    assert json.loads(whole(text, place(text, 0, "items"))) == items


def test_the_last_of_a_key_that_comes_twice_counts_and_none_is_an_error() -> None:
    text = '{"a": 1, "a": [2]}'
    assert whole(text, place(text, 0, "a")) == "[2]"
    with pytest.raises(KeyError):
        place(text, 0, "b")
    with pytest.raises(TypeError):
        elements(text, place('{"a": 1}', 0, "a"))
