"""Find what changed between two versions of a text, sentence by sentence, and which numbers changed.

A sentence that occurs anywhere in the other version has not changed: labels move paragraphs. Different white space,
quotation marks or dashes are no change either. Among the other sentences, a removed one and an added one that are alike
make one reworded sentence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from pipeline.language.text.quantities import Quantity, quantities
from pipeline.schema.normal_form import normal_form

ALIKE = 70.0  # rapidfuzz ratio, 0 to 100; below it two sentences of one label mostly say different things
MOST_PAIRS = 1_000_000  # pairs that are all compared: those of a label of a thousand sentences, completely rewritten
_RARE = 20  # sentences of one version; a word in more of them is not rare
_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u00ad": None, "\u200b": None}
)
_BEFORE_CLOSING = re.compile(r"\s+(?=[\])},;:?!]|\.(?![0-9]))")
_AFTER_OPENING = re.compile(r"(?<=[\[({])\s+")
# [see Warnings and Precautions (5.1)], (see WARNINGS): their numbers are the label's section numbers
_CROSS_REFERENCE = re.compile(r"\[\s*see\b[^\]]{0,1000}\]|\(\s*see\b(?:[^()]|\([^()]*\))*\)", re.IGNORECASE)


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that was added (`before` is ""), removed (`after` is "") or reworded, as each version writes it."""

    kind: Literal["added", "removed", "reworded"]
    before: str
    after: str


def sentence_changes(before: Sequence[str], after: Sequence[str]) -> tuple[SentenceChange, ...]:
    """What changed, in the order of `after`; a removed sentence keeps its place. A sentence that occurs several times
    in a version counts once.
    """
    old, new = _by_key(before), _by_key(after)
    partners = _partners([key for key in old if key not in new], [key for key in new if key not in old])
    old_of = {new_key: old_key for old_key, new_key in partners.items()}
    changes: list[SentenceChange] = []
    removed = _removed_after(old, new, partners)
    for place in (None, *new):
        if place is not None and place in old_of:
            changes.append(SentenceChange("reworded", old[old_of[place]], new[place]))
        elif place is not None and place not in old:
            changes.append(SentenceChange("added", "", new[place]))
        changes += (SentenceChange("removed", old[key], "") for key in removed.get(place, ()))
    return tuple(changes)


def changed_numbers(before: str, after: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers with their unit (`40 mg`, `10 to 20 mg`, `39%`) that only `before` has, and those that only `after`
    has, in order. If one version repeats a number more often, the surplus is listed. Cross-references do not count.
    """
    ours, theirs = _numbers(before), _numbers(after)
    return tuple(_surplus(ours, theirs)), tuple(_surplus(theirs, ours))


def _by_key(texts: Iterable[str]) -> dict[str, str]:
    """Each distinct sentence as first written, by its plain form; empty ones are left out."""
    texts_by_key: dict[str, str] = {}
    for text in texts:
        if key := _plain(text):
            texts_by_key.setdefault(key, text)
    return texts_by_key


def _plain(text: str) -> str:
    line = " ".join(normal_form("NFC", text).translate(_PLAIN).split())
    return _AFTER_OPENING.sub("", _BEFORE_CLOSING.sub("", line))


def _partners(removed: Sequence[str], added: Sequence[str]) -> dict[str, str]:
    """The added sentence that each reworded sentence became, by the removed sentence.

    The most alike pair comes first, so each is the best partner of the other among those still without one. Swapping
    the two versions swaps the partners.
    """
    alike = [
        (-score, i + j, i, j)
        for i, choices in enumerate(_choices(removed, added))
        for _, score, j in process.extract(removed[i], choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    ]
    partners: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, i, j in sorted(alike):
        if removed[i] not in partners and added[j] not in taken:
            partners[removed[i]] = added[j]
            taken.add(added[j])
    return partners


def _choices(removed: Sequence[str], added: Sequence[str]) -> Iterator[Mapping[int, str]]:
    """For each removed sentence, the added sentences that it may have become, by their places.

    These are all added sentences. For more than MOST_PAIRS pairs, when the versions share next to nothing, they are
    only the sentences that share a word which is rare in both versions.
    """
    if len(removed) * len(added) <= MOST_PAIRS:
        everything = dict(enumerate(added))
        yield from (everything for _ in removed)
        return
    places_of = _places_of_words(added)
    counts = {word: len(places) for word, places in _places_of_words(removed).items()}
    for sentence in removed:
        rare = sorted(w for w in set(sentence.split()) & places_of.keys() if max(len(places_of[w]), counts[w]) <= _RARE)
        yield {place: added[place] for word in rare for place in places_of[word]}


def _places_of_words(texts: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for word in set(text.split()):
            places.setdefault(word, []).append(place)
    return places


def _removed_after(
    old: Iterable[str], new: Mapping[str, str], partners: Mapping[str, str]
) -> dict[str | None, list[str]]:
    """The removed sentences by the sentence of the new version that they followed, None for the beginning."""
    removed: dict[str | None, list[str]] = {}
    place = None
    for key in old:
        if key in new or key in partners:
            place = partners.get(key, key)
        else:
            removed.setdefault(place, []).append(key)
    return removed


def _numbers(text: str) -> tuple[Quantity, ...]:
    return quantities(_CROSS_REFERENCE.sub(" ", text.translate(_PLAIN)))


def _surplus(ours: Iterable[Quantity], theirs: Iterable[Quantity]) -> Iterator[str]:
    others = Counter((q.values, q.unit) for q in theirs)
    for quantity in ours:
        same = quantity.values, quantity.unit
        others[same] -= 1
        if others[same] < 0:
            yield quantity.text
