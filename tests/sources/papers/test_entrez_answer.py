"""Answers that Biopython reads: whatever DTD they name, the network stays closed and the home folder untouched."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import TransientAnswer
from pipeline.sources.papers.entrez_answer import read

ROOT = "<eSearchResult><Count>1</Count><IdList><Id>7</Id></IdList></eSearchResult>"
DOCTYPE = '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch {0}//EN" "https://eutils.ncbi.nlm.nih.gov/dtd/{0}.dtd">'
SCHEMA = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="https://a.nlm.nih.gov/b.xsd"'
)


@pytest.mark.parametrize(
    "prolog",
    [
        "",
        '<?xml version="1.0" encoding="UTF-8" ?>\n',
        "\ufeff",
        DOCTYPE.format("20060628"),
        '<?xml version="1.0"?>\n' + DOCTYPE.format("esearch_of_the_year_2031") + "\n",
    ],
)
def test_an_answer_is_read_whatever_dtd_it_names(prolog: str) -> None:
    answer = read((prolog + ROOT).encode(), "eSearchResult")
    assert (answer["Count"], answer["IdList"]) == ("1", ["7"])


def test_an_element_that_the_dtd_lacks_is_left_out() -> None:
    answer = read(ROOT.replace("<Count>", "<New><Id>9</Id></New><Count>").encode(), "eSearchResult")
    assert answer["IdList"] == ["7"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        ROOT[:-3],
        "<html>" + ROOT + "</html>",
        ROOT.replace("<eSearchResult>", f"<eSearchResult {SCHEMA}>"),
        ROOT.replace("<Count>", '<processing-meta tagset-family="jats" base-tagset="archiving"/><Count>'),
        '<!DOCTYPE eSearchResult [<!ENTITY a "7">]>' + ROOT.replace("7", "&a;"),
        ROOT.replace("<Count>1</Count>", "<ERROR>Search Backend failed</ERROR>"),
        ROOT.replace("eSearchResult", "eLinkResult"),
    ],
)
def test_what_is_no_whole_answer_or_opens_the_network_is_refused(body: str) -> None:
    with pytest.raises(TransientAnswer, match="expected"):
        read(body.encode(), "eSearchResult")


def test_nothing_is_written_into_the_home_folder(tmp_path: Path) -> None:
    code = f"from pipeline.sources.papers.entrez_answer import read; print(read({ROOT.encode()!r}, 'eSearchResult'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).resolve().parents[3],
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'7'" in done.stdout
    assert list(tmp_path.rglob("*")) == []
