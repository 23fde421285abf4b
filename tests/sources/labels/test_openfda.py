"""openFDA: what is asked, what an answer holds, and one invented label object."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.sources.labels.openfda import (
    LabelPage,
    application_query,
    doubt,
    name_query,
    parse,
    read_not_found,
    read_page,
    set_ids_query,
)

A, B = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
NOT_FOUND = b'{"error": {"code": "NOT_FOUND", "message": "No matches found!"}}'


def test_queries() -> None:
    assert set_ids_query([A.upper(), B]) == f'set_id:"{A}" OR set_id:"{B}"'
    assert application_query("nda 21817") == 'openfda.application_number:"NDA021817"'
    assert name_query("examplic  acid") == 'openfda.brand_name:"examplic acid" OR openfda.generic_name:"examplic acid"'
    with pytest.raises(InvalidIdentifier):
        set_ids_query(['x" OR "y'])


@given(st.text(max_size=30))
def test_no_name_breaks_out_of_its_quotes(name: str) -> None:
    query = name_query(name)
    assert query.count('"') == 4
    assert "\\" not in query
    assert query.isprintable()


def page(*labels: str, total: int = 2, skip: int = 0, limit: int = 2) -> bytes:
    meta = json.dumps({"results": {"skip": skip, "limit": limit, "total": total}, "note": 'a "results": [ ] {'})
    return f' {{ "meta" : {meta} ,\n "results" : [ {" , ".join(labels)} ] , "more": [1] }}\n'.encode()


LABELS = (f'{{"set_id":"{A.upper()}",  "x": ["é ]}}, \\u00e9"]}}', f'{{\n "set_id": "{B}"\n}}')


def test_a_page_holds_the_exact_bytes_of_each_label() -> None:
    assert read_page(page(*LABELS)) == LabelPage(2, 0, 2, ((A, LABELS[0].encode()), (B, LABELS[1].encode())))
    assert read_page(b"\xef\xbb\xbf" + page(*LABELS)).total == 2
    assert read_page(page(LABELS[0], total=7, skip=6, limit=5)).labels[0][0] == A


def test_not_found_is_an_empty_page() -> None:
    assert read_not_found(NOT_FOUND) == read_page(NOT_FOUND) == LabelPage(0, 0, 0, ())
    for body in (b"", b"<html>", b"[]", page(*LABELS), NOT_FOUND.replace(b"NOT_FOUND", b"SERVER_ERROR")):
        with pytest.raises(TransientAnswer):
            read_not_found(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sorry</html>",
        b"[]",
        b"\xff",
        b"{}",
        page(*LABELS)[:-30],
        page("5", "6"),
        page('{"set_id": "x"}', "{}"),
        page(LABELS[0]),
        page(*LABELS) + b"]",
        page(*LABELS, total=-1),
        b'{"error": {"code": "OVER_RATE_LIMIT"}}',
        b'{"error": "x"}',
        b"[" * 99999,
    ],
)
def test_what_is_no_whole_answer_is_asked_again(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        read_page(body)


POISONED = {
    "version of thousands of digits": f'{{"set_id": "{B}", "version": {"9" * 5000}}}',
    "deep JSON": f'{{"set_id": "{B}", "warnings": {"[" * 9999}{"]" * 9999}}}',
    "no set id": '{"set_id": "x-1"}',
    "set id null": '{"set_id": null}',
    "set id number": '{"set_id": 7}',
    "no object": "null",
    "no JSON": f'{{"set_id": "{B}", "version": nul}}',
    "text version": f'{{"set_id": "{B}", "version": "latest"}}',
    "twenty digits": f'{{"set_id": "{B}", "version": "{"9" * 20}"}}',
    "thousands of digits": f'{{"set_id": "{B}", "version": "{"9" * 5000}"}}',
    "negative": f'{{"set_id": "{B}", "version": "-3"}}',
    "zero": f'{{"set_id": "{B}", "version": "0"}}',
    "version null": f'{{"set_id": "{B}", "version": null}}',
    "version list": f'{{"set_id": "{B}", "version": ["3"]}}',
    "no date": f'{{"set_id": "{B}", "effective_time": "soon"}}',
    "no day": f'{{"set_id": "{B}", "effective_time": "20250231"}}',
    "date null": f'{{"set_id": "{B}", "effective_time": null}}',
    "section null": f'{{"set_id": "{B}", "boxed_warning": null}}',
    "section number": f'{{"set_id": "{B}", "boxed_warning": [5]}}',
    "table object": f'{{"set_id": "{B}", "warnings_table": {{"a": 1}}}}',
}


@pytest.mark.parametrize("poison", POISONED.values(), ids=POISONED)
def test_a_label_that_cannot_be_read_costs_itself_alone_and_is_named(poison: str) -> None:
    found = read_page(page(LABELS[0], poison))
    assert found.labels[0] == (A, LABELS[0].encode())
    ((set_id, why),) = found.doubts
    assert set_id == (B if B in poison else "")
    assert "expected" in why and "found" in why and len(why) < 300
    assert found.n_labels == 2
    for _, body in found.labels[1:]:  # what can be read says what is wrong with it again
        assert doubt(body) == why
        row = parse(body).label
        assert row.version is None or row.effective_date == ""


def test_a_sound_label_raises_no_doubt() -> None:
    assert read_page(page(*LABELS)).doubts == ()
    assert doubt(json.dumps(LABEL).encode()) == ""


def test_names_hold_no_control_and_no_invisible_character() -> None:
    names = {"brand_name": ["EX\x1b[2JAM\x07 \u202eplor\u200b \x9b"], "generic_name": ["a\ud800b"]}
    label = parse(json.dumps({**LABEL, "openfda": names, "warnings": ["a\x1b b\x00c"]}).encode())
    assert label.label.brand_name == ("EX [2JAM plor",)
    assert label.label.generic_name == ("a?b",)
    assert [s.text for s in label.sections if s.section == "warnings"] == ["a b c"]


@given(st.integers(0, 400))
def test_no_cut_answer_passes(end: int) -> None:
    body = page(*LABELS)
    if end < len(body.rstrip()):
        with pytest.raises(TransientAnswer):
            read_page(body[:end])


LABEL = {
    "set_id": A,
    "version": "12",
    "effective_time": "20200131",
    "boxed_warning": ["WARNING: HICCUPS Patients treated with EXAMPLA may hiccup for days. They may last."],
    "openfda": {
        "brand_name": ["EXAMPLA"],
        "generic_name": ["EXAMPLUMAB"],
        "application_number": ["NDA012345", "part333"],
        "manufacturer_name": ["Invented & Sons"],
        "substance_name": ["EXAMPLUMAB"],
        "route": ["oral"],
        "is_original_packager": [True],
    },
}


def test_parse_a_label() -> None:
    label = parse(json.dumps(LABEL).encode()).label
    assert (label.set_id, label.version, label.effective_date, label.source) == (A, 12, "2020-01-31", "openfda")
    assert (label.brand_name, label.generic_name, label.substances) == (("EXAMPLA",), ("EXAMPLUMAB",), ("EXAMPLUMAB",))
    assert (label.application_number, label.manufacturer) == (("NDA012345",), "Invented & Sons")
    assert (label.routes, label.dosage_forms) == (("ORAL",), ())
    assert label.boxed_warning == "Patients treated with EXAMPLA may hiccup for days."


@pytest.mark.parametrize("block", [{}, None, [], "x"])
def test_without_its_openfda_block_a_label_has_no_names(block: object) -> None:
    label = parse(json.dumps({**LABEL, "openfda": block}).encode()).label
    assert label.brand_name == label.generic_name == label.application_number == label.routes == ()
    assert label.manufacturer == ""
    assert label.boxed_warning


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{}", b'{"set_id": 5}', b'{"set_id": "x"}', b"[" * 99999])
def test_what_is_no_label_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        parse(data)


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda j: st.lists(j, max_size=3))


@given(st.dictionaries(st.sampled_from(["version", "effective_time", "openfda", "warnings", "warnings_table"]), JSON))
def test_nothing_in_a_label_is_taken_for_granted(fields: dict[str, object]) -> None:
    assert parse(json.dumps({**fields, "set_id": A}).encode()).label.set_id == A


def test_half_a_character_becomes_a_mark() -> None:
    (row,) = parse(f'{{"set_id": "{A}", "warnings": ["a \\ud800 b"]}}'.encode()).sections
    assert row.text == "a ? b"


@pytest.mark.real
def test_real_answers_are_read(shared: Path) -> None:
    folder = shared / "data" / "labels" / "real_openfda_responses"
    selected = read_page((folder / "label_keytruda_fields_selected.json").read_bytes())
    assert (selected.total, selected.skip, selected.limit, len(selected.labels)) == (2, 0, 5, 2)
    assert parse(selected.labels[1][1]).label.brand_name == ("KEYTRUDA",)
    whole = read_page((folder / "label_one_complete.json").read_bytes())
    label = parse(whole.labels[0][1])
    assert (whole.total, label.label.effective_date, label.label.routes) == (121131, "2015-11-02", ("ORAL",))
    assert {"warnings", "do_not_use", "stop_use"} <= {row.section for row in label.sections}


def test_a_version_of_thousands_of_digits_is_unknown() -> None:
    set_id = "11111111-2222-3333-4444-555555555555"
    found = [parse(json.dumps({"set_id": set_id, "version": n}).encode()) for n in ("9" * 5000, "12", "0", "x")]
    assert [f.label.version for f in found] == [None, 12, None, None]
