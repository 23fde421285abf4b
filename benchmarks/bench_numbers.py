"""How well differing numbers are detected, on claims made by rule from abstracts that were not used for training.

    make bench-truth

Recall is the share of claims with one changed value that raise an alarm; the rate of false alarms is that share among
unchanged claims. For a paraphrase, the line "value stated elsewhere" counts only values that occur elsewhere in the
abstract, since nobody could check the others; "all" counts every claim. The peer raises an alarm for every claim with
a value whose digits are not in the source.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from stand_in import shared_folder
from truth_claims import records
from truth_numbers import NumberClaim, half, near_verbatim, paraphrased

from pipeline.language.claims.support_model import rarity
from pipeline.language.numbers.claimed_numbers import claimed_numbers

_DIGITS = re.compile(r"[0-9]+(?:[.·][0-9]+)?")


def is_alarmed(c: NumberClaim) -> bool:
    """Whether any value of the claim gets the result "different"."""
    return any(n.result == "different" for n in claimed_numbers(c.claim, c.source, rarity))


def is_alarmed_by_peer(c: NumberClaim) -> bool:
    """Whether the digits of some value are nowhere in the source."""
    return not set(_DIGITS.findall(c.claim)) <= set(_DIGITS.findall(c.source.text))


def report(name: str, claims: Iterable[NumberClaim]) -> None:
    """Print recall and false alarms, by kind of the changed value."""
    found: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for c in claims:
        row = c.is_changed, is_alarmed(c), is_alarmed_by_peer(c)
        for key in (c.kind, "all", *(["all, value stated elsewhere"] if c.is_stated else [])):
            found[key].append(row)
    print(name)
    for key in sorted(found, key=lambda k: (not k.startswith("all"), k)):
        changed = [r for r in found[key] if r[0]]
        right = [r for r in found[key] if not r[0]]
        ours, peer = ([sum(r[i] for r in rows) / max(len(rows), 1) for rows in (changed, right)] for i in (1, 2))
        print(
            f"  {key} ({len(changed)}): recall {ours[0]:.3f}, false alarms {ours[1]:.3f}; "
            f"digits alone {peer[0]:.3f}, {peer[1]:.3f}"
        )


def main() -> None:
    """Print every figure for the held-out half."""
    texts = {pmid: t for pmid, t in records(shared_folder()).items() if half(pmid) == "held out"}
    report("near-verbatim", near_verbatim(texts))
    report("paraphrased", paraphrased(texts))


if __name__ == "__main__":
    main()
