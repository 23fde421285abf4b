"""Features of a claim that compares two arms: how much of its outcome and arms the source contains, in the whole text
and in one sentence; and what its closest sentences say about the comparison: the same, the opposite, no difference, or
nothing.
"""

from pipeline.language.claims.closest import LEAST_SHARE, Read
from pipeline.language.claims.parts import ClaimParts
from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import Rarity, share, stem_set


def comparison_values(
    claim: str, parts: ClaimParts, source: SourceText, read: tuple[Read, ...], rarity: Rarity
) -> dict[str, float]:
    """Each feature by name, mostly from 0 to 1."""
    return {**_coverage(claim, parts, source, rarity), **_directions(parts, read)}


def _coverage(claim: str, parts: ClaimParts, source: SourceText, rarity: Rarity) -> dict[str, float]:
    text = stem_set(source.full_text)
    title = stem_set(source.in_full(source.title))
    sets = {"outcome": stem_set(parts.outcome), "arm": stem_set(parts.arm), "other": stem_set(parts.other)}
    values = {f"{name} in text": share(s, text, rarity) for name, s in sets.items()}
    values |= {f"{name} in title": share(s, title, rarity) for name, s in sets.items()}
    values["claim in text"] = share(stem_set(claim), text, rarity)
    sentences = [stem_set(text) for text in source.full_sentences]
    for name, s in sets.items():
        values[f"{name} in one sentence"] = max((share(s, held, rarity) for held in sentences), default=0.0)
    values["least of three"] = min(values["outcome in text"], values["arm in text"], values["other in text"])
    for name in ("outcome in text", "outcome in one sentence", "arm in text", "least of three", "claim in text"):
        for bound in (0.4, 0.6, 0.8, 0.99):
            values[f"{name} from {bound}"] = float(values[name] >= bound)
    return values


def _directions(parts: ClaimParts, read: tuple[Read, ...]) -> dict[str, float]:
    """What the closest sentences say, weighed by relevance squared; separate features for claims of a difference and of
    no difference.
    """
    kind = "none" if parts.direction == 0 else "some"
    names = ("same", "opposite", "null", "differs", "by value same", "by value opposite", "sure", "unsure", "silent")
    values = {f"{k}: {n}": 0.0 for k in ("none", "some") for n in names}
    values |= {f"{k}: first {n}": 0.0 for k in ("none", "some") for n in names}
    values |= {f"{k}: {n}": 0.0 for k in ("none", "some") for n in _AGREED}
    values |= {f"claim of {k}": float(k == kind) for k in ("none", "some")}
    values |= {f"{kind}: {name}": 1.0 for name in _agreed(read)}
    total = sum(r.relevance**2 for r in read) or 1.0
    for i, r in enumerate(read):
        for name in _said(parts, r):
            values[f"{kind}: {name}"] += r.relevance**2 / total
            if i == 0:
                values[f"{kind}: first {name}"] = 1.0
    return values


_AGREED = (
    "all against",
    "all for",
    "sure against",
    "sure for",
    "first against with arm",
    "first for with arm",
    "close against",
    "close for",
)


def _agreed(read: tuple[Read, ...]) -> list[str]:
    """What the sentences with most of the outcome agree on: whether they speak for the claim or against it."""
    close = [r for r in read if r.share >= 0.6 * max((x.share for x in read), default=0.0) and r.share >= LEAST_SHARE]
    signs = [r.agrees for r in close if r.agrees]
    names = []
    for sign, name in ((-1, "against"), (1, "for")):
        if not signs:
            continue
        unanimous = all(s == sign for s in signs)
        first = next(r for r in close if r.agrees)
        names += [f"all {name}"] * unanimous
        names += [f"sure {name}"] * any(
            r.agrees == sign and r.effect.is_sure == (-1 if r.is_null else 1) for r in close
        )
        names += [f"first {name} with arm"] * (first.agrees == sign and first.effect.side != 0)
        names += [f"close {name}"] * (unanimous and first.share >= 0.8)
    return names


def _said(parts: ClaimParts, r: Read) -> list[str]:
    valued = r.effect.by_value * (parts.direction or 0)
    features = {
        "same": r.agrees == 1 and not r.is_null,
        "opposite": r.agrees == -1 and not r.is_null and parts.direction != 0,
        "null": r.is_null,
        "differs": not r.is_null and r.effect.direction not in (None, 0),
        "by value same": valued > 0,
        "by value opposite": valued < 0,
        "sure": r.effect.is_sure == 1 and not r.is_null,
        "unsure": r.effect.is_sure == -1,
        "silent": r.effect.direction is None,
    }
    return [name for name, is_so in features.items() if is_so]
