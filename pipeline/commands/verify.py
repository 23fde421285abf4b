"""`verify CLAIMS.jsonl --records FILE ...`: says of each claim whether the article that it cites supports it.

Prints one line of JSON per claim. Reads only the given files, without root or network. Each input line is an object
with `id`, `claim` and `pmid`.
"""

import gzip
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EvidenceWatchError, UsageError
from pipeline.language.claims.topics import Topics
from pipeline.language.claims.verifying import Reason, Verified, verify
from pipeline.language.numbers.stated_years import publication_years
from pipeline.language.text.source_text import SourceText, source_text
from pipeline.sources.papers.pubmed_answer import split
from pipeline.sources.papers.pubmed_record import parse
from pipeline.stages.settings import Settings
from pipeline.stores import files

DONE, MISTAKES = 0, 1
WANTED = ("id", "claim", "pmid")
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class _Asked:
    id: str
    claim: str
    pmid: str


def run(settings: Settings, claims: Path, records: Sequence[Path]) -> int:
    """Print a line of JSON for every valid line of `claims`, and report every invalid line on standard error.

    Returns 1 if a line is invalid, else 0. Raises UsageError for a file that cannot be read.
    """
    lines = _read(claims).decode("utf-8", "replace").splitlines()
    texts = {pmid: text for path in records for pmid, text in _texts(path)}
    topics = Topics(texts)
    code = DONE
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        asked = _asked(line)
        if isinstance(asked, str):
            print(f"{claims}:{number}:1: {asked}", file=sys.stderr)  # noqa: T201 - answers go to standard output alone
            code = MISTAKES
            continue
        settings.say(_shown(asked, _verified(asked, texts, topics)))
    return code


def _verified(asked: _Asked, texts: dict[str, SourceText], topics: Topics) -> Verified:
    if asked.pmid not in texts:
        told = f"no record of pmid:{asked.pmid} is in the files given: add the file that holds it"
        return Verified("NOINFO", 0.0, (), (), (Reason("record_not_at_hand", told),), ())
    return verify(asked.claim, texts[asked.pmid], lambda: topics.fit(asked.claim, asked.pmid))


def _shown(asked: _Asked, found: Verified) -> str:
    told = {
        "id": asked.id,
        "verdict": found.verdict,
        "confidence": found.confidence,
        "alarm": bool(found.alarms),
        "rationale": [s.text for s in found.rationale],
        "reasons": [f"{r.code}: {r.words}" for r in found.reasons],
        "numbers": [{"claimed": n.claimed, "found": n.found, "result": n.result} for n in found.numbers],
    }
    return json.dumps(told, ensure_ascii=False)


def _asked(line: str) -> _Asked | str:
    """The claim in a line, or a message that says what is wrong with the line."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"expected a JSON object with id, claim and pmid; found no JSON ({error})"
    if not isinstance(found, dict):
        return f"expected a JSON object with id, claim and pmid; found {type(found).__name__}"
    bad = [k for k in WANTED if not isinstance(found.get(k), str | int) or not str(found.get(k, "")).strip()]
    if bad:
        return f"expected text for {', '.join(WANTED)}; found none for {', '.join(bad)}"
    return _Asked(*(str(found[k]).strip() for k in WANTED))


def _texts(path: Path) -> Iterator[tuple[str, SourceText]]:
    try:
        fragments = split(_read(path))
    except EvidenceWatchError as error:
        raise UsageError(f"{path}: expected an efetch answer of PubMed records in XML; found: {error}") from None
    for _, _, fragment in fragments:
        record = parse(fragment)
        title = record.article.article_title or record.article.vernacular_title
        years = publication_years(None, record.article, title)
        sections = [(a.label, a.nlm_category, a.text) for a in record.abstracts]
        yield record.article.pmid, source_text(title, sections, years)


def _read(path: Path) -> bytes:
    try:
        data = files.read(path)
        if data is None:
            raise UsageError(f"{path}: expected a file; found none")
        return gzip.decompress(data) if data.startswith(GZIP) else data
    except (OSError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: expected a file that can be read; found: {error}") from None
