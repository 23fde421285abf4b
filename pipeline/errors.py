"""All errors of the pipeline. Each message names the record, what was expected, what was found and what to do next.

An EvidenceWatchError is something that the user can fix. Any other exception that escapes is our bug (exit code 70).

    EvidenceWatchError
      UsageError
      InvalidIdentifier (also a ValueError)
      UnreadableFile
      SourceDown
        UnusableAnswer
        SourceUnreachable
      TransientAnswer
      DamagedStore
        DamagedBody
      UnreadableBody
      TableError
        RowCountError
      InexactPast
    Stopped (a BaseException)
"""


class EvidenceWatchError(Exception):
    """Base class of the errors that a user can act on; `cli` prints them without a traceback."""


class UsageError(EvidenceWatchError):
    """A command got arguments or settings it cannot use, or another run is writing to the folder. Exit code 2.

    Raised before anything is written.
    """


class InvalidIdentifier(EvidenceWatchError, ValueError):
    """A text is not a valid PMID, PMCID, DOI, set id or application number. Raised by `schema.identifiers`."""


class UnreadableFile(EvidenceWatchError):
    """A file that a person should have written cannot be read, or is a folder. Raised by `stores.files`.

    The caller reports it as a mistake in that file.
    """


class SourceDown(EvidenceWatchError):
    """A source gave no usable answer after every retry. Raised by `stores.web`; the ids are recorded as failed."""

    def __init__(self, message: str, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts


class UnusableAnswer(SourceDown):
    """A source answered, but refused the request or sent a body that cannot be read, even after every retry.

    Raised by `stores.web`. The source may be fine and a single id at fault, so a request for several ids is then split
    in halves.
    """


class SourceUnreachable(SourceDown):
    """No connection to a source could be made. Raised by `stores.web`, which probes each source once in a run."""


class TransientAnswer(EvidenceWatchError):
    """A body is not an answer: an error document, a maintenance page, or cut short.

    Raised by a source's reader; `stores.web` then retries.
    """


class DamagedStore(EvidenceWatchError):
    """The SQLite file of the raw store is damaged: cut short, overwritten or not a database. Raised by `stores.raw`."""


class DamagedBody(DamagedStore):
    """Stored bytes are missing or do not match their SHA-256. Raised by `stores.bodies` and `stores.archive`."""


class UnreadableBody(EvidenceWatchError):
    """A stored body can no longer be parsed. Raised by `stores.raw`.

    The body is set aside, and the last good one is used instead.
    """

    def __init__(self, sha256: str, why: str) -> None:
        super().__init__(f"the stored body {sha256} cannot be read: {why}; run `refresh` to ask for it again")
        self.sha256, self.why = sha256, why


class TableError(EvidenceWatchError):
    """Rows break the rules of their table, or stored data cannot be read as rows.

    Raised by `stores.tables` and by the parsers in `sources`.
    """


class InexactPast(EvidenceWatchError):
    """A past day cannot be rebuilt byte for byte. Raised by `stages.as_of`, which then removes what it built."""


class RowCountError(TableError):
    """A step lost or added rows. Raised by NORMALISE, which counts the rows of each step."""


class Stopped(BaseException):
    """A signal stopped the run; this is not an error.

    Raised in the main thread by `rim.stopping` and in other threads by `stores.pace`.
    """
