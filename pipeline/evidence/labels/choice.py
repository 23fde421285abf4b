"""The written rule for which label is meant.

1. A label that a claim of the question cites is in use.
2. Of several, keep those whose brand the text names.
3. Of these, keep those with the dose form or route that the text names.
4. If 2 or 3 chose several copies of one product, keep the original packager's (openFDA, `is_original_packager`).
5. If exactly one is left, it is in use. With none or several left, the label is unknown, and every set id is listed so
   that a person can cite one.

A single label needs no rule. While the stored copy of a label is damaged, no label is chosen for its drug. Several
brands of one ingredient are never merged (Reclast and Zometa), and an application number with several labels
(BLA125320: Prolia and Xgeva) is tied claim by claim.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evidence.labels.known import DrugSearch, KnownLabels, damaged_words
from pipeline.language.labels.names import brands_named, brands_of, drug_key, forms_named, has_form, label_title
from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.identifiers import ReferenceKey
from pipeline.schema.label_tables import Label, LabelChoice
from pipeline.schema.question_tables import Question


@dataclass(frozen=True)
class Chosen:
    """The labels that the rule leaves, and why. One label is a choice; several are not."""

    labels: tuple[Label, ...]
    reason: str


def choose(text: str, candidates: Sequence[Label]) -> Chosen:
    """Applies rules 2 to 5 to `candidates` for a `text` (a claim, or a question with its claims)."""
    if len(candidates) <= 1:
        return Chosen(tuple(candidates), "it is the only label found" if candidates else "no label was found")
    named = brands_named(text, (b for label in candidates for b in brands_of(label)))
    left = [x for x in candidates if not set(brands_of(x)).isdisjoint(named)] if named else list(candidates)
    reasons = [f"the text names {' and '.join(named)}"] if named else []
    forms = sorted(f for f in forms_named(text) if any(has_form(x, f) for x in left))
    if forms and len(left) > 1:
        left = [x for x in left if all(has_form(x, f) for f in forms)] or left
        reasons.append(f"the text names the form {' and '.join(forms)}")
    originals = [x for x in left if x.is_original_packager]
    if reasons and len(left) > 1 and len(originals) == 1:
        left = originals
        reasons.append("it is the original packager's")
    if len(left) == 1:
        return Chosen(tuple(left), " and ".join(reasons))
    why = f"{' and '.join(reasons)}, and" if reasons else "no brand or dose form named in the text tells them apart:"
    return Chosen(tuple(left), f"{why} {len(left)} labels are left; cite one of them by its set id")


def ties(citations: Iterable[tuple[Claim, Citation]], known: KnownLabels) -> dict[tuple[str, str], str]:
    """The label that each claim means by an application number: (claim_id, key) to set id, if the rule leaves one."""
    set_ids = {}
    for claim, citation in citations:
        if ReferenceKey(citation.cited_as).kind != "appl" or known.damaged_of(citation.cited_as):
            continue
        candidates = known.of_application(citation.cited_as)
        chosen = choose(f"{claim.heading} {claim.text}", candidates) if candidates else Chosen((), "")
        by_claim = choose(claim.text, candidates) if candidates else chosen
        best = by_claim if len(by_claim.labels) == 1 else chosen
        if len(best.labels) == 1:
            set_ids[claim.claim_id, citation.cited_as] = best.labels[0].set_id
    return set_ids


def choices(
    question: Question, claims: Sequence[Claim], cited: Mapping[str, Sequence[str]], known: KnownLabels
) -> list[LabelChoice]:
    """One row for each drug and each label in use. `cited` gives the set ids that each claim cites, by claim_id."""
    ids = dict.fromkeys(set_id for claim in claims for set_id in cited.get(claim.claim_id, ()))
    own = [known.labels[s] for s in ids if s in known.labels]
    rows = [row for drug in dict.fromkeys(question.drugs) for row in _of_drug(question, drug, claims, own, known)]
    led_to = {row.set_id for row in rows}
    unled = [x for x in own if x.set_id not in led_to]
    names = _distinct([label_title(x) for x in unled], [x.set_id for x in unled], question.drugs)
    return rows + [
        LabelChoice(question.question_id, name, 1, x.set_id, "used", _why_cited(x, known), (x.set_id,))
        for name, x in zip(names, unled, strict=True)
    ]


def _of_drug(
    question: Question, drug: str, claims: Sequence[Claim], own: Sequence[Label], known: KnownLabels
) -> list[LabelChoice]:
    search = known.searches.get(drug_key(drug), DrugSearch())
    suffixed = known.suffixed_of(drug)
    candidates = [x for x in known.of_drug(drug) if x in own or _is_open(x, search, known)]
    candidates += [x for x in suffixed if x in own and not candidates]
    ids = tuple(x.set_id for x in candidates)
    row = _row_maker(question, drug, ids, search, known.is_gone)
    cited = [x for x in own if x in candidates]
    if cited:
        return [row(n, x.set_id, "used", _why_cited(x, known)) for n, x in enumerate(cited, 1)]
    if damaged := known.damaged_of(drug_key(drug)):  # any of the damaged labels may be the one that is meant
        return [row(1, "", "not reached", damaged_words(damaged))]
    if not candidates:
        others = [x for x in suffixed if _is_open(x, search, known)]
        row = _row_maker(question, drug, tuple(x.set_id for x in others), search, known.is_gone)
        return [row(1, "", *(_others_left(others) if others else _nothing(search, known)))]
    text = " ".join([question.question, *(f"{c.heading} {c.text}" for c in claims if c.section == "fda")])
    return [row(1, *_chosen(choose(text, candidates), ids, search, _unread(search, known)))]


def _chosen(choice: Chosen, ids: Sequence[str], search: DrugSearch, n_unread: int) -> tuple[str, str, str]:
    """Set id, outcome and reason: one label, or several from which a person must choose."""
    if n_unread and not set(ids).isdisjoint(search.dailymed_set_ids):
        listed = f"DailyMed lists {len(search.dailymed_set_ids)} labels by this name, of which {n_unread} were not read"
        return "", "several", f"{listed}; cite one of them by its set id"
    if len(choice.labels) == 1:
        return choice.labels[0].set_id, "used", choice.reason
    return "", "several", choice.reason


def _others_left(others: Sequence[Label]) -> tuple[str, str]:
    """The outcome and reason if the only labels of the substance are of products with proper names of their own."""
    names = ", ".join(dict.fromkeys(label_title(x) for x in others))
    return "several", f"only products with another proper name were found ({names}): name one so, or cite its set id"


def _is_open(label: Label, search: DrugSearch, known: KnownLabels) -> bool:
    """Whether a label that no claim cites may be chosen.

    A label that is gone never is; a label of the snapshot only while openFDA has not answered.
    """
    return not known.is_gone(label.set_id) and (label.source != "snapshot" or not search.is_answered)


def _why_cited(label: Label, known: KnownLabels) -> str:
    gone = ", but openFDA and DailyMed hold it no more: the last copy is shown"
    return "a claim cites it" + (gone if known.is_gone(label.set_id) else "")


def _row_maker(
    question: Question,
    drug: str,
    candidates: tuple[str, ...],
    search: DrugSearch,
    is_gone: Callable[[str], bool],
) -> Callable[[int, str, str, str], LabelChoice]:
    def row(position: int, set_id: str, outcome: str, reason: str) -> LabelChoice:
        if set_id in search.dailymed_set_ids:
            reason = f"{reason}; DailyMed finds it by the name {drug}, openFDA does not"
        elif set_id and search.outcome == "not_found" and not is_gone(set_id):
            outcome = "not findable by name"
            reason = f"{reason}; openFDA does not find it by the name {drug} today, but it exists"
        if set_id and search.failed_since:
            reason = f"{reason}; openFDA has not answered for {drug} since {search.failed_since}: there may be others"
        return LabelChoice(
            question.question_id,
            drug,
            position,
            set_id,
            outcome,
            reason,
            candidates,
            since_date=search.failed_since or ("" if set_id else search.dailymed_failed_since),
        )

    return row


def _nothing(search: DrugSearch, known: KnownLabels) -> tuple[str, str]:
    """The outcome and reason if no label is known for a drug. A source that is down never means "no label"."""
    if search.failed_since:
        return "not reached", "openFDA has not answered"
    if not search.is_answered:
        return "not asked", "no source has been asked for it"
    if any(s in known.unnamed for s in (*search.set_ids, *search.others)):
        return (
            "not reached",
            "openFDA holds labels without names that may be of this drug, and DailyMed did not name them",
        )
    return _nothing_in_openfda(search, _unread(search, known))


def _nothing_in_openfda(search: DrugSearch, unread: int) -> tuple[str, str]:
    """The same if openFDA answered that it has none: DailyMed's answer is needed too."""
    others = f"openFDA found {len(search.set_ids)} by this name, all of them of other drugs"
    none = others if search.set_ids else "openFDA answered that it holds none by this brand or generic name"
    if search.dailymed_failed_since:
        return "not reached", f"{none}, and DailyMed, asked by name, has not answered"
    if not search.dailymed:
        return "not asked of DailyMed", f"{none}, and DailyMed was not asked by name"
    if unread:
        return "not reached", f"{none}; DailyMed lists labels by this name, and {unread} of them were not read"
    if search.dailymed_set_ids:
        return "no label found", f"{none}; DailyMed lists {len(search.dailymed_set_ids)}, all of them of other drugs"
    return "no label found", f"{none}, and DailyMed that it lists none"


def _unread(search: DrugSearch, known: KnownLabels) -> int:
    """How many labels that DailyMed lists under a drug's name were not read: they may be of the drug."""
    return sum(s not in known.labels and not known.is_gone(s) for s in search.dailymed_set_ids)


def _distinct(names: Sequence[str], set_ids: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Names that can be keys: a missing or repeated name gets its set id added."""
    all_names = [*names, *taken]
    return [
        n if n and all_names.count(n) == 1 else f"{n} setid:{s}".strip() for n, s in zip(names, set_ids, strict=True)
    ]
