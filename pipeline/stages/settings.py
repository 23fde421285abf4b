"""What a run is told from outside: where, when, how. Filled by `cli` from argv, environment and clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.stores.archive import Cut
from pipeline.stores.clients.service import ServiceSettings
from pipeline.stores.paths import Paths
from pipeline.stores.raw import RawStore


@dataclass(frozen=True)
class Settings:
    """One run. `now` gives UTC as ISO 8601; `say` prints a result, `warn` a mistake or a note; `max_age_days` is how
    old an answer may be before it is asked for again. `past`, of a run that rebuilds a past day, is the raw file and
    how far it is read. `services` has the settings of each source, by the name of its record in SOURCES.
    """

    root: Path
    services: Mapping[str, ServiceSettings]
    now: Callable[[], str]
    say: Callable[[str], None]
    warn: Callable[[str], None]
    is_offline: bool = False
    max_age_days: float = 1.0
    workers: int = 4
    show_progress: bool = False
    code_hash: str = field(default="", compare=False)
    past: tuple[Path, Cut] | None = None

    @property
    def paths(self) -> Paths:
        """Where things lie."""
        return Paths(self.root)

    def open_raw(self) -> RawStore:
        """The raw store that the stages of this run read: the root's own, or another's as it stood."""
        return RawStore(self.paths.raw_store) if self.past is None else RawStore(*self.past)


@dataclass(frozen=True)
class Outcome:
    """How a stage ended: mistakes of the user's files, whether something could not be fetched, one line for the log,
    how many findings are warnings or worse, and notes on the user's files, which stop nothing.
    """

    line: str
    mistakes: tuple[str, ...] = ()
    is_incomplete: bool = False
    n_strict: int = 0
    notes: tuple[str, ...] = ()
