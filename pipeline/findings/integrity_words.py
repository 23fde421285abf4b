"""Words for the integrity of a cited paper: why it is unknown, and which notices there are against it."""

from collections.abc import Iterable

from pipeline.schema.notice_kinds import INTEGRITY_OF_KIND, unknown_word
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.sources import TITLES
from pipeline.schema.table import LIST_SEPARATOR
from pipeline.schema.vocabulary import FROM_HISTORY, UNKNOWN

_NO_RECORD = {
    "not_fetched": "its record has not been fetched: run `make refresh` with a network, then check again",
    "not_found": "PubMed has no record of it: correct the citation first",
    "deleted": "PubMed has deleted its record: find out what replaced it",
    "shared": "several PubMed records have this id, and which of them is meant cannot be told: cite one by its PMID",
}
_OF_SNAPSHOT = {
    False: "the record is the bundled snapshot's and PubMed was not asked: run `make refresh` with a network, "
    "or look the paper up in PubMed",
    True: "the label is the bundled snapshot's and no source was asked: run `make refresh` with a network, "
    "or read the label in DailyMed",
}


def why_unknown(reference: CitedReference) -> str:
    """Why the integrity of a paper is not certain, and what to do; "" if PubMed's answer is valid.

    A missing answer never means "no notice" (docs/contract.md, integrity_status).
    """
    status = "shared" if reference.shared_by else reference.record_status
    if status in _NO_RECORD:
        return _NO_RECORD[status]
    if reference.origin == "snapshot":
        return _OF_SNAPSHOT[bool(reference.set_id)]
    if why := why_open(reference):
        return why
    if reference.integrity_status == UNKNOWN:
        return "PubMed did not answer for it: run `make refresh` again"
    if reference.stale_since_date:
        return (
            f"PubMed last confirmed the record before {reference.stale_since_date} and has not answered since: "
            "run `make refresh` again"
        )
    return ""


def why_open(reference: CitedReference) -> str:
    """Why the integrity of a paper is open although its sources answered; "" if it is not."""
    reasons = (_of_title(reference), _of_sources_title(reference), _of_notices(reference), _of_links(reference))
    return "; ".join(filter(None, reasons))


def title_words(reference: CitedReference) -> str:
    """The title of a paper that only its title calls retracted, removed or a notice; "" for any other paper."""
    return reference.title if any(code.startswith("title=") for code in reference.unknown_codes) else ""


def _of_title(reference: CitedReference) -> str:
    if not title_words(reference):
        return ""
    return (
        f"its title reads “{reference.title}”, and no publication type or link settles what that means: look the paper "
        "up in PubMed and at its publisher, and do not rest a claim on it until that is settled"
    )


def _of_sources_title(reference: CitedReference) -> str:
    codes = (code.partition(" title=") for code in reference.unknown_codes)
    titles = [f"{TITLES[source]} gives it the title “{title}”" for source, _, title in codes if title]
    return f"{' and '.join(titles)}: read the publisher's page before the paper is relied on" if titles else ""


def _of_notices(reference: CitedReference) -> str:
    codes = (code.partition("=") for code in reference.unknown_codes)
    statements = [
        f"{TITLES[source]} names a notice of an unknown kind, {unknown_word(kind)}"
        for source, _, kind in codes
        if source in TITLES
    ]
    return f"{' and '.join(statements)}: read that notice before the paper is relied on" if statements else ""


def _of_links(reference: CitedReference) -> str:
    codes = [code for code in reference.unknown_codes if code.startswith("RefType=")]
    if not codes:
        return ""
    return (
        f"its record carries {', '.join(codes)}, which our list does not hold: look the paper up in PubMed, "
        "and add the word to REF_TYPES in pipeline/schema/vocabulary.py"
    )


def notices_of(evidence: QuestionEvidence, reference: CitedReference, status: str) -> tuple[ReferenceNotice, ...]:
    """The notices against `reference` that make `status` (retracted, concern, corrected), in the table's order.

    The history does not store the kind of a notice, so its notices count for the status that it shows.
    """
    kinds = {kind for kind, made in INTEGRITY_OF_KIND.items() if made == status}
    rows = evidence.notices.get(reference.reference_id, ())
    matching = tuple(n for n in rows if not kinds.isdisjoint(n.kind.split(LIST_SEPARATOR)))
    return matching or tuple(n for n in rows if n.source == FROM_HISTORY and reference.integrity_status == status)


def notice_words(notices: Iterable[ReferenceNotice]) -> str:
    """`retraction pmid:34751680 (2021-10)`, several joined by "and"; without any, words that say so."""
    notes = [f"{n.kind} {n.notice_id}{_date(n)}{_note(n)}" for n in notices]
    return " and ".join(notes) or "a notice that the record does not name"


def _date(notice: ReferenceNotice) -> str:
    if notice.source == FROM_HISTORY:
        return f" (known from the history of {notice.first_seen_date}; PubMed has not answered since)"
    return f" ({notice.notice_date})" if notice.notice_date else ""


def _note(notice: ReferenceNotice) -> str:
    return f": “{notice.note.rstrip('. ')}”" if notice.note else ""


def notice_location(notices: Iterable[ReferenceNotice]) -> str:
    """The ids of the notices, joined as in a list column."""
    return LIST_SEPARATOR.join(dict.fromkeys(n.notice_id for n in notices))
