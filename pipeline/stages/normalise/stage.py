"""NORMALISE: raw, snapshot, questions and corrections in; tables out. Every step counts its rows."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import RowCountError
from pipeline.evidence.papers import references
from pipeline.evidence.papers.follow_ups import follow_ups
from pipeline.evidence.papers.last_seen import last_seen
from pipeline.evidence.papers.references import KeyState, Known, KnownRecord
from pipeline.schema import moving_tables as m
from pipeline.schema import paper_tables as t
from pipeline.schema.claim_tables import Adjudication, Citation, Claim
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.identifiers import PAPER_KINDS, ReferenceKey
from pipeline.schema.moving_tables import ReferenceSource, SourceState
from pipeline.schema.processed import NORMALISED, PROCESSED
from pipeline.schema.question_tables import AuthorReference, Question, QuestionMistake
from pipeline.schema.sources import SOURCES
from pipeline.schema.table import Table
from pipeline.sources import snapshot
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten.corrections import Correction
from pipeline.sources.questions.file import QuestionFile
from pipeline.stages import damage
from pipeline.stages.as_of import note_normalised
from pipeline.stages.freshness import is_history_known, note_history, stage_run
from pipeline.stages.handwritten import (
    CORRECTIONS_PATH,
    ReadQuestion,
    input_files,
    read_corrections,
    read_questions,
    read_snapshot,
)
from pipeline.stages.normalise.claims import put_verdicts, texts
from pipeline.stages.normalise.integrity import Integrities, merge_integrity
from pipeline.stages.normalise.labels import LabelShelf, put_labels
from pipeline.stages.normalise.searches import Cited, put_searches
from pipeline.stages.reviews import Decisions, dismissal_notes, read_decisions
from pipeline.stages.settings import Outcome, Settings
from pipeline.stages.shelf import RECORD_TABLES, Shelf
from pipeline.stages.writing import transaction
from pipeline.stores import files, tables
from pipeline.stores.ledger import Step
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore
from pipeline.stores.record_states import RecordState
from pipeline.stores.tables import TableBuilder
from pipeline.summaries import datapackage

# what FETCH asks for again whenever it is damaged: any paper may be a candidate, any label may be the one that is meant
ALWAYS_WANTED = (*PAPER_KINDS, "setid", "spl", "history")


@dataclass
class Normalising:
    """What NORMALISE has while it works: the records, what the last run made, the tables so far, and the corrections
    that found their row.
    """

    shelf: Shelf
    comparisons: Step
    ranked: Step
    builders: dict[type[Table], TableBuilder] = field(default_factory=lambda: {x: TableBuilder(x) for x in NORMALISED})
    used: set[Correction] = field(default_factory=set)
    abstracts: dict[str, list[t.ArticleAbstract]] = field(default_factory=dict)  # by PMID
    damaged: list[str] = field(default_factory=list)  # a line for each record left out: its stored bytes are damaged
    n_damaged: int = 0

    def put(self, table: type[Table], rows: list[Table]) -> None:
        """Correct `rows` by hand where a correction says so, and take them in."""
        if self.shelf.corrections:
            self.used.update(corrections_file.apply(self.shelf.corrections, table, rows))
        self.builders[table].add(rows)


def normalise(settings: Settings) -> Outcome:
    """Write every table but those of CHECK. Skipped when nothing it reads has changed."""
    paths = settings.paths
    corrections, mistakes = read_corrections(paths)
    questions = read_questions(paths)
    decisions = read_decisions(paths, {q.file.question_id for q in questions})
    mistakes += (*(line for q in questions for line in q.mistake_lines), *decisions.mistakes)
    notes = tuple(line for q in questions for line in q.note_lines)
    with settings.open_raw() as raw:
        run = stage_run(paths, "normalise", _inputs_digest(settings, raw, mistakes), outputs(paths))
        if is_history_known(paths) and run.is_fresh and not damage.lost(raw.states()):
            return Outcome("normalise: nothing new", mistakes, notes=notes + dismissal_notes(paths, decisions))
        shelf = Shelf(raw, corrections, run.ledger)
        work = Normalising(shelf, run.ledger.step("comparison"), run.ledger.step("candidates"))
        n_records = _fill(work, paths, questions, decisions)
    for line in work.damaged:
        settings.say(line)
    decisions = decisions.of({q.file.question_id for q in questions})  # rows of deleted questions go
    work.builders[m.Review].add(decisions.reviews)
    work.builders[m.Dismissal].add(decisions.dismissals)
    work.builders[Adjudication].add(decisions.adjudications)
    mistakes += tuple(
        f"{CORRECTIONS_PATH}:{c.line}:1: expected a row of {c.table} with key {c.key!r}; found none"
        for c in corrections
        if c not in work.used
    )
    n_changed = _write(work, settings)
    shelf.save(drops=True)
    run.done(work.comparisons, work.ranked)
    note_history(paths)
    n_references = len(work.builders[t.CitedReference])
    line = f"normalise: {n_records} records, {n_references} references, {n_changed} tables changed"
    line += f"; set aside as damaged: {work.n_damaged}" if work.n_damaged else ""
    notes += dismissal_notes(paths, decisions)
    return Outcome(line, mistakes, is_incomplete=bool(work.n_damaged), notes=notes)


def _inputs_digest(settings: Settings, raw: RawStore, mistakes: Sequence[str]) -> str:
    """The mistakes too: a file that cannot be read has no bytes, but the tables say why."""
    mine = [settings.root / p for p, _ in input_files(settings.paths)]
    told = hashlib.sha256("\n".join(mistakes).encode()).hexdigest()
    return f"{settings.code_hash}.{raw.last_sighting()}.{files.digest(mine)}.{told}"


def outputs(paths: Paths) -> list[Path]:
    csvs = [paths.table(x) for x in NORMALISED]
    return [*csvs, *(p.with_suffix(".parquet") for p in csvs), paths.processed / "datapackage.json"]


def _fill(work: Normalising, paths: Paths, questions: list[ReadQuestion], decisions: Decisions) -> int:
    """Fill the tables; the number of PubMed records in them."""
    held = read_snapshot(paths)
    good = [q.file for q in questions if not q.mistake_lines]
    raw, states = work.shelf.raw, work.shelf.states
    papers = {k: s for k, s in states.items() if ReferenceKey(k).is_paper}
    versions = tables.read_rows(paths.table(ReferenceVersion), ReferenceVersion)
    known = Known(
        states={k: _key_state(s) for k, s in papers.items()},
        snapshot_date=held.snapshot_date,
        seen_before=_seen_before(versions),
        last_seen=last_seen(
            versions, tables.read_rows(paths.table(ClaimVersion), ClaimVersion), [c for q in good for c in q.citations]
        ),
    )
    known.held = [KnownRecord.of(r, "snapshot", held.snapshot_date) for r in held.records]
    shelf = put_labels(work.put, raw, good, held, paths)
    known.labels, known.label_ties = shelf.references, shelf.ties
    n_bodies = _put_records(work, sorted({c.cited_as for q in good for c in q.citations}), known)
    cited = [(q.question_id, c) for q in good for c in q.citations]
    result = references.build(cited, [a for q in good for a in q.author_references], known)
    _expect("citations", len(result.citations), len(cited))
    merged = merge_integrity(raw, states, result, known)
    work.put(t.CitedReference, list(merged.references))
    work.put(t.ReferenceNotice, list(merged.notices))
    work.put(ReferenceSource, list(merged.sources))
    found, searched = put_searches(
        work.put,
        work.shelf,
        Cited(good, merged.references, result.citations, held.records),
        decisions,
        work.ranked,
    )
    labels = {x.set_id: x for x in shelf.labels}
    held_texts = texts(merged.references, work.abstracts, labels, shelf.sections)
    put_verdicts(work.put, good, merged.references, result.citations, held_texts, comparisons=work.comparisons)
    found -= {ReferenceKey.of_pmid(k.record.article.pmid) for k in known.live}
    _put(work, sorted(found), known)
    wanted = {key for _, c in cited for key in (c.cited_as, *work.shelf.keys(c.cited_as))} | searched
    wanted |= {ReferenceKey.of_pmid(p) for p in follow_ups(k.record for k in known.live)} | shelf.wanted | merged.wanted
    shown = {r.reference_id for r in result.references if r.origin == "snapshot"}
    shown |= {*(ReferenceKey.of_set_id(s) for s in shelf.of_snapshot), *shelf.unanswered_drugs}
    asked = {k: states[k] for k in sorted(wanted & states.keys())}
    work.builders[t.SnapshotFact].add(f for f in held.facts if f.reference_id in shown)
    work.builders[SourceState].add(_source_states(merged.references, asked, shelf, held))
    _add_questions(work, questions, good, result)
    _set_aside(work, states, merged)
    return n_bodies + len(found)


def _add_questions(
    work: Normalising, questions: list[ReadQuestion], good: list[QuestionFile], result: references.References
) -> None:
    """The rows that the question files give; a correction by hand changes none of them."""
    asked = [q.question for q in good if q.question is not None]
    _expect("questions", len(asked), len(good))
    work.builders[Question].add(asked)
    work.builders[QuestionMistake].add(m for q in questions for m in q.file.mistakes)
    work.builders[Claim].add(c for q in good for c in q.claims)
    work.builders[Citation].add(result.citations)
    work.builders[AuthorReference].add(result.author_references)


def _set_aside(work: Normalising, states: Mapping[str, RecordState], merged: Integrities) -> None:
    """Name every record that something shown would rest on and whose stored bytes are damaged."""
    wanted = {f"search:{s}" for s in work.builders[m.Search].columns()["search_id"]} | merged.wanted
    wanted |= {f"citing:{r.pmid}" for r in merged.references if r.pmid}
    keys = [k for k in damage.lost(states) if k in wanted or k.partition(":")[0] in ALWAYS_WANTED]
    work.damaged = damage.told(states, keys, f"set aside: it counts as not fetched; {damage.ADVICE}")
    work.n_damaged = len(keys)


def _put_records(work: Normalising, cited: list[str], known: Known) -> int:
    """Put the cited records, then those they name, into their tables and into `known`; how many."""
    shelf = work.shelf
    wanted = set(shelf.held({own for key in cited for own in shelf.keys(key) if ReferenceKey(own).is_pmid}))
    _put(work, sorted(wanted), known)
    named = set(shelf.held({ReferenceKey.of_pmid(p) for p in follow_ups(k.record for k in known.live)} - wanted))
    _put(work, sorted(named), known)
    _expect("articles", len(work.builders[t.Article]), len(wanted) + len(named))
    return len(wanted) + len(named)


def _put(work: Normalising, keys: list[str], known: Known) -> None:
    for key in keys:
        record = work.shelf.whole(key)
        work.put(t.Article, [record.article])
        for table, name in RECORD_TABLES:
            work.put(table, getattr(record, name))
        work.abstracts[record.article.pmid] = record.abstracts
        known.live.append(KnownRecord.of(record, "live", work.shelf.states[key].first_seen_at[:10]))


def _key_state(state: RecordState) -> KeyState:
    """A record that was once found and is not found any more was deleted (NLM, "Deleted citations")."""
    is_deleted = state.outcome == "not_found" and state.was_found and bool(state.sha256 or state.damage)
    tied_to = state.pmids[0] if len(state.pmids) == 1 else ""
    return KeyState("deleted" if is_deleted else state.outcome, tied_to, state.failed_since[:10])


def _seen_before(versions: Sequence[ReferenceVersion]) -> dict[tuple[str, str], str]:
    """The earliest date on which the history shows a record's bytes, or a notice, of a reference."""
    seen: dict[tuple[str, str], str] = {}
    for version in versions:
        for name in (version.record_sha256, *version.notice_ids):
            seen.setdefault((version.reference_id, name), version.first_seen_date)
    return seen


def _source_states(
    rows: Sequence[t.CitedReference],
    states: dict[str, RecordState],
    shelf: LabelShelf,
    held_snapshot: snapshot.Snapshot,
) -> list[Table]:
    labels, snapshot_date = shelf.labels, held_snapshot.snapshot_date
    papers = [r.retrieved_date for r in rows if r.origin == "live" and not r.set_id]
    held = sum(r.origin == "snapshot" for r in rows) + sum(x.source == "snapshot" and not x.is_in_use for x in labels)
    shown = {"pubmed": papers}
    for source in ("openfda", "dailymed"):
        shown[source] = [x.retrieved_date for x in labels if x.source == source]
    found: list[Table] = []
    for asked in (s for s in SOURCES if s.kinds):
        own = [s for key, s in states.items() if key.partition(":")[0] in asked.kinds]
        failed = sorted(s.failed_since[:10] for s in own if s.failed_since)
        kinds = {asked.kinds[s.record_id.partition(":")[0]] for s in own if s.failed_since}
        state = "down" if failed else "answered" if any(s.answered_at for s in own) else "not asked"
        dates = shown.get(asked.name)
        newest, n_shown = max(dates or (), default=""), None if dates is None else len(dates)
        unanswered = tuple(k for k in dict.fromkeys(asked.kinds.values()) if k in kinds)
        found.append(SourceState(asked.name, state, failed[0] if failed else "", newest, n_shown, unanswered))
    if held:
        found.append(SourceState("snapshot", "answered", snapshot_date, snapshot_date, held))
    return found


def _expect(what: str, found: int, expected: int) -> None:
    if found != expected:
        raise RowCountError(f"normalise: expected {expected} rows of {what}; found {found}")


def _write(work: Normalising, settings: Settings) -> int:
    paths, n_changed = settings.paths, 0
    with transaction(settings) as step, settings.open_raw() as raw:
        for table, builder in work.builders.items():
            n_changed += tables.write(paths.table(table), builder, step.write)
        package = datapackage.render(x for x in PROCESSED if x.committed)
        step.write_text(paths.processed / "datapackage.json", package)
        if n_changed:
            step.settle_with(note_normalised(raw))
    return n_changed
