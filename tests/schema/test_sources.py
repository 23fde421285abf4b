"""The records of the sources drive the rest: what one of them says is said once."""

import importlib
import re
from pathlib import Path

import pytest

from pipeline import cli
from pipeline import sources as parsers
from pipeline.schema.sources import ADDRESSES, PAPERS, SOURCES, TITLES, Source, covering
from pipeline.schema.vocabulary import INTEGRITY_SOURCES, LABEL_SOURCES
from pipeline.stores.pace import Clock

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


def test_the_readme_has_a_row_for_every_variable_and_for_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([A-Z_]+)` \|", readme, re.M)
    assert len(named) == len(set(named))
    assert set(named) == {variable for source in SOURCES for variable in source.variables}


def test_a_command_gets_what_the_environment_says_of_each_source() -> None:
    environ = {v: f"https://{v.lower()}.example.org" for v in ADDRESSES}
    environ |= {"NCBI_API_KEY": "SECRET", "NCBI_EMAIL": "a@example.org", "OPENFDA_API_KEY": " OTHER "}
    environ |= {"CROSSREF_MAILTO": "b@example.org", "RETRACTION_WATCH_CSV": "https://me:SECRET@example.org/rows.csv"}
    services = cli._services(environ, 3.0, Clock())
    assert list(services) == [source.name for source in SOURCES if source.is_asked]
    for source in filter(lambda s: s.is_asked, SOURCES):
        assert services[source.name].addresses == {v: environ[v] for v in source.addresses}
        assert services[source.name].timeout == (3.0, 3.0)
    who = {name: (s.key, s.mail, s.file) for name, s in services.items()}
    assert {name: own for name, own in who.items() if any(own)} == {
        "pubmed": ("SECRET", "a@example.org", ""),
        "openfda": ("OTHER", "", ""),
        "crossref": ("", "b@example.org", ""),
        "retraction_watch": ("", "", "https://me:SECRET@example.org/rows.csv"),
    }
    assert not re.search("SECRET|OTHER|a@|b@", repr(services))
    assert not cli._services({}, 3.0, Clock())["retraction_watch"].is_asked


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.name)
def test_no_other_file_writes_its_address_or_its_title_down(source: Source) -> None:
    urls = set(source.addresses.values())
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.name != "sources.py":
            text = path.read_text(encoding="utf-8").split('"""', 2)[-1]
            assert not [url for url in urls if f'"{url}"' in text], path
            assert f'"{source.name}": "{source.title}"' not in text, path
