"""What every client of a source has in common: the settings that it gets, and what FETCH needs of it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pipeline.stores.pace import Clock
from pipeline.stores.web import Web

TOOL = "evidence-watch"


@dataclass(frozen=True)
class ServiceSettings:
    """What the environment says of one source: where it is and who asks.

    `addresses` maps the variables of its record to addresses. `key`, `mail` and `file` are "" if they are not set. They
    may reveal who asks: a client never writes the first two to raw, a log or a message, nor the query or user name of
    the third. `timeout` is (connect, read) in seconds; `now` gives UTC as ISO 8601. FETCH fills in `user_agent` and
    `n_asked_today`, the requests sent since midnight (UTC).
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    key: str = field(default="", repr=False)
    mail: str = field(default="", repr=False)
    file: str = field(default="", repr=False)
    timeout: tuple[float, float] = (5.0, 25.0)
    now: Callable[[], str] = field(default=lambda: "", repr=False)
    clock: Clock = field(default_factory=Clock, repr=False)
    user_agent: str = field(default=TOOL, repr=False)
    n_asked_today: int = 0

    @property
    def url(self) -> str:
        """The address of a source that has one."""
        (url,) = self.addresses.values()
        return url

    @property
    def is_asked(self) -> bool:
        """Whether there is an address, or a file that somebody named."""
        return bool(self.addresses or self.file)


class Client(ABC):
    """The client of one source. `source` is the name of its record in pipeline/schema/sources.py.

    A subclass makes its connection, `_web`, in `__init__`.
    """

    source: ClassVar[str]
    _web: Web

    @abstractmethod
    def __init__(self, settings: ServiceSettings) -> None: ...

    @property
    @abstractmethod
    def probe_url(self) -> str:
        """An address at which any answer shows that the source can be reached; "" if there is nothing to probe."""

    @property
    def n_requests(self) -> int:
        """Requests sent so far, retries included."""
        return self._web.n_requests

    def probe(self) -> None:
        """Raise SourceUnreachable if no connection to the source can be made."""
        if self.probe_url:
            self._web.probe(self.probe_url)
