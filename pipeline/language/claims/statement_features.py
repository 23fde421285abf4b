"""Features of a claim that compares no two arms, or whose arms cannot be recognised: few, because little can be known.

They tell how much of the claim its source contains, in the whole text and in its closest sentences; whether only one of
the two says "no"; and whether the closest sentence with a direction has the claim's direction.
"""

import re

from pipeline.language.claims.closest import Read
from pipeline.language.claims.parts import ClaimParts
from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import Rarity, share, stem_set

_BOUNDS = (0.4, 0.6, 0.8)
_NO = re.compile(
    r"\b(?:not|no|never|without|neither|nor|cannot|unlikely|absence|fail\w*|lack\w*|little|none|false|ineffective"
    r"|insufficient)\b|n't\b",
    re.IGNORECASE,
)
_KIND = {1: "more", -1: "less", 0: "no difference", None: "no direction"}


def statement_values(
    claim: str, parts: ClaimParts, source: SourceText, read: tuple[Read, ...], rarity: Rarity
) -> dict[str, float]:
    """Each feature by name, from 0 to 1."""
    wanted = stem_set(claim)
    shares = sorted((share(wanted, stem_set(text), rarity) for text in source.full_sentences), reverse=True)
    first, second = (*shares[:2], 0.0, 0.0)[:2]
    whole = share(wanted, stem_set(source.full_text), rarity)
    missing = [rarity(s) for s in sorted(wanted - stem_set(source.full_text))]
    values = {
        "claim in text": whole,
        "claim in title": share(wanted, stem_set(source.in_full(source.title)), rarity),
        "claim in one sentence": first,
        "claim in a second sentence": second,
        "rarest word missing": max(missing, default=0.0),
        **{f"claim in text from {b}": float(whole >= b) for b in _BOUNDS},
        **{f"claim in one sentence from {b}": float(first >= b) for b in _BOUNDS},
        f"says {_KIND[parts.direction]}": 1.0,
        **_negations(claim, read),
        **_agreements(read),
    }
    return {"statement": 1.0, **{f"statement: {name}": value for name, value in values.items()}}


def _negations(claim: str, read: tuple[Read, ...]) -> dict[str, float]:
    is_no = _NO.search(claim) is not None
    differ = [(_NO.search(r.sentence.text) is not None) != is_no for r in read[:2]]
    return {
        "says no": float(is_no),
        "closest sentence says no too": float(is_no and differ[:1] == [False]),
        "one of both says no": float(differ[:1] == [True]),
        "one of both says no, twice": float(differ == [True, True]),
    }


def _agreements(read: tuple[Read, ...]) -> dict[str, float]:
    agrees = next((r.agrees for r in read if r.agrees), 0)
    return {"same direction": float(agrees == 1), "other direction": float(agrees == -1)}
