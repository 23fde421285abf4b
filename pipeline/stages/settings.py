"""What a run is told from outside: where, when, how. Filled by `cli` from argv, environment and clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.stores.eutils import EUtilitiesSettings
from pipeline.stores.openfda import LabelSettings
from pipeline.stores.paths import Paths


@dataclass(frozen=True)
class Settings:
    """One run. `now` gives UTC as ISO 8601; `say` prints a line for a person; `max_age_days` is how old an answer
    may be before it is asked for again.
    """

    root: Path
    eutils: EUtilitiesSettings
    labels: LabelSettings
    now: Callable[[], str]
    say: Callable[[str], None]
    is_offline: bool = False
    max_age_days: float = 1.0
    workers: int = 4
    show_progress: bool = False
    code_hash: str = field(default="", compare=False)

    @property
    def paths(self) -> Paths:
        """Where things lie."""
        return Paths(self.root)


@dataclass(frozen=True)
class Outcome:
    """How a stage ended: mistakes of the user's files, whether something could not be fetched, one line for the log,
    and how many findings are warnings or worse.
    """

    line: str
    mistakes: tuple[str, ...] = ()
    is_incomplete: bool = False
    n_strict: int = 0
