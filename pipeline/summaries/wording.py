"""The words that reports use for the codes in the tables. A code without an entry here is shown as it is."""

from collections.abc import Iterable

from pipeline.schema.finding_tables import Finding
from pipeline.schema.notice_kinds import unknown_word
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.sources import TITLES
from pipeline.schema.vocabulary import UNKNOWN

INTEGRITY = {
    "retracted": "retracted",
    "withdrawn": "withdrawn",
    "notice": "is itself a notice, not a study",
    "concern": "expression of concern",
    "corrected": "corrected",
    "no_notice_found": "no notice found",
    "unknown": "not known",
}
FALLEN = {
    "retracted": "it has been retracted",
    "withdrawn": "it is the withdrawal of this paper",
    "notice": "it is a notice, not a study",
    "unknown": "its title says that it was retracted or withdrawn",
}
RECORD = {
    "found": "found",
    "not_found": "no record",
    "deleted": "deleted from PubMed",
    "not_fetched": "not fetched",
}
NOTICE = {
    "retraction": "retracted",
    "partial retraction": "retracted in part",
    "retraction with republication": "retracted and republished",
    "expression of concern": "expression of concern",
    "erratum": "corrected (erratum)",
    "correction with republication": "corrected and republished",
}
EVIDENCE_SOURCES = {"guideline": "guideline", "fda": "FDA label", "research": "research", "": "not known"}
SNAPSHOT_NATURE = "bibliographic facts and key facts in our own words; not checked against PubMed today"


def notice_kind(kind: str) -> str:
    """The kind of a notice in words; for a kind that no list contains, the source's own word."""
    word = unknown_word(kind)
    return f"notice of an unknown kind, {word}" if word else NOTICE.get(kind, words(kind))


def count(number: int, noun: str, plural: str = "") -> str:
    """`count(1, "problem")` is "1 problem", `count(2, "problem")` "2 problems"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b` or `a, b and c`."""
    items = list(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def words(code: str) -> str:
    """A check code, a kind of change or a status in words: `label_section:x_y` becomes "label section: x y"."""
    known = INTEGRITY.get(code) or RECORD.get(code)
    return known or code.replace(":", ": ").replace("_", " ")


def record_state(reference: CitedReference) -> str:
    """The state of a reference's record, in words, such as "no record" or "not fetched"."""
    return "shared by several records" if reference.shared_by else words(reference.record_status)


def source_name(source: str) -> str:
    """The display name of a source."""
    return TITLES.get(source) or source.replace("_", " ")


def tally(findings: Iterable[Finding]) -> tuple[int, int, int]:
    """The numbers of critical problems, of warnings, and of unknowns of any severity in `findings`."""
    found = list(findings)
    fails = [f.severity for f in found if f.result == "fail"]
    return fails.count("critical"), fails.count("warning"), sum(f.result == UNKNOWN for f in found)
