"""The committed tables as an outsider's tool reads them."""

from pathlib import Path

from frictionless import validate

ROOT = Path(__file__).resolve().parents[1]


def test_the_committed_datapackage_is_valid() -> None:
    report = validate(str(ROOT / "data" / "processed" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "note"])
    assert len(report.tasks) == 28


def test_no_abstract_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert "/data/processed/article_abstracts.csv" in ignored
    assert "/data/processed/*.parquet" in ignored
