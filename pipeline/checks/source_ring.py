"""The sources of an answer are independent: they do not cite each other in a ring, and do not all report one trial.

Fires: warning, if cited papers cite each other in a ring (A cites B, B cites A, or longer), or if all research papers
of the answer, two or more, have the same trial registration number. Papers that PubMed links to each other (erratum,
comment, update, republication) make no ring. One finding per question.
Unknown: info, if PubMed lacks the reference list of a paper that could close a ring; a paper is assumed to cite nothing
that appeared later than the year after its own. An answer that cites fewer than two papers gets no finding.
Rule: NLM PubMed DTD, `ReferenceList` and `DataBankList/DataBank/AccessionNumber`; registries as NLM lists them
(https://www.nlm.nih.gov/bsd/medline_databank_source.html); PRISMA 2020: several reports can be one study.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.findings.citing import is_label, record_name
from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = "source_ring"
# Data banks of molecules and data sets; every other DataBankName is a registry of trials.
_NOT_TRIALS = frozenset(
    """BioProject Dryad figshare GDB GENBANK GEO OMIM PDB PIR PubChem-BioAssay PubChem-Compound PubChem-Substance RefSeq
    SRA SWISSPROT UniMES UniParc UniProtKB UniRef dbGaP dbSNP dbVar""".lower().split()
)
Graph = Mapping[str, frozenset[str]]


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for a question that cites two papers or more."""
    papers = {r.pmid or r.reference_id: r for r in evidence.references.values() if not is_label(r)}
    if len(papers) >= 2:
        yield finding(evidence, CODE, _judge(evidence, papers))


def _judge(evidence: QuestionEvidence, papers: Mapping[str, CitedReference]) -> Judgement:
    rings, trials = _rings(evidence, papers), _one_trial(evidence)
    if problems := [*_ring_words(rings, papers), *_trial_words(evidence, trials)]:
        message = (
            f"{' '.join(problems)} Sources that do not depend on each other were expected. Look for other evidence."
        )
        return Judgement("ring_or_one_trial", "warning", message, facts=(*map(" ".join, rings), *trials))
    if silent := _silent(evidence, papers):
        message = (
            "Whether the sources cite each other in a ring is not known: no reference list is at hand of "
            f"{', '.join(silent)}. PubMed gives few, or was not asked: look at the papers' own lists."
        )
        return Judgement("ring_unknown", "info", message)
    message = "The cited papers do not cite each other in a ring, and not all are reports of one trial."
    return Judgement("independent_sources", "info", message)


def _rings(evidence: QuestionEvidence, papers: Mapping[str, CitedReference]) -> list[list[str]]:
    graph = {p: frozenset(evidence.cited_pmids.get(p, ())) & papers.keys() - _linked(evidence, p) for p in papers}
    rings: dict[tuple[str, ...], list[str]] = {}
    for pmid in sorted(graph):
        ring = _ring_through(graph, pmid)
        if ring:
            rings.setdefault(tuple(sorted(ring)), ring)
    return list(rings.values())


def _ring_words(rings: Sequence[Sequence[str]], papers: Mapping[str, CitedReference]) -> list[str]:
    lines = []
    for ring in rings:
        names = [record_name(papers[p]) for p in ring]
        lines.append(f"{' cites '.join([*names, names[0]])}: sources that cite each other in a ring.")
    return lines


def _linked(evidence: QuestionEvidence, pmid: str) -> set[str]:
    """The paper itself and the papers that PubMed links to it, in whichever of the two records."""
    own = set(evidence.linked_pmids.get(pmid, ()))
    return own | {p for p, others in evidence.linked_pmids.items() if pmid in others} | {pmid}


def _ring_through(graph: Graph, start: str) -> list[str]:
    """The shortest way from `start` back to itself, in citing order; [] if there is none."""
    ways, seen = [[start]], set[str]()
    for way in ways:  # the list grows while it is read: breadth-first search
        for cited in sorted(graph.get(way[-1], ())):
            if cited == start:
                return way
            if cited not in seen:
                seen.add(cited)
                ways.append([*way, cited])
    return []


def _one_trial(evidence: QuestionEvidence) -> list[str]:
    """The registration numbers that all research papers of the answer share."""
    numbers = [_trials(evidence, r.pmid) for r in _research(evidence)]
    return sorted(frozenset.intersection(*numbers)) if len(numbers) > 1 else []


def _trial_words(evidence: QuestionEvidence, trials: Sequence[str]) -> list[str]:
    n = len(_research(evidence))
    return [f"All {n} research papers of the answer are reports of one trial, {', '.join(trials)}."] if trials else []


def _research(evidence: QuestionEvidence) -> list[CitedReference]:
    return [r for r in evidence.references.values() if r.evidence_source == "research" and not is_label(r)]


def _trials(evidence: QuestionEvidence, pmid: str) -> frozenset[str]:
    rows = evidence.registrations.get(pmid, ())
    return frozenset(r.registration_number.strip().upper() for r in rows if r.data_bank.lower() not in _NOT_TRIALS)


def _silent(evidence: QuestionEvidence, papers: Mapping[str, CitedReference]) -> list[str]:
    """Names of the cited papers that have no reference list and could be part of a ring."""
    listed = evidence.cited_pmids
    possible = {p: frozenset(listed[p] if p in listed else _earlier(papers, p)) & papers.keys() for p in papers}
    possible = {p: cited - _linked(evidence, p) for p, cited in possible.items()}
    return [record_name(papers[p]) for p in sorted(papers) if p not in listed and _ring_through(possible, p)]


def _earlier(papers: Mapping[str, CitedReference], pmid: str) -> set[str]:
    """The papers that a paper may cite by its year: it can cite one that is still in press."""
    latest = (papers[pmid].year or 9999) + 1
    return {p for p, r in papers.items() if p != pmid and (r.year or 0) <= latest}
