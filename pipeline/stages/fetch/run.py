"""One run of FETCH: whom it asks, the raw store it fills, what it counts. Shared by the rounds of papers and labels."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from pipeline.errors import SourceUnreachable
from pipeline.schema.sources import PUBMED, TITLES
from pipeline.stages.fetch.halving import Part
from pipeline.stages.handwritten import read_corrections
from pipeline.stages.labels import LabelKeys, LabelsAtHand
from pipeline.stages.settings import Settings
from pipeline.stages.shelf import Shelf
from pipeline.stores import files
from pipeline.stores.clients import CLIENTS
from pipeline.stores.clients.service import TOOL, Client
from pipeline.stores.ledger import Ledger
from pipeline.stores.raw import Exchange, RawStore, Sighting
from pipeline.stores.record_states import ANSWERED, RecordState

T = TypeVar("T")
C = TypeVar("C", bound=Client)
Ask = Callable[[str], tuple[Exchange, Sequence[Sighting]]]
NOTHING_SAID: Sequence[Sighting] = ()
GIVE_UP_AFTER = 3
MANY = 5  # ids that a source held: it does not lose so many at once, and every one that was asked for


@dataclass
class Reach:
    """Whether a source can be reached (None: not asked yet), and how many requests in a row got no answer."""

    probe: Callable[[], None]
    is_reachable: bool | None = None
    n_failures: int = 0


@dataclass(frozen=True)
class Fresh:
    """An answer from after `oldest` is fresh, unless it is from after `now`: how old that one is nobody knows."""

    oldest: datetime
    now: datetime

    def holds(self, moment: str) -> bool:
        """Whether what came at `moment` (UTC ISO 8601) is fresh; "" is not."""
        return bool(moment) and self.oldest < _time(moment) <= self.now


class Fetching:
    """One run of FETCH. `clients` has a client for each source that can be asked, by the name of the source."""

    def __init__(self, settings: Settings, raw: RawStore) -> None:
        self.settings, self.raw, self.run_id = settings, raw, 0
        self.shelf = Shelf(raw, read_corrections(settings.paths)[0], Ledger(settings.paths.ledger))
        self.clients = _clients(settings, raw)
        self.reach = {name: Reach(client.probe) for name, client in self.clients.items()}
        self.fetched: set[str] = set()
        self.asked: set[str] = set()
        self.failed: set[str] = set()
        self.n_new = 0
        self.labels: tuple[tuple[int, LabelKeys], LabelsAtHand] | None = None

    @property
    def n_requests(self) -> int:
        """Requests sent so far to all sources, retries included."""
        return sum(client.n_requests for client in self.clients.values())

    def client(self, kind: type[C]) -> C:
        """The client of the class `kind`. Its source must be one that this run asks."""
        found = self.clients[kind.source]
        assert isinstance(found, kind)
        return found

    @property
    def mode(self) -> str:
        """offline, live, or snapshot: no source can be reached and none ever answered before."""
        if self.settings.is_offline:
            return "offline"
        tried = [r.is_reachable for r in self.reach.values() if r.is_reachable is not None]
        return "snapshot" if tried and not any(tried) and not self.raw.has_answers() else "live"

    def keep_parts(self, parts: Sequence[Part[T]], sightings: Callable[[Part[T]], Iterable[Sighting]]) -> None:
        """The exchanges of a question that was asked in halves; `sightings` says what each part said of its ids.

        A part that failed alone, while others were answered, is no sign that the source is down.
        """
        is_answering = any(part.answer is not None for part in parts)
        for part in parts:
            is_alone = is_answering and part.exchange.is_unusable
            if part.is_split:
                self.raw.add(self.run_id, part.exchange, [])
            else:
                self.keep(part.exchange, sightings(part), is_outage=not is_alone)
            if is_alone and not part.is_split:
                self.settings.say(f"{', '.join(part.exchange.ids_asked)}: {part.exchange.detail}")

    def keep(self, exchange: Exchange, sightings: Iterable[Sighting], *, is_outage: bool = True) -> None:
        """One exchange into raw, with everything it said; a failed one counts towards an outage unless it is none."""
        rows = list(sightings)
        self.n_new += self.raw.add(self.run_id, exchange, rows)
        reach = self.reach[exchange.source]
        if exchange.outcome != "failed":
            reach.n_failures = 0
        elif is_outage:
            reach.n_failures += 1
        self.failed.difference_update(s.record_id for s in rows if s.outcome in ANSWERED)
        self.failed.update(s.record_id for s in rows if s.outcome == "failed")
        if exchange.outcome == "failed":
            self.failed.update(exchange.ids_asked)

    def find_out_reachable(self, source: str) -> bool:
        """Ask once whether anybody is there, and say so once when not."""
        reach = self.reach[source]
        if reach.is_reachable is None:
            try:
                reach.probe()
                reach.is_reachable = True
            except SourceUnreachable as error:
                reach.is_reachable = False
                told = f"{TITLES[source]} cannot be reached from here; this run {self._fallback(source)}."
                self.settings.say(f"{error}\n{told}")
        return reach.is_reachable

    def _fallback(self, source: str) -> str:
        """What a run shows of a source that it cannot reach."""
        if self.raw.has_answers(source):
            return "shows the last good copy and says so"
        if not self.raw.has_answers() and files.read(self.settings.paths.snapshot) is not None:
            return "shows the bundled snapshot and says so"
        return "has no copy of its answers: what rests on them is not known, and the reports say so"

    def is_silent(self, source: str, keys: Iterable[str], found: Container[str]) -> bool:
        """Whether a source holds none of many ids that it held before, all of them asked for now: that is an outage in
        other words, not so many deletions. What it said is kept as no answer.
        """
        states = self.raw.states()
        gone = [k for k in keys if k in states and states[k].outcome == "found"]
        if len(gone) < MANY or any(k in found for k in gone):
            return False
        detail = f"says that it holds none of {len(gone)} ids that it held before: taken as no answer"
        self.settings.say(f"{TITLES[source]} {detail}.")
        exchange = Exchange(source, "silent", "", self.settings.now(), "failed", None, 0, tuple(gone), detail)
        self.keep(exchange, [Sighting(k, "failed") for k in keys if k not in found])
        return True

    def is_down(self, source: str) -> bool:
        """Whether several requests in a row, each retried, got no answer: the rest is not asked any more."""
        return self.reach[source].n_failures >= GIVE_UP_AFTER

    def given_up(self, source: str, endpoint: str, ids: Sequence[str]) -> Exchange:
        """What is kept of a request that was not sent, because its source is down."""
        detail = f"not asked: {GIVE_UP_AFTER} requests in a row had got no answer"
        return Exchange(source, endpoint, "", self.settings.now(), "failed", None, 0, tuple(ids), detail)

    def keep_unreachable(self, source: str, due: Sequence[str]) -> None:
        """Keep that nobody answered. In a snapshot run no id is marked: it was never known, so nothing went stale."""
        exchange = Exchange(source, "probe", "", self.settings.now(), "failed", None, 1, tuple(due), "no connection")
        self.keep(exchange, [] if self.mode == "snapshot" else [Sighting(k, "failed") for k in due])

    def fresh(self, days: float | None = None) -> Fresh:
        """When an answer must have come to be fresh now; `days` are the settings' own where not given."""
        now = datetime.fromisoformat(self.settings.now())
        return Fresh(now - timedelta(days=self.settings.max_age_days if days is None else days), now)

    def tell_of_future(self) -> None:
        """Say once that answers are dated in the future: nobody knows how old they are, so they are asked for again."""
        now = datetime.fromisoformat(self.settings.now())
        ahead = [s.answered_at for s in self.raw.states().values() if s.answered_at and _time(s.answered_at) > now]
        if ahead:
            count = f"{len(ahead)} answers are" if len(ahead) > 1 else "1 answer is"
            self.settings.say(
                f"{count} dated in the future (up to {max(ahead)}; now is {self.settings.now()}): the clock was ahead"
                " then, or is behind now. They count as out of date and are asked for again as far as they are needed."
            )


def _clients(settings: Settings, raw: RawStore) -> dict[str, Client]:
    """A client for each source that the settings let a run ask."""
    now, mail = settings.now(), settings.services[PUBMED.name].mail
    agent = f"{TOOL} ({mail})" if mail else TOOL
    clients: dict[str, Client] = {}
    for kind in CLIENTS:
        service = settings.services[kind.source]
        if service.is_asked:
            n_today = raw.n_requests(kind.source, f"{now[:10]}T00", now)
            clients[kind.source] = kind(replace(service, user_agent=agent, n_asked_today=n_today))
    return clients


def askable(run: Fetching, source: str, keys: Iterable[str]) -> list[str]:
    """The keys that are due, for a source that adds to what PubMed or openFDA says. They count as asked.

    Without a connection the list is empty. Keys that the source answered for before are then kept as failed; the others
    are not marked: nothing that was never known can be out of date.
    """
    wanted = list(keys)
    states, fresh = run.raw.states() if wanted else {}, run.fresh()
    due = [k for k in wanted if is_due(k, states, fresh)]
    if not due:
        return []
    if run.find_out_reachable(source):
        run.asked.update(due)
        return due
    known = [k for k in due if (s := states.get(k)) is not None and s.outcome]
    if known:
        run.asked.update(known)
        run.keep_unreachable(source, known)
    return []


def ask_each(run: Fetching, source: str, keys: Iterable[str], ask: Ask, endpoint: str = "") -> None:
    """Ask `source` for each key that is due, if it can be reached. See `askable` and `ask_alone`."""
    ask_alone(run, source, askable(run, source, keys), ask, endpoint)


def ask_alone(run: Fetching, source: str, due: Iterable[str], ask: Ask, endpoint: str = "") -> None:
    """Send one request for each key and keep what it said.

    `ask` takes a key and returns the exchange and the sightings; without sightings the key is kept as failed. After
    several failures in a row no more requests are sent: the other keys are kept as failed requests to `endpoint`, which
    is a key's prefix if it is not given.
    """
    for key in due:
        if run.is_down(source):
            exchange, said = run.given_up(source, endpoint or key.partition(":")[0], [key]), NOTHING_SAID
        else:
            exchange, said = ask(key)
        run.keep(exchange, said or [Sighting(key, "failed")])


def is_due(key: str, states: Mapping[str, RecordState], fresh: Fresh) -> bool:
    """Whether a key was never answered for, has no fresh answer, or failed since."""
    state = states.get(key)
    return state is None or bool(state.failed_since) or is_older(state, fresh)


def is_older(state: RecordState, fresh: Fresh) -> bool:
    """Whether the last answer is not fresh, or there is none."""
    return not fresh.holds(state.answered_at)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
