import csv
import json
from pathlib import Path

import pytest
from frictionless import Package, validate

from pipeline.schema.processed import PROCESSED
from pipeline.schema.table import Table, column, columns
from pipeline.summaries.datapackage import render


class Owl(Table, name="owls", title="Owls"):
    owl_id: str = column("Id", key=True, pattern="o[0-9]|x")
    kind: str = column("Kind", enum=("barn", "snowy"), default="")
    age: int | None = column("Age", minimum=0, default=None)
    weight: float | None = column("Weight", default=None)
    is_awake: bool | None = column("Awake", default=None)
    names: tuple[str, ...] = column("Names", pattern="[A-Z].*", enum=("A",), default=())


GOOD = [["o1", "barn", "3", "1.5", "true", "Ada; Bo"], ["x", "", "", "", "false", ""]]


def write(folder: Path, rows: list[list[str]]) -> str:
    with (folder / "owls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([[c.name for c in columns(Owl)], *rows])
    path = folder / "datapackage.json"
    path.write_text(render([Owl]), encoding="utf-8")
    return str(path)


def test_a_good_table_is_valid(tmp_path: Path) -> None:
    report = validate(write(tmp_path, GOOD))
    assert report.valid, report.flatten(["note"])
    rows = Package(str(tmp_path / "datapackage.json")).get_resource("owls").read_rows()
    assert [(r["age"], r["is_awake"], r["names"]) for r in rows] == [(3, True, "Ada; Bo"), (None, False, None)]


@pytest.mark.parametrize(
    ("column_number", "value"),
    [(0, ""), (0, "o12"), (0, "x"), (1, "wood"), (2, "-1"), (2, "2020.0"), (4, "True"), (3, "heavy")],
)
def test_a_bad_value_is_found(tmp_path: Path, column_number: int, value: str) -> None:
    bad = [*GOOD, ["o2", "barn", "1", "1", "true", "A"]]
    bad[2] = [value if i == column_number else cell for i, cell in enumerate(bad[2])]
    assert not validate(write(tmp_path, bad)).valid


def test_only_the_tables_given_and_always_the_same_bytes() -> None:
    package = json.loads(render(PROCESSED))
    assert [r["path"] for r in package["resources"]] == [f"{t.table_name}.csv" for t in PROCESSED]
    assert render(PROCESSED) == render(iter(PROCESSED))
    assert render([Owl]) == json.dumps(json.loads(render([Owl])), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
