"""Explain in an editor's words why front matter is not valid YAML, and what to write instead.

YAML reports a wrong space, tab or colon only some lines later and in its own terms. So the lines are first searched for
what word processors and web pages insert. YAML's own message is used only if nothing of that kind is found.
"""

import re
from bisect import bisect_left
from functools import lru_cache

import yaml
from yaml.reader import ReaderError

from pipeline.schema.question_tables import QUESTION_KEYS
from pipeline.sources.mistakes import Mistake, expected

_KEYS = "|".join(QUESTION_KEYS)
_STRANGE_SPACE = re.compile(
    rf"^[ \t]*(?P<key>{_KEYS})[ \t]*:[ ]*(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u3000]+)", re.M
)
_STRANGE_COLON = re.compile(rf"^[ \t]*(?P<key>{_KEYS})[ \t]*(?P<colon>[\uff1a\ufe55\ua789\u02d0=])[ \t]*", re.M)
_NO_SPACE = re.compile(rf"^[ \t]*(?P<key>{_KEYS}):(?P<value>[^\s:/][^\n]*)$", re.M)
_TAB_AFTER = re.compile(r"^[ ]*(?P<key>\w+)[ ]*:[ ]*(?P<tab>\t+)", re.M)
_TAB_BEFORE = re.compile(r"^(?P<tab>[ ]*\t[ \t]*)(?P<key>\w+)[ ]*:", re.M)
_INDENTED = re.compile(rf"^(?P<tab>[ ]+)(?P<key>{_KEYS})[ ]*:", re.M)
_VALUE = re.compile(r"[ ]*\w+[ ]*:[ ]+(?P<value>[^ \n].*)")


def yaml_mistakes(text: str, error: yaml.YAMLError) -> list[Mistake]:
    """The reasons why `text`, which has the file's line numbers, is not YAML: likely causes, else YAML's message."""
    return likely_causes(text) or [_own_words(text, error)]


def likely_causes(text: str) -> list[Mistake]:
    """Wrong or missing spaces, wrong colons, tabs and indented keys, each at its place; [] if there are none."""
    found = [
        _mistake(
            text, m.start("space"), f"an ordinary space after `{m['key']}:`", _named(m["space"][0]), "put one there"
        )
        for m in _STRANGE_SPACE.finditer(text)
    ]
    found += [
        _mistake(text, m.start("colon"), f"`: ` after `{m['key']}`", _named(m["colon"]), f"write `{m['key']}: `")
        for m in _STRANGE_COLON.finditer(text)
    ]
    found += [
        Mistake(
            *place_of(text, m.start("key")),
            expected(f"a space after `{m['key']}:`", "none", f"{m['key']}: {m['value'].strip()}"),
        )
        for m in _NO_SPACE.finditer(text)
    ]
    return found or _tabs(text) or _indented(text)


def _tabs(text: str) -> list[Mistake]:
    """One mistake for all tabs, at the place of the first; [] if there are none."""
    after, before = list(_TAB_AFTER.finditer(text)), list(_TAB_BEFORE.finditer(text))
    if not after and not before:
        return []
    first = min(m.start("tab") for m in (*after, *before))
    mends = [f"a space after {_keys(after)}"] if after else []
    mends += [f"{'none' if after else 'no tab'} before {_keys(before)}"] if before else []
    found = f"a tab {'after' if after and after[0].start('tab') == first else 'before'} a key"
    return [_mistake(text, first, "spaces and no tabs", found, f"put {', and '.join(mends)}")]


def _indented(text: str) -> list[Mistake]:
    return [
        _mistake(text, m.start(), f"`{m['key']}` at the beginning of its line", "spaces before it", "delete them")
        for m in _INDENTED.finditer(text)
    ]


def _keys(found: list[re.Match[str]]) -> str:
    return ", ".join(f"`{m['key']}:`" for m in found)


def _named(char: str) -> str:
    name = "a no-break space" if char == "\u00a0" else f"'{char}'" if char.isprintable() else "a wide or narrow space"
    return f"{name} (U+{ord(char):04X})"


def _mistake(text: str, index: int, what: str, found: str, mend: str) -> Mistake:
    return Mistake(*place_of(text, index), expected(what, found, mend=mend))


def _own_words(text: str, error: yaml.YAMLError) -> Mistake:
    index, problem = 0, "what is no YAML"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        index, problem = (0 if mark is None else mark.index), error.problem or problem
    elif isinstance(error, ReaderError):
        index, problem = error.position, error.reason
    line, column = place_of(text, index)
    value = _VALUE.match(text.split("\n")[line - 1])
    quotes = "'...'" if value and '"' in value["value"] else '"..."'
    offer = f"the value in quotes ({quotes})" if value else ""
    mend = "" if offer else "write each key in a line of its own, as in `status: draft`"
    return Mistake(line, column, expected("YAML", " ".join(problem.split()), offer, mend))


def place_of(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset. Counted here because YAML has other line ends than a text editor."""
    ends = _line_ends(text)
    line = bisect_left(ends, index)
    return line + 1, index - (ends[line - 1] if line else -1)


@lru_cache(maxsize=4)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(i for i, c in enumerate(text) if c == "\n")
