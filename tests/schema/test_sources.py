"""The records of the sources drive the rest: what one of them says is said once."""

import importlib
from pathlib import Path

import pytest

from pipeline import sources as parsers
from pipeline.schema.sources import ADDRESSES, PAPERS, SOURCES, TITLES, Source, covering
from pipeline.schema.vocabulary import INTEGRITY_SOURCES, LABEL_SOURCES

ROOT = Path(__file__).resolve().parents[2]


def test_each_source_has_a_parser_and_the_other_way_round() -> None:
    assert {name.rpartition(".")[2] for name in parsers.SOURCES} == {source.name for source in SOURCES}
    for name in parsers.SOURCES:
        assert importlib.import_module(f"pipeline.sources.{name}").__doc__


def test_no_prefix_and_no_variable_belongs_to_two_sources() -> None:
    prefixes = [prefix for source in SOURCES for prefix in source.kinds]
    assert len(prefixes) == len(set(prefixes))
    assert len(ADDRESSES) == sum(len(source.addresses) for source in SOURCES)


def test_the_lists_follow() -> None:
    assert LABEL_SOURCES == ("openfda", "dailymed", "snapshot")
    assert INTEGRITY_SOURCES == ("pubmed", "crossref", "retraction_watch")
    assert set(covering(PAPERS)) == {"pubmed", "crossref", "retraction_watch", "snapshot"}
    assert TITLES["openfda"] == "openFDA"


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_the_readme_names_every_variable(source: Source) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for variable in (*source.addresses, *filter(None, [source.key_variable])):
        assert f"`{variable}`" in readme


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_no_other_file_writes_its_address_or_its_title_down(source: Source) -> None:
    urls = set(source.addresses.values())
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.name != "sources.py":
            text = path.read_text(encoding="utf-8").split('"""', 2)[-1]
            assert not [url for url in urls if f'"{url}"' in text], path
            assert f'"{source.name}": "{source.title}"' not in text, path
