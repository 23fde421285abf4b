"""The append-only tables below `data/history/`: what a fresh clone needs to know what it knew."""

from pipeline.schema.dates import DATE_PATTERN
from pipeline.schema.identifiers import PMID_PATTERN, QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN, SET_ID_PATTERN
from pipeline.schema.table import Table, column
from pipeline.schema.tables import CLAIM_ID_PATTERN, SHA256_PATTERN
from pipeline.schema.vocabulary import LABEL_SOURCES, PART_KINDS


class Refresh(Table, name="refreshes", title="Every refresh", folder="history"):
    refreshed_at: str = column("When it started, UTC, ISO 8601", key=True)
    mode: str = column("live, offline or snapshot", required=True, enum=("live", "offline", "snapshot"))
    n_questions: int = column("Question files read", minimum=0, default=0)
    n_asked: int = column("Ids asked for", minimum=0, default=0)
    n_requests: int = column("Requests sent", minimum=0, default=0)
    n_new_records: int = column("Records new or changed", minimum=0, default=0)
    n_failed: int = column("Ids that no source answered for", minimum=0, default=0)


class ReferenceVersion(Table, name="reference_versions", title="Each state of each cited reference", folder="history"):
    reference_id: str = column("Reference", key=True, pattern=REFERENCE_ID_PATTERN)
    first_seen_date: str = column("When this state was first seen", key=True, pattern=DATE_PATTERN)
    version: int = column("Number of the state, from 1", key=True, minimum=1)
    record_sha256: str = column("The record's bytes", pattern=SHA256_PATTERN, default="")
    record_status: str = column("found, not_found, deleted, not_fetched", default="")
    integrity_status: str = column("Integrity as shown then", default="")
    title: str = column("Title as shown then", default="")
    year: int | None = column("Year as shown then", default=None)
    study_design: str = column("Design as shown then", default="")
    evidence_source: str = column("Source as shown then", default="")
    superseded_by: tuple[str, ...] = column("Newer versions named then", default=())
    notice_ids: tuple[str, ...] = column("Notices named then", default=())
    origin: str = column("live, library or snapshot", default="")


class ClaimVersion(Table, name="claim_versions", title="Claims as they came and went", folder="history", turns="event"):
    claim_id: str = column("Claim", key=True, pattern=CLAIM_ID_PATTERN)
    seen_date: str = column("When", key=True, pattern=DATE_PATTERN)
    event: str = column("added or removed", key=True, enum=("added", "removed"))
    question_id: str = column("Question", required=True, pattern=QUESTION_ID_PATTERN, default="")
    section: str = column("Section", default="")
    position: int = column("Place in the file", minimum=1, default=1)
    text: str = column("The claim", default="")
    reference_ids: tuple[str, ...] = column("What it cited", default=())


class Change(Table, name="changes", title="What moved, and which claims it touches", folder="history"):
    change_id: str = column("First 12 hex digits of sha256 of the other columns", key=True, pattern=CLAIM_ID_PATTERN)
    refreshed_date: str = column("When it was first seen", required=True, pattern=DATE_PATTERN)
    question_id: str = column("Question touched", pattern=QUESTION_ID_PATTERN, default="")
    claim_id: str = column("Claim touched", pattern=CLAIM_ID_PATTERN, default="")
    reference_id: str = column("Reference that moved", pattern=REFERENCE_ID_PATTERN, default="")
    kind: str = column("integrity:retracted, record:title, claim_reworded, ...", required=True, default="")
    before: str = column("As it was", default="")
    after: str = column("As it is", default="")


class LabelVersion(Table, name="label_versions", title="Each state of each label in use, by source", folder="history"):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    source: str = column("Whose copy; states are compared within one source only", key=True, enum=LABEL_SOURCES)
    sequence: int = column("Number of the state in this source, from 1", key=True, minimum=1)
    first_seen_date: str = column("When this state was first seen", required=True, pattern=DATE_PATTERN, default="")
    version: int | None = column("Version number as the label has it", minimum=1, default=None)
    effective_date: str = column("Effective time of the version", pattern=DATE_PATTERN, default="")
    brand_name: tuple[str, ...] = column("Brand names as shown then", default=())
    generic_name: tuple[str, ...] = column("Generic names as shown then", default=())
    application_number: tuple[str, ...] = column("NDA, ANDA or BLA numbers as shown then", default=())
    manufacturer: str = column("Labeler as shown then", default="")
    substances: tuple[str, ...] = column("Active ingredients as shown then", default=())
    label_sha256: str = column("The label's bytes", pattern=SHA256_PATTERN, default="")


class LabelSectionVersion(
    Table,
    name="label_section_versions",
    title="Text of label sections, kept when it changes: a state's section is its latest rows",
    folder="history",
):
    set_id: str = column("Label", key=True, pattern=SET_ID_PATTERN)
    source: str = column("Whose copy", key=True, enum=LABEL_SOURCES)
    sequence: int = column("State in which the section got this text", key=True, minimum=1)
    section: str = column("Section as openFDA names it", key=True)
    position: int = column("Place within the section, from 1", key=True, minimum=1)
    event: str = column("present, or removed with this state", required=True, enum=("present", "removed"))
    number: str = column("Number as printed", default="")
    title: str = column("Title as printed", default="")
    text: str = column("Text, one line per paragraph, list item or table row", default="")


class ApprovedPart(
    Table,
    name="approved_parts",
    title="What each approval rests on, part by part: by it the report says what moved since",
    folder="history",
):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    evidence_hash: str = column("Evidence hash of the approval (reviews/log.csv)", key=True, pattern=SHA256_PATTERN)
    kind: str = column(
        "claim, reference, label passage, boxed warning (the hash covers these); accepted finding and its reason, "
        "seen change; open warning, could not be checked, unread candidate (what the approval left open)",
        key=True,
        enum=PART_KINDS,
    )
    item: str = column(
        "Id of the claim, reference, label, finding or change; of a passage, label and claim; of what was left open, "
        "the number of the approval in the log and the id",
        key=True,
    )
    state: str = column(
        "As it stood; of a finding its words, of its reason the code and facts_hash, of a change its kind, of a "
        "candidate its title",
        key=True,
    )


class CandidateVersion(Table, name="candidate_versions", title="Candidates as they were first found", folder="history"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Number among the question's rows, from 1", key=True, minimum=1)
    first_seen_date: str = column("When it was first found", required=True, pattern=DATE_PATTERN, default="")
    pmid: str = column("The candidate; empty in the row of the first search", pattern=PMID_PATTERN, default="")


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
