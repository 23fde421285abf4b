"""What a run says of damaged bytes in raw: which records, what was found, and what becomes of them."""

from collections.abc import Iterable, Mapping

from pipeline.stores.record_states import RecordState

MOST_LINES = 20  # a lost disk damages thousands of records: `doctor` lists them all
ADVICE = "refresh with a network, or run `python -m pipeline doctor --repair`"


def lost(states: Mapping[str, RecordState], prefixes: Iterable[str] = ()) -> list[str]:
    """The ids that were answered for and whose answer is damaged, sorted; of these prefixes only, where given."""
    wanted = tuple(f"{p}:" for p in prefixes)
    return [k for k, s in sorted(states.items()) if s.damage and not s.outcome and k.startswith(wanted or "")]


def told(states: Mapping[str, RecordState], keys: Iterable[str], what_happens: str) -> list[str]:
    """A line for a person for each of `keys`, and one that counts those beyond `MOST_LINES`."""
    lines = [
        f"{k}: expected the bytes that were stored of it in data/raw/raw.sqlite; {states[k].damage}; {what_happens}"
        for k in keys
    ]
    more = len(lines) - MOST_LINES
    return lines if more <= 0 else [*lines[:MOST_LINES], f"and {more} more damaged records: `doctor` lists them all"]
