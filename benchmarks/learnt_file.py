"""Writes what a training script learnt: a JSON file of the package, with a card at its top."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

EVIDENCE_INFERENCE = "Evidence Inference 2.0: DeYoung and others 2020, doi:10.18653/v1/2020.bionlp-1.13; MIT"
DRUG_CLASS_REVIEWS = "drug-class reviews: Cohen and others 2006, doi:10.1197/jamia.M1929; MIT"
CHECK_COVID = "Check-COVID: Wang and others 2023, doi:10.18653/v1/2023.findings-acl.888; MIT"


@dataclass(frozen=True)
class Card:
    """What a reader of the values must know: `fields` explains each key of the file, `examples` has the counts."""

    what: str
    fields: Mapping[str, str]
    made_by: str
    learnt_from: tuple[str, ...]
    method: str
    examples: Mapping[str, int]
    sources: tuple[str, ...]
    known_limits: tuple[str, ...]
    measured: str
    editing: str = "Do not edit by hand."


def write_learnt(path: Path, card: Card, values: Mapping[str, Any]) -> None:
    """Write the card and the values to `path`."""
    path.write_text(text_of(asdict(card), values), encoding="utf-8")


def text_of(card: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The text of a file: the card in its own order, then the values by key; one key or one string on each line."""
    return _laid_out({"card": card, **_by_key(values)}) + "\n"


def _by_key(value: Any) -> Any:
    return {key: _by_key(value[key]) for key in sorted(value)} if isinstance(value, Mapping) else value


def _laid_out(value: Any, indent: str = "") -> str:
    inner = indent + "  "
    if isinstance(value, Mapping):
        lines = [f"{inner}{_in_json(key)}: {_laid_out(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list | tuple) and isinstance(value[0], str):
        return "[\n" + ",\n".join(inner + _in_json(each) for each in value) + f"\n{indent}]"
    return _in_json(value)


def _in_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
