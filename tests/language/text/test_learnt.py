"""The JSON files of the package: their form, their cards, and the values that results rest on."""

import hashlib
import json
import subprocess
import sys
from dataclasses import fields
from typing import Any

import pytest
from learnt_file import Card, text_of

from pipeline.language.text.learnt import learnt
from tests.conftest import ROOT

# The SHA-256 of the values of each file, taken from the Python modules that had them before. -0.0 differs from 0.0. A
# file that `make train` writes anew gets its new digest here, together with the new figures in docs/decisions/.
VALUES = {
    "language/claims/support_weights.json": "7d889cc8b87a3b0808dcb68f1ee339b3644088c9fb63c5be93b7fbaba0b84432",
    "language/claims/stem_rates.json": "a0f53386180525aa8c7075351d3326dfdda45b268e7e8a2d3aba17f63b27c13d",
    "language/numbers/weights.json": "4ad3b8419f3fc8b87bc45992c76e497f8216853a76049a5fdd7ba8c47602b328",
    "evidence/newer/cue_rates.json": "9533dc318f7b22d0e25f9698b3d96eab68f23da8d9a5ed063c02d4407e9cb279",
}
READERS = (
    "pipeline.language.claims.verifying",
    "pipeline.language.numbers.claimed_numbers",
    "pipeline.evidence.newer.ranking",
)
OPENED = """
import runpy, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
{code}
print(*[name for name in opened if name.endswith(".json")], file=sys.stderr)
"""


def content(name: str) -> dict[str, Any]:
    """The file as it is on disk, read without the loader."""
    file: dict[str, Any] = json.loads((ROOT / "pipeline" / name).read_text(encoding="utf-8"))
    return file


def test_every_file_is_listed() -> None:
    found = {p.relative_to(ROOT / "pipeline").as_posix() for p in (ROOT / "pipeline").rglob("*.json")}
    assert found == set(VALUES)


@pytest.mark.parametrize("name", VALUES)
def test_the_values_are_those_that_were_measured(name: str) -> None:
    values = {key: value for key, value in content(name).items() if key != "card"}
    assert hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest() == VALUES[name]


@pytest.mark.parametrize("name", VALUES)
def test_a_card_says_what_was_learnt_from_what(name: str) -> None:
    file = content(name)
    card = file["card"]
    assert list(card) == [f.name for f in fields(Card)]
    assert all(card.values())
    assert set(file) - {"card"} <= set(card["fields"])
    assert (ROOT / card["made_by"]).is_file()
    assert (ROOT / "docs" / card["measured"].rpartition("docs/")[2]).is_file()
    assert all(isinstance(n, int) and n > 0 for n in card["examples"].values())


@pytest.mark.parametrize("name", VALUES)
def test_a_file_is_as_the_training_scripts_write_it(name: str) -> None:
    file = content(name)
    text = (ROOT / "pipeline" / name).read_text(encoding="utf-8")
    assert text_of(file["card"], {key: value for key, value in file.items() if key != "card"}) == text


@pytest.mark.parametrize("name", VALUES)
def test_the_loader_gives_the_file_and_reads_it_once(name: str) -> None:
    folder, _, own = name.rpartition("/")
    package = f"pipeline.{folder.replace('/', '.')}"
    assert dict(learnt(package, own)) == content(name)
    assert learnt(package, own) is learnt(package, own)
    with pytest.raises(TypeError):
        learnt(package, own)["card"] = {}


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"unwritten\.json"):
        learnt("pipeline.language.text", "unwritten.json")


def opened_by(code: str) -> str:
    """The JSON files that a new process opens when it runs `code`."""
    command = [sys.executable, "-c", OPENED.format(code=code)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stderr.strip()


def test_neither_help_nor_an_import_reads_a_file() -> None:
    helped = "sys.argv = ['evidence-watch', '--help']\ntry: runpy.run_module('pipeline', run_name='__main__')"
    assert opened_by(f"{helped}\nexcept SystemExit: pass") == ""
    assert opened_by(f"import {', '.join(READERS)}") == ""
    assert opened_by("from pipeline.language.claims.support_model import rarity; rarity('bone')").count(".json") == 1
