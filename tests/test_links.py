"""Every relative link and anchor in the repository's Markdown files leads somewhere, and so does every page that code
names.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("docs", "reports", "questions", "reviews", "data", "tests", "pipeline", "benchmarks")
PAGES = sorted([*ROOT.glob("*.md"), *(p for folder in FOLDERS for p in (ROOT / folder).rglob("*.md"))])
# Pages that only a long run writes (`make torture`, `bench_growth.py --write`).
NOT_YET = {"docs/measurements/reliability.md", "docs/measurements/growth.md"}
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
HTML_ID = re.compile(r"""<[a-z]+\b[^>]*?\b(?:id|name)=["']([^"']+)["']""", re.IGNORECASE)
HTML_LINK = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']+)["']""", re.IGNORECASE)
NAMED_PAGE = re.compile(r"\bdocs/(?:decisions|measurements)/[\w-]+(?:\.md)?")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tokens(page: Path) -> tuple[Token, ...]:
    """The tokens of a page, those inside a line too."""
    flat: list[Token] = []
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        flat += [token, *(token.children or ())]
    return tuple(flat)


def links(page: Path) -> Iterator[str]:
    for token in tokens(page):
        target = token.attrGet("href") or token.attrGet("src")
        if target:
            yield str(target)
        elif token.type in ("html_block", "html_inline"):
            yield from HTML_LINK.findall(token.content)


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@cache
def anchors(page: Path) -> frozenset[str]:
    """Every anchor of a page: its headings, numbered where they repeat, and the ids in its HTML."""
    found, seen = set(), Counter[str]()
    for token, inline in pairwise(tokens(page)):
        if token.type == "heading_open":
            shown = (c.content for c in inline.children or () if c.type in ("text", "code_inline"))
            made = slug("".join(shown))
            found.add(f"{made}-{seen[made]}" if seen[made] else made)
            seen[made] += 1
        elif token.type in ("html_block", "html_inline"):
            found.update(HTML_ID.findall(token.content))
    return frozenset(found)


def problem(page: Path, link: str) -> str:
    """What is wrong with a link of `page`; "" if nothing is, or if it points outside the repository."""
    if OUTSIDE.match(link):
        return ""
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(ROOT):
        return "leaves the repository"
    if not target.exists():
        return "no such file"
    if anchor and (target.suffix != ".md" or anchor not in anchors(target)):
        return "no such heading"
    return ""


def test_the_pages_are_read() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/contract.md", "reports/index.md"} <= set(map(name, PAGES))
    assert sum(1 for page in PAGES for _ in links(page)) > 100


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [f"{link}: {wrong}" for link in links(page) if (wrong := problem(page, link))] == []


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("docs/contract.md", ""),
        ("docs/contract.md#question-files", ""),
        ("https://example.org/none.md", ""),
        ("#no-such-heading", "no such heading"),
        ("docs/contract.md#no-such-heading", "no such heading"),
        ("docs/no-such-page.md", "no such file"),
        ("../elsewhere/README.md", "leaves the repository"),
        ("LICENSE#licence", "no such heading"),
    ],
)
def test_a_broken_link_is_seen(link: str, wrong: str) -> None:
    assert problem(ROOT / "README.md", link) == wrong


def test_anchors_of_headings_and_of_html(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('# A `b`: c, d\n\n<span id="x-1"></span>text\n\n## Why?\n\n## Why?\n', encoding="utf-8")
    assert anchors(page) == {"a-b-c-d", "x-1", "why", "why-1"}


def test_every_note_and_measurement_that_a_file_names_is_there() -> None:
    sources = [p for folder in ("pipeline", "benchmarks", "tests") for p in (ROOT / folder).rglob("*.py")]
    named = {(n, name(p)) for p in (*PAGES, *sources) for n in NAMED_PAGE.findall(p.read_text(encoding="utf-8"))}
    assert len(named) > 10
    missing = {(n, where) for n, where in named if n not in NOT_YET and not any(ROOT.glob(f"{n}*"))}
    assert missing == set()
