"""What `doctor` finds: where, what was expected and found, how to mend it, and who can."""

from dataclasses import dataclass

PERSON, FETCH, NOTE = "person", "fetch", "note"


@dataclass(frozen=True)
class Problem:
    """One problem. `kind` says who mends it: a `person`, a `fetch` from the source, or nobody (a `note`: it is worth
    knowing and harms nothing). `record_id` is the key in raw of a `fetch`; `sha256` the body that is damaged.
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
