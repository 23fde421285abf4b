"""NORMALISE, the claims: each held against the text of everything it cites, while that text is at hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.evidence.claims.number_conflicts import number_conflicts
from pipeline.evidence.claims.verdicts import Sources, verdicts
from pipeline.language.claims.topics import Topics
from pipeline.language.labels.names import label_title
from pipeline.language.text.source_text import SourceText, source_text
from pipeline.schema.claim_tables import Citation, ClaimNumber, ClaimVerdict, NumberConflict
from pipeline.schema.label_tables import Label, LabelSection
from pipeline.schema.paper_tables import ArticleAbstract, CitedReference
from pipeline.schema.table import Table
from pipeline.sources.questions.file import QuestionFile

Put = Callable[[type[Table], list[Table]], None]


def put_verdicts(
    put: Put,
    questions: Sequence[QuestionFile],
    references: Iterable[CitedReference],
    citations: Iterable[Citation],
    texts: Mapping[str, SourceText],
) -> None:
    """A verdict for each claim and citation, the claims' values, and the numbers that two questions disagree on."""
    known = {r.reference_id: r for r in references}
    cited: dict[str, dict[str, CitedReference]] = {}
    for c in citations:
        cited.setdefault(c.claim_id, {})[c.reference_id] = known[c.reference_id]
    sources = Sources(texts, Topics(texts))
    rows: list[ClaimVerdict] = []
    numbers: list[ClaimNumber] = []
    for claim in (claim for q in questions for claim in q.claims):
        made, values = verdicts(claim, tuple(cited.get(claim.claim_id, {}).values()), sources)
        rows += made
        numbers += values
    put(ClaimVerdict, list(rows))
    put(ClaimNumber, list(numbers))
    asked = [(q.question, q.claims) for q in questions if q.question is not None]
    put(NumberConflict, list(number_conflicts(asked)))


def texts(
    references: Iterable[CitedReference],
    abstracts: Mapping[str, Sequence[ArticleAbstract]],
    labels: Mapping[str, Label],
    sections: Mapping[str, Sequence[LabelSection]],
) -> dict[str, SourceText]:
    """What each reference says, by its id: the abstract of a record that was fetched, or the sections of a label."""
    found: dict[str, SourceText] = {}
    for r in references:
        if r.set_id in sections:
            told = [(s.title or s.section.replace("_", " "), "", s.text) for s in sections[r.set_id]]
            found[r.reference_id] = source_text(label_title(labels[r.set_id]) if r.set_id in labels else r.title, told)
        elif r.pmid in abstracts and r.origin != "snapshot":
            parts = [(a.label, a.nlm_category, a.text) for a in abstracts[r.pmid]]
            found[r.reference_id] = source_text(r.title, parts)
    return found
