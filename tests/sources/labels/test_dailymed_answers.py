"""What DailyMed answers beside documents: histories, labels by name, and what a 404 says."""

import json

import pytest

from pipeline.errors import TransientAnswer
from pipeline.sources.labels.dailymed_answers import (
    NamePage,
    name_params,
    read_history,
    read_names,
    read_no_search,
    read_not_held,
)

SET_ID = "00000000-0000-4000-8000-000000000001"


def names(*set_ids: object, **about: object) -> bytes:
    rows = [
        {"spl_version": 3, "published_date": "Mar 10, 2026", "title": "EXAMPLA", "setid": set_id} for set_id in set_ids
    ]
    metadata = {"total_elements": len(set_ids), "elements_per_page": 100, "total_pages": 1, "current_page": 1}
    return json.dumps({"data": rows, "metadata": metadata | about}).encode()


def test_a_name_is_asked_for_in_pages() -> None:
    assert name_params("examplic  acid\x1b", 2) == {"drug_name": "examplic acid", "pagesize": "100", "page": "2"}


def test_the_labels_of_a_name() -> None:
    assert read_names(names(SET_ID.upper())) == NamePage(1, 1, (SET_ID,))
    assert read_names(names(SET_ID, total_elements="250", total_pages="3")) == NamePage(250, 3, (SET_ID,))
    assert read_names(names(total_pages=0)) == NamePage()
    assert read_no_search(b"<html>404 Not Found</html>") == NamePage(is_offered=False)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sorry</html>",
        b"[]",
        b'{"data": [], "metadata": null}',
        names("x"),
        names(None),
        names(SET_ID)[:-9],
        names(total_elements=5),
        names(SET_ID, total_elements=0),
        names(SET_ID, total_elements=10**20),
        names(SET_ID, total_pages="many"),
        names(SET_ID, total_pages=-1),
        b"[" * 99999,
    ],
)
def test_any_other_list_is_asked_again(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        read_names(body)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>404 Not Found</body></html>",
        b'{"error": "Not Found", "status": 404}',
        f"<error>The SPL with SETID {SET_ID} does not exist.</error>".encode(),
        b'{"error":{"code":"NOT_FOUND"}}',
        b"<html>404 Not Found: the requested label was not found on this host.</html>",
        b"<html>Not found. This service is hosted by the National Library of Medicine.</html>",
        b"<html>The SPL does not exist in the catalog index.</html>",
    ],
)
def test_a_404_that_says_so_is_an_answer(body: bytes) -> None:
    assert read_not_held(body) == b""


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>gone fishing</html>",
        b"<html><title>404 Not Found</title>The service is under maintenance, please try again.</html>",
        b"<html>Page not found: the proxy could not reach the host</html>",
        b"<html><!-- not found --><body>Sorry!</body></html>",
        b"<html>Host not found</html>",
        b"<html>404 Not Found: unknown host dailymed.nlm.nih.gov</html>",
        b"<html>Not found: could not resolve the host name</html>",
        b"<html>Not found: cannot reach host</html>",
        b"<html>Not found: no route to host</html>",
        b"<html>Not found: the virtual host does not exist</html>",
        b"<html>Page not found. Log in to continue.</html>",
        b"<html>" + b"menu " * 2000 + b"404 Not Found</html>",
        b"\xff\xfe",
    ],
)
def test_any_other_404_is_none(body: bytes) -> None:
    with pytest.raises(TransientAnswer, match="expected DailyMed's 404"):
        read_not_held(body)


def history(*versions: tuple[object, object]) -> bytes:
    rows = [{"spl_version": version, "published_date": date} for version, date in versions]
    return json.dumps({"data": {"spl": {"setid": SET_ID}, "history": rows}, "metadata": {}}).encode()


def test_read_history_gives_the_newest_version() -> None:
    assert read_history(history((2, "Jan 02, 2019"), (12, "Mar 10, 2026"), (3, "Feb 1, 2020"))) == (12, "2026-03-10")
    assert read_history(history(("4", "May 9, 2021"))) == (4, "2021-05-09")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sorry</html>",
        b"[]",
        b'{"data": 1}',
        b'{"data": {"history": {}}}',
        history(),
        history((1, "2020")),
        history((0, "May 9, 2021")),
        history((None, "May 9, 2021")),
        history((1, 5)),
        history((1, "May 9, 2021"))[:-9],
        history((10**20, "May 9, 2021"), (1, "May 9, 2021")),
        history(("9" * 5000, "May 9, 2021")),
        history((True, "May 9, 2021")),
        b'{"data": {"history": [{"spl_version": ' + b"9" * 5000 + b"}]}}",
        b"[" * 99999,
    ],
)
def test_any_other_history_is_asked_again(body: bytes) -> None:
    with pytest.raises(TransientAnswer):
        read_history(body)
