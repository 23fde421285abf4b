"""NORMALISE, the claims: each compared with the text of everything it cites.

A comparison takes milliseconds, and a large root has tens of thousands. So the ledger keeps each one, and it is made
again only if the claim, the text, the code or what the fit among all articles decides has changed.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.evidence.claims.number_conflicts import number_conflicts
from pipeline.evidence.claims.verdicts import Compared, Sources, compare, fit_today, is_comparable
from pipeline.language.claims.topics import Topics
from pipeline.language.labels.names import label_title
from pipeline.language.text.source_text import SourceText, source_text
from pipeline.schema.claim_tables import Citation, Claim, ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.paper_tables import ArticleAbstract, CitedReference
from pipeline.schema.table import Table, row_of, values_of
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.freshness import code_of
from pipeline.stores.ledger import Step

Put = Callable[[type[Table], list[Table]], None]


@dataclass(frozen=True)
class StoredText:
    """The title and the sections (label, NLM category, text) of a source, cut into sentences only when asked."""

    title: str
    sections: tuple[tuple[str, str, str], ...]

    @cached_property
    def cut(self) -> SourceText:
        """The text as claims are compared with it."""
        return source_text(self.title, self.sections)

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        return hashlib.sha256(json.dumps([self.title, self.sections]).encode()).hexdigest()


class Texts(Mapping[str, SourceText]):
    """The source texts by reference id."""

    def __init__(self, stored: Mapping[str, StoredText]) -> None:
        self.stored = stored

    def __getitem__(self, reference_id: str) -> SourceText:
        return self.stored[reference_id].cut

    def __iter__(self) -> Iterator[str]:
        return iter(self.stored)

    def __len__(self) -> int:
        return len(self.stored)

    def __contains__(self, reference_id: object) -> bool:
        return reference_id in self.stored


def put_verdicts(
    put: Put,
    questions: Sequence[QuestionFile],
    references: Iterable[CitedReference],
    citations: Iterable[Citation],
    texts: Texts,
    *,
    comparisons: Step,
) -> None:
    """A verdict for each claim and citation, the claims' values, and the numbers that two questions disagree on.
    `comparisons` are those of the last run, from the ledger.
    """
    known = {r.reference_id: r for r in references}
    cited: dict[str, dict[str, CitedReference]] = {}
    for c in citations:
        cited.setdefault(c.claim_id, {})[c.reference_id] = known[c.reference_id]
    sources = Sources(texts, Topics(texts))
    rows: list[ClaimVerdict] = []
    numbers: list[ClaimNumber] = []
    for claim in (claim for q in questions for claim in q.claims):
        for reference in cited.get(claim.claim_id, {}).values():
            compared = _compared(claim, reference, sources, texts, comparisons)
            rows.append(compared.verdict)
            numbers += compared.numbers
    put(ClaimVerdict, list(rows))
    put(ClaimNumber, list(numbers))
    asked = [(q.question, q.claims) for q in questions if q.question is not None]
    put(NumberConflict, list(number_conflicts(asked)))


def _compared(claim: Claim, reference: CitedReference, sources: Sources, texts: Texts, comparisons: Step) -> Compared:
    """The comparison that the ledger has, if it still holds; else a new one."""
    if not is_comparable(claim, reference, sources):
        return compare(claim, reference, sources)
    key = f"{claim.claim_id} {reference.reference_id}"
    inputs = _inputs(claim, reference, texts)
    kept = comparisons.recall(key, inputs)
    if kept is not None:
        fit, verdict, numbers = json.loads(kept)
        if not fit or fit == fit_today(claim, reference, sources):
            return Compared(row_of(ClaimVerdict, verdict), [row_of(ClaimNumber, n) for n in numbers], fit)
    compared = compare(claim, reference, sources)
    made = [compared.fit, values_of(compared.verdict), [values_of(n) for n in compared.numbers]]
    comparisons.keep(key, inputs, json.dumps(made).encode())
    return compared


def _inputs(claim: Claim, reference: CitedReference, texts: Texts) -> str:
    """A hash of all that `compare` reads of a claim and a source with a text."""
    read = (code_of("language", "evidence/claims", "schema"), claim.question_id, claim.text)
    text = texts.stored[reference.reference_id].digest
    return hashlib.sha256("\0".join((*read, text, reference.set_id)).encode("utf-8", "surrogatepass")).hexdigest()


def texts(
    references: Iterable[CitedReference],
    abstracts: Mapping[str, Sequence[ArticleAbstract]],
    labels: Mapping[str, Label],
    sections: Mapping[str, Sequence[LabelSection]],
) -> Texts:
    """The text of each reference: the abstract of a fetched record, or the sections of a label."""
    stored: dict[str, StoredText] = {}
    for r in references:
        if r.set_id in sections:
            own = tuple((s.title or s.section.replace("_", " "), "", s.text) for s in sections[r.set_id])
            title = label_title(labels[r.set_id]) if r.set_id in labels else r.title
            stored[r.reference_id] = StoredText(title, own)
        elif r.pmid in abstracts and r.origin != "snapshot":
            parts = tuple((a.label, a.nlm_category, a.text) for a in abstracts[r.pmid])
            stored[r.reference_id] = StoredText(r.title, parts)
    return Texts(stored)
