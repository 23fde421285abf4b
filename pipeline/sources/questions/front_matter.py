"""Read the YAML front matter of a question file: its values, and every mistake with line and column.

The YAML is read as a tree of nodes (`yaml.compose`) and never constructed, so that nothing in a file can run and each
key and value keeps its place. Allowed keys, required keys and word lists come from `schema.question_tables`.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from pipeline.schema.normal_form import normal_form
from pipeline.schema.question_tables import QUESTION_KEYS
from pipeline.schema.table import LIST_SEPARATOR, ColumnInfo
from pipeline.sources.mistakes import Mistake, expected, nearest, shown
from pipeline.sources.questions.front_matter_fixes import likely_causes, place_of, yaml_mistakes

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_HEADING = re.compile(r"#{2,}\s")
_TEXT_TAG, _NULL_TAG = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
_LONGEST = 20_000
_DEEPEST = 10  # no key needs more than a list, and this is far below the depth that would exhaust the stack
_NESTED = re.compile(r"^[^\[{\n]*+(?:[\[{][^\[{\n]*+){100}", re.M)  # PyYAML takes very long for so many in one line
_OPENING = re.compile(r"[\[{]")
_TOO_DEEP = expected("text or a list of texts", "deeper nesting", mend="write text or a plain list, [a, b]")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Value = str | tuple[str, ...]


@dataclass
class FrontMatter:
    """The values that could be read, the number of lines before the body, and the mistakes."""

    values: dict[str, Value] = field(default_factory=dict)
    n_lines: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def read(lines: Sequence[str]) -> FrontMatter:
    """The front matter at the start of `lines` (the whole file, without line ends). Never raises, whatever the text."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    is_open = bool(lines) and _FENCE.fullmatch(lines[first]) is not None
    if not is_open and not (lines and _KEY_LINE.match(lines[first])):
        return _none(lines, first)
    mistakes = [Mistake(1, 1, expected("--- in the first line", "a blank line", mend="delete it"))] if first else []
    if not is_open:
        mistakes = [Mistake(first + 1, 1, expected(_BEFORE, shown(lines[first]), mend="put a line --- before it"))]
        first -= 1
    last = next((i for i in range(first + 1, len(lines)) if _END.fullmatch(lines[i])), None)
    n_lines = len(lines) if last is None else last + 1
    if last is None:
        last = next((i for i in range(first + 1, len(lines)) if _HEADING.match(lines[i])), len(lines))
        mend = f"close it with a line --- before line {last + 1}"
        mistakes.append(Mistake(max(first, 0) + 1, 1, expected("--- after the front matter", "none", mend=mend)))
        n_lines = last
    if sum(map(len, lines[first + 1 : last])) > _LONGEST:
        what, mend = (
            f"front matter of at most {_LONGEST:,} characters",
            "keep the question's keys and take the rest away",
        )
        return FrontMatter({}, n_lines, [*mistakes, Mistake(first + 2, 1, expected(what, "more", mend=mend))])
    text = "\n".join([*[""] * (first + 1), *lines[first + 1 : last], ""])
    front = FrontMatter({}, n_lines, mistakes)
    _read_yaml(text, front, max(first, 0) + 1)
    front.mistakes.sort()
    return front


_BEFORE = "--- before the front matter"
_KEY_LINE = re.compile(rf"(?:{'|'.join(QUESTION_KEYS)})\s*:")


def _none(lines: Sequence[str], first: int) -> FrontMatter:
    """The single mistake of a file without front matter; if it starts with a title, the fix uses it as the question."""
    found = lines[first] if lines else ""
    title = found.lstrip("#").strip() if found.startswith("# ") else ""
    begin = "`---`, `question: ...`" if not title else f"`---`, `question: {json.dumps(title, ensure_ascii=False)}`"
    where = "in place of this line" if title else f"before line {first + 1}"
    mend = f"put the lines {begin}, `status: draft`, `---` {where}"
    mistake = Mistake(first + 1, 1, expected(_BEFORE, shown(found) if found else "nothing", mend=mend))
    return FrontMatter(n_lines=first + 1 if title else 0, mistakes=[mistake])


def _read_yaml(text: str, front: FrontMatter, first_line: int) -> None:
    """Read `text`, which has the file's line numbers, into `front`."""
    if nested := _NESTED.search(text):
        too_deep = [found.start() for found in _OPENING.finditer(nested[0])][_DEEPEST - 1]  # the keys are one level
        front.mistakes.append(Mistake(*place_of(text, nested.start() + too_deep), _TOO_DEEP))
        return
    try:
        flat = _check_events(text, front.mistakes)
        root = yaml.compose(text, Loader=yaml.SafeLoader) if flat else None
    except yaml.YAMLError as error:
        front.mistakes += yaml_mistakes(text, error)
        return
    except (ValueError, OverflowError) as error:  # PyYAML lets these through for an escape such as "\UFFFFFFFF"
        found = f"an escape that is no character ({str(error)[:60]})"
        front.mistakes.append(Mistake(first_line, 1, expected("YAML", found, mend="write the character itself")))
        return
    if root is not None and not isinstance(root, yaml.MappingNode):
        mend = "begin with the lines `question: ...` and `status: draft`"
        what = Mistake(*_place(text, root), expected("lines of `key: value`", _kind(root), mend=mend))
        front.mistakes += likely_causes(text) or [what]
        return
    _read_keys(text, root, front)
    if flat:
        front.mistakes += _missing(root, first_line)


def _check_events(text: str, mistakes: list[Mistake]) -> bool:
    """Report anchors and aliases, which hide a key's value; False if the nesting is too deep to go on."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            sign = "the alias *" if isinstance(event, yaml.AliasEvent) else "the anchor &"
            found = shown(sign + str(getattr(event, "anchor", ""))).strip("'\"")
            mend = "write out the value, or put it in quotes"
            mistakes.append(Mistake(*_place(text, event), expected("the value itself", found, mend=mend)))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            mistakes.append(Mistake(*_place(text, event), _TOO_DEEP))
            return False
    return True


def _read_keys(text: str, root: yaml.MappingNode | None, front: FrontMatter) -> None:
    seen: set[str] = set()
    for key_node, value_node in root.value if root else ():
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
        info = QUESTION_KEYS.get(name)
        if info is None:
            what = f"one of the keys {', '.join(QUESTION_KEYS)}"
            found = shown(name) if isinstance(key_node, yaml.ScalarNode) else _kind(key_node)
            mistake = expected(what, found, nearest(name, QUESTION_KEYS))
            front.mistakes.append(Mistake(*_place(text, key_node), mistake))
        elif name in seen:
            front.mistakes.append(
                Mistake(*_place(text, key_node), expected("each key once", f"{name} again", mend="delete one"))
            )
        else:
            problems = _list_problems if info.type == "list" else _text_problems
            wrong = [Mistake(*_place(text, n), message) for n, message in problems(info, value_node)]
            front.mistakes += wrong
            if not wrong:
                front.values[name] = _value(value_node)
        seen.add(name)


def _missing(root: yaml.MappingNode | None, line: int) -> Iterator[Mistake]:
    names = {k.value for k, _ in root.value if isinstance(k, yaml.ScalarNode)} if root else set()
    for info in QUESTION_KEYS.values():
        if info.required and info.name not in names:
            mend = f"add a line `{info.name}: {info.enum[0] if info.enum else '...'}`"
            yield Mistake(line, 1, expected(f"the key `{info.name}`", "none", mend=mend))


def _value(node: yaml.Node) -> Value:
    if isinstance(node, yaml.SequenceNode):
        return tuple(_clean(item.value) for item in node.value)
    return _clean(node.value) if node.tag == _TEXT_TAG else ""


def _clean(text: str) -> str:
    return " ".join(normal_form("NFC", text).split())


def _text_problems(info: ColumnInfo, node: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    if node.tag == _NULL_TAG and not info.required:
        return
    what = f"one of {', '.join(info.enum)}" if info.enum else "text"
    if (problem := _scalar_problem(what, node)) is not None:
        yield node, problem
    elif info.enum and node.value not in info.enum:
        yield node, expected(what, shown(node.value), nearest(node.value, info.enum))


def _list_problems(info: ColumnInfo, node: yaml.Node) -> Iterator[tuple[yaml.Node, str]]:
    if node.tag == _NULL_TAG:
        return
    if not isinstance(node, yaml.SequenceNode):
        texts = [part.strip() for part in re.split("[,;]", node.value)] if isinstance(node, yaml.ScalarNode) else []
        offer = f"{info.name}: [{', '.join(filter(None, texts))}]" if any(texts) else ""
        yield node, expected("a list", _kind(node), offer)
        return
    for item in node.value:
        if (problem := _scalar_problem("text", item)) is not None:
            yield item, problem
        elif LIST_SEPARATOR.strip() in item.value:
            offer = ", ".join(part.strip() for part in item.value.split(LIST_SEPARATOR.strip()))
            yield item, expected("one name in each item", shown(item.value), offer)


def _scalar_problem(what: str, node: yaml.Node) -> str | None:
    """The message if `node` is not a text or is empty; None if it is all right."""
    if not isinstance(node, yaml.ScalarNode):
        return expected(what, _kind(node))
    if node.tag == _NULL_TAG or (node.tag == _TEXT_TAG and not node.value.strip()):
        return expected(what, "nothing")
    if node.tag != _TEXT_TAG:
        return expected(what, _kind(node), f'"{node.value}" in quotes')
    bad = _UNREADABLE.search(node.value.replace("\n", " ").replace("\t", " "))
    return expected(what, f"the control character U+{ord(bad[0]):04X}") if bad else None


def _kind(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        kind = node.tag.rpartition(":")[2]
        names: Mapping[str, str] = {"str": "the text", "int": "the number", "float": "the number", "null": "nothing"}
        return f"{names.get(kind, 'the ' + kind)} {shown(node.value)}" if kind != "null" else "nothing"
    return "a list" if isinstance(node, yaml.SequenceNode) else "keys and values"


def _place(text: str, thing: yaml.Node | yaml.Event) -> tuple[int, int]:
    mark = thing.start_mark
    return place_of(text, 0 if mark is None else mark.index)
