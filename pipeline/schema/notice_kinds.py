"""The kinds of notices: the words of PubMed, Crossref and Retraction Watch, and the effect of each kind on a paper.

Authorities: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); Crossref, "Registering updates"
(https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/);
Retraction Watch, "Retraction Watch Data" (https://gitlab.com/crossref/retraction-watch-data), column RetractionNature.
A word that is in no list is unknown and keeps its name; it is never taken for something milder.
"""

# CommentsCorrections@RefType in the record of the affected paper, from worst to mildest. The direction matters: "In"
# marks the affected paper.
NOTICE_KINDS = {
    "RetractionIn": "retraction",
    "PartialRetractionIn": "partial retraction",
    "RetractedandRepublishedIn": "retraction with republication",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "erratum",
    "CorrectedandRepublishedIn": "correction with republication",
}
INTEGRITY_OF_NOTICE = {
    "RetractionIn": "retracted",
    "PartialRetractionIn": "retracted",
    "RetractedandRepublishedIn": "retracted",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected",
}
# The `type` of an update. The first twelve are Crossref's own list. Crossref accepts any word; the others are words
# whose meaning is plain.
CROSSREF_KINDS: dict[str, str] = {
    "addendum": "addendum",
    "clarification": "clarification",
    "correction": "correction",
    "corrigendum": "erratum",
    "erratum": "erratum",
    "expression_of_concern": "expression of concern",
    "new_edition": "update",
    "new_version": "update",
    "partial_retraction": "partial retraction",
    "removal": "withdrawal",
    "retraction": "retraction",
    "withdrawal": "withdrawal",
    "retraction_and_replacement": "retraction with republication",
    "retract_and_replace": "retraction with republication",
    "reinstatement": "reinstatement",
}
RETRACTION_WATCH_KINDS: dict[str, str] = {
    "Retraction": "retraction",
    "Expression of concern": "expression of concern",
    "Correction": "correction",
    "Reinstatement": "reinstatement",
}
# Our kind -> the paper's status, from worst to mildest; "" leaves the status alone. A reinstatement clears nothing by
# itself: the retraction before it has its own notice, and a person has to weigh the two.
INTEGRITY_OF_KIND: dict[str, str] = {
    "retraction": "retracted",
    "withdrawal": "retracted",
    "partial retraction": "retracted",
    "retraction with republication": "retracted",
    "expression of concern": "concern",
    "erratum": "corrected",
    "correction": "corrected",
    "correction with republication": "corrected",
    "reinstatement": "",
    "addendum": "",
    "clarification": "",
    "update": "",
}
UNKNOWN_KIND = "unknown"  # "unknown: <word>" for a word that is in no list; never counts as clean


def unknown_word(kind: str) -> str:
    """The source's word for a notice of unknown `kind`, in quotation marks; "" if the kind is known."""
    if kind.partition(":")[0] != UNKNOWN_KIND:
        return ""
    return f"“{kind.partition(': ')[2]}”" if ": " in kind else "a word that could not be read"


def kind_of(source: str, word: str) -> str:
    """Our kind for the `word` that `source` (pubmed, crossref, retraction_watch) uses for a notice.

    Returns `unknown: <word>` if the word is not in the source's list. Case is ignored, and spaces and hyphens are the
    same as underscores. A semicolon in an unknown word becomes a comma, because semicolons separate the kinds of one
    notice.
    """
    name = " ".join(word.replace(";", ",").split())
    found = _KINDS_OF.get(source, {}).get(_folded(name))
    return found or (f"{UNKNOWN_KIND}: {name}" if name else UNKNOWN_KIND)


def _folded(word: str) -> str:
    return word.casefold().replace(" ", "_").replace("-", "_")


_KINDS_OF = {
    source: {_folded(word): kind for word, kind in kinds.items()}
    for source, kinds in (
        ("pubmed", NOTICE_KINDS),
        ("crossref", CROSSREF_KINDS),
        ("retraction_watch", RETRACTION_WATCH_KINDS),
    )
}
