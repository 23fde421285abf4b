"""What kind a notice is, in one table: the words of PubMed, Crossref and Retraction Watch, and what each makes of a
paper.

Authorities: NLM, "Errata, Retractions, and Other Linked Citations in PubMed"
(https://www.nlm.nih.gov/bsd/policy/errata.html); Crossref, "Registering updates"
(https://www.crossref.org/documentation/register-maintain-records/maintaining-your-metadata/registering-updates/);
Retraction Watch, "Retraction Watch Data" (https://gitlab.com/crossref/retraction-watch-data), column RetractionNature.
A word that no list holds is unknown and keeps its name: it is never taken for something milder.
"""

# CommentsCorrections@RefType, on the paper that carries it (direction matters: "In" marks the affected paper). The
# order is from worst to mildest.
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
# The `type` of an update. The first twelve are Crossref's own list; it takes any word, and the rest are others that say
# plainly what they are.
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
# Our kind -> what it makes of the paper; "" does not touch the status. A reinstatement clears nothing by itself: the
# retraction before it stands in its own notice, and a person has to weigh the two. The order is from worst to mildest.
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
UNKNOWN_KIND = "unknown"  # "unknown: <word>" for a word that no list holds; in no case a clean bill


def unknown_word(kind: str) -> str:
    """The word of a notice whose `kind` is unknown, in quotation marks; "" for a kind that a list holds."""
    if kind.partition(":")[0] != UNKNOWN_KIND:
        return ""
    return f"“{kind.partition(': ')[2]}”" if ": " in kind else "a word that could not be read"


def kind_of(source: str, word: str) -> str:
    """Our kind for what `source` (pubmed, crossref, retraction_watch) calls a notice; `unknown: <word>` for a word that
    its list does not hold. Capitals do not count, nor does a space or a hyphen for an underscore. A semicolon becomes a
    comma, since it separates the kinds of one notice.
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
