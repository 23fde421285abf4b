"""The append-only tables below `data/history/`. With them a fresh clone knows everything that was known before."""

from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import (
    CLAIM_ID_PATTERN,
    PMID_PATTERN,
    QUESTION_ID_PATTERN,
    REFERENCE_ID_PATTERN,
    SET_ID_PATTERN,
    SHA256_PATTERN,
)
from pipeline.schema.table import Table, column
from pipeline.schema.vocabulary import LABEL_SOURCES, PART_KINDS


class Refresh(Table, name="refreshes", title="Each refresh", folder="history"):
    refreshed_at: str = column("Start of the refresh, UTC, ISO 8601", key=True)
    mode: str = column("live, offline or snapshot", required=True, enum=("live", "offline", "snapshot"))
    n_questions: int = column("Question files read", minimum=0, default=0)
    n_asked: int = column("Ids requested", minimum=0, default=0)
    n_requests: int = column("Requests sent", minimum=0, default=0)
    n_new_records: int = column("New or changed records", minimum=0, default=0)
    n_failed: int = column("Ids for which no source answered", minimum=0, default=0)


class ReferenceVersion(Table, name="reference_versions", title="Each state of each cited reference", folder="history"):
    reference_id: str = column("Reference", key=True, pattern=REFERENCE_ID_PATTERN)
    first_seen_date: str = column("Date when this state was first seen", key=True, pattern=DATE_PATTERN)
    version: int = column("Number of the state, from 1", key=True, minimum=1)
    record_sha256: str = column("SHA-256 of the record's bytes", pattern=SHA256_PATTERN, default="")
    record_status: str = column("found, not_found, deleted or not_fetched", default="")
    integrity_status: str = column("Integrity status at that time", default="")
    title: str = column("Title at that time", default="")
    year: int | None = column("Year at that time", default=None)
    study_design: str = column("Study design at that time", default="")
    evidence_source: str = column("Evidence source at that time", default="")
    superseded_by: tuple[str, ...] = column("Newer versions that the record named at that time", default=())
    notice_ids: tuple[str, ...] = column("Notices at that time", default=())
    origin: str = column("live, library or snapshot", default="")


class ClaimVersion(
    Table, name="claim_versions", title="Each addition and removal of a claim", folder="history", turns="event"
):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    seen_date: str = column("Date when the event was seen", key=True, pattern=DATE_PATTERN)
    event: str = column("added or removed", key=True, enum=("added", "removed"))
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    section: str = column("Section of the answer", default="")
    position: int = column("Place in the question file, from 1", minimum=1, default=1)
    text: str = column("Text of the claim", default="")
    reference_ids: tuple[str, ...] = column("References that it cited", default=())


class Change(Table, name="changes", title="Each change, with the claims that it affects", folder="history"):
    change_id: str = column("First 12 hex digits of sha256 of the other columns", key=True, pattern=CLAIM_ID_PATTERN)
    refreshed_date: str = column("Date when the change was first seen", required=True, pattern=DATE_PATTERN)
    question_id: str = column("Affected question", pattern=QUESTION_ID_PATTERN, default="")
    claim_id: str = column("Affected claim", pattern=CLAIM_ID_PATTERN, default="")
    reference_id: str = column("Reference that changed", pattern=REFERENCE_ID_PATTERN, default="")
    kind: str = column("integrity:retracted, record:title, claim_reworded, ...", required=True, default="")
    before: str = column("Old value", default="")
    after: str = column("New value", default="")


class LabelVersion(Table, name="label_versions", title="Each state of each label in use, by source", folder="history"):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    source: str = column(
        "Source of this copy; states are compared only within one source", key=True, enum=LABEL_SOURCES
    )
    sequence: int = column("Number of the state in this source, from 1", key=True, minimum=1)
    first_seen_date: str = column(
        "Date when this state was first seen", required=True, pattern=DATE_PATTERN, default=""
    )
    version: int | None = column("Version number of the label", minimum=1, default=None)
    effective_date: str = column("Effective date of the version", pattern=DATE_PATTERN, default="")
    brand_name: tuple[str, ...] = column("Brand names at that time", default=())
    generic_name: tuple[str, ...] = column("Generic names at that time", default=())
    application_number: tuple[str, ...] = column("NDA, ANDA or BLA numbers at that time", default=())
    manufacturer: str = column("Labeler at that time", default="")
    substances: tuple[str, ...] = column("Active ingredients at that time", default=())
    label_sha256: str = column("SHA-256 of the label's bytes", pattern=SHA256_PATTERN, default="")


class LabelSectionVersion(
    Table,
    name="label_section_versions",
    title="Texts of label sections, added when they change; a section's current text is its latest rows",
    folder="history",
):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    source: str = column("Source of this copy", key=True, enum=LABEL_SOURCES)
    sequence: int = column("Number of the state in which the section got this text", key=True, minimum=1)
    section: str = column("Section, by openFDA's field name", key=True)
    position: int = column("Place within the section, from 1", key=True, minimum=1)
    event: str = column(
        "present, or removed if this state no longer has the section", required=True, enum=("present", "removed")
    )
    number: str = column("Number as printed", default="")
    title: str = column("Title as printed", default="")
    text: str = column("Text, one line per paragraph, list item or table row", default="")


class ApprovedPart(
    Table,
    name="approved_parts",
    title="The parts of the evidence behind each approval; the report compares them with today's evidence",
    folder="history",
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    evidence_hash: str = column("Evidence hash of the approval (reviews/log.csv)", key=True, pattern=SHA256_PATTERN)
    kind: str = column(
        "claim, reference, label passage, boxed warning: covered by the evidence hash; accepted finding, accepted "
        "reason, seen change: recorded with the approval; open warning, could not be checked, unread candidate: left "
        "open by the approval",
        key=True,
        enum=PART_KINDS,
    )
    item: str = column(
        "Id of the claim, reference, label, finding or change; for a label passage, the ids of label and claim; for "
        "something left open, the number of the approval in the log and the id",
        key=True,
    )
    state: str = column(
        "State at that time; for a finding its message and quote, for an accepted reason its code and facts_hash, for "
        "a change its kind, for a candidate its title",
        key=True,
    )


class CandidateVersion(
    Table, name="candidate_versions", title="Each candidate when it was first found", folder="history"
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Number among the question's rows, from 1", key=True, minimum=1)
    first_seen_date: str = column(
        "Date when the candidate was first found", required=True, pattern=DATE_PATTERN, default=""
    )
    pmid: str = column(
        "PMID of the candidate; empty in the row that records the first search", pattern=PMID_PATTERN, default=""
    )


HISTORY: tuple[type[Table], ...] = (
    Refresh,
    ReferenceVersion,
    ClaimVersion,
    Change,
    LabelVersion,
    LabelSectionVersion,
    ApprovedPart,
    CandidateVersion,
)
