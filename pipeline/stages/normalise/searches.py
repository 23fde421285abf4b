"""NORMALISE, the searches: what raw answered, to rows of searches, supersessions and candidates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.evidence.newer.candidates import FoundPaper, SearchedQuestion, candidates
from pipeline.evidence.newer.ranked_record import document
from pipeline.evidence.newer.searches import SOURCE, search_id
from pipeline.evidence.newer.superseded import supersessions
from pipeline.evidence.papers.paper import Paper, paper_of, paper_of_reference
from pipeline.language.text.conclusions import conclusion
from pipeline.schema.moving_tables import Candidate, Search, Supersession
from pipeline.schema.records import ParsedRecord
from pipeline.schema.table import Table
from pipeline.schema.tables import Citation, CitedReference
from pipeline.sources.papers.pubmed import LINK_NAME
from pipeline.sources.questions.file import QuestionFile
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
    read_records,
    wanted_records,
)
from pipeline.stores.raw import RawStore

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
    put: Put, raw: RawStore, states: States, cited: Cited, decisions: Decisions
) -> tuple[set[str], set[str]]:
    """Fill the tables of searches, supersessions and candidates; the raw ids of the records that those rows show, and
    of everything that they rest on.
    """
    made = plans(cited.questions, raw, states)
    answers = read_answers(raw, states, (k for plan in made for k in plan.keys))
    routes = {plan.question.question_id: wanted_records(plan, answers) for plan in made}
    found = _found(raw, states, made, routes)
    chains = chain_keys(raw, states, (f"pmid:{r.pmid}" for r in cited.references if r.pmid))
    named = [paper_of(record) for _, record in read_records(raw, states, chains)]
    held = [paper_of(record, answered=False) for record in cited.held]
    at_hand = {p.reference_id: p for p in (*held, *named, *(f.paper for f in found.values()))}
    newer = supersessions(_cited_papers(cited, at_hand), at_hand.values())
    files = {q.question_id: q for q in cited.questions}
    rows = [row for plan in made for row in _search_rows(plan, answers, states)]
    best: list[Candidate] = []
    replacing = group(newer, lambda s: s.reference_id)
    for plan in made:
        file = files[plan.question.question_id]
        best += candidates(_pool(plan, file, found, routes, answers, replacing, cited, decisions))
    put(Search, list(rows))
    put(Supersession, list(newer))
    put(Candidate, list(best))
    shown = {f"pmid:{c.pmid}" for c in best} | {step for s in newer for step in s.chain}
    looked_at = {f"pmid:{p}" for found_by in routes.values() for p in found_by}
    asked = {k for plan in made for k in plan.keys}
    return {k for k in shown if k in states and states[k].sha256}, asked | looked_at | chains


def _found(
    raw: RawStore, states: States, made: Sequence[QuestionPlan], routes: Mapping[str, Mapping[str, set[str]]]
) -> dict[str, FoundPaper]:
    """Every record that a question cites or looks at, read once, by PMID."""
    asked = {q.question.question_id: f"{q.question.question} {q.question.condition}" for q in made}
    about = {pmid: asked[question] for question, found in routes.items() for pmid in found}
    keys = {f"pmid:{p}" for p in about} | {f"pmid:{p}" for plan in made for p in plan.cited_pmids}
    first = raw.first_found()
    return {
        record.article.pmid: _read(record, about.get(record.article.pmid, ""), first[key][:10])
        for key, record in read_records(raw, states, keys)
    }


def _read(record: ParsedRecord, about: str, first_seen: str) -> FoundPaper:
    last = conclusion(record.abstracts, about) if about else None
    words = document(record.article, record.abstracts, record.mesh_headings, record.publication_types)
    return FoundPaper(paper_of(record), words, last.text if last else "", first_seen)


def _cited_papers(cited: Cited, at_hand: Mapping[str, Paper]) -> list[Paper]:
    return [at_hand.get(r.reference_id) or paper_of_reference(r) for r in cited.references if not _is_label(r)]


def _is_label(reference: CitedReference) -> bool:
    return reference.reference_id.startswith(("setid:", "appl:"))


def _pool(  # noqa: PLR0917
    plan: QuestionPlan,
    file: QuestionFile,
    found: Mapping[str, FoundPaper],
    routes: Mapping[str, Mapping[str, set[str]]],
    answers: Mapping[str, Answer],
    newer: Mapping[str, Sequence[Supersession]],
    cited: Cited,
    decisions: Decisions,
) -> SearchedQuestion:
    question_id = plan.question.question_id
    own = cited.pmids.get(question_id, {})
    claims_citing: dict[str, list[str]] = {}
    for citation in (c for claim in file.claims for c in cited.by_claim.get(claim.claim_id, ())):
        if own.get(citation.reference_id):
            claims_citing.setdefault(own[citation.reference_id], []).append(citation.claim_id)
    replacing = [s for reference_id in own for s in newer.get(reference_id, ())]
    ways = {
        p: {r for r in w if r not in ("superseding guideline", "newer version")} for p, w in routes[question_id].items()
    }
    for row in replacing:
        ways.setdefault(row.newer_id.removeprefix("pmid:"), set()).add(row.route)
    return SearchedQuestion(
        question=plan.question,
        claims=file.claims,
        cited=[found[p] for p in plan.cited_pmids if p in found],
        found=found,
        routes={p: w for p, w in ways.items() if w},
        citing=citing_of(plan, answers),
        claims_citing=claims_citing,
        supersessions=replacing,
        dismissed=decisions.dismissed.get(question_id, ()),
        approval=decisions.approved.get(question_id),
        cited_pmids={*plan.cited_pmids, *filter(None, own.values())},
    )


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
