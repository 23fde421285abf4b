"""The error tree. Every message names the record, what was expected, what was found and what to do next.

An error that a user can mend is an `EvidenceWatchError`; anything else that escapes is a fault of ours (exit 70).
"""


class EvidenceWatchError(Exception):
    """Root of the errors that a user can act on; `cli` prints them without a traceback."""


class UsageError(EvidenceWatchError):
    """A command was given what it cannot take, or the folder is in use. Raised before anything is written. Exit 2."""


class InvalidIdentifier(EvidenceWatchError, ValueError):
    """A text is no PMID, PMCID, DOI, set id, application number or question id. Raised by `schema.identifiers`."""


class UnreadableFile(EvidenceWatchError):
    """What stands where a person's file should be cannot be read. Raised by `stores.files`; told as a mistake of it."""


class SourceDown(EvidenceWatchError):
    """A source did not give a usable answer after every retry. Raised by `stores.web`; its ids are kept as failed."""

    def __init__(self, message: str, attempts: int = 1) -> None:
        super().__init__(message)
        self.attempts = attempts


class UnusableAnswer(SourceDown):
    """A source answered after every retry, and refused the question or sent what cannot be read: the source may be well
    and one id in the question to blame. Raised by `stores.web`; a question about several ids is then asked in halves.
    """


class SourceUnreachable(SourceDown):
    """No connection to a source could be made at all. Raised by `stores.web` on the first request of a run."""


class TransientAnswer(EvidenceWatchError):
    """A body that is no answer (error document, maintenance page, cut short). Raised by a source's reader; retried."""


class DamagedStore(EvidenceWatchError):
    """The file of the raw store is not what was written: cut, overwritten, no database. Raised by `stores.raw`."""


class DamagedBody(DamagedStore):
    """Stored bytes are missing or do not have their SHA-256. Raised by `stores.bodies` and `stores.kept`."""


class UnreadableBody(EvidenceWatchError):
    """A stored body cannot be read any more. Raised by `stores.raw`; it is set aside, the last good one stays."""

    def __init__(self, sha256: str, why: str) -> None:
        super().__init__(f"the stored body {sha256} cannot be read: {why}; run `refresh` to ask for it again")
        self.sha256, self.why = sha256, why


class TableError(EvidenceWatchError):
    """Rows break the contract of their table, or a table on disk cannot be read. Raised by `stores.tables`."""


class InexactPast(EvidenceWatchError):
    """A past day cannot be rebuilt byte for byte. Raised by `stages.past`, which then leaves nothing of it behind."""


class RowCountError(TableError):
    """A step lost or invented rows. Raised by the stages' row counts."""


class Stopped(BaseException):
    """A signal told the run to stop. No error: raised in the main thread by `stopping`, in others by `stores.pace`."""
