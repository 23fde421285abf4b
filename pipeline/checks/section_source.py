"""A claim stands in the section that its evidence belongs to: guidelines, FDA label or research.

Fires: warning, if the cited record belongs to another section.
Unknown: info, if the record has no evidence source yet.
Rule: docs/contract.md, evidence_source. `SECTION_SOURCES` in pipeline/schema/vocabulary.py says which source belongs in
which section; pipeline/evidence/papers/tags.py says how a record gets its source.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_pairs, record_name, record_words
from pipeline.findings.judgement import Judgement, finding
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence
from pipeline.schema.vocabulary import SECTION_SOURCES, SECTIONS

CODE = "section_source"
_SOURCE_WORDS = {"guideline": "a guideline", "fda": "an FDA drug label", "research": "a research paper"}


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited reference."""
    for claim, reference in cited_pairs(evidence):
        yield finding(evidence, CODE, _judge(claim, reference), claim.claim_id, reference.reference_id)


def _judge(claim: Claim, reference: CitedReference) -> Judgement:
    name, source = record_name(reference), reference.evidence_source
    expected, heading = SECTION_SOURCES[claim.section], SECTIONS[claim.section]
    if not source:
        message = (
            f'Whether {name} belongs under "{heading}" is not known, because its record has not been read. '
            "See what became of the record, then check again."
        )
        return Judgement("section_unknown", "info", message)
    if source == expected:
        return Judgement("right_section", "info", f'{name} belongs under "{heading}".')
    design = f" ({reference.study_design})" if reference.study_design not in ("", "other") else ""
    message = (
        f'The claim stands under "{heading}", where {_SOURCE_WORDS[expected]} was expected; {name} is '
        f"{_SOURCE_WORDS[source]}{design}. Move the claim to "
        f'"{_heading_of(source)}" or cite {_SOURCE_WORDS[expected]}.'
    )
    quote = record_words(reference, reference.title)
    return Judgement("other_section", "warning", message, quote, "title" if quote else "", (claim.section, source))


def _heading_of(source: str) -> str:
    return next(SECTIONS[section] for section, belongs in SECTION_SOURCES.items() if belongs == source)
