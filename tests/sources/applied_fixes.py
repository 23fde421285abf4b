"""What an editor does who takes a mistake at its word: writes what it offers in the place of what it found."""

import re
from pathlib import PurePosixPath

from pipeline.schema.question_tables import QuestionMistake
from pipeline.sources.questions.file import QuestionFile, parse

OFFER = re.compile(r", did you mean (?P<offer>.*)", re.S)
FOUND = re.compile(r", found (?:the \w+ )?(?P<quote>['\"])(?P<found>.*)(?P=quote), did you mean", re.S)
QUOTES = re.compile(r"the value in quotes \((['\"])\.\.\.['\"]\)")


def has_offer(mistake: QuestionMistake) -> bool:
    return OFFER.search(mistake.message) is not None


def mended(path: str, text: str, mistake: QuestionMistake) -> QuestionFile:
    """The file as it reads once the offer of `mistake` is taken."""
    offer = OFFER.search(mistake.message)
    assert offer is not None
    words = re.split(r" \((?:or|a DOI)", offer["offer"])[0]
    if mistake.message.startswith("expected a file name"):
        return parse(str(PurePosixPath(path).with_name(words)), text.encode())
    lines = text.split("\n")
    if "paragraph, found HTML" in mistake.message:
        lines[mistake.line : next(i for i in range(mistake.line, len(lines)) if not lines[i].strip())] = []
    line, at = lines[mistake.line - 1], mistake.column_number - 1
    lines[mistake.line - 1] = _mended_line(line, at, words, mistake.message)
    return parse(path, "\n".join(lines).encode())


def _mended_line(line: str, at: int, words: str, message: str) -> str:
    if quotes := QUOTES.fullmatch(words):
        key, _, value = line.partition(": ")
        return f"{key}: {quotes[1]}{value}{quotes[1]}"
    if spaced := re.fullmatch(r"'(.+) ' with a space", words):
        return f"{line[:at]}{spaced[1]} {line[at:].lstrip('#-•')}"
    marker = re.match(r"\s*(?:[-*+]\s+)?", line)
    assert marker is not None
    if "found HTML" in message and not words.startswith("- "):
        return marker[0] + words
    if re.match(r"## |- |\w+: ", words):
        return words
    opening = line.rfind("[", 0, at + 1)
    if words.startswith("[@") and opening >= 0 and "]" not in line[opening:at]:
        return _mended_citation(line, opening, at, words, message)
    found = FOUND.search(message)
    text = line[at:] if words.startswith("The ") or not found else found["found"]
    assert line.startswith(text, at), (line, text)
    return line[:at] + words.removesuffix(" in quotes") + line[at + len(text) :]


def _mended_citation(line: str, opening: int, at: int, words: str, message: str) -> str:
    """Within its brackets one citation is written anew, or all of them where the offer holds all."""
    brace = line.find("}", at) if "{" in line[opening:at] else -1
    closing = line.find("]", max(at, brace))
    after = line[closing + 1 :] if closing >= 0 else line[line.find(" ", at) :]
    inner, _, rest = words[1:].partition("]")
    if "between citations" in message or closing < 0:
        return line[:opening] + words + after
    start = max(line.rfind(";", opening, at + 1), opening) + 1
    end = line.find(";", at, closing)
    stop = closing if end < 0 or "3.0.CO;" in line[at:closing] else end
    return f"{line[:start]}{' ' if line[start - 1] == ';' else ''}{inner}{line[stop : closing + 1]}{rest}{after}"
