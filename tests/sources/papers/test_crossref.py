"""Crossref: what is asked, what an answer holds, and the updates of invented works; then every recorded answer."""

import base64
import json
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidIdentifier, TableError, TransientAnswer
from pipeline.schema.identifiers import clean_doi
from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND
from pipeline.sources.papers.crossref import (
    Update,
    Work,
    can_be_filtered,
    filter_of,
    parse,
    read_not_found,
    read_work,
    read_works,
    work_path,
)

A, B = "10.5555/examplic.1", "10.5555/examplic.2"
WORKS = ('{"DOI":"10.5555/EXAMPLIC.1",  "x": ["é ]}}, \\u00e9"]}', f'{{\n "DOI": "{B}"\n}}')


def works(*items: str, total: object = 2, per_page: object = 2, status: str = "ok", kind: str = "work-list") -> bytes:
    head = f'"status" : "{status}", "message-type": "{kind}", "note": {{"items": [], "message": 5}}'
    counts = f'"total-results": {json.dumps(total)}, "query": {{"items": [1]}}'
    message = f'{{ {counts}, "items" : [ {" , ".join(items)} ] , "items-per-page": {json.dumps(per_page)} }}'
    return f' {{ {head}, "message":\n{message} }}\n'.encode()


def work(item: str = WORKS[0], status: str = "ok", kind: str = "work") -> bytes:
    return f'{{"status":"{status}","message-type":"{kind}","message" : {item} }}'.encode()


@pytest.mark.parametrize(
    ("doi", "plain"),
    [
        ("10.1056/NEJMoa0809493", True),
        ("10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda", True),
        ("10.1000/a_b.c", True),
        ("10.1890/0012-9615(1999)069[0569:EDILSA]2.0.CO;2", False),
        ("10.1023/a:1007154515475", False),
        *((f"10.5555/a{sign}b", False) for sign in ",()[]<>&?#%+;'\"\\é*!@$~^|="),
    ],
)
def test_what_a_filter_can_hold(doi: str, plain: bool) -> None:
    assert can_be_filtered(doi) is plain


def test_a_filter() -> None:
    assert filter_of([A.upper(), f"https://doi.org/{B}"]) == f"doi:{A},doi:{B}"
    with pytest.raises(InvalidIdentifier, match="alone"):
        filter_of([A, "10.5555/a,doi:10.5555/b"])
    with pytest.raises(InvalidIdentifier):
        filter_of(["x"])


def is_doi(text: str) -> bool:
    try:
        return bool(clean_doi(text))
    except InvalidIdentifier:
        return False


@given(st.from_regex(r"10\.[0-9]{4}/\S{1,20}", fullmatch=True).filter(is_doi))
def test_a_path_is_one_step_and_leads_back(doi: str) -> None:
    path = work_path(doi)
    assert path.isascii()
    assert not set(path) & set("/?#,:;&[]()<> \"'")
    assert work_path(unquote(path)) == path


def test_a_list_holds_the_exact_bytes_of_each_work() -> None:
    assert read_works(works(*WORKS)) == {A: WORKS[0].encode(), B: WORKS[1].encode()}
    assert read_works(b"\xef\xbb\xbf" + works(*WORKS)).keys() == {A, B}
    assert read_works(works(WORKS[0], total=1, per_page=20)) == {A: WORKS[0].encode()}
    assert read_works(works(total=0)) == read_works(works(total=9, per_page=0)) == {}


def test_one_work_is_its_message_to_the_byte() -> None:
    assert read_work(work()) == {A: WORKS[0].encode()}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sorry</html>",
        b"[]",
        b"\xff",
        b"{}",
        b"null",
        b"Resource not found.",
        works(*WORKS)[:-9],
        works(WORKS[0]),
        works("5", "6"),
        works('{"title": []}', WORKS[0]),
        works('{"DOI": "x"}', WORKS[0]),
        works('{"DOI": null}', WORKS[0]),
        works(*WORKS, status="failed"),
        works(*WORKS, kind="member-list"),
        works(*WORKS, total=-1),
        works(*WORKS, total="2"),
        works(*WORKS, per_page=None),
        works(*WORKS).replace(b'"items" :', b'"things":'),
        b'{"status":"ok","message-type":"work-list","message":{"total-results":0,"items-per-page":0,"items":{}}}',
        b'{"status":"ok","message-type":"work-list","message":[]}',
        b'{"status":"failed","message-type":"validation-failure","message":[{"type":"x"}]}',
        b"[" * 99999,
        work(),
    ],
)
def test_what_is_no_whole_list_is_asked_again(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        read_works(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff",
        work()[:-2],
        work(status="error"),
        work(kind="work-agency"),
        work("[]"),
        work("{}"),
        work('{"DOI": 5}'),
        works(*WORKS),
        b"[" * 99999,
    ],
)
def test_what_is_no_whole_work_is_asked_again(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        read_work(body)


@given(st.integers(0, 600))
def test_no_cut_answer_passes(end: int) -> None:
    for body, read in ((works(*WORKS), read_works), (work(), read_work)):
        if end < len(body.rstrip()):
            with pytest.raises(TransientAnswer):
                read(body[:end])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.lists(st.dictionaries(st.text(max_size=5), VALUES, max_size=4), max_size=4), st.sampled_from([None, 1, 3]))
def test_every_list_comes_back_as_its_own_pieces(items: list[dict[str, object]], indent: int | None) -> None:
    own = [{**item, "DOI": f"10.5555/{n}"} for n, item in enumerate(items)]
    message = {"items": own, "total-results": len(own), "items-per-page": 20, "facets": {"items": 1}}
    answer = {"message-type": "work-list", "message": message, "status": "ok"}
    found = read_works(json.dumps(answer, indent=indent).encode())
    assert [json.loads(piece) for piece in found.values()] == own


def test_not_found_is_crossrefs_own_word() -> None:
    assert read_not_found(b"Resource not found.") == read_not_found(b"Resource not found.\n") == {}
    for body in (b"", b"<html>Not found</html>", b'{"status":"failed","message-type":"resource-failure"}', work()):
        with pytest.raises(TransientAnswer):
            read_not_found(body)


def entry(**fields: object) -> dict[str, object]:
    day = {"date-parts": [[2020, 3, 9]], "date-time": "2020-03-09T00:00:00Z"}
    return {"DOI": "10.5555/NOTICE", "type": "retraction", "label": "Retraction", "updated": day, **fields}


def parsed(**fields: object) -> Work:
    return parse(json.dumps({"DOI": A.upper(), **fields}).encode())


def test_both_directions() -> None:
    found = parsed(
        **{"updated-by": [entry(source="retraction-watch")], "update-to": [entry(DOI=B, type="corrigendum")]}
    )
    assert found.updated_by == (Update("10.5555/notice", "retraction", "retraction-watch", "2020-03-09", "Retraction"),)
    assert found.update_to == (Update(B, "erratum", "publisher", "2020-03-09", "Retraction"),)
    assert parsed() == Work(A, (), ())


def test_an_update_in_place_is_on_the_work_and_makes_it_no_notice() -> None:
    found = parsed(**{"update-to": [entry(DOI=A.upper())]})
    assert ([u.doi for u in found.updated_by], found.update_to) == ([A], ())
    both = parsed(**{"update-to": [entry(DOI=A)], "updated-by": [entry(DOI=A)]})
    assert len(both.updated_by) == 1


@pytest.mark.parametrize("doi", [None, "", "see the journal", 5, {}])
def test_an_update_without_a_doi_is_not_dropped(doi: object) -> None:
    (update,) = parsed(**{"updated-by": [entry(DOI=doi)]}).updated_by
    assert (update.doi, update.kind, update.label) == ("", "retraction", "Retraction")


def test_what_cannot_be_read_stays_as_unknown() -> None:
    assert [
        u.kind for u in parsed(**{"updated-by": [entry(type="retracted?"), entry(type=None), "x", 5]}).updated_by
    ] == [
        "unknown: retracted?",
        "unknown",
        "unknown",
        "unknown",
    ]
    assert [u.kind for u in parsed(**{"updated-by": entry()}).updated_by] == ["retraction"]
    assert parsed(**{"updated-by": [entry(label=None)]}).updated_by[0].label == "retraction"


@pytest.mark.parametrize(
    ("updated", "date"),
    [
        ({"date-parts": [[2020]]}, "2020"),
        ({"date-parts": [[2020, 2]]}, "2020-02"),
        ({"date-parts": [[None]], "date-time": "2019-12-31T00:00:00Z"}, "2019-12-31"),
        ({"date-time": "2019-12-31T00:00:00Z"}, "2019-12-31"),
        ({"date-parts": [[2020, 14, 2]]}, "2020"),
        ({"date-parts": "x"}, ""),
        ("2020", ""),
        (None, ""),
    ],
)
def test_dates_in_the_precision_given(updated: object, date: str) -> None:
    assert parsed(**{"updated-by": [entry(updated=updated)]}).updated_by[0].date == date


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{}", b'{"DOI": 5}', b'{"DOI": "x"}', b"[" * 99999])
def test_what_is_no_work_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        parse(data)


@given(st.dictionaries(st.sampled_from(["updated-by", "update-to"]), VALUES | st.lists(VALUES, max_size=3)))
def test_nothing_in_a_work_is_taken_for_granted(fields: dict[str, object]) -> None:
    found = parsed(**fields)
    assert found.doi == A
    assert all(u.kind in INTEGRITY_OF_KIND or u.kind.startswith("unknown") for u in found.updated_by + found.update_to)


# ---- every recorded answer -----------------------------------------------------------------------------------------

SAMPLE = "a sample says how many works there are in all, not how many it drew"


def recorded(shared: Path) -> list[tuple[int, str, bytes]]:
    """Status, address and body; some recordings keep the body in Base64, which is the recorder's work."""
    folder = shared / "data" / "http"
    rows = [json.loads(line) for line in (folder / "index.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        if row["host"] == "api.crossref.org":
            body = (folder / "bodies" / row["file"]).read_bytes()
            whole = base64.b64decode(body) if body.startswith(b"eyJ") else body
            found.append((int(row["status"]), unquote(row["uri"]), whole))
    return found


def read_recorded(status: int, body: bytes) -> dict[str, bytes] | None:
    """What the reader for the status makes of a body; None where it refuses."""
    readers = (read_works, read_work) if status == 200 else (read_not_found,) if status == 404 else (read_works,)
    for read in readers:
        try:
            return read(body)
        except TransientAnswer:
            continue
    return None


def kind_of_body(body: bytes) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return "no JSON"
    return answer.get("message-type") or "no answer of the API"


@pytest.mark.real
def test_recorded_works_are_read_and_all_else_is_refused(shared: Path) -> None:
    counts: Counter[tuple[int, str, bool]] = Counter()
    refused: list[str] = []
    for status, address, body in recorded(shared):
        kind, found = kind_of_body(body), read_recorded(status, body)
        counts[status, kind, found is not None] += 1
        if found is None and kind in ("work", "work-list"):
            refused.append(SAMPLE if "sample=" in address else address)
        for doi, piece in (found or {}).items():
            assert piece in body
            assert parse(piece).doi == doi
    assert refused == [SAMPLE]
    read = {(status, kind): n for (status, kind, was_read), n in counts.items() if was_read}
    assert read == {(200, "work"): 236, (200, "work-list"): 130, (404, "no JSON"): 33}
    others = {(status, kind): n for (status, kind, was_read), n in counts.items() if not was_read}
    errors = {key: n for key, n in others.items() if key[0] != 200}
    assert errors == {
        (301, "no JSON"): 1,
        (400, "validation-failure"): 19,
        (404, "resource-failure"): 1,
        (500, "exception"): 2,
        (504, "no JSON"): 2,
    }
    assert sum(counts.values()) == 562


@pytest.mark.real
def test_recorded_works_show_both_directions(shared: Path) -> None:
    pieces = {p for status, _, body in recorded(shared) for p in (read_recorded(status, body) or {}).values()}
    found = {parse(piece) for piece in pieces}
    notices, corrected = [w for w in found if w.update_to], [w for w in found if w.updated_by]
    assert {(w.doi, w.update_to[0].doi) for w in notices} >= {
        ("10.1371/journal.pone.0129989", "10.1371/journal.pone.0120799")
    }
    in_place = {w.doi for w in corrected if w.updated_by[0].doi == w.doi}
    assert in_place == {"10.1103/physrevb.98.104436"}
    assert {w.doi for w in corrected} - in_place == {"10.1371/journal.pone.0033693", "10.1073/pnas.1414271111"}
    updates = [u for w in found for u in w.updated_by + w.update_to]
    assert {(u.kind, len(u.date)) for u in updates} == {("correction", 10)}
    assert len({w.doi for w in notices}) == 14


@pytest.mark.real
def test_all_works_parse_and_two_have_a_correction(shared: Path) -> None:
    paths = sorted((shared / "data" / "crossref" / "works").glob("*.json"))
    found = [parse(piece) for path in paths for piece in read_work(path.read_bytes()).values()]
    assert (len(paths), len({w.doi for w in found})) == (178, 178)
    assert {w.doi: [(u.doi, u.kind, u.source, u.date) for u in w.updated_by] for w in found if w.updated_by} == {
        "10.1073/pnas.1414271111": [("10.1073/pnas.1507001112", "correction", "publisher", "2015-05-04")],
        "10.1371/journal.pone.0033693": [
            ("10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda", "correction", "publisher", "2012-05-08")
        ],
    }
    assert not any(w.update_to for w in found)


def test_the_title_without_its_markup() -> None:
    marked = parsed(title=["<b>RETRACTED:</b> Owls <i>in vitro</i>, 1 < 2"])
    assert marked.title == "RETRACTED: Owls in vitro, 1 < 2"
    for title, read in (([], ""), (None, ""), ([3], ""), ("Owls", "Owls")):
        assert parsed(title=title).title == read
