"""The sentences of a label about a claim or the question, as rows, and whether the label answers the question at all.

`language/labels/passages.py` chooses the sentences: they show where to look first and give no verdict. The answer is
one of

- `answers`: sentences of the label's indications, dosage, contraindications or warnings match the question;
- `section absent`: the label has none of the sections that would give the answer;
- `silent`: it has such a section, but says nothing about the drug's use there;
- `unclear`: everything between; a person reads the nearest sentences.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.language.labels.passages import LabelIndex, LabelSentence, sections_asked
from pipeline.schema.claim_tables import Claim
from pipeline.schema.label_tables import LabelChoice, LabelPassage
from pipeline.schema.question_tables import Question


@dataclass(frozen=True)
class IndexedLabel:
    """A label's sentences, indexed for search, and the names of the sections that have text."""

    index: LabelIndex
    sections: frozenset[str]


def answered(question: Question, choice: LabelChoice, labels: Mapping[str, IndexedLabel]) -> LabelChoice:
    """`choice` with its label's answer to the question; unchanged if the label's text is not at hand."""
    label = labels.get(choice.set_id)
    if label is None:
        return choice
    asked = sections_asked(question)
    if label.index.answering(question):
        return replace(choice, answer="answers", sections_asked=asked)
    if label.index.nearest(question):
        return replace(choice, answer="unclear", sections_asked=asked)
    return replace(
        choice, answer="silent" if label.sections.intersection(asked) else "section absent", sections_asked=asked
    )


def passages(
    question: Question,
    claims: Sequence[Claim],
    cited: Mapping[str, Sequence[str]],
    choices: Sequence[LabelChoice],
    labels: Mapping[str, IndexedLabel],
) -> list[LabelPassage]:
    """The sentences of each label in use that answer the question, then those closest to its claims.

    A claim of the label section that cites no label is looked for in every label in use. If it is unclear whether a
    label answers, its nearest sentences are listed under the claim that says that it does not.
    """
    used = list(dict.fromkeys(c.set_id for c in choices if c.set_id in labels))
    unclear = {c.set_id for c in choices if c.answer == "unclear"}
    rows: list[LabelPassage] = []
    for set_id in used:
        label = labels[set_id]
        hits = [("", hit) for hit in label.index.answering(question)]
        abstentions = [c for c in claims if c.is_abstention and c.section == "fda" and set_id in unclear]
        hits += [(c.claim_id, hit) for c in abstentions for hit in label.index.nearest(question)]
        for claim in claims:
            own = cited.get(claim.claim_id, ())
            if claim.is_abstention or (set_id not in own and (own or claim.section != "fda")):
                continue
            hit = label.index.closest(claim.text, claim.heading)
            hits += [(claim.claim_id, hit)] if hit else []
        rows += [
            replace(_row(*hit), question_id=question.question_id, set_id=set_id, position=n, claim_id=claim_id)
            for n, (claim_id, hit) in enumerate(hits, 1)
        ]
    return rows


def _row(sentence: LabelSentence, share: float) -> LabelPassage:
    return LabelPassage(
        "",
        "",
        0,
        section=sentence.section,
        number=sentence.number,
        title=sentence.title,
        sentence_number=sentence.sentence_number,
        sentence=sentence.text,
        share=round(share, 3),
    )
