"""Makes output safe to print: text from outside cannot move the cursor, or hide or reorder what a person reads."""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import TextIO

# Control characters except newline and tab; soft hyphen; bidirectional and zero-width characters; line and paragraph
# separators; interlinear marks, tags, lone surrogates (Unicode Technical Report 36, sections 2.5 and 3).
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def printable(text: str) -> str:
    """`text` with each unsafe character as a JSON escape, so that a line of JSON keeps its value."""
    return _UNSAFE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


class Printable(io.TextIOBase):
    """A stream that prints through `printable`. Once its reader has gone, it accepts text and prints nothing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    def write(self, text: str) -> int:
        with self._whoever_reads():
            self._stream.write(printable(text))
        return len(text)

    def flush(self) -> None:
        with self._whoever_reads():
            self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stream.encoding

    @contextmanager
    def _whoever_reads(self) -> Iterator[None]:
        """If the reader has gone (`| head`), stop printing, not the run
        (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
        """
        try:
            yield
        except BrokenPipeError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


@contextmanager
def printable_streams() -> Iterator[None]:
    """Inside the block, standard output and standard error both print through `printable`."""
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(Printable(sys.stdout)))
        stack.enter_context(redirect_stderr(Printable(sys.stderr)))
        yield
