"""The local stand-in for the outside services, served over real sockets from a thread of the test run.

The shared folder's `standin/server.py` is loaded once per run, with its records; each stand-in serves a copy, so that
what one test posts to it does not reach another.
"""

import copy
import importlib.util
import json
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.schema.sources import ADDRESSES

CLOSED = "http://127.0.0.1:9"  # a closed port of this machine
# Where the stand-in serves a source. A source that it does not serve cannot be reached in the tests that use it.
SERVED = {
    "EUTILS_BASE_URL": "/entrez/eutils",
    "IDCONV_BASE_URL": "/pmc/utils/idconv/v1.0",
    "OPENFDA_BASE_URL": "",
    "DAILYMED_BASE_URL": "/dailymed/services/v2",
    "CROSSREF_BASE_URL": "",
}
HELD = ("records", "labels", "spl", "works", "index", "articles", "withheld", "studies", "aliases")


@dataclass(frozen=True)
class StandIn:
    """A stand-in that serves at `url`."""

    url: str

    def control(self, verb: str, body: Any = None) -> Any:
        """POST to (or, without a body, GET) one of its control addresses."""
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(f"{self.url}/_standin/{verb}", data=data) as answer:
            return json.load(answer)

    def log(self) -> list[dict[str, Any]]:
        """Every request since the last reset."""
        return list(self.control("log"))

    @property
    def environ(self) -> dict[str, str]:
        """The environment that points the pipeline here."""
        return {v: f"{self.url}{SERVED[v]}" if v in SERVED else CLOSED for v in ADDRESSES}


class Server(ThreadingHTTPServer):
    """A server that says nothing of a client that went away: what a command prints is read from the same stderr."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of every other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Library:
    """Every record of the shared folder, indexed for searches once."""

    def __init__(self, shared: Path) -> None:
        self._server = _module(shared / "standin" / "server.py")
        self._whole = self._server.Corpus(shared / "data")
        self._papers = frozenset(p.stem for p in (shared / "data" / "pubmed" / "records").glob("*.xml"))

    def whole(self) -> Any:
        """All of it."""
        for pmid in self._whole.records:
            self._whole.entry(pmid)
        return self._copy()

    def papers(self) -> Any:
        """The real records alone."""
        for pmid in self._papers:
            self._whole.entry(pmid)
        part = self._copy(labels={}, spl={}, works={}, articles={}, studies={}, aliases={})
        part.records = {p: part.records[p] for p in part.records if p in self._papers}
        part.index = {p: part.index[p] for p in part.records}
        return part

    def labels(self) -> Any:
        """The real labels alone."""
        return self._copy(records={}, index={}, works={}, articles={}, studies={}, aliases={})

    def _copy(self, **instead: Any) -> Any:
        part = copy.copy(self._whole)
        for name in HELD:
            setattr(part, name, instead.get(name, copy.copy(getattr(self._whole, name))))
        return part

    @contextmanager
    def serving(self, corpus: Any, *, has_rate_limit: bool = False, faults: type = object) -> Iterator[StandIn]:
        """A stand-in on a free port while the block runs; `faults` is a class whose methods go before its handler's."""
        state = self._server.State(corpus, has_rate_limit, 2025)
        mixed = () if faults is object else (faults,)
        handler = type("Handler", (*mixed, self._server.Handler), {"state": state})
        server = Server(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield StandIn(f"http://127.0.0.1:{server.server_address[1]}")
        finally:
            server.shutdown()
            server.server_close()


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("standin_server", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
