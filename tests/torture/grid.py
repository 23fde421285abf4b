"""The fault grid: every kind of fault at every endpoint, once, every third time, always.

Each cell refreshes a fresh root while the fault lasts. It must end with the tables of an undisturbed run, or with exit
3 and the name of what is missing; the next run, without the fault, must end with the tables of the undisturbed run.
"""

import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, product
from pathlib import Path

from tests.conftest import Root
from tests.standin import Library, StandIn
from tests.torture.faults import KINDS, OF_STANDIN, Twister, listening

# a part of each endpoint's path
ENDPOINTS = {
    "efetch": "efetch",
    "esearch": "esearch",
    "elink": "elink",
    "ID converter": "idconv",
    "openFDA": "/drug/label",
    "DailyMed": "/spls/",
    "Crossref": "/works",
}
RATES: dict[str, dict[str, int]] = {"once": {"times": 1}, "every third": {"every": 3}, "always": {}}
TIMEOUT = "0.5"
SET_ID, LIPITOR = "00000000-aaaa-bbbb-cccc-0000000d0001", "c6e131fe-e7df-4876-83f7-9156fc4e8228"
QUESTION = f"""---
question: What keeps owls asleep?
status: draft
condition: insomnia
drugs: [atorvastatin]
---

## From the FDA Drug Label

- The starting dose is 10 mg or 20 mg once daily [@setid:{LIPITOR}].
- Owls get one tablet [@setid:{SET_ID}].

## From the Research

- A trial was done in 2015 [@pmid:900000001].
- Another one followed [@doi:10.9999/second].
- Nobody knows this one [@doi:10.9999/nobody].
- A third is in PMC [@pmcid:PMC999999999].
"""
RECORD = (
    '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{0}</PMID>'
    '<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2015</Year></PubDate>'
    "</JournalIssue><Title>Owls</Title></Journal><ArticleTitle>Atorvastatin against insomnia of owls {0}."
    "</ArticleTitle><Abstract><AbstractText>Owls slept well.</AbstractText></Abstract><PublicationTypeList>"
    '<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>'
    '</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">{0}</ArticleId>{1}</ArticleIdList>{2}'
    "</PubmedData></PubmedArticle>"
)
CITES = (
    '<ReferenceList><Reference><ArticleIdList><ArticleId IdType="pubmed">900000001</ArticleId></ArticleIdList>'
    "</Reference></ReferenceList>"
)
RECORDS = (
    RECORD.format(900000001, "", ""),
    RECORD.format(900000002, '<ArticleId IdType="doi">10.9999/second</ArticleId>', ""),
    RECORD.format(900000003, "", CITES),
)
# an SPL document that openFDA does not hold, so that DailyMed is asked for it
SPL = (
    '<?xml version="1.0" encoding="UTF-8"?><document xmlns="urn:hl7-org:v3">'
    '<id root="00000000-aaaa-bbbb-cccc-0000000d0002"/><effectiveTime value="20240102"/><setId root="%s"/>'
    '<versionNumber value="3"/><component><structuredBody><component><section>'
    '<id root="00000000-aaaa-bbbb-cccc-0000000d0003"/><code code="34068-7" codeSystem="2.16.840.1.113883.6.1"/>'
    "<title>2 DOSAGE AND ADMINISTRATION</title><text><paragraph>Owls get one tablet.</paragraph></text></section>"
    "</component></structuredBody></component></document>"
)
WORK = {
    "status": "ok",
    "message-type": "work",
    "message": {
        "DOI": "10.9999/second",
        "updated-by": [{"DOI": "10.9999/notice", "type": "correction", "label": "Correction", "source": "publisher"}],
    },
}


@dataclass(frozen=True)
class Cell:
    """One fault, where and how often; how the run under it and the next one ended; what is wrong ("" where nothing)."""

    kind: str
    endpoint: str
    rate: str
    code: int = 0
    next_code: int = 0
    wrong: str = ""


class Grid:
    """A stand-in to misbehave, and the tables of a run that nothing disturbs."""

    def __init__(self, server: StandIn, reached: list[str], folder: Path) -> None:
        self._server, self._reached, self._folder = server, reached, folder
        for record in RECORDS:
            server.control("record", record)
        server.control("spl", SPL % SET_ID)
        server.control("work", WORK)
        clean = self._root("clean")
        assert clean.run("refresh").returncode == 0
        self.clean = tables(clean)
        self.asked = {name: sum(part in r["path"] for r in server.log()) for name, part in ENDPOINTS.items()}
        assert all(self.asked.values()), self.asked

    def _root(self, name: str) -> Root:
        path = self._folder / name
        (path / "questions").mkdir(parents=True)
        (path / "questions" / "owls.md").write_text(QUESTION, encoding="utf-8")
        return Root(path, {"NCBI_API_KEY": "SECRET", **self._server.environ})

    def cell(self, kind: str, endpoint: str, rate: str) -> Cell:
        """Run one cell."""
        root, self._reached[:] = self._root(f"{kind}-{endpoint}-{rate}".replace(" ", "-")), []
        self._server.control("faults", [{"match": ENDPOINTS[endpoint], "kind": kind, **RATES[rate]}])
        under = root.run("refresh", "--timeout", TIMEOUT)
        wrong = self._wrong(root, under, kind)
        self._server.control("reset", [])
        after = root.run("refresh", *(("--max-age", "0") if kind == "drop" else ()))
        if after.returncode != 0 or tables(root) != self.clean:
            wrong = wrong or f"not healed: {self._differing(root)}"
        shutil.rmtree(root.path)
        return Cell(kind, endpoint, rate, under.returncode, after.returncode, wrong)

    def _wrong(self, root: Root, done: "subprocess.CompletedProcess[str]", kind: str) -> str:
        if self._reached:
            return "another host was reached"
        if "Traceback" in done.stderr or done.returncode not in (0, 3):
            return f"exit {done.returncode}: {done.stderr.strip()[-200:]}"
        if done.returncode == 0:
            # a source that leaves a record out of every answer says that it holds none: that is named in a finding
            is_same = tables(root) == self.clean or (kind == "drop" and names_missing(root))
            return "" if is_same else f"exit 0 with other tables: {self._differing(root)}"
        return "" if names_missing(root) else "exit 3, and nothing is named as missing"

    def _differing(self, root: Root) -> str:
        found = tables(root)
        return ", ".join(sorted(name for name, sha in self.clean.items() if found.get(name) != sha))


def tables(root: Root) -> dict[str, str]:
    """Hash of each table, by name. The history rightly says what was missing for a while."""
    files = (root.path / "data" / "processed").glob("*.csv")
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def names_missing(root: Root) -> bool:
    """Whether the tables name something that did not come."""
    states = {r["state"] for r in root.rows("source_states")}
    status = {r["record_status"] for r in root.rows("cited_references")}
    return "down" in states or not status.isdisjoint(("not_fetched", "not_found"))


def cells(kinds: Sequence[str] = KINDS, *, is_whole: bool = True) -> list[tuple[str, str, str]]:
    """Kind, endpoint and rate of every cell; in the short form each kind
    that no other test tries, at endpoints and rates in turn."""
    if is_whole:
        return list(product(kinds, ENDPOINTS, RATES))
    endpoints, rates = cycle(ENDPOINTS), cycle(RATES)
    return [(kind, next(endpoints), next(rates)) for kind in kinds if kind not in OF_STANDIN]


@contextmanager
def grid(library: Library) -> Iterator[Grid]:
    """The grid on invented records and real labels."""
    with tempfile.TemporaryDirectory() as folder, listening() as (elsewhere, reached):
        mixed = type("Twister", (Twister,), {"elsewhere": elsewhere})
        with library.serving(library.labels(), faults=mixed) as server:
            yield Grid(server, reached, Path(folder))


def run(library: Library, *, only: str = "") -> list[Cell]:
    """Every cell, or those of the kinds whose name holds `only`."""
    with grid(library) as made:
        return [made.cell(*each) for each in cells([k for k in KINDS if only in k])]


def table(cells_run: Sequence[Cell]) -> str:
    """A line for each kind of fault: at each endpoint, how its three rates ended."""
    lines = [f"| kind | {' | '.join(ENDPOINTS)} |", "|---" * (1 + len(ENDPOINTS)) + "|"]
    for kind in dict.fromkeys(c.kind for c in cells_run):
        own = {(c.endpoint, c.rate): c for c in cells_run if c.kind == kind}
        shown = (" ".join(_shown(own[endpoint, rate]) for rate in RATES) for endpoint in ENDPOINTS)
        lines.append(f"| {kind} | {' | '.join(shown)} |")
    n_wrong = sum(bool(c.wrong) for c in cells_run)
    told = (
        "Of each kind and endpoint, the exit code where it happens once, every third time, always: 0 with the tables of"
    )
    told += " a clean run, 3 with what is missing named; the next run healed each."
    return "\n".join([f"{told} {len(cells_run)} cells, {n_wrong} wrong.", "", *lines])


def _shown(cell: Cell) -> str:
    return "**wrong**" if cell.wrong else str(cell.code)
