"""Claims of other sets, reported beside the majority: check-covid, citint, pubmedqa. None of them was trained on.

    make bench-truth

Reported, not aimed at: check-covid's claims are a newspaper's, citint's evidence is five retrieved sentences, pubmedqa
asks questions whose answer its abstracts give only in the conclusion that is left out.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import f1_score
from stand_in import shared_folder

from pipeline.language.source_text import SourceText, source_text
from pipeline.language.topics import Topics
from pipeline.language.verifying import verify

_LABELS = {"REFUTE": "CONTRADICT", "NOTENOUGHINFO": "NOINFO", "yes": "SUPPORT", "no": "CONTRADICT", "maybe": "NOINFO"}
_CITATION = re.compile(r"\[?<\|\w+\|>[^\]]{0,12}\]?")
_ASKS = re.compile(r"^(?:does|do|did|is|are|was|were|can|could|should|will|has|have)\s+", re.IGNORECASE)
_ALARMS = ("contradiction", "number_differs", "other_article")


@dataclass(frozen=True)
class Asked:
    """A claim, the document that it is held against, and what people say of the pair."""

    claim: str
    document: str
    label: str


def values(path: Path) -> Iterator[dict[str, object]]:
    """The JSON objects of a file, one after the other, whatever white space is between them."""
    text, at, decoder = path.read_text(encoding="utf-8"), 0, json.JSONDecoder()
    while at < len(text.rstrip()):
        found, at = decoder.raw_decode(text, re.compile(r"\s*").match(text, at).end())  # type: ignore[union-attr]
        yield found


def check_covid(folder: Path) -> tuple[list[Asked], dict[str, SourceText]]:
    """Train and dev: claims of news texts, each with an abstract of CORD-19."""
    texts = {
        d["cord_id"]: source_text(d["title"], [("", "", s) for s in d["abstract"]])
        for d in values(folder / "corpus.json")
    }
    rows = (
        r for part in ("dev", "train") for r in values(folder / part / f"covidCheck_{part}_composed+extracted.json")
    )
    return [Asked(r["claim"], r["cord_id"], _LABELS.get(r["label"], r["label"])) for r in rows], texts


def citint(folder: Path) -> tuple[list[Asked], dict[str, SourceText]]:
    """Train and dev: citing sentences, each with five sentences of what it cites."""
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
    """Each question as a statement, with its abstract without the conclusion."""
    asked, texts = [], {}
    for pmid, row in next(values(folder / "labelled.json")).items():
        texts[pmid] = source_text("", [(label, "", t) for label, t in zip(row["LABELS"], row["CONTEXTS"], strict=True)])
        asked.append(Asked(_ASKS.sub("", row["QUESTION"].rstrip("?")), pmid, _LABELS[row["final_decision"]]))
    return asked, texts


def report(name: str, asked: Sequence[Asked], texts: Mapping[str, SourceText], topics: Topics | None) -> None:
    """Print the figures of one set."""
    found = [verify(a.claim, texts[a.document], topics.fit(a.claim, a.document) if topics else None) for a in asked]
    labels, guess = [a.label for a in asked], [v.verdict for v in found]
    majority = Counter(labels).most_common(1)[0]
    right = sum(a == b for a, b in zip(labels, guess, strict=True)) / len(labels)
    print(f"{name}: {len(asked)} claims; accuracy {right:.3f}, always {majority[0]} {majority[1] / len(labels):.3f}")
    print(
        f"  macro-F1 {f1_score(labels, guess, average='macro'):.3f}, always {majority[0]} "
        f"{f1_score(labels, [majority[0]] * len(labels), average='macro'):.3f}"
    )
    for label in sorted(set(labels)):
        own = [v for v, a in zip(found, asked, strict=True) if a.label == label]
        rates = {
            c: sum(c in v.alarms for v in own) / len(own) for c in ("contradiction", "number_differs", "other_article")
        }
        told = ", ".join(f"{c} {rate:.3f}" for c, rate in rates.items())
        sure = sum(v.is_sure and v.verdict == "SUPPORT" for v in own) / len(own)
        print(f"  {label} ({len(own)}): alarms {told}; sure that it says so {sure:.3f}")


def main() -> None:
    """Print every figure."""
    folder = shared_folder() / "data/claims"
    for name, read in (("check-covid", check_covid), ("citint", citint), ("pubmedqa", pubmedqa)):
        asked, texts = read(folder / name)
        report(name, asked, texts, Topics(texts) if name != "pubmedqa" else None)


if __name__ == "__main__":
    main()
