"""The label shown is the newest version there is.

Fires: warning, where DailyMed lists a newer version than the copy shown. Unknown: warning, where asking for the label
again has failed; info, where DailyMed was not asked or did not answer, or only the snapshot holds the label.
Rule: DailyMed web services, `/spls/{SETID}/history`; openFDA renews its labels once a week and can be behind.
"""

from collections.abc import Iterator

from pipeline.language.label_names import label_title
from pipeline.schema.records import QuestionEvidence, new_finding
from pipeline.schema.tables import Finding, Label

CODE = "label_current"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every label in use."""
    used = dict.fromkeys(c.set_id for c in evidence.label_choices if c.set_id in evidence.labels)
    for set_id in used:
        result, severity, message = _judge(evidence.labels[set_id])
        yield new_finding(
            evidence.question.question_id, CODE, result, severity, message, reference_id=f"setid:{set_id}"
        )


def _judge(label: Label) -> tuple[str, str, str]:
    name = f"{label_title(label) or 'the label'} (setid:{label.set_id})"
    question = f"Whether the newest version of {name} is shown"
    if label.source == "snapshot":
        return "unknown", "info", f"{question} is not known: only the bundled snapshot holds it. Read the label itself."
    if label.stale_since_date:
        since = f"asking for it again has failed since {label.stale_since_date}"
        return "unknown", "warning", f"{question} is not known: {since}. Run `make refresh` again."
    if label.newest_version is None:
        return "unknown", "info", f"{question} is not known: DailyMed has not listed its versions. Refresh again."
    if label.newest_version > (label.version or 0):
        return (
            "fail",
            "warning",
            f"{name} is shown in version {label.version} of {label.effective_date}, but DailyMed lists "
            f"version {label.newest_version}, published {label.newest_date}. Read the newer version first.",
        )
    return "pass", "info", f"{name}: version {label.version} is the newest that DailyMed lists."
