"""Claims from other sets. check-covid has claims from news texts; citint gives five retrieved sentences as evidence;
pubmedqa asks questions that its abstracts answer only in the conclusion, which is left out.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.language.text.source_text import SourceText, source_text

_LABELS = {"REFUTE": "CONTRADICT", "NOTENOUGHINFO": "NOINFO", "yes": "SUPPORT", "no": "CONTRADICT", "maybe": "NOINFO"}
_CITATION = re.compile(r"\[?<\|\w+\|>[^\]]{0,12}\]?")
_ASKS = re.compile(r"^(?:does|do|did|is|are|was|were|can|could|should|will|has|have)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """A claim, the id of the document that it is checked against, and the label that people gave the pair."""

    claim: str
    document: str
    label: str


def values(path: Path) -> Iterator[dict[str, object]]:
    """The JSON objects in a file, one after the other, with any white space between them."""
    text, at, decoder = path.read_text(encoding="utf-8"), 0, json.JSONDecoder()
    while at < len(text.rstrip()):
        found, at = decoder.raw_decode(text, re.compile(r"\s*").match(text, at).end())  # type: ignore[union-attr]
        yield found


def check_covid(folder: Path) -> tuple[list[Asked], dict[str, SourceText]]:
    """The train and dev parts: claims from news texts, each with an abstract from CORD-19."""
    texts = {
        d["cord_id"]: source_text(d["title"], [("", "", s) for s in d["abstract"]])
        for d in values(folder / "corpus.json")
    }
    rows = (
        r for part in ("dev", "train") for r in values(folder / part / f"covidCheck_{part}_composed+extracted.json")
    )
    return [Asked(r["claim"], r["cord_id"], _LABELS.get(r["label"], r["label"])) for r in rows], texts


def citint(folder: Path) -> tuple[list[Asked], dict[str, SourceText]]:
    """The train and dev parts: citing sentences, each with five sentences of the cited document."""
    texts = {
        str(d["doc_id"]): source_text(d["title"], [("", "", " ".join(d["abstract"]))])
        for d in values(folder / "corpus.jsonl")
    }
    rows = [r for part in ("dev", "train") for r in values(folder / f"claims_{part}.jsonl")]
    return [
        Asked(_CITATION.sub("", r["claim"]), doc, _LABELS.get(found[0]["label"], found[0]["label"]))
        for r in rows
        for doc, found in r["evidence"].items()
        if found and doc in texts
    ], texts


def pubmedqa(folder: Path) -> tuple[list[Asked], dict[str, SourceText]]:
    """Each question as a statement, with its abstract, which lacks the conclusion."""
    asked, texts = [], {}
    for pmid, row in next(values(folder / "labelled.json")).items():
        texts[pmid] = source_text("", [(label, "", t) for label, t in zip(row["LABELS"], row["CONTEXTS"], strict=True)])
        asked.append(Asked(_ASKS.sub("", row["QUESTION"].rstrip("?")), pmid, _LABELS[row["final_decision"]]))
    return asked, texts
