"""Why front matter cannot be read as YAML, as an editor would say it, and what to write instead.

YAML tells a wrong space, a tab or a colon only lines later, in its own words. So the lines are looked at first for
what word processors and web pages put in; only where nothing of that kind is found is YAML's own message told.
"""

import re
from bisect import bisect_left
from functools import lru_cache

import yaml
from yaml.reader import ReaderError

from pipeline.schema.question_keys import QUESTION_KEYS
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
    """What keeps `text`, whose lines are numbered as the file's, from being YAML."""
    return likely_causes(text) or [_own_words(text, error)]


def likely_causes(text: str) -> list[Mistake]:
    """Wrong spaces, colons and tabs at their places; [] where there are none."""
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
    """One mistake for all tabs, at the first."""
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
    """Line and column, counted here because YAML counts other characters as line ends than a text editor does."""
    ends = _line_ends(text)
    line = bisect_left(ends, index)
    return line + 1, index - (ends[line - 1] if line else -1)


@lru_cache(maxsize=4)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(i for i, c in enumerate(text) if c == "\n")
