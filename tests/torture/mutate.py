"""Ways to spoil a document: by bytes, by pieces, by the signs of XML and Markdown, and by the structure of JSON."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from lxml import etree

LONGEST = 40_000  # bytes; a hang shows in less
_SIGNS = (
    *(
        "\x00",
        "\x07",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\U0010ffff",
        "e" + "\u0301" * 40,
    ),
    *("&foo;", "&#0;", "&#x110000;", "&amp", "<!--", "-->", "<![CDATA[", "]]>", "<?a", "<a:b>", "</a>", "<a b='c'/>"),
    *(
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        'xmlns="a"',
        'xmlns:a="b"',
        "[@pmid:",
        "@{doi:",
        "[[",
        "](",
        "```",
        "***",
        "---",
    ),
    *('"', "'", ",", ";", ":", "|", "\\", "\\ud800", "\r", "\r\n", "\n\n", "\t", " " * 50, "> ", "- ", "# ", "1. "),
    *(
        "9" * 40,
        "9" * 5000,
        "-1",
        "0",
        "1e999",
        "NaN",
        "null",
        "true",
        "12/31/2020",
        "0000-00-00",
        "99999999999999999999",
    ),
)
_DEEP = (("[", "]"), ('{"a":', "}"), ("<a>", "</a>"), ("(", ")"), ("- ", ""), ("> ", ""), ("{", "}"))
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        10**40,
        1.5,
        "",
        "x",
        " ",
        "\x00",
        "\ud800",
        "9" * 5000,
        "\u202e",
        [],
        {},
        [[]],
        [None],
    ),
    *([1, "a"], {"a": None}, {"DOI": 1}, {"error": {"code": "NOT_FOUND"}}, "10.1000/A(b)", "2020-13-45", ["x"] * 50),
)
Mutator = Callable[[random.Random, bytes, bytes], bytes]


def spoiled(rng: random.Random, seed: bytes, other: bytes) -> bytes:
    """`seed` after one to four mutations; `other` is another seed, of which pieces may be taken. Half of them keep to the
    structure of the document, so that what is read comes past the first look.
    """
    data = seed
    structural = _json if seed.lstrip()[:1] in (b"{", b"[") else _xml if seed.lstrip()[:1] == b"<" else _replace_word
    for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
        mutator = structural if rng.random() < 0.5 else rng.choice(_MUTATORS)
        data = mutator(rng, data, other)[:LONGEST]
    return data


def _flip(rng: random.Random, data: bytes, other: bytes) -> bytes:
    found = bytearray(data or b"a")
    for _ in range(rng.choice((1, 1, 1, 3, 10))):
        found[rng.randrange(len(found))] = rng.choice(
            (rng.randrange(256), rng.choice(b"<>&\"'[]{}()@:;,\\\n\r\t\x00\xff0"))
        )
    return bytes(found)


def _cut(rng: random.Random, data: bytes, other: bytes) -> bytes:
    a, b = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    return rng.choice((data[:a], data[b:], data[:a] + data[b:]))


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at, a, b = rng.randint(0, len(data)), *sorted((rng.randint(0, len(other)), rng.randint(0, len(other))))
    return data[:at] + other[a:b] + data[at:]


def _double(rng: random.Random, data: bytes, other: bytes) -> bytes:
    a = rng.randint(0, len(data))
    piece = data[a : a + rng.choice((1, 3, 10, 100, 1000))]
    return data[:a] + piece * rng.choice((2, 2, 3, 50)) + data[a:]


def _insert(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(_SIGNS).encode("utf-8", "surrogatepass") * rng.choice((1, 1, 1, 30)) + data[at:]


def _replace_word(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """One piece between two marks, such as a value or a tag's name, becomes a sign or a piece of the other seed."""
    marks = [i for i, c in enumerate(data) if c in b'<>"=, \n/:[]|'] or [0]
    at = rng.randrange(len(marks))
    end = marks[at + 1] if at + 1 < len(marks) else len(data)
    pieces = other.split() or [b""]
    new = rng.choice((rng.choice(_SIGNS).encode("utf-8", "surrogatepass"), rng.choice(pieces)))
    return data[: marks[at] + 1] + new + data[end:]


def _nest(rng: random.Random, data: bytes, other: bytes) -> bytes:
    opening, closing = rng.choice(_DEEP)
    at, depth = rng.randint(0, len(data)), rng.choice((5, 30, 300, 3000))
    closed = closing * (depth if rng.random() < 0.7 else 0)
    return data[:at] + (opening * depth).encode() + closed.encode() + data[at:]


def _json(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """A value of the wrong type, a key gone, doubled or misplaced; what is no JSON is cut instead."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return _replace_word(rng, data, other)
    places: list[tuple[Any, Any]] = []
    waiting = [document]
    while waiting and len(places) < 3000:
        node = waiting.pop()
        if isinstance(node, dict | list):
            places += [(node, key) for key in (node if isinstance(node, dict) else range(len(node)))]
            waiting += node.values() if isinstance(node, dict) else node
    if not places or rng.random() < 0.03:
        document = rng.choice(_VALUES)
    else:
        node, key = rng.choice(places)
        kind = rng.random()
        if kind < 0.6:
            node[key] = rng.choice(_VALUES)
        elif kind < 0.75:
            del node[key]
        elif kind < 0.9:
            node[key] = [node[key]] if rng.random() < 0.5 else {"a": node[key]}
        elif isinstance(node, list):
            node += node[:]
        else:
            node[rng.choice(("error", "items", "x", ""))] = node[key] if rng.random() < 0.5 else rng.choice(_VALUES)
    return json.dumps(document, ensure_ascii=rng.random() < 0.5).encode("utf-8", "surrogatepass")


def _xml(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """An element gone, doubled, moved, renamed, nested or with other text or attributes; what is no XML is cut instead."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.XMLSyntaxError, ValueError):
        return _replace_word(rng, data, other)
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    element = rng.choice(elements)
    parent, kind = element.getparent(), rng.random()
    text = "".join(
        c for c in rng.choice((*_SIGNS, "2015", "5 mg", "x" * 3000, "")) if c >= " " and c not in "\ufffe\uffff"
    )
    if kind < 0.3:
        element.text = text
    elif kind < 0.4:
        element.tail = text
    elif kind < 0.55 and element.attrib:
        element.set(rng.choice(element.keys()), text)
    elif kind < 0.65 and parent is not None:
        parent.remove(element)
    elif kind < 0.75 and parent is not None:
        parent.insert(rng.randrange(len(parent) + 1), copy.deepcopy(element))
    elif kind < 0.85:
        rng.choice(elements).append(copy.deepcopy(element))
    elif kind < 0.93:
        element.tag = rng.choice(elements).tag
    else:
        for _ in range(rng.choice((3, 100, 300, 2000))):
            element = etree.SubElement(element, rng.choice(elements).tag)
        element.text = text
    return bytes(etree.tostring(root))


_MUTATORS: tuple[Mutator, ...] = (_flip, _cut, _splice, _double, _insert, _insert, _replace_word, _nest, _json)
