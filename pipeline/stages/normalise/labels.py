"""NORMALISE, the labels: copies in raw to rows of labels, sections, choices and passages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.labels.choice import choices, ties
from pipeline.evidence.labels.known import name_key, reference_rows, text_key
from pipeline.evidence.labels.passages import IndexedLabel, answered, passages
from pipeline.language.labels.passages import LabelIndex
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice, LabelPassage, LabelSection
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.table import Table
from pipeline.sources.questions.file import QuestionFile
from pipeline.sources.snapshot import Snapshot
from pipeline.stages.labels import (
    LabelKeys,
    LabelsAtHand,
    cited_set_ids,
    claim_citations,
    label_versions,
    read_labels,
    read_text,
    relatives,
)
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore

Put = Callable[[type[Table], list[Table]], None]


@dataclass
class LabelShelf:
    """What the other tables need of the labels: the references behind cited keys, which label a claim means by an
    application number, every label row, the keys of the drugs that no source answered for, the keys in raw whose
    failure leaves something here unknown, and the text of the labels in use.
    """

    references: dict[str, CitedReference] = field(default_factory=dict)
    ties: dict[tuple[str, str], str] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    unanswered_drugs: list[str] = field(default_factory=list)
    wanted: set[str] = field(default_factory=set)
    sections: dict[str, list[LabelSection]] = field(default_factory=dict)  # of the labels in use that have a text

    @property
    def of_snapshot(self) -> list[str]:
        """The set ids that only the snapshot holds."""
        return [x.set_id for x in self.labels if x.source == "snapshot"]


def put_labels(put: Put, raw: RawStore, questions: Sequence[QuestionFile], held: Snapshot, paths: Paths) -> LabelShelf:
    """Fill the tables of labels with everything that the questions cite and the drugs they name lead to."""
    keys = LabelKeys.of(questions)
    if not keys.is_asking:
        return LabelShelf()
    versions = label_versions(paths)
    at_hand = read_labels(raw, keys, held, versions)
    more = relatives(questions, keys, at_hand.known)
    at_hand = at_hand if more == keys else read_labels(raw, more, held, versions)
    tied = ties(claim_citations(questions), at_hand.known)
    sections = _put_rows(put, raw, questions, at_hand)
    cited = [ReferenceKey.of_set_id(s) for s in (*keys.set_ids, *tied.values())]
    labels = [at_hand.known.labels[s] for s in sorted(at_hand.known.labels)]
    put(Label, list(labels))
    unanswered = [k for k, search in at_hand.known.searches.items() if not search.is_answered]
    references = reference_rows([*cited, *keys.applications], at_hand.known)
    return LabelShelf(references, tied, labels, unanswered, _wanted(keys, at_hand), sections)


def _wanted(keys: LabelKeys, at_hand: LabelsAtHand) -> set[str]:
    """The keys that something shown rests on. DailyMed's document is wanted only where openFDA's is not at hand."""
    labels, searches = at_hand.known.labels, at_hand.known.searches
    used = {*keys.set_ids, *(s for s, label in labels.items() if label.is_in_use)}
    unsettled = {s for s in used if s not in labels or labels[s].source != "openfda" or labels[s].stale_since_date}
    wanted = (
        {ReferenceKey.of_set_id(s) for s in used} | {f"history:{s}" for s in used} | {f"spl:{s}" for s in unsettled}
    )
    return wanted | set(searches) | {of(k) for k in searches for of in (text_key, name_key)}


def _put_rows(
    put: Put, raw: RawStore, questions: Sequence[QuestionFile], at_hand: LabelsAtHand
) -> dict[str, list[LabelSection]]:
    """Choices, passages, and the sections of the labels in use, which are also given back where they have a text."""
    known = at_hand.known
    cited = cited_set_ids(questions, known)
    rows = {q.question_id: choices(q.question, q.claims, cited, known) for q in questions if q.question}
    used = {r.set_id for found in rows.values() for r in found if r.set_id}.union(*cited.values())
    indexed: dict[str, IndexedLabel] = {}
    found: dict[str, list[LabelSection]] = {}
    for set_id in sorted(used & known.labels.keys()):
        label = known.labels[set_id]
        label.is_in_use = True
        sections = read_text(raw, at_hand, set_id)
        put(LabelSection, list(sections))
        if sections:
            found[set_id] = list(sections)
            index = LabelIndex(sections, (*label.brand_name, *label.generic_name))
            indexed[set_id] = IndexedLabel(index, frozenset(s.section for s in sections if s.text))
    for question in questions:
        if question.question is None:
            continue
        made = [answered(question.question, c, indexed) for c in rows[question.question_id]]
        put(LabelChoice, list(made))
        put(LabelPassage, list(passages(question.question, question.claims, cited, made, indexed)))
    return found
