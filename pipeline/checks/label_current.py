"""The label shown is the newest version there is.

Fires: warning, if DailyMed lists a newer version than the copy shown.
Unknown: warning, if asking for the label again has failed or its version cannot be read; info, if DailyMed was not
asked or did not answer, or if only the snapshot has the label.
Rule: DailyMed web services, `/spls/{SETID}/history`; openFDA renews its labels once a week and can be behind.
"""

from collections.abc import Iterator

from pipeline.findings.judgement import Judgement, finding
from pipeline.language.labels.names import label_title
from pipeline.schema.finding_tables import Finding
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label
from pipeline.schema.records import QuestionEvidence

CODE = "label_current"
NEWEST_UNKNOWN = "newest_label_unknown"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every label in use."""
    used = dict.fromkeys(c.set_id for c in evidence.label_choices if c.set_id in evidence.labels)
    for set_id in used:
        yield finding(evidence, CODE, _judge(evidence.labels[set_id]), reference_id=ReferenceKey.of_set_id(set_id))


def _judge(label: Label) -> Judgement:
    name = f"{label_title(label) or 'the label'} (setid:{label.set_id})"
    question = f"Whether the newest version of {name} is shown"
    if label.source == "snapshot":
        why = "only the bundled snapshot holds it. Read the label itself"
        return Judgement(NEWEST_UNKNOWN, "info", f"{question} is not known: {why}.")
    if label.stale_since_date:
        since = f"asking for it again has failed since {label.stale_since_date}"
        return Judgement(NEWEST_UNKNOWN, "warning", f"{question} is not known: {since}. Run `make refresh` again.")
    if label.newest_version is None:
        why = "DailyMed has not listed its versions. Refresh again"
        return Judgement(NEWEST_UNKNOWN, "info", f"{question} is not known: {why}.")
    if label.version is None:
        why = "the label gives no version number that can be read"
        return Judgement(NEWEST_UNKNOWN, "warning", f"{question} is not known: {why}. Read the label on DailyMed.")
    if label.newest_version > label.version:
        message = (
            f"{name} is shown in version {label.version} of {label.effective_date}, but DailyMed lists "
            f"version {label.newest_version}, published {label.newest_date}. Read the newer version first."
        )
        return Judgement("newer_label", "warning", message, facts=(str(label.version), str(label.newest_version)))
    return Judgement("newest_label", "info", f"{name}: version {label.version} is the newest that DailyMed lists.")
