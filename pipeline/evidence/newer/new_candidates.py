"""New evidence as a change: the candidates of a question that no earlier refresh had found.

What the first search of a question finds is no change: nothing moved, nobody had looked before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.evidence.changes import new_change
from pipeline.schema.history_tables import CandidateVersion, Change
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate
from pipeline.schema.records import QuestionEvidence

KIND = "new_evidence"


@dataclass
class CandidatesMoved:
    """New rows for the append-only tables."""

    versions: list[CandidateVersion] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def compare_candidates(
    history: Iterable[CandidateVersion], evidence: Sequence[QuestionEvidence], date: str
) -> CandidatesMoved:
    """Compares today's candidates with the history. A question that was never searched is left out."""
    known: dict[str, list[CandidateVersion]] = {}
    for version in history:
        known.setdefault(version.question_id, []).append(version)
    moved = CandidatesMoved()
    for bundle in evidence:
        if not any(s.n_found is not None for s in bundle.searches):
            continue
        held = known.get(bundle.question.question_id, [])
        seen = {v.pmid for v in held}
        new = sorted((c for c in bundle.candidates if c.pmid not in seen), key=lambda c: int(c.pmid))
        pmids = ([] if held else [""]) + [c.pmid for c in new]
        moved.versions += [
            CandidateVersion(bundle.question.question_id, n, date, pmid) for n, pmid in enumerate(pmids, len(held) + 1)
        ]
        moved.changes += [change for c in new if held for change in _changes(bundle.question.question_id, c, date)]
    return moved


def _changes(question_id: str, candidate: Candidate, date: str) -> list[Change]:
    """One change for each claim that the candidate may affect; one for the question if there is none."""
    shown = f"{candidate.title} ({candidate.year})" if candidate.year else candidate.title
    return [
        new_change(
            date, KIND, question_id, claim_id=claim_id, reference_id=ReferenceKey.of_pmid(candidate.pmid), after=shown
        )
        for claim_id in candidate.claim_ids or ("",)
    ]
