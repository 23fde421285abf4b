"""The kinds of fault that a source may have: those of the stand-in, and further ones made of its answers."""

import gzip
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# what the stand-in itself can do
OF_STANDIN = "429 500 502 503 error200 html200 truncate cutxml reset drop slow hang".split()
# what this file makes of its answers
OF_BODY = "empty null nulls digits no-ids deep garbage bomb huge drip".split()
OF_HEADERS = "redirect-loop redirect-away redirect-ftp retry-after".split()
KINDS = (*OF_STANDIN, *OF_BODY, *OF_HEADERS)
BOMB = gzip.compress(bytes(200_000_000), 9)


class Twister:
    """Further kinds of fault, mixed in before the stand-in's handler; `elsewhere` is another host."""

    elsewhere = ""

    def reply(self: Any, status: int, content_type: str, data: bytes, headers: dict[str, str], kind: str = "") -> None:
        """Answer as the stand-in does, or as the fault wants it."""
        if kind == "drip":
            self.drip()
        elif kind in OF_HEADERS:
            status, more = self.moved(kind)
            super().reply(status, "text/html", b"", {**headers, **more})  # type: ignore[misc]
        elif kind == "bomb":
            super().reply(status, content_type, BOMB, {**headers, "Content-Encoding": "gzip"}, kind)  # type: ignore[misc]
        else:
            super().reply(status, content_type, of_body(kind, data), headers, kind)  # type: ignore[misc]

    def moved(self: Any, kind: str) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer that leads elsewhere, or asks to wait in no known words."""
        if kind == "retry-after":
            return 503, {"Retry-After": "after the maintenance"}
        to = {"redirect-loop": self.path, "redirect-away": f"{self.elsewhere}{self.path}", "redirect-ftp": "ftp://x/y"}
        return 307, {"Location": to[kind]}

    def drip(self: Any) -> None:
        """A byte now and then, for longer than any run waits."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.close_connection = True
        for _ in range(20):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.3)


def of_body(kind: str, data: bytes) -> bytes:
    """The body of an answer with a fault of `kind` in it."""
    if kind == "nulls":
        try:
            return json.dumps(dict.fromkeys(json.loads(data))).encode()
        except (ValueError, TypeError):
            return b"null"
    if kind == "digits":
        return re.sub(rb"[0-9]+", b"9" * 5000, data, count=3)
    if kind == "no-ids":
        return re.sub(rb"(<Id>|<PMID[^>]*>|\"(?:DOI|set_id|pmid)\": ?\")", rb"\1no id ", data)
    made = {
        "empty": b"",
        "null": b"null",
        "deep": b"[" * 200_000,
        "garbage": bytes(range(256)) * 20,
        "huge": b" " * 70_000_000,
    }
    return made.get(kind, data)


class Listener(BaseHTTPRequestHandler):
    """Another host: whatever reaches it is written down."""

    reached: list[str]

    def do_GET(self) -> None:
        """Write the request down and refuse it."""
        self.reached.append(self.path)
        self.send_error(500)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server on another address of this machine, and the paths that reached it."""
    handler = type("Handler", (Listener,), {"reached": []})
    server = ThreadingHTTPServer(("127.0.0.2", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_address[1]}", handler.reached
    server.shutdown()
    server.server_close()
