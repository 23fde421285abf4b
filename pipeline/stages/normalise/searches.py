"""NORMALISE, the searches: what raw answered, to rows of searches, supersessions and candidates."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any

from pipeline.evidence.newer.candidates import FoundPaper, LastApproval, SearchedQuestion, candidates
from pipeline.evidence.newer.ranked_record import document
from pipeline.evidence.newer.searches import SOURCE, search_id
from pipeline.evidence.newer.superseded import supersessions
from pipeline.evidence.papers.paper import Paper, paper_of, paper_of_reference
from pipeline.findings.citing import is_label
from pipeline.language.text.conclusions import conclusion
from pipeline.schema.claim_tables import Citation
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.moving_tables import Candidate, Search, Supersession
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import ParsedRecord
from pipeline.schema.table import Table, row_of, values_of
from pipeline.sources.handwritten.corrections import Correction
from pipeline.sources.papers.pubmed import LINK_NAME
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.freshness import code_of
from pipeline.stages.question_rows import group
from pipeline.stages.reviews import Decisions
from pipeline.stages.searches import (
    Answer,
    QuestionPlan,
    States,
    chain_keys,
    chosen_citing,
    citing_of,
    plans,
    read_answers,
    wanted_records,
)
from pipeline.stages.shelf import Shelf
from pipeline.stores.ledger import Step

Put = Callable[[type[Table], list[Table]], None]


@dataclass(frozen=True)
class Cited:
    """What the questions cite, as NORMALISE has made it, and the snapshot's records."""

    questions: Sequence[QuestionFile]
    references: Sequence[CitedReference]
    citations: Sequence[Citation]
    held: Sequence[ParsedRecord] = ()

    @cached_property
    def pmids(self) -> Mapping[str, Mapping[str, str]]:
        """By question, the PMID of each reference that it cites, "" where none is known."""
        pmids: dict[str, dict[str, str]] = {}
        for reference in self.references:
            for question_id in reference.question_ids:
                pmids.setdefault(question_id, {})[reference.reference_id] = reference.pmid
        return pmids

    @cached_property
    def by_claim(self) -> Mapping[str, Sequence[Citation]]:
        """The citations of each claim."""
        return group(self.citations, lambda c: c.claim_id)


def put_searches(
    put: Put, shelf: Shelf, cited: Cited, decisions: Decisions, ranked_before: Step
) -> tuple[set[str], set[str]]:
    """Fill the tables of searches, supersessions and candidates; the raw ids of the records that those rows show, and
    of everything that they rest on. `ranked_before` are the candidates of the last run, from the ledger.
    """
    made = plans(cited.questions, shelf)
    answers = read_answers(shelf, (k for plan in made for k in plan.keys))
    routes = {plan.question.question_id: wanted_records(plan, answers) for plan in made}
    looked_at = {ReferenceKey.of_pmid(p) for found_by in routes.values() for p in found_by}
    chains = chain_keys(shelf, (ReferenceKey.of_pmid(r.pmid) for r in cited.references if r.pmid))
    met = looked_at | {ReferenceKey.of_pmid(p) for plan in made for p in plan.cited_pmids}
    held = [paper_of(record, answered=False) for record in cited.held]
    live = [p for keys in (chains, met) for k in sorted(keys) if (p := shelf.paper(k)) is not None]
    at_hand = {p.reference_id: p for p in (*held, *live)}
    newer = supersessions(_cited_papers(cited, at_hand), at_hand.values())
    files = {q.question_id: q for q in cited.questions}
    replacing = group(newer, lambda s: s.reference_id)
    first_seen = shelf.raw.first_found()
    best: list[Candidate] = []
    for plan in made:
        asked = Asked(plan, files[plan.question.question_id], routes, answers, replacing, cited, decisions)
        best += _ranked(asked, shelf, met, first_seen, ranked_before)
    put(Search, [row for plan in made for row in _search_rows(plan, answers, shelf.states)])
    put(Supersession, list(newer))
    put(Candidate, list(best))
    shown = {ReferenceKey.of_pmid(c.pmid) for c in best} | {step for s in newer for step in s.chain}
    return set(shelf.held(shown)), {k for plan in made for k in plan.keys} | looked_at | chains


@dataclass(frozen=True)
class Asked:
    """One question with everything that its candidates are chosen by, but the records."""

    plan: QuestionPlan
    file: QuestionFile
    all_routes: Mapping[str, Mapping[str, set[str]]]
    answers: Mapping[str, Answer]
    newer: Mapping[str, Sequence[Supersession]]
    cited: Cited
    decisions: Decisions

    @property
    def question_id(self) -> str:
        """The question's id."""
        return self.plan.question.question_id

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The PMID of each reference that the question cites."""
        return self.cited.pmids.get(self.question_id, {})

    @cached_property
    def claims_citing(self) -> dict[str, list[str]]:
        """The claims that cite each PMID."""
        found: dict[str, list[str]] = {}
        for citation in (c for claim in self.file.claims for c in self.cited.by_claim.get(claim.claim_id, ())):
            if self.own.get(citation.reference_id):
                found.setdefault(self.own[citation.reference_id], []).append(citation.claim_id)
        return found

    @cached_property
    def replacing(self) -> list[Supersession]:
        """What may replace the papers that the question cites."""
        return [s for reference_id in self.own for s in self.newer.get(reference_id, ())]

    @cached_property
    def routes(self) -> dict[str, set[str]]:
        """The ways in which each PMID was found."""
        successors = ("superseding guideline", "newer version")
        ways = {p: {r for r in w if r not in successors} for p, w in self.all_routes[self.question_id].items()}
        for row in self.replacing:
            ways.setdefault(ReferenceKey(row.newer_id).value, set()).add(row.route)
        return {p: w for p, w in ways.items() if w}

    def pool(self, found: Mapping[str, FoundPaper]) -> SearchedQuestion:
        """What the candidates are chosen from; `found` are the records by PMID."""
        return SearchedQuestion(
            question=self.plan.question,
            claims=self.file.claims,
            cited=[found[p] for p in self.plan.cited_pmids if p in found],
            found=found,
            routes=self.routes,
            citing=citing_of(self.plan, self.answers),
            claims_citing=self.claims_citing,
            supersessions=self.replacing,
            dismissed=self.decisions.dismissed.get(self.question_id, ()),
            approval=self.decisions.approved.get(self.question_id),
            cited_pmids={*self.plan.cited_pmids, *filter(None, self.own.values())},
        )


def _ranked(
    asked: Asked, shelf: Shelf, met: Collection[str], first_seen: Mapping[str, str], ranked_before: Step
) -> list[Candidate]:
    """The candidates of one question: those of the last run if nothing that they rest on has changed."""
    keys = [ReferenceKey.of_pmid(p) for p in dict.fromkeys((*asked.plan.cited_pmids, *sorted(asked.routes)))]
    held = set(shelf.held(keys))
    keys = [k for k in keys if k in met and k in held]
    read = [(k, shelf.states[k].sha256, first_seen[k][:10]) for k in keys]
    inputs = _inputs_of(asked.pool({}), read, shelf.corrections_of(keys))
    kept = ranked_before.recall(asked.question_id, inputs)
    if kept is not None:
        return [row_of(Candidate, values) for values in json.loads(kept)]
    about = f"{asked.plan.question.question} {asked.plan.question.condition}"
    cited = set(asked.plan.cited_pmids)
    found = {
        record.article.pmid: _read(record, "" if record.article.pmid in cited else about, date)
        for record, (_, _, date) in ((shelf.whole(r[0]), r) for r in read)
    }
    best = candidates(asked.pool(found))
    ranked_before.keep(asked.question_id, inputs, json.dumps([values_of(c) for c in best]).encode())
    return best


def _inputs_of(pool: SearchedQuestion, read: Sequence[tuple[str, str, str]], corrections: Sequence[Correction]) -> str:
    """A hash of everything that the candidates of a question are chosen by. `read` are the id, SHA-256 and first date
    of each record.
    """
    told = (
        code_of("evidence", "language", "schema", "sources/papers"),
        values_of(pool.question),
        [values_of(c) for c in pool.claims],
        sorted((p, sorted(w)) for p, w in pool.routes.items()),
        sorted((p, list(who)) for p, who in pool.citing.items()),
        sorted((p, list(who)) for p, who in pool.claims_citing.items()),
        [values_of(s) for s in pool.supersessions],
        sorted(pool.dismissed),
        _values_of_approval(pool.approval),
        sorted(pool.cited_pmids),
        read,
        [astuple(c) for c in corrections],
    )
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _values_of_approval(approval: LastApproval | None) -> list[Any]:
    if approval is None:
        return []
    return [approval.date, None if approval.unread is None else sorted(approval.unread)]


def _read(record: ParsedRecord, about: str, first_seen: str) -> FoundPaper:
    last = conclusion(record.abstracts, about) if about else None
    words = document(record.article, record.abstracts, record.mesh_headings, record.publication_types)
    return FoundPaper(paper_of(record), words, last.text if last else "", first_seen)


def _cited_papers(cited: Cited, at_hand: Mapping[str, Paper]) -> list[Paper]:
    return [at_hand.get(r.reference_id) or paper_of_reference(r) for r in cited.references if not is_label(r)]


def _search_rows(plan: QuestionPlan, answers: Mapping[str, Answer], states: States) -> list[Search]:
    """One row per search, and one for the citing articles of all references together."""
    rows = []
    for request in plan.requests:
        answer, state = answers.get(request.key), states.get(request.key)
        rows.append(
            Search(
                search_id=request.search_id,
                question_id=request.question_id,
                source=SOURCE,
                purpose=request.purpose,
                query=request.query,
                searched_date=answer.first_seen_date if answer else "",
                n_found=answer.count if answer else None,
                n_read=len(answer.pmids) if answer else None,
                failed_since_date=state.failed_since[:10] if state else "",
                unmatched=answer.unmatched if answer else (),
                reference_id=request.reference_id,
            )
        )
    return [*rows, *_citing_row(plan, answers, states)]


def _citing_row(plan: QuestionPlan, answers: Mapping[str, Answer], states: States) -> list[Search]:
    """The count stands only when the citing articles of every reference at hand were answered for."""
    keys = [f"citing:{p}" for p in plan.cited_pmids]
    if not keys:
        return []
    query = f"{LINK_NAME}: {', '.join(sorted(plan.cited_pmids, key=int))}"
    failed = sorted(states[k].failed_since[:10] for k in keys if k in states and states[k].failed_since)
    citing = citing_of(plan, answers)
    is_whole = all(k in answers for k in keys)
    question_id = plan.question.question_id
    return [
        Search(
            search_id=search_id(question_id, query),
            question_id=question_id,
            source=SOURCE,
            purpose="citing",
            query=query,
            searched_date=max((answers[k].first_seen_date for k in keys), default="") if is_whole else "",
            n_found=len({c for who in citing.values() for c in who}) if is_whole else None,
            n_read=len(chosen_citing(citing)) if is_whole else None,
            failed_since_date=failed[0] if failed else "",
        )
    ]
