"""The test data for the claim checks: the development claims and the records that they cite."""

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.language.text.source_text import SourceText, source_text
from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse


@dataclass(frozen=True)
class LabelledClaim:
    """A claim, the article that it cites, and the label that people gave the pair."""

    id: str
    claim: str
    pmid: str
    label: str
    kind: str
    evidence: tuple[str, ...]


def claims(shared: Path) -> list[LabelledClaim]:
    """The 1,970 claims of the set evidence_inference."""
    path = shared / "data/claims/evidence_inference/claims.jsonl"
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [LabelledClaim(**{**row, "evidence": tuple(row["evidence"])}) for row in rows]


def sources(path: Path) -> dict[str, SourceText]:
    """Every record in an efetch answer as a source text, by PMID."""
    opened = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    records = (parse(fragment) for _, _, fragment in split(opened))
    return {
        r.article.pmid: source_text(r.article.article_title, [(a.label, a.nlm_category, a.text) for a in r.abstracts])
        for r in records
    }


def records(shared: Path) -> dict[str, SourceText]:
    """Every record of the three constructed sets as a source text, by PMID, sorted by number."""
    folder = shared / "data/pubmed/constructed"
    names = ("evidence_inference", "drug_class_reviews", "pubmedqa")
    found = {pmid: text for name in names for pmid, text in sources(folder / f"{name}.xml.gz").items()}
    return {pmid: found[pmid] for pmid in sorted(found, key=int)}
