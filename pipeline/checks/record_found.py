"""Every cited id has a record.

Fires: critical, if there is no record of a PMID or no label of a set id (`not_found`), if a record was deleted, or if
several records share a DOI or PMCID and one of them is retracted or withdrawn; warning, if they share it and none is,
if PubMed has no record of a DOI or PMCID, since a paper can be real and not in PubMed, or if openFDA finds no label by
an application number, which openFDA can lose. A label is not found only if both openFDA and DailyMed answered that they
have none, and deleted if one of them once had it.
Unknown: warning, if the record has not been fetched, or if an application number means several labels; info, if only
the bundled snapshot has the record.
Rule: docs/contract.md, record_status; a record that was not asked for is never called not found.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_pairs, is_label, record_name
from pipeline.findings.integrity_words import why_unknown
from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = "record_found"
_DELETED_BY = {False: "PubMed has deleted", True: "openFDA and DailyMed no longer hold"}
_NOT_ALL = " PubMed does not hold every paper: if the id is right, nothing here can watch over it."
_WORST = ("=retracted", "=withdrawn")
_LOSES = " openFDA can lose the number of a label that exists: if it is right, cite the label by its set id."
_MAYBE = {"doi": _NOT_ALL, "pmcid": _NOT_ALL, "appl": _LOSES}


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited reference."""
    for claim, reference in cited_pairs(evidence):
        yield finding(evidence, CODE, _judge(reference), claim.claim_id, reference.reference_id)


def _judge(reference: CitedReference) -> Judgement:
    name, status = record_name(reference), reference.record_status
    why = f" ({reference.resolution})" if reference.resolution else ""
    if status == "found":
        return _found(reference)
    if reference.shared_by:
        return _shared(reference)
    if status == "not_found":
        where = "No label" if is_label(reference) else "No PubMed record"
        prefix = reference.reference_id.partition(":")[0]
        maybe = _MAYBE.get(prefix, "")
        message = (
            f"{where} was found for {name}{why}; a record was expected behind every citation. "
            f"Check the id against the paper and correct it, or remove the citation.{maybe}"
        )
        return Judgement("record_missing", "warning" if maybe else "critical", message)
    if status == "deleted":
        message = (
            f"{_DELETED_BY[is_label(reference)]} the record {name}{why}; a record was expected behind every citation. "
            f"Look it up by its title and cite the record that replaced it."
        )
        return Judgement("record_deleted", "critical", message)
    if is_label(reference) and reference.resolution:
        question = f"Whether there is a label {name}" if reference.set_id else f"Which label {name} is meant to be"
        return Judgement("label_unsettled", "warning", f"{question} is not known: {reference.resolution}.")
    message = (
        f"{name} has not been fetched{why}, so nothing about it could be checked. "
        "Run `make refresh` with a network, then read this report again."
    )
    return Judgement("record_not_fetched", "warning", message)


def _found(reference: CitedReference) -> Judgement:
    name = record_name(reference)
    if reference.origin == "snapshot":
        question = f"Whether the record of {name} still stands as cited"
        return Judgement("snapshot_only", "info", f"{question} is not known: {why_unknown(reference)}.")
    return Judgement("record_found", "info", f"{name}: its record was found.")


def _shared(reference: CitedReference) -> Judgement:
    is_critical = any(shared.endswith(_WORST) for shared in reference.shared_by)
    message = f"{reference.resolution}. Until you do, nothing can check what the claim rests on."
    return Judgement("id_shared", "critical" if is_critical else "warning", message, facts=reference.shared_by)
