"""What FETCH and NORMALISE share of the searches: the plan of each question, and what raw answered to it.

Both make the plan from the same files and the same raw, so that NORMALISE looks for the answers that FETCH asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.evidence.newer.searches import SearchRequest, searches
from pipeline.evidence.newer.superseded import LONGEST_CHAIN
from pipeline.evidence.papers.follow_ups import newer_versions
from pipeline.evidence.papers.paper import Paper
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.question_tables import Question
from pipeline.sources.papers import pubmed
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.shelf import Shelf
from pipeline.stores.record_states import RecordState

RECORDS_PER_SEARCH = 200  # of each search the newest; of citing articles those that cite most of what is cited

States = Mapping[str, RecordState]


@dataclass(frozen=True)
class QuestionPlan:
    """The searches of one question, and the cited PMIDs whose citing articles are asked for."""

    question: Question
    cited: tuple[Paper, ...]
    requests: tuple[SearchRequest, ...]

    @property
    def cited_pmids(self) -> tuple[str, ...]:
        """The PMIDs of the cited records at hand."""
        return tuple(p.pmid for p in self.cited)

    @property
    def keys(self) -> list[str]:
        """The raw ids of everything that this question asks for."""
        return [*(r.key for r in self.requests), *(f"citing:{p}" for p in self.cited_pmids)]


def cited_keys(question: QuestionFile, shelf: Shelf) -> list[str]:
    """The raw ids of the records that a question cites, DOIs and PMCIDs as the PMIDs that own them."""
    keys = dict.fromkeys(c.cited_as for c in question.citations)
    behind = dict.fromkeys(own for key in keys for own in shelf.keys(key) if ReferenceKey(own).is_pmid)
    held = set(shelf.held(behind))
    return [k for k in behind if k in held]


def plans(questions: Sequence[QuestionFile], shelf: Shelf) -> list[QuestionPlan]:
    """The plan of every question that is not retired. An approval changes no search: else it would read as not made."""
    made = []
    for file in questions:
        if file.question is not None and file.question.status != "retired":
            cited = tuple(p for k in cited_keys(file, shelf) if (p := shelf.paper(k)) is not None)
            made.append(QuestionPlan(file.question, cited, tuple(searches(file.question, cited))))
    return made


@dataclass(frozen=True)
class Answer:
    """What raw holds of one search or one paper's citing articles: how many, which, since when."""

    count: int
    pmids: tuple[str, ...]
    unmatched: tuple[str, ...]
    first_seen_date: str


def read_answers(shelf: Shelf, keys: Iterable[str]) -> dict[str, Answer]:
    """The last answers to `search:` and `citing:` ids, by raw id; what was never answered is left out."""
    states = shelf.states
    held = [k for k in dict.fromkeys(keys) if k in states and states[k].sha256]
    return {k: shelf.parsed(k, partial(_read_answer, k, states[k].first_seen_at[:10])) for k in held}


def _read_answer(key: str, seen: str, body: bytes) -> Answer:
    if key.startswith("search:"):
        answer = pubmed.read_found(body, RECORDS_PER_SEARCH)
        return Answer(answer.count, answer.pmids, answer.unmatched, seen)
    links = pubmed.read_link_set(body)
    return Answer(len(links), links, (), seen)


def citing_of(plan: QuestionPlan, answers: Mapping[str, Answer]) -> dict[str, tuple[str, ...]]:
    """Who cites each cited paper of the question, as far as was answered; the question's own references left out."""
    own = set(plan.cited_pmids)
    return {
        p: tuple(c for c in answers[f"citing:{p}"].pmids if c not in own)
        for p in plan.cited_pmids
        if f"citing:{p}" in answers
    }


def chosen_citing(citing: Mapping[str, Sequence[str]]) -> list[str]:
    """The citing articles whose records are looked at: those that cite most of the references, of equals the newest."""
    counts: dict[str, int] = {}
    for who in citing.values():
        for pmid in who:
            counts[pmid] = counts.get(pmid, 0) + 1
    return sorted(counts, key=lambda p: (-counts[p], -int(p)))[:RECORDS_PER_SEARCH]


def wanted_records(plan: QuestionPlan, answers: Mapping[str, Answer]) -> dict[str, set[str]]:
    """PMID to the purposes by which it was found, for every record that this question looks at."""
    routes: dict[str, set[str]] = {}
    for request in plan.requests:
        for pmid in answers[request.key].pmids if request.key in answers else ():
            routes.setdefault(pmid, set()).add(request.purpose)
    for pmid in chosen_citing(citing_of(plan, answers)):
        routes.setdefault(pmid, set()).add("citing")
    return {p: r for p, r in routes.items() if p not in plan.cited_pmids}


def chain_keys(shelf: Shelf, keys: Iterable[str]) -> set[str]:
    """The raw ids of the newer versions that `keys` lead to, step by step; a cycle ends where it closes."""
    first = frozenset(keys)
    known, step = set(first), sorted(first)
    for _ in range(LONGEST_CHAIN):
        named = newer_versions(record for _, record in shelf.records(step))
        step = [ReferenceKey.of_pmid(p) for p in named if ReferenceKey.of_pmid(p) not in known]
        known.update(step)
        if not step:
            break
    return known - first
