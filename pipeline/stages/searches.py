"""What FETCH and NORMALISE share of the searches: the plan of each question, and what raw answered to it.

Both make the plan from the same files and the same raw, so that NORMALISE looks for the answers that FETCH asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pipeline.evidence.newer.searches import SearchRequest, searches
from pipeline.evidence.newer.superseded import LONGEST_CHAIN
from pipeline.evidence.papers.follow_ups import newer_versions
from pipeline.evidence.papers.paper import Paper, paper_of
from pipeline.schema.records import ParsedRecord
from pipeline.schema.tables import Question
from pipeline.sources.papers import pubmed, pubmed_record
from pipeline.sources.questions.file import QuestionFile
from pipeline.stores.raw import RawStore
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


def record_keys(key: str, states: States) -> tuple[str, ...]:
    """The raw ids of the records behind a cited key: its own, the one that it is tied to, or all that share it."""
    pmids = states[key].pmids if key in states and not key.startswith("pmid:") else ()
    return tuple(f"pmid:{p}" for p in pmids) or (key,)


def cited_keys(question: QuestionFile, states: States) -> list[str]:
    """The raw ids of the records that a question cites, DOIs and PMCIDs as the PMIDs that own them."""
    keys = dict.fromkeys(c.cited_as for c in question.citations)
    behind = dict.fromkeys(own for key in keys for own in record_keys(key, states))
    return [k for k in behind if k.startswith("pmid:") and k in states and states[k].sha256]


def plans(questions: Sequence[QuestionFile], raw: RawStore, states: States) -> list[QuestionPlan]:
    """The plan of every question that is not retired. An approval changes no search: else it would read as not made."""
    active = [q for q in questions if q.question is not None and q.question.status != "retired"]
    keys = {q.question_id: cited_keys(q, states) for q in active}
    papers = read_papers(raw, states, {k for own in keys.values() for k in own})
    made = []
    for file in active:
        cited = tuple(papers[k] for k in keys[file.question_id])
        requests = searches(file.question, cited) if file.question else []
        if file.question is not None:
            made.append(QuestionPlan(file.question, cited, tuple(requests)))
    return made


def read_papers(raw: RawStore, states: States, keys: Iterable[str]) -> dict[str, Paper]:
    """The records of `keys` as papers, by raw id; those that raw does not hold are left out."""
    return {key: paper_of(record) for key, record in read_records(raw, states, keys)}


def read_records(raw: RawStore, states: States, keys: Iterable[str]) -> Iterable[tuple[str, ParsedRecord]]:
    """The records of `keys` in their order, each parsed; those that raw does not hold are left out."""
    held = [k for k in sorted(keys) if k in states and states[k].sha256]
    for key in held:
        yield key, raw.parsed(states[key].sha256, pubmed_record.parse)


@dataclass(frozen=True)
class Answer:
    """What raw holds of one search or one paper's citing articles: how many, which, since when."""

    count: int
    pmids: tuple[str, ...]
    unmatched: tuple[str, ...]
    first_seen_date: str


def read_answers(raw: RawStore, states: States, keys: Iterable[str]) -> dict[str, Answer]:
    """The last answers to `search:` and `citing:` ids, by raw id; what was never answered is left out."""
    held = [k for k in dict.fromkeys(keys) if k in states and states[k].sha256]
    found = {}
    for key in held:
        state = states[key]
        read = partial(_read_answer, key, state.first_seen_at[:10])
        found[key] = raw.parsed(state.sha256, read)
    return found


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


def chain_keys(raw: RawStore, states: States, keys: Iterable[str]) -> set[str]:
    """The raw ids of the newer versions that `keys` lead to, step by step; a cycle ends where it closes."""
    first = frozenset(keys)
    known, step = set(first), sorted(first)
    for _ in range(LONGEST_CHAIN):
        named = newer_versions(record for _, record in read_records(raw, states, step))
        step = [f"pmid:{p}" for p in named if f"pmid:{p}" not in known]
        known.update(step)
        if not step:
            break
    return known - first
