"""A short form of the fault grid: the further kinds of fault, at endpoints and rates in turn."""

from collections.abc import Iterator

import pytest

from tests.standin import Library
from tests.torture.faults import KINDS, OF_STANDIN
from tests.torture.grid import ENDPOINTS, Grid, cells, grid

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def made(library: Library) -> Iterator[Grid]:
    """The grid, whose undisturbed run asks at every endpoint."""
    with grid(library) as one:
        yield one


@pytest.mark.parametrize(("kind", "endpoint", "rate"), cells(is_whole=False))
def test_a_fault_leaves_the_tables_whole_or_is_named_and_the_next_run_heals(
    made: Grid, kind: str, endpoint: str, rate: str
) -> None:
    cell = made.cell(kind, endpoint, rate)
    assert cell.wrong == ""
    assert cell.next_code == 0


def test_the_forms_hold_every_kind_and_every_endpoint() -> None:
    short, whole = cells(is_whole=False), cells()
    assert {kind for kind, _, _ in short} == set(KINDS) - set(OF_STANDIN)
    assert {kind for kind, _, _ in whole} == set(KINDS)
    assert {endpoint for _, endpoint, _ in short} == set(ENDPOINTS) == {endpoint for _, endpoint, _ in whole}
    assert len(whole) == len(KINDS) * len(ENDPOINTS) * 3
