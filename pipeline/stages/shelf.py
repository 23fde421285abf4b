"""The records that raw holds, for every stage that reads them: tied, parsed once, corrected by hand.

FETCH plans its searches, and NORMALISE makes its rows, from what the shelf gives: a correction by hand reaches both.
A record is parsed once for each version of its bytes. Its core, which is all that most readers need, is kept in the
ledger; the authors, abstracts and reference lists of a record come from its bytes.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar, cast

from pipeline.evidence.papers.paper import Paper, paper_of
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import (
    Article,
    ArticleAbstract,
    ArticleAuthor,
    ArticleCorrection,
    ArticleMeshHeading,
    ArticlePublicationType,
    ArticleReference,
    ArticleRegistration,
)
from pipeline.schema.records import ParsedRecord
from pipeline.schema.table import Table, row_of, values_of
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten.corrections import Correction
from pipeline.sources.papers import pubmed_record
from pipeline.stages.freshness import code_of
from pipeline.stages.question_rows import group
from pipeline.stores.ledger import Ledger, Step
from pipeline.stores.raw import RawStore
from pipeline.stores.record_states import RecordState

T = TypeVar("T")
MOST_WHOLE = 5_000  # whole records held at once; one takes some 20 kB
# the rows of a record, by the attribute that has them
RECORD_TABLES: tuple[tuple[type[Table], str], ...] = (
    (ArticleAuthor, "authors"),
    (ArticleMeshHeading, "mesh_headings"),
    (ArticlePublicationType, "publication_types"),
    (ArticleCorrection, "corrections"),
    (ArticleRegistration, "registrations"),
    (ArticleReference, "references"),
    (ArticleAbstract, "abstracts"),
)
_whole: OrderedDict[str, ParsedRecord] = OrderedDict()  # by SHA-256; nobody changes them
CORE_TABLES = tuple(
    x for x in RECORD_TABLES if x[1] in ("authors", "mesh_headings", "publication_types", "corrections")
)


class Shelf:
    """The records of one raw store. Use one shelf in a stage: what it has read it does not read again."""

    def __init__(self, raw: RawStore, corrections: Sequence[Correction] = (), ledger: Ledger | None = None) -> None:
        self.raw = raw
        self.corrections = corrections
        self._ledger = ledger
        self._corrections_by_pmid = group(corrections, lambda c: c.key.partition(",")[0])
        self._cores: dict[str, ParsedRecord] = {}
        self._papers: dict[str, Paper] = {}
        self._answers: dict[tuple[str, str], Any] = {}

    @cached_property
    def _step(self) -> Step:
        """The cores of the last run. They are many, so they are loaded when somebody asks for a record."""
        return self._ledger.step("record") if self._ledger else Step("record", {})

    @property
    def states(self) -> Mapping[str, RecordState]:
        """What raw knows of every id today."""
        return self.raw.states()

    def keys(self, key: str) -> tuple[str, ...]:
        """The raw ids of the records behind a cited key: its own, the one that it is tied to, or all that share it."""
        state = self.states.get(key)
        pmids = state.pmids if state is not None and not ReferenceKey(key).is_pmid else ()
        return tuple(ReferenceKey.of_pmid(p) for p in pmids) or (key,)

    def held(self, keys: Iterable[str]) -> list[str]:
        """Those of `keys` that raw has a body of, sorted."""
        states = self.states
        return [k for k in sorted(keys) if k in states and states[k].sha256]

    def record(self, key: str) -> ParsedRecord | None:
        """The core of a record (`pmid:...`): its article, publication types, corrections, MeSH headings and collective
        authors; None if raw does not have it. Raises UnreadableBody and DamagedBody.
        """
        state = self.states.get(key) if ReferenceKey(key).is_pmid else None
        if state is None or not state.sha256:
            return None
        if state.sha256 not in self._cores:
            self._cores[state.sha256] = self._corrected(self._core(state.sha256))
        return self._cores[state.sha256]

    def records(self, keys: Iterable[str]) -> Iterator[tuple[str, ParsedRecord]]:
        """The cores of `keys` in their order; those that raw does not have are left out."""
        return ((k, r) for k in sorted(keys) if (r := self.record(k)) is not None)

    def paper(self, key: str) -> Paper | None:
        """A record as searching and ranking read it; None if raw does not have it."""
        record = self.record(key)
        if record is None:
            return None
        sha = self.states[key].sha256
        if sha not in self._papers:
            self._papers[sha] = paper_of(record)
        return self._papers[sha]

    def whole(self, key: str) -> ParsedRecord:
        """A record with all its rows. Raises UnreadableBody and DamagedBody; KeyError if raw does not have it."""
        return self._corrected(self._parsed(self.states[key].sha256))

    def corrections_of(self, keys: Iterable[str]) -> list[Correction]:
        """The corrections of the records of `keys`, by PMID and then in the order of their file."""
        pmids = sorted({ReferenceKey(k).value for k in keys} & self._corrections_by_pmid.keys())
        return [c for p in pmids for c in self._corrections_by_pmid[p]]

    def parsed(self, key: str, read: Callable[[bytes], T]) -> T:
        """What `read` makes of the last good answer about `key`; asked again, the same. Raises UnreadableBody and
        DamagedBody; KeyError if raw has none.
        """
        sha256 = self.states[key].sha256
        if (key, sha256) not in self._answers:
            self._answers[key, sha256] = self.raw.parsed(sha256, read)
        return cast(T, self._answers[key, sha256])

    def save(self, *, drops: bool = False) -> None:
        """Keep the cores that were read; `drops` those that nobody asked for."""
        if self._ledger is not None and (drops or "_step" in vars(self)):
            self._ledger.save(self._step, drops=drops)

    def _parsed(self, sha256: str) -> ParsedRecord:
        """A record as its bytes give it. FETCH and NORMALISE of one run parse the same bytes once."""
        if sha256 not in _whole:
            _whole[sha256] = self.raw.parsed(sha256, pubmed_record.parse)
            if len(_whole) > MOST_WHOLE:
                _whole.popitem(last=False)
        return _whole[sha256]

    def _core(self, sha256: str) -> ParsedRecord:
        inputs = code_of("sources/papers", "schema")
        if (kept := self._step.recall(sha256, inputs)) is not None:
            return _core_of(json.loads(kept))
        core = core_of(self._parsed(sha256))
        self._step.keep(sha256, inputs, json.dumps(_values(core)).encode())
        return core

    def _corrected(self, record: ParsedRecord) -> ParsedRecord:
        """The record with the corrections by hand; the rows that they change are copies."""
        own = self._corrections_by_pmid.get(record.article.pmid, ())
        if not own:
            return record
        wanted, article = {c.table for c in own}, replace(record.article)
        corrections_file.apply(own, Article, [article])
        found = replace(record, article=article)
        for table, name in RECORD_TABLES:
            if table.table_name in wanted:
                rows = [copy(row) for row in getattr(record, name)]
                corrections_file.apply(own, table, rows)
                setattr(found, name, rows)
        return found


def core_of(record: ParsedRecord) -> ParsedRecord:
    """The rows of a record that most readers need."""
    return ParsedRecord(
        article=record.article,
        authors=[a for a in record.authors if a.collective_name],
        mesh_headings=record.mesh_headings,
        publication_types=record.publication_types,
        corrections=record.corrections,
        other_dois=record.other_dois,
    )


def _values(core: ParsedRecord) -> list[Any]:
    rows = [[values_of(row) for row in getattr(core, name)] for _, name in CORE_TABLES]
    return [values_of(core.article), rows, core.other_dois]


def _core_of(values: list[Any]) -> ParsedRecord:
    article, rows, other_dois = values
    core = ParsedRecord(row_of(Article, article), other_dois=tuple(other_dois))
    for (table, name), own in zip(CORE_TABLES, rows, strict=True):
        setattr(core, name, [row_of(table, v) for v in own])
    return core
