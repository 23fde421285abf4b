"""Every parser, what it is fed with, and the errors that it may raise: what fuzzing holds to "no crash, no hang".

A name is `room.file.function`. The seeds are invented (`seeds.py`); where the folder of real records is there, small real ones are
added by the pattern in `real`.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands import verify
from pipeline.errors import EvidenceWatchError, TableError, TransientAnswer
from pipeline.language.text import json_text
from pipeline.schema.history_tables import Change
from pipeline.sources import snapshot
from pipeline.sources.handwritten import adjudications as adjudications_file
from pipeline.sources.handwritten import corrections as corrections_file
from pipeline.sources.handwritten import dismissed as dismissed_file
from pipeline.sources.handwritten import review_log, written_csv
from pipeline.sources.labels import dailymed, dailymed_answers
from pipeline.sources.labels import openfda as fda_labels
from pipeline.sources.papers import crossref, entrez_answer, pubmed, pubmed_answer, pubmed_record, retraction_watch
from pipeline.sources.questions import citation_keys, front_matter, reference_text
from pipeline.sources.questions import file as question_file
from pipeline.stores.grouped_rows import GroupedRows
from pipeline.stores.ledger import Ledger
from pipeline.stores.tables import read_rows
from tests.torture.seeds import (
    ANSWERS,
    BOOK,
    CHANGES,
    LABEL,
    LINKS,
    PAGE,
    QUESTION,
    RECORD,
    RW_FILE,
    RW_ROW,
    SEARCH,
    SET_ID,
    SNAPSHOT,
    SPL,
    WORK,
)

MANY, SLOW = 200_000, 50_000
_HASH = "0" * 64


@dataclass(frozen=True)
class Parser:
    """One parser: what it reads, its seeds, the errors that it documents, and how many inputs the long form has."""

    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    refusals: tuple[type[Exception], ...] = ()
    inputs: int = MANY
    real: str = ""


def _json(document: object) -> bytes:
    return json.dumps(document).encode()


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _row(header: tuple[str, ...], *values: str) -> bytes:
    return (",".join(header) + "\n" + ",".join(values) + "\n").encode()


def _file(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def written(data: bytes) -> object:
        with tempfile.NamedTemporaryFile(suffix=".csv") as file:
            file.write(data)
            file.flush()
            return read(Path(file.name))

    return written


def _ledger(data: bytes) -> object:
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as file:
        file.write(data)
        file.flush()
        return Ledger(Path(file.name)).step("report").recall("a", "b")


_LABELS = "labels/openfda/*.json"
PARSERS: dict[str, Parser] = {
    "commands.verify._asked": Parser(lambda b: verify._asked(_text(b)), (_json({"id": 1, "claim": "a", "pmid": "1"}),)),
    "language.text.json_text.an_object": Parser(
        lambda b: json_text.an_object(b, "an object"), (_json(WORK),), (TableError,)
    ),
    "sources.handwritten.adjudications.parse": Parser(
        lambda b: adjudications_file.parse("a", b),
        (_row(adjudications_file.HEADER, "0123456789ab-cdef01", "disagree", "A", "why"),),
    ),
    "sources.questions.citation_keys.scan": Parser(lambda b: citation_keys.scan(_text(b)), (QUESTION,)),
    "sources.questions.citation_keys.bare_references": Parser(
        lambda b: list(citation_keys.bare_references(_text(b))),
        (b"PMID: 101, https://doi.org/10.1000/a(b). https://pubmed.ncbi.nlm.nih.gov/101/ PMC9", QUESTION),
    ),
    "sources.handwritten.corrections.parse": Parser(
        lambda b: corrections_file.parse("a", b),
        (_row(corrections_file.HEADER, "articles", "101", "pub_year", "2001", "why", "A", "2026-01-01"),),
    ),
    "sources.papers.crossref.read_works": Parser(
        crossref.read_works,
        (
            _json(
                {
                    "status": "ok",
                    "message-type": "work-list",
                    "message": {"total-results": 1, "items-per-page": 1, "items": [WORK]},
                }
            ),
        ),
        (TransientAnswer,),
    ),
    "sources.papers.crossref.read_work": Parser(
        crossref.read_work, (_json({"status": "ok", "message-type": "work", "message": WORK}),), (TransientAnswer,)
    ),
    "sources.papers.crossref.read_not_found": Parser(
        crossref.read_not_found, (crossref.NOT_FOUND,), (TransientAnswer,)
    ),
    "sources.papers.crossref.parse": Parser(
        crossref.parse, (_json(WORK),), (TableError,), real="crossref/works/*.json"
    ),
    "sources.labels.dailymed.read_spl": Parser(
        lambda b: dailymed.read_spl(b, SET_ID), (SPL,), (TransientAnswer,), SLOW
    ),
    "sources.labels.dailymed_answers.read_names": Parser(
        dailymed_answers.read_names,
        (
            _json({"metadata": {"total_elements": 1, "total_pages": "1"}, "data": [{"setid": SET_ID, "title": "A"}]}),
            _json({"metadata": {"total_elements": "0", "total_pages": 0}, "data": []}),
        ),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed_answers.read_not_held": Parser(
        dailymed_answers.read_not_held,
        (b'{"error": "SPL not found"}', b"<html><style>a</style><p>The set id does not exist</p></html>"),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed_answers.read_history": Parser(
        dailymed_answers.read_history,
        (_json({"data": {"history": [{"spl_version": "3", "published_date": "Mar 10, 2026"}]}}),),
        (TransientAnswer,),
    ),
    "sources.labels.dailymed.parse": Parser(dailymed.parse, (SPL,), (TableError,), SLOW),
    "sources.labels.dailymed.header": Parser(dailymed.header, (SPL,), (TableError,), SLOW),
    "sources.handwritten.dismissed.parse": Parser(
        lambda b: dismissed_file.parse("a", b, ["a"]),
        (_row(dismissed_file.HEADER, "a", "101", "why", "A", "2026-01-01"),),
    ),
    "sources.labels.openfda.read_page": Parser(fda_labels.read_page, (_json(PAGE),), (TransientAnswer,)),
    "sources.labels.openfda.read_not_found": Parser(
        fda_labels.read_not_found,
        (_json({"error": {"code": "NOT_FOUND", "message": "No matches found!"}}),),
        (TransientAnswer,),
    ),
    "sources.labels.openfda.parse": Parser(fda_labels.parse, (_json(LABEL),), (TableError,), SLOW),
    "sources.labels.openfda.header": Parser(fda_labels.header, (_json(LABEL),), (TableError,)),
    "sources.questions.front_matter.read": Parser(
        lambda b: front_matter.read(_text(b).split("\n")), (QUESTION,), inputs=SLOW
    ),
    "sources.papers.entrez_answer.read": Parser(
        lambda b: entrez_answer.read(b, "eLinkResult"), (LINKS,), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_search": Parser(pubmed.read_search, (SEARCH,), (TransientAnswer,)),
    "sources.papers.pubmed.read_found": Parser(lambda b: pubmed.read_found(b, 20), (SEARCH,), (TransientAnswer,)),
    "sources.papers.pubmed.read_link_set": Parser(
        pubmed.read_link_set, (LINKS[LINKS.index(b"<LinkSet>") : LINKS.index(b"</LinkSet>") + 10],), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_link_sets": Parser(
        lambda b: pubmed.read_link_sets(b, ["1"]), (LINKS,), (TransientAnswer,)
    ),
    "sources.papers.pubmed.read_conversions": Parser(
        pubmed.read_conversions,
        (_json({"records": [{"pmid": "1", "pmcid": "PMC2", "doi": "10.1000/a"}]}),),
        (TransientAnswer,),
    ),
    "sources.papers.pubmed_answer.split": Parser(
        pubmed_answer.split, ANSWERS, (TransientAnswer,), SLOW, real="pubmed/records/*.xml"
    ),
    "sources.papers.pubmed_answer.deleted_pmids": Parser(
        pubmed_answer.deleted_pmids, ANSWERS, (TransientAnswer,), SLOW
    ),
    "sources.papers.pubmed_record.parse": Parser(pubmed_record.parse, (RECORD, BOOK), (TableError,), SLOW),
    "sources.questions.file.parse": Parser(
        lambda b: question_file.parse("questions/a.md", b), (QUESTION,), inputs=SLOW
    ),
    "sources.questions.reference_text.split": Parser(
        lambda b: reference_text.split(" ".join(_text(b).split())),
        (
            b"Smith AB, Jones C Jr, et al. Examplumab in pain. Invented Letters. 2015;3(4):5-6.",
            b"WHO. Guideline. 2020.",
        ),
    ),
    "sources.papers.retraction_watch.rows_of": Parser(
        lambda b: retraction_watch.rows_of(b, ["10.1000/a"], ["36035816"]), (RW_FILE,), (TransientAnswer,)
    ),
    "sources.papers.retraction_watch.parse": Parser(retraction_watch.parse, (_json(RW_ROW),), (TableError,)),
    "sources.handwritten.review_log.parse": Parser(
        lambda b: review_log.parse("a", b),
        (_row(review_log.HEADER, "2026-01-01", "a", "approve", "A", "", _HASH, "0123456789ab", "why"),),
    ),
    "sources.snapshot.parse": Parser(snapshot.parse, (_json(SNAPSHOT),), (TableError,)),
    "sources.handwritten.written_csv.read": Parser(
        lambda b: list(written_csv.read("a", b, ["a", "b"])), (b'a,b\n1,"x ""y"", z"\n',)
    ),
    "stores.ledger.Ledger": Parser(_ledger, (b"SQLite format 3\0" + bytes(4080),), (EvidenceWatchError,), SLOW),
    "stores.tables.read_rows": Parser(_file(lambda p: read_rows(p, Change)), (CHANGES,), (TableError,), SLOW),
    "stores.grouped_rows.GroupedRows": Parser(
        _file(lambda p: GroupedRows(p, Change, "question_id").rows("q")), (CHANGES,), (TableError,), SLOW
    ),
}
EXEMPT = {
    "sources.labels.dailymed_answers.read_no_search": "reads no byte of the body: a 404 says that there is no search",
    "sources.questions.passage.read_passage": "reads a passage of what question_file.parse has parsed, which is fuzzed",
    "sources.labels.openfda_fields.read_fields": "reads what fda_labels.parse has parsed, which is fuzzed",
    "sources.labels.openfda_text.read_part": "reads a piece of what fda_labels.parse has parsed, which is fuzzed",
    "sources.labels.openfda_text.split_text": "cuts a text for tests; fda_labels.parse calls its parts, and is fuzzed",
    "sources.labels.dailymed_sections.read_sections": "reads the tree that dailymed.parse has parsed, which is fuzzed",
    "sources.labels.dailymed_sections.split_title": "reads a title of what dailymed.parse has parsed, which is fuzzed",
}
