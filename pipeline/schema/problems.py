"""A problem that `doctor` finds: where it is, what is wrong, how to fix it, and who can."""

from dataclasses import dataclass

PERSON, FETCH, NOTE = "person", "fetch", "note"


@dataclass(frozen=True)
class Problem:
    """One problem. `kind` says who fixes it: a `person`, a `fetch` from the source, or nobody (a harmless `note`).

    `record_id` is the key in raw that a `fetch` asks for; `sha256` is that of the damaged body.
    """

    where: str
    what: str
    mend: str
    kind: str = PERSON
    record_id: str = ""
    sha256: str = ""

    @property
    def line(self) -> str:
        """The problem as one line for a person."""
        return f"{self.where}: {self.what}; {self.mend}"
