"""FETCH, the searches: round 3, what newer evidence there is; round 4, the records of what was found.

A search that gets no answer is kept as failed, never as "nothing found". Offline nothing is asked; where PubMed cannot
be reached and never answered, nothing is marked.
"""

from collections.abc import Sequence

from pipeline.evidence.newer.searches import SearchRequest
from pipeline.schema.identifiers import ReferenceKey
from pipeline.sources.papers import pubmed
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages.fetch.halving import Part, ask_in_halves
from pipeline.stages.fetch.papers import ask_papers
from pipeline.stages.fetch.run import Fetching, ask_alone, is_due
from pipeline.stages.searches import (
    RECORDS_PER_SEARCH,
    QuestionPlan,
    plans,
    read_answers,
    wanted_records,
)
from pipeline.stores.clients.eutils import EUtilities
from pipeline.stores.raw import Exchange, Sighting


def due_searches(questions: Sequence[QuestionFile], run: Fetching) -> list[str]:
    """The raw ids of searches, of citing articles and of candidates' records that are to be asked for."""
    states, fresh = run.raw.states(), run.fresh()
    made = plans(questions, run.shelf)
    keys = list(dict.fromkeys(k for plan in made for k in plan.keys))
    return [k for k in (*keys, *_record_keys(run, made)) if is_due(k, states, fresh)]


def fetch_searches(run: Fetching, questions: Sequence[QuestionFile]) -> None:
    """Round 3, the searches and the citing articles of every question; round 4, the candidates' records."""
    states, fresh = run.raw.states(), run.fresh()
    made = plans(questions, run.shelf)
    requests = {r.key: r for plan in made for r in plan.requests if is_due(r.key, states, fresh)}
    citing = dict.fromkeys(k for plan in made for k in plan.keys if k.startswith("citing:"))
    due = [k for k in citing if is_due(k, states, fresh)]
    keys = [*requests, *due]
    if keys:
        run.asked.update(keys)
        if not run.find_out_reachable("pubmed"):
            run.keep_unreachable("pubmed", keys)
            return
        ask_alone(run, "pubmed", requests, lambda key: _search(run, requests[key]), "esearch")
        for batch in pubmed.batches(due, pubmed.IDS_PER_LINK):
            _citing(run, batch)
    states = run.raw.states()
    ask_papers(run, [k for k in _record_keys(run, made) if is_due(k, states, fresh)], "candidates")


def _record_keys(run: Fetching, made: Sequence[QuestionPlan]) -> list[str]:
    answers = read_answers(run.shelf, (k for plan in made for k in plan.keys))
    return sorted({ReferenceKey.of_pmid(pmid) for plan in made for pmid in wanted_records(plan, answers)})


def _search(run: Fetching, request: SearchRequest) -> tuple[Exchange, list[Sighting]]:
    def read(body: bytes) -> tuple[pubmed.SearchResult, bytes]:
        return pubmed.read_found(body, RECORDS_PER_SEARCH), body

    exchange, answer = run.client(EUtilities).newest(request.query, RECORDS_PER_SEARCH, request.key, read)
    if answer is None:
        return exchange, []
    return exchange, [Sighting(request.key, "found", answer[1], " ".join(answer[0].pmids))]


def _citing(run: Fetching, keys: Sequence[str]) -> None:
    def ask(some: Sequence[str], retries: int | None) -> tuple[Exchange, pubmed.LinkSets | None]:
        if run.is_down("pubmed"):
            return run.given_up("pubmed", "elink", some), None
        pmids = [k.removeprefix("citing:") for k in some]
        return run.client(EUtilities).citing(pmids, lambda body: pubmed.read_link_sets(body, pmids), retries)

    def sightings(part: Part[pubmed.LinkSets]) -> list[Sighting]:
        if part.answer is None:
            return [Sighting(k, "failed") for k in part.ids]
        return [Sighting(f"citing:{p}", "found", body, " ".join(w)) for p, (w, body) in part.answer.items()]

    run.keep_parts(ask_in_halves(keys, ask), sightings)
