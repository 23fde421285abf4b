"""An invented check, column and source, each as the edits that the steps of CONTRIBUTING.md ask for.

`python -m tests.contributed FOLDER` applies all of them to a copy of the project, to see what else they need.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATHS = re.compile(r"`((?:pipeline|tests|docs)/[\w./-]+|README\.md|GLOSSARY\.md)`")
NAMES = re.compile(r"`([A-Za-z_]{3,})`")
STEP, CODE_INDENT = re.compile(r"^\d+\. ", re.M), " " * 7


@dataclass(frozen=True)
class Edit:
    """In the file `path`, which is new if `old` is "", `new` takes the place of `old`."""

    path: str
    new: str
    old: str = ""

    def apply(self, folder: Path) -> None:
        """Make the edit below `folder`. What it changes must be there, and what it adds must not."""
        path = folder / self.path
        if not self.old:
            assert not path.exists(), path
            path.write_text(self.new, encoding="utf-8")
            return
        text = path.read_text(encoding="utf-8")
        assert text.count(self.old) == 1, f"{self.path}: {self.old!r}"
        path.write_text(text.replace(self.old, self.new), encoding="utf-8")

    @property
    def counts(self) -> tuple[int, int]:
        """How many lines it adds and how many it removes, as a diff counts them."""
        old, new = self.old.splitlines(), self.new.splitlines()
        kept = sum(line in new for line in old)
        return len(new) - kept, len(old) - kept


@dataclass(frozen=True)
class Step:
    """One numbered step: the files that it names, in order; the names of functions, classes and lists; its code."""

    paths: tuple[str, ...]
    names: frozenset[str]
    code: str


def steps(heading: str) -> list[Step]:
    """The numbered steps below a heading of CONTRIBUTING.md."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [_step(part) for part in STEP.split(section)[1:]]


def _step(text: str) -> Step:
    lines = text.splitlines()
    code = [line.removeprefix(CODE_INDENT) for line in lines if not line or line.startswith(CODE_INDENT)]
    words = "\n".join(line for line in lines if not line.startswith(CODE_INDENT))
    return Step(tuple(PATHS.findall(words)), frozenset(NAMES.findall(words)), "\n".join(code).strip("\n") + "\n")


def check_edits() -> list[Edit]:
    """The check, with the code that the steps give."""
    written, reasons, listed, *_ = (step.code for step in steps("Add a check"))
    return [
        Edit("pipeline/checks/my_check.py", written),
        Edit("pipeline/schema/reasons.py", f"{_indented(reasons)}    # labels\n", "    # labels\n"),
        Edit("pipeline/checks/__init__.py", "    label_current,\n    my_check,\n", "    label_current,\n"),
        Edit(
            "pipeline/checks/__init__.py",
            f"{_indented(listed)}    Check(stated_year.CODE, stated_year.check),\n",
            "    Check(stated_year.CODE, stated_year.check),\n",
        ),
    ]


def column_edits() -> list[Edit]:
    """The column of the table `claims`, with the code that the steps give."""
    last = '    line: int = column("Line in the question file, from 1", minimum=1, default=1)\n'
    after, code = "\n\nclass Citation(", steps("Add a column")[0].code
    row = "        line=entry.line,\n    )\n\n\ndef _citations"
    return [
        Edit("pipeline/schema/claim_tables.py", f"{last}{_indented(code)}{after}", f"{last}{after}"),
        Edit("pipeline/sources/questions/file.py", f"        n_words=len(entry.text.split()),\n{row}", row),
    ]


def source_edits() -> list[Edit]:
    """The source: everything below `pipeline/` that makes FETCH ask it."""
    fetched = "            fetch_integrity(run, cited)\n"
    imported = "from pipeline.stages.fetch.papers import"
    clients = "RetractionWatch)\n"
    return [
        Edit("pipeline/schema/sources.py", f"{RECORD}# In the order of docs", "# In the order of docs"),
        Edit("pipeline/schema/sources.py", "RETRACTION_WATCH, MY_SOURCE, SNAPSHOT)", "RETRACTION_WATCH, SNAPSHOT)"),
        Edit("pipeline/sources/papers/my_source.py", PARSER),
        Edit("pipeline/sources/__init__.py", '    "papers.my_source",\n    "snapshot",\n', '    "snapshot",\n'),
        Edit("pipeline/stores/clients/my_source.py", CLIENT),
        Edit(
            "pipeline/stores/clients/__init__.py",
            "from pipeline.stores.clients.my_source import MySource\nfrom pipeline.stores.clients.openfda",
            "from pipeline.stores.clients.openfda",
        ),
        Edit("pipeline/stores/clients/__init__.py", "RetractionWatch, MySource)\n", clients),
        Edit("pipeline/stages/fetch/my_source.py", FETCH),
        Edit(
            "pipeline/stages/fetch/stage.py",
            f"from pipeline.stages.fetch.my_source import fetch_my_source\n{imported}",
            imported,
        ),
        Edit("pipeline/stages/fetch/stage.py", f"{fetched}            fetch_my_source(run, cited)\n", fetched),
    ]


def diff_stat(edits: Sequence[Edit]) -> dict[str, tuple[int, int]]:
    """The lines added to and removed from each file, in the order of the edits."""
    found: dict[str, tuple[int, int]] = {}
    for edit in edits:
        (added, removed), (plus, minus) = found.get(edit.path, (0, 0)), edit.counts
        found[edit.path] = added + plus, removed + minus
    return found


def _indented(code: str) -> str:
    return "".join(f"    {line}\n" for line in code.splitlines())


RECORD = """MY_SOURCE = Source(
    name="my_source",
    title="My Source",
    publisher="Nobody",
    covers=(),
    licence="invented",
    addresses={"MY_SOURCE_BASE_URL": "https://my-source.example.org"},
    kinds={"mine": "invented records"},
    rate=Rate(10),
)
"""
PARSER = '''"""My Source: one invented record for each PMID.

Publisher: nobody. Licence: invented. Rate limit: 10 requests a second. Caveats: it exists in a test only.
"""

from pipeline.errors import TableError, TransientAnswer
from pipeline.language.text.json_text import an_object


def read_record(body: bytes) -> bytes:
    """The exact bytes of the record in an answer. Raises TransientAnswer for anything but a whole record."""
    try:
        parse(body)
    except TableError as error:
        raise TransientAnswer(str(error)) from None
    return body


def parse(body: bytes) -> str:
    """The title in a stored record. Raises TableError."""
    title = an_object(body, "a record of My Source").get("title")
    if not isinstance(title, str):
        raise TableError(f"expected a record with a title; found {str(title)[:60]!r}")
    return title
'''
CLIENT = '''"""My Source over the network: one record by PMID."""

from collections.abc import Callable
from typing import TypeVar

from pipeline.schema.sources import MY_SOURCE
from pipeline.stores.clients.request_record import exchange
from pipeline.stores.clients.service import Client, ServiceSettings
from pipeline.stores.pace import spacing
from pipeline.stores.raw import Exchange
from pipeline.stores.web import Web

T = TypeVar("T")
SECONDS = spacing(*MY_SOURCE.rate)


class MySource(Client):
    """My Source. If it is down, a method returns an exchange with outcome `failed`, and None."""

    source = MY_SOURCE.name

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._web = Web(self.source, SECONDS, settings.timeout, settings.user_agent, settings.now, clock=settings.clock)

    @property
    def probe_url(self) -> str:
        """The list of records."""
        return f"{self._settings.url}/records"

    def record(self, pmid: str, read: Callable[[bytes], T]) -> tuple[Exchange, T | None]:
        """The record of one PMID."""
        return exchange(
            lambda: self._web.get(f"{self._settings.url}/records/{pmid}", {}, read),
            source=self.source,
            endpoint="records",
            params=pmid,
            ids=(f"mine:{pmid}",),
            now=self._settings.now,
        )
'''
FETCH = '''"""FETCH, My Source: the record of every paper that is cited by its PMID."""

from collections.abc import Sequence
from functools import partial

from pipeline.schema.sources import MY_SOURCE
from pipeline.sources.papers import my_source
from pipeline.stages.fetch.run import Fetching, ask_each
from pipeline.stores.clients.my_source import MySource
from pipeline.stores.raw import Exchange, Sighting


def fetch_my_source(run: Fetching, cited: Sequence[str]) -> None:
    """Ask for each record that is due."""
    keys = [k.replace("pmid:", "mine:") for k in cited if k.startswith("pmid:")]
    ask_each(run, MY_SOURCE.name, keys, partial(_ask, run))


def _ask(run: Fetching, key: str) -> tuple[Exchange, list[Sighting]]:
    exchange, record = run.client(MySource).record(key.removeprefix("mine:"), my_source.read_record)
    return exchange, [] if record is None else [Sighting(key, "found", record)]
'''


if __name__ == "__main__":
    for each in (*check_edits(), *column_edits(), *source_edits()):
        each.apply(Path(sys.argv[1]))
