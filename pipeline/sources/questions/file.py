"""Parse a question file from bytes to rows, or to all its mistakes with line and column (docs/contract.md).

Publisher: the medical editor. Format: YAML front matter, then Markdown with three known sections and `## References`.
Licence: the project's. Rate limit: none. Caveat: a file with a mistake gives no rows, so that no report is built from
half an answer. The rows of its last good copy stay until it is fixed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.schema.claim_tables import Citation, Claim
from pipeline.schema.identifiers import is_question_id
from pipeline.schema.question_tables import AuthorReference, Question, QuestionMistake
from pipeline.schema.stable_ids import stable_id
from pipeline.schema.vocabulary import ABSTENTIONS
from pipeline.sources.mistakes import Mistake, decoded, expected, shown
from pipeline.sources.questions import front_matter, reference_text
from pipeline.sources.questions.body import Body, Entry
from pipeline.sources.questions.citation_keys import bare_references
from pipeline.sources.questions.notes import is_abstention, notes, several_sentences

MOST_BYTES = 1_000_000  # the longest answers have some 20,000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_ABSTENTION_OF = {text.casefold().rstrip("."): section for section, text in ABSTENTIONS.items()}
_OPENING = re.compile(r"\s*\[\s*")
_ENDING = re.compile(r"@(?:\{[^{}]*\}|[^\s\]]*)\s*\][\s.]*")
_ENTRY_FORM = "`- [@pmid:...] Author. Title. Year.`"


@dataclass(frozen=True)
class QuestionFile:
    """One question file as rows; a file with mistakes has no rows."""

    path: str
    question_id: str
    question: Question | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    author_references: tuple[AuthorReference, ...] = ()
    mistakes: tuple[QuestionMistake, ...] = ()
    notes: tuple[QuestionMistake, ...] = ()  # printed like mistakes, but they do not stop the file from being read


def is_question_path(name: str) -> bool:
    """Whether a file name or path below `questions/` is a question: it ends in `.md`, does not start with `_` or `.`,
    and is not a README.
    """
    file = name.rpartition("/")[2]
    return file.lower().endswith(".md") and not file.startswith(("_", ".")) and file.lower() != "readme.md"


def claim_id(question_id: str, text: str) -> str:
    """The first 12 hex digits of sha256(question_id + newline + text).

    A claim keeps its id when it is moved, but not when it is reworded.
    """
    return stable_id(question_id, text)


def mistake_line(mistake: QuestionMistake) -> str:
    """The mistake as one line: `questions/x.md:12:7: expected ..., found ..., did you mean ...`."""
    return Mistake(mistake.line, mistake.column_number, mistake.message, mistake.file).told


def parse(path: str, data: bytes | str) -> QuestionFile:
    """The rows of the question file at `path` (below the root), or all its mistakes. Never raises, whatever the bytes.

    If there is no readable file, `data` is a text that says what is there instead ("a folder"). The `reference_id` of
    a citation is at first its `cited_as`; `evidence.papers.identity` later joins two ids of one paper.
    """
    question_id = re.sub(r"\.md$", "", path.rpartition("/")[2], flags=re.I)
    mistakes = list(_name_mistakes(path, question_id))
    lines = _decode(path, data, mistakes) if isinstance(data, bytes) else None
    if isinstance(data, str):
        mend = "put the file back; to take the question away, delete what is there"
        mistakes.append(Mistake(1, 1, expected("a question file", data, mend=mend)))
    if lines is None:
        return QuestionFile(path, question_id, mistakes=_rows(path, mistakes))
    front = front_matter.read(lines)
    body = Body(lines, front.n_lines + 1)
    body.read()
    claims = [entry for entry in body.entries if entry.section != "references"]
    references = [entry for entry in body.entries if entry.section == "references"]
    mistakes += [*front.mistakes, *body.mistakes, *_claim_mistakes(claims), *_reference_mistakes(references)]
    told = _rows(path, [*body.notes, *notes(claims, references)])
    if mistakes:
        return QuestionFile(path, question_id, mistakes=_rows(path, mistakes), notes=told)
    values = dict(front.values)
    return QuestionFile(
        path,
        question_id,
        Question(question_id=question_id, file=path, **values),  # type: ignore[arg-type]
        tuple(_claim(question_id, position, entry) for position, entry in enumerate(claims, 1)),
        tuple(citation for entry in claims for citation in _citations(question_id, entry)),
        tuple(_reference(question_id, position, entry) for position, entry in enumerate(references, 1)),
        notes=told,
    )


def _rows(path: str, mistakes: Iterable[Mistake]) -> tuple[QuestionMistake, ...]:
    placed = sorted({m._replace(file=path) for m in mistakes})
    return tuple(
        QuestionMistake(file=m.file, line=m.line, column_number=m.column, position=position, message=m.message)
        for position, m in enumerate(placed, 1)
    )


def _name_mistakes(path: str, question_id: str) -> Iterator[Mistake]:
    if not path.endswith(".md") or not is_question_id(question_id):
        patient = ".patient" if question_id.lower().endswith(".patient") else ""
        stem = re.sub(r"[^a-z0-9]+", "-", question_id.lower().removesuffix(patient)).strip("-")
        offer = f"{stem}{patient}.md" if stem else ""
        what = "a file name of a-z, 0-9 and - with .md (or .patient.md)"
        yield Mistake(1, 1, expected(what, shown(path.rpartition("/")[2]), offer))


def _decode(path: str, data: bytes, mistakes: list[Mistake]) -> list[str] | None:
    """The lines of the file without line ends; None if it is empty, too long or not UTF-8. Adds to `mistakes`."""
    if len(data) > MOST_BYTES:
        line = data.count(b"\n", 0, MOST_BYTES) + 1
        column = MOST_BYTES - data.rfind(b"\n", 0, MOST_BYTES)
        what = f"a question file of at most {MOST_BYTES:,} bytes"
        mend = "a question file holds one question and its answer: check what was saved under this name"
        mistakes.append(Mistake(line, column, expected(what, "more", mend=mend)))
        return None
    text = decoded(path, data)
    if isinstance(text, Mistake):
        mistakes.append(text)
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text.strip():
        mend = "write a question file: `---`, `question: ...`, `status: draft`, `---`, then ## From the Research"
        mistakes.append(Mistake(1, 1, expected("a question file", "an empty file", mend=mend)))
        return None
    for number, content in enumerate(lines, 1):
        for bad in _CONTROL.finditer(content):
            message = expected("text", f"the character U+{ord(bad[0]):04X}", mend="delete it")
            mistakes.append(Mistake(number, bad.start() + 1, message))
    return [_CONTROL.sub(" ", line) for line in lines]


def _claim_mistakes(entries: list[Entry]) -> Iterator[Mistake]:
    first_lines: dict[str, int] = {}
    n_entries = Counter(entry.section for entry in entries)
    for entry in entries:
        if not any(c.isalnum() for c in entry.text):
            found = "only citations" if entry.keys else "none"
            mend = "write what the source says before them" if entry.keys else "write a claim, or delete the line"
            yield Mistake(entry.line, entry.column, expected("words in each claim", found, mend=mend))
        elif entry.text in first_lines:
            found = f"it again (first in line {first_lines[entry.text]})"
            mend = f"delete this line, or cite both sources in the first (line {first_lines[entry.text]})"
            yield Mistake(entry.line, entry.column, expected("each claim once", found, mend=mend))
        first_lines.setdefault(entry.text, entry.line)
        seen: set[str] = set()
        for place, key in entry.keys:
            if key in seen:
                message = expected("each citation once in a claim", f"{shown(key)} again", mend="delete it here")
                yield Mistake(*place, message)
            seen.add(key)
        section = n_entries[entry.section]
        if _abstains_for(entry):
            yield from _abstention_mistakes(entry, section)
        elif section == 1 and entry.section in ABSTENTIONS and is_abstention(entry.text):
            message = expected("the words of an abstention", shown(entry.text), ABSTENTIONS[entry.section])
            yield Mistake(entry.line, entry.column, message)
        elif not entry.is_item:
            yield from several_sentences(entry)


def _abstention_mistakes(entry: Entry, n_entries: int) -> Iterator[Mistake]:
    if entry.section and _abstains_for(entry) != entry.section:
        what = "the abstention of its own section"
        yield Mistake(entry.line, entry.column, expected(what, shown(entry.text), ABSTENTIONS[entry.section]))
    if n_entries > 1:
        what, mend = "an abstention as its section's only text", "delete it, or the claims beside it"
        yield Mistake(entry.line, entry.column, expected(what, "it beside other claims", mend=mend))
    if entry.keys:
        place, key = entry.keys[0]
        mend = "take the citation away"
        yield Mistake(*place, expected("an abstention without citations", shown(key), mend=mend))


def _reference_mistakes(entries: list[Entry]) -> Iterator[Mistake]:
    first_lines: dict[str, int] = {}
    for entry in entries:
        key = _own_key(entry)
        if not entry.is_item:
            yield Mistake(
                entry.line, entry.column, expected(f"a list item {_ENTRY_FORM}", "a paragraph", mend="begin with `- `")
            )
        elif key is None:
            yield from _without_citation_first(entry)
        elif not entry.text:
            yield Mistake(entry.line, entry.column, expected(_ENTRY_FORM, "a citation without text"))
        for place, extra in entry.keys[1:]:
            mend = "a listed reference begins with `- `: give it a line of its own"
            yield Mistake(*place, expected("one citation in each listed reference", f"{shown(extra)} too", mend=mend))
        if key is not None and key in first_lines:
            found = f"{shown(key)} again (first in line {first_lines[key]})"
            yield Mistake(*entry.keys[0][0], expected("each reference once", found, mend="delete one of the two"))
        if key is not None:
            first_lines.setdefault(key, entry.line)


def _own_key(entry: Entry) -> str | None:
    """The key of the citation that a listed reference starts with, or of its only citation, at the end; else None."""
    first, last = entry.passages[0], entry.passages[-1]
    if first.keys and _OPENING.fullmatch(first.content, 0, first.keys[0].offset):
        return first.keys[0].key
    is_last = len(entry.keys) == 1 and last.keys and _ENDING.fullmatch(last.content, last.keys[0].offset)
    return last.keys[0].key if is_last else None


def _without_citation_first(entry: Entry) -> Iterator[Mistake]:
    """The mistake of a listed reference that does not start with a citation, with the fix if the text names an id.

    Nothing if its citation is malformed, which is reported already.
    """
    bare = [Mistake(*p.place(flaw.offset), flaw.message) for p in entry.passages for flaw in bare_references(p.content)]
    if not entry.keys and bare:
        yield bare[0]
    elif entry.keys or not any(passage.flaws for passage in entry.passages):
        found = "text before it" if entry.keys else "text without it"
        yield Mistake(entry.line, entry.column, expected(f"one citation first, as in {_ENTRY_FORM}", found))


def _abstains_for(entry: Entry) -> str:
    """The section whose abstention this entry is; "" if it is not an abstention."""
    return _ABSTENTION_OF.get(entry.text.casefold().rstrip("."), "")


def _claim(question_id: str, position: int, entry: Entry) -> Claim:
    return Claim(
        claim_id=claim_id(question_id, entry.text),
        question_id=question_id,
        section=entry.section,
        heading=entry.heading,
        position=position,
        text=entry.text,
        is_abstention=bool(_abstains_for(entry)),
        line=entry.line,
    )


def _citations(question_id: str, entry: Entry) -> Iterator[Citation]:
    for position, (_, key) in enumerate(entry.keys, 1):
        yield Citation(claim_id=claim_id(question_id, entry.text), position=position, reference_id=key, cited_as=key)


def _reference(question_id: str, position: int, entry: Entry) -> AuthorReference:
    key, parts = entry.keys[0][1], reference_text.split(entry.text)
    return AuthorReference(
        question_id=question_id,
        position=position,
        reference_id=key,
        cited_as=key,
        text=entry.text,
        first_author=parts.first_author,
        title=parts.title,
        year=parts.year,
        line=entry.line,
    )
