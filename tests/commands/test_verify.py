"""`verify` on files alone: lines in, lines out, every mistake with its place, no traceback."""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import cli
from tests.conftest import Root

RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{pmid}</PMID>'
    '<DateRevised><Year>2020</Year><Month>1</Month><Day>2</Day></DateRevised><Article PubModel="Print"><Journal>'
    "<JournalIssue><PubDate><Year>2019</Year></PubDate></JournalIssue><Title>J Owl Med</Title></Journal>"
    "<ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText>{text}</AbstractText></Abstract>"
    "<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList>"
    '</Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{pmid}</ArticleId>'
    "</ArticleIdList></PubmedData></PubmedArticle>"
)
OWLS = RECORD.format(
    pmid="1",
    title="Melatonin and sleep duration in owls.",
    text="Owls got melatonin 3 mg or placebo. Sleep duration was significantly longer with melatonin than placebo.",
)
GOUT = RECORD.format(pmid="2", title="Colchicine for gout.", text="Colchicine relieved gout flares within a day.")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.xml.gz"
    path.write_bytes(gzip.compress(f"<PubmedArticleSet>{OWLS}{GOUT}</PubmedArticleSet>".encode()))
    return path


def claims(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def asked(id_: str, claim: str, pmid: str = "1") -> dict[str, str]:
    return {"id": id_, "claim": claim, "pmid": pmid}


def test_every_line_is_answered_in_order(root: Root, tmp_path: Path, records: Path) -> None:
    path = claims(
        tmp_path,
        asked("right", "Melatonin significantly increased sleep duration compared with placebo."),
        asked("dose", "Owls got melatonin 30 mg or placebo."),
        asked("year", "A 2015 trial found that melatonin increased sleep duration compared with placebo."),
        asked("other", "Colchicine relieved gout flares within a day in men."),
        asked("absent", "Owls sleep.", "9"),
    )
    done = root.run("verify", str(path), "--records", str(records))
    assert (done.returncode, done.stderr) == (0, "")
    found = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    assert list(found) == ["right", "dose", "year", "other", "absent"]
    assert set(found["right"]) == {"id", "verdict", "confidence", "alarm", "rationale", "reasons", "numbers"}
    assert (found["right"]["verdict"], found["right"]["alarm"]) == ("SUPPORT", False)
    assert "significantly longer with melatonin" in found["right"]["rationale"][0]
    assert found["dose"]["alarm"]
    assert {"claimed": "30 mg", "found": "3 mg", "result": "different"} in found["dose"]["numbers"]
    assert found["year"]["alarm"] and found["year"]["numbers"][0]["found"] == "2019"
    assert found["other"]["alarm"] and found["other"]["reasons"][0].startswith("other_article: ")
    assert (found["absent"]["verdict"], found["absent"]["alarm"]) == ("NOINFO", False)
    assert found["absent"]["reasons"][0].startswith("record_not_at_hand: ")
    assert all(len(r["rationale"]) <= 3 and 0 <= r["confidence"] <= 1 for r in found.values())


def test_a_line_nested_too_deep_is_told(root: Root, tmp_path: Path, records: Path) -> None:
    done = root.run("verify", str(claims(tmp_path, "[" * 100_000 + "\n")), "--records", str(records))
    assert done.returncode == 1 and ":1:1: expected a JSON object" in done.stderr


def test_all_bad_lines_are_told_and_the_good_ones_answered(root: Root, tmp_path: Path, records: Path) -> None:
    path = claims(tmp_path, asked("a", "Owls sleep."), "{not json\n", "[1]\n", {"id": "b", "pmid": "1"})
    done = root.run("verify", str(path), "--records", str(records))
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert [line.split(" ", 1)[0] for line in done.stderr.splitlines()] == [f"{path}:{n}:1:" for n in (2, 3, 4)]
    assert "found none for claim" in done.stderr


@pytest.mark.parametrize("bad", [b"<PubmedArticleSet><PubmedArticle>", b"\x1f\x8bnot gzip", b"plain words"])
def test_a_file_that_cannot_be_read_is_named(root: Root, tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "bad.xml"
    path.write_bytes(bad)
    done = root.run("verify", str(claims(tmp_path, asked("a", "Owls sleep."))), "--records", str(path))
    assert done.returncode == 2 and str(path) in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    missing = root.run("verify", str(tmp_path / "none.jsonl"), "--records", str(path))
    assert missing.returncode == 2 and "expected a file; found none" in missing.stderr


def test_records_given_one_by_one_all_count(root: Root, tmp_path: Path) -> None:
    files = []
    for name, text in (("owls", OWLS), ("gout", GOUT)):
        files.append(tmp_path / f"{name}.xml")
        files[-1].write_text(f"<PubmedArticleSet>{text}</PubmedArticleSet>")
    path = claims(
        tmp_path,
        asked("owls", "Melatonin significantly increased sleep duration compared with placebo."),
        asked("gout", "Colchicine relieved gout flares within a day.", "2"),
    )
    done = root.run("verify", str(path), "--records", str(files[0]), "--records", str(files[1]))
    assert (done.returncode, done.stderr) == (0, "")
    assert [r["verdict"] for r in map(json.loads, done.stdout.splitlines())] == ["SUPPORT", "SUPPORT"]


def test_an_option_that_takes_several_values_can_be_repeated() -> None:
    taking_several = {
        option.option_strings[0]: option
        for command in commands_below(cli._parser())
        for option in command._actions
        if option.option_strings and option.nargs in ("+", "*")
    }
    assert set(taking_several) >= {"--records", "--accept"}
    assert {name: type(o).__name__ for name, o in taking_several.items()} == dict.fromkeys(
        taking_several, "_ExtendAction"
    )


def commands_below(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from commands_below(command)
