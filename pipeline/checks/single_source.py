"""The claims of a section do not all rest on one source.

Fires: if two or more claims of a section cite something and all of them cite one and the same source and nothing else:
warning from five claims on (the answer then only retells one paper), info below. One finding per source, on the
question.
Unknown: info, if the sources have different ids, but an id that nobody has tied to a record may be the same paper as
another. A section with fewer than two cited claims gets no finding, and neither does the FDA section: one drug has one
label.
Rule: docs/contract.md, Purpose: nine guideline statements that all cite one paper are a fault that this project exists
to catch. The limit of five for a warning is our choice.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_once, record_name
from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import SECTIONS

CODE = "single_source"
WARNING_FROM = 5
Sources = dict[str, CitedReference]


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for every source that a whole section rests on, or else one for the question, if a section counts."""
    counted = {s: n_and_source for s in SECTIONS if s != "fda" and (n_and_source := _sources(evidence, s))[0] >= 2}
    alone: dict[str, list[str]] = {}
    for section, (_, sources) in counted.items():
        if len(sources) == 1:
            alone.setdefault(next(iter(sources)), []).append(section)
    for reference_id, sections in alone.items():
        counts = [(counted[s][0], SECTIONS[s]) for s in sections]
        yield finding(evidence, CODE, _fail(evidence.references[reference_id], counts), reference_id=reference_id)
    if counted and not alone:
        unsure = [s for s, (_, sources) in counted.items() if _may_be_one(sources)]
        passed = Judgement("several_sources", "info", "No section rests on one source alone.")
        yield finding(evidence, CODE, _unknown(unsure) if unsure else passed)


def _sources(evidence: QuestionEvidence, section: str) -> tuple[int, Sources]:
    """How many claims of a section cite something, and the references that they cite."""
    cited = [cited_once(evidence, c) for c in evidence.claims if c.section == section and not c.is_abstention]
    return sum(bool(rows) for rows in cited), {r.reference_id: r for rows in cited for r in rows}


def _may_be_one(sources: Sources) -> bool:
    """Whether at most one id is tied to a record: a DOI or PMCID that was not looked up may be the same paper."""
    untied = [r for r in sources.values() if r.reference_id.startswith(("doi:", "pmcid:")) and _is_open(r)]
    return len(sources) - len(untied) <= 1 and len({r.reference_id.partition(":")[0] for r in sources.values()}) > 1


def _is_open(reference: CitedReference) -> bool:
    return not reference.pmid and reference.record_status == "not_fetched"


def _fail(source: CitedReference, counts: list[tuple[int, str]]) -> Judgement:
    where = " and ".join(f'all {n} claims with a citation under "{heading}"' for n, heading in counts)
    severity = "warning" if max(n for n, _ in counts) >= WARNING_FROM else "info"
    message = (
        f"{where[0].upper()}{where[1:]} rest on one source, {record_name(source)}; more than one was expected. "
        "If it falls, all of them fall. Look for other evidence, or say in the answer that it is one paper's view."
    )
    return Judgement("one_source", severity, message, facts=tuple(heading for _, heading in counts))


def _unknown(sections: list[str]) -> Judgement:
    headings = " and ".join(f'"{SECTIONS[s]}"' for s in sections)
    message = (
        f"Whether the claims under {headings} rest on one source is not known: they cite ids that have not been looked "
        "up and may be one paper. Run `make refresh` with a network, then check again."
    )
    return Judgement("may_be_one_source", "info", message)
