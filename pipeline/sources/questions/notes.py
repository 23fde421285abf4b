"""Find claims that are too long, several claims in one entry, and abstentions in other words.

A mistake keeps a file from being read; a note does not. A paragraph of several sentences is a mistake, because its
citation seems to support all of them. Notes are a list item of several sentences, a long claim, and a listed reference
that no claim cites.
"""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.language.text.sentences import sentences
from pipeline.schema.vocabulary import ABSTENTIONS
from pipeline.sources.mistakes import Mistake, expected
from pipeline.sources.questions.body import Entry
from pipeline.sources.questions.citation_keys import masked, scan

_MOST_WORDS = 100
_NEAR = 88.0  # rapidfuzz ratio, 0 to 100; above this only a typing error or a word differs
_WORDS_OF_ABSTENTION = 16
_NEGATION = re.compile(r"\b(?:not|no|none|nothing|cannot|silent|fails?)\b|n['’]t\b", re.I)
_SOURCE = (
    r"(?:labels?|labell?ing|guidelines?|research|evidence|stud(?:y|ies)|trials?|literature|insert|information|fda)"
)
_NEG = r"(?:(?:do|does|did|is|are|was|were|can|could|has|have)(?:\s+not|n['’]t)|cannot|fails?\s+to|failed\s+to)"
_VERB = r"(?:answer|address|cover|discuss|speak\s+to|mention|consider|deal\s+with)(?:s|ed)?"
_ASKED = r"(?:(?:the|this|that|our|your)\s+)?(?:clinical\s+)?(?:question|query|topic|issue|matter|this|it)"
_OTHER_WORDS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"[\w\s,()]*\b{_SOURCE}\b[\w\s,()]*?\s{_NEG}\s+(?:directly\s+|specifically\s+|explicitly\s+)?{_VERB}\s+{_ASKED}",
        rf"[\w\s,()]*\b{_SOURCE}\b[\w\s,()]*?\s(?:is|are)\s+silent(?:\s+(?:on|about)\s+{_ASKED})?",
        rf"(?:{_ASKED}\s+is\s+)?not\s+(?:answered|addressed|covered)(?:\s+(?:by|in)\s+(?:the\s+)?[\w\s]*{_SOURCE})?",
        rf"(?:there\s+(?:is|are)\s+)?no\s+(?:[\w-]+\s+)?{_SOURCE}(?:\s+(?:was|were|is|are))?"
        rf"(?:\s+(?:found|available|given|provided|identified))?(?:\s+(?:for|on|about)\s+{_ASKED})?",
        rf"(?:there\s+is\s+)?no\s+answer(?:\s+[\w\s]*{_SOURCE})?",
        r"none|nothing|n\s*/\s*a|not\s+applicable|no\s+answer|nothing\s+found",
    )
)
# A citation belongs to the sentence before it, whether the full stop comes before or after the citation.
_CITED = "\ue000"
_STOP_BEFORE = re.compile(rf"([.!?])\s*({_CITED}+)")
_RUN = re.compile(rf"(?<![\s{_CITED}])\s*+{_CITED}[\s{_CITED}]*+(?P<ends>[.,;:!?)]|$)?")


def is_abstention(text: str) -> bool:
    """Whether `text`, the only entry of its section, says in other words that the source does not answer."""
    words = text.strip().rstrip(".!")
    if len(words.split()) > _WORDS_OF_ABSTENTION or not _NEGATION.search(words):
        return _OTHER_WORDS[-1].fullmatch(words) is not None
    is_near = any(fuzz.ratio(words.casefold(), a.casefold().rstrip(".")) >= _NEAR for a in ABSTENTIONS.values())
    return is_near or any(pattern.fullmatch(words) for pattern in _OTHER_WORDS)


def several_sentences(entry: Entry) -> Iterator[Mistake]:
    """The mistake if a paragraph has several sentences; nothing otherwise."""
    cited = _sentences_cited(entry)
    if len(cited) > 1:
        mend = "write each as a list item of its own, `- ...`, with its citation" + _without(cited)
        found = f"{len(cited)} sentences in one paragraph"
        yield Mistake(entry.line, entry.column, expected("one claim", found, mend=mend))


def notes(claims: Sequence[Entry], references: Sequence[Entry]) -> Iterator[Mistake]:
    """The notes on a file: long claims, list items of several sentences, and listed references that no claim cites."""
    cited = {key for entry in claims for _, key in entry.keys}
    for entry in claims:
        n_words = len(entry.text.split())
        if n_words > _MOST_WORDS:
            mend = "split it, each part with its citation"
            yield _note(entry, f"a claim of at most {_MOST_WORDS} words", f"{n_words:,} words", mend)
        parts = _sentences_cited(entry) if entry.is_item else []
        if sum(parts) > 1 or (any(parts) and not parts[-1]):
            mend = "if they are claims of their own, give each a list item and its citation" + _without(parts)
            yield _note(entry, "one claim in each list item", f"{len(parts)} sentences", mend)
    for entry in references:
        for _, key in entry.keys[:1]:
            if key not in cited:
                mend = "cite it in a claim, or take it off the list"
                message = expected(
                    "a claim that cites each listed reference", f"{key} listed and never cited", mend=mend
                )
                yield Mistake(entry.line, 1, f"note: {message}")


def _note(entry: Entry, what: str, found: str, mend: str) -> Mistake:
    return Mistake(entry.line, entry.column, f"note: {expected(what, found, mend=mend)}")


def _sentences_cited(entry: Entry) -> list[bool]:
    """For each sentence of the entry, whether it cites a source."""
    found = []
    for passage in entry.passages:
        spans = scan(passage.content).spans
        text = _RUN.sub(_joined, masked(passage.content, spans, _CITED))
        text = _STOP_BEFORE.sub(r"\2\1", text)
        found += [_CITED in sentence for sentence in sentences(text) if any(c.isalnum() for c in sentence)]
    return found


def _joined(run: re.Match[str]) -> str:
    """Adjacent citations as one mark without the space before it; a citation right before a word is left as it is."""
    if run["ends"] is not None:
        return _CITED + run["ends"]
    head = run[0].rstrip(_CITED)[:-1]
    return _CITED + run[0][len(head) :] if _CITED in head else run[0]


def _without(cited: Sequence[bool]) -> str:
    """`; sentence 3 cites nothing` for the sentences without a citation; "" if all or none of them cite a source."""
    bare = [str(n) for n, is_cited in enumerate(cited, 1) if not is_cited]
    if not bare or not any(cited):
        return ""
    return f"; sentence {bare[0]} cites nothing" if len(bare) == 1 else f"; sentences {', '.join(bare)} cite nothing"
