"""A claim that names a brand cites that brand's label.

One ingredient can have brands for different uses and doses (Reclast 5 mg and Zometa 4 mg, Prolia and Xgeva): they are
never merged.
Fires: critical, if the claim names a brand of a related label (same ingredient or application) and not the cited one's.
Unknown: info, if the cited label's names are not known. A claim that names no brand passes.
Rule: pipeline/language/labels/names.py; 21 CFR 201.57: a label is about its own product.
"""

from collections.abc import Iterator

from pipeline.findings.citing import cited_pairs, is_label
from pipeline.findings.judgement import Judgement, finding
from pipeline.language.labels.names import are_relatives, brands_named, brands_of, label_title
from pipeline.schema.claim_tables import Claim
from pipeline.schema.finding_tables import Finding
from pipeline.schema.label_tables import Label
from pipeline.schema.paper_tables import CitedReference
from pipeline.schema.records import QuestionEvidence

CODE = "label_brand"


def check(evidence: QuestionEvidence) -> Iterator[Finding]:
    """One finding for each pair of claim and cited label."""
    for claim, reference in cited_pairs(evidence):
        if is_label(reference):
            judged = _judge(evidence, claim, reference)
            yield finding(evidence, CODE, judged, claim.claim_id, reference.reference_id)


def _judge(evidence: QuestionEvidence, claim: Claim, reference: CitedReference) -> Judgement:
    label = evidence.labels.get(reference.set_id)
    if label is None or not label_title(label):
        question = f"Whether {reference.reference_id} is the label of the brand that the claim names"
        why = "no source gives the names of the label. Read the label"
        return Judgement("brand_unknown", "info", f"{question} is not known: {why}.")
    relatives = [x for x in evidence.labels.values() if x.set_id != label.set_id and are_relatives(label, x)]
    own = set(brands_of(label))
    others = {b: x for x in relatives for b in brands_of(x) if b.casefold() not in {o.casefold() for o in own}}
    named = brands_named(claim.text, (*own, *others)) or brands_named(claim.heading, (*own, *others))
    foreign = [b for b in named if b not in own]
    if not foreign or own.intersection(named):
        return Judgement("same_brand", "info", f"The claim names no other brand than that of {label_title(label)}.")
    message, facts = _message(foreign[0], others[foreign[0]], label), (foreign[0], others[foreign[0]].set_id)
    return Judgement("other_brand", "critical", message, claim.text, "the claim", facts)


def _message(brand: str, meant: Label, cited: Label) -> str:
    return (
        f"The claim speaks of {brand}, but cites the label of {label_title(cited)} (setid:{cited.set_id}): "
        "the two share an ingredient, not their uses and doses. "
        f"The label of {brand} was expected: cite setid:{meant.set_id}, or correct the name."
    )
