"""The last known problem of a cited paper in the history, shown until PubMed answers again.

A fresh clone has the history but no raw store, and a stored record can be damaged. In neither case may a retracted
paper be shown as unknown, so the last state that came from a record is shown, with its date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.schema.claim_tables import Citation
from pipeline.schema.history_tables import ClaimVersion, ReferenceVersion
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.paper_tables import CitedReference, ReferenceNotice
from pipeline.schema.vocabulary import FROM_HISTORY, INTEGRITY_STATUSES, NO_NOTICE, UNKNOWN

AGAINST = tuple(s for s in INTEGRITY_STATUSES if s not in (NO_NOTICE, UNKNOWN))


def last_seen(
    versions: Iterable[ReferenceVersion], claims: Iterable[ClaimVersion], citations: Sequence[Citation]
) -> dict[str, ReferenceVersion]:
    """The last state in which each reference had a record, by reference id and by cited key.

    Only the raw store ties a DOI or PMCID to its PMID. Without it, the history of a claim that cites the DOI or PMCID
    gives the tie, as long as the claim still cites the same PMIDs and the same number of papers.
    """
    versions_seen: dict[str, ReferenceVersion] = {}
    for version in versions:
        before = versions_seen.get(version.reference_id)
        # a state from the snapshot says less about a paper than an earlier answer from PubMed
        is_less = before is not None and before.origin == "live" and version.origin == "snapshot"
        if version.record_status == "found" and not is_less:
            versions_seen[version.reference_id] = version
    cited: dict[str, list[str]] = {}
    for citation in citations:
        cited.setdefault(citation.claim_id, []).append(citation.cited_as)
    then = {v.claim_id: v.reference_ids for v in claims}
    ties: dict[str, ReferenceVersion] = {}
    for claim_id, keys in cited.items():
        ids = then.get(claim_id, ())
        is_same = len(ids) == len(keys) and all(
            k == i for k, i in zip(keys, ids, strict=True) if ReferenceKey(k).is_pmid
        )
        if is_same:
            ties |= {k: versions_seen[i] for k, i in zip(keys, ids, strict=True) if i in versions_seen}
    return ties | versions_seen


def as_last_seen(
    row: CitedReference, notices: Sequence[ReferenceNotice], known: Mapping[str, ReferenceVersion]
) -> tuple[CitedReference, list[ReferenceNotice]]:
    """`row` and `notices` for a paper without an answer from PubMed, plus what the history knows against the paper.

    Nothing changes unless the status in the history is worse than the status of `row`.
    """
    last = known.get(row.reference_id)
    if last is None or last.integrity_status not in AGAINST or not _is_worse(last, row):
        return row, list(notices)
    note = f"the history shows it as {last.integrity_status} on {last.first_seen_date}; PubMed has not answered since"
    row = replace(
        row,
        title=row.title or last.title,
        integrity_status=last.integrity_status,
        retrieved_date=last.first_seen_date,
        resolution="; ".join(filter(None, (row.resolution, note))),
    )
    named = {n.notice_id for n in notices}
    return row, [
        *notices,
        *(
            ReferenceNotice(row.reference_id, n, FROM_HISTORY, "notice", first_seen_date=last.first_seen_date)
            for n in last.notice_ids
            if n not in named
        ),
    ]


def _is_worse(last: ReferenceVersion, row: CitedReference) -> bool:
    return INTEGRITY_STATUSES.index(last.integrity_status) < INTEGRITY_STATUSES.index(row.integrity_status)
