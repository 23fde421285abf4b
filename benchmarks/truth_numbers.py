"""Pairs of claims with numbers, made by rule from real abstracts: one as the source says it, one with a changed value.

Near-verbatim: a sentence of the results with a value, slightly reworded, against its whole abstract. Paraphrased: the
authors' own conclusion with a value, against the rest of the abstract. Nothing is random: a hash of the PMID determines
which value changes and how. Records are split by PMID into a development half and a held-out half.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from pipeline.language.numbers.measures import Measure, measures
from pipeline.language.numbers.same_value import is_same
from pipeline.language.text.source_text import SourceSentence, SourceText

_FACTORS = (0.5, 2.0, 1.3, 0.7, 1.6, 10.0, 0.1, 1.15)
_OFTEN = (
    "once daily",
    "twice daily",
    "three times daily",
    "once weekly",
    "every other day",
    "every 3 months",
    "monthly",
)
# marks a sentence about the article or its registration, not about the evidence
_NOT_EVIDENCE = re.compile(
    r"regist(?:er|rat)|\bdoi\b|ClinicalTrials|EudraCT|ISRCTN|online version|copyright|©|&\w+;", re.IGNORECASE
)
_REWORDED = (
    (re.compile(r"\bversus\b|\bvs\.?(?=\s)"), "against"),
    (re.compile(r"\bwas significantly\b"), "was clearly"),
    (re.compile(r"\bcompared with\b"), "relative to"),
    (re.compile(r"\bincreased\b"), "rose"),
    (re.compile(r"\bpatients\b"), "people"),
    (re.compile(r"^The\b"), "In this trial, the"),
    (re.compile(r"\bgroups?\b"), "arm"),
)


@dataclass(frozen=True)
class NumberClaim:
    """A claim, the source that it is checked against, whether a value was changed, the kind of that value, and whether
    the source states the value.
    """

    id: str
    claim: str
    source: SourceText
    is_changed: bool
    kind: str
    is_stated: bool


def half(pmid: str) -> str:
    """ "dev" or "held out", determined by the PMID."""
    return "dev" if sha256(f"half {pmid}".encode()).digest()[0] < 128 else "held out"


def near_verbatim(texts: Mapping[str, SourceText]) -> Iterator[NumberClaim]:
    """Two claims from each source with values in its results: one as it is, one with a changed value."""
    for pmid, source in texts.items():
        told = [s for s in source.sentences if s.category in ("results", "") and s.number > 2 and _values(s.text)]
        if told:
            sentence = told[_draw(pmid, "sentence") % len(told)]
            yield from _pair(pmid, _reworded(sentence.text), source)


def paraphrased(texts: Mapping[str, SourceText], is_every: bool = False) -> Iterator[NumberClaim]:
    """Two claims from each source whose conclusion has a value, against the rest of the source; with `is_every`, two
    for every value in the conclusion.
    """
    for pmid, source in texts.items():
        told = [s for s in source.sentences if _is_conclusion(s, source) and _values(s.text)]
        if told:
            sentence = told[_draw(pmid, "sentence") % len(told)]
            rest = replace(source, sentences=tuple(s for s in source.sentences if s != sentence))
            yield from _pair(pmid, sentence.text, rest, is_every)


def _values(text: str) -> list[Measure]:
    """The values that a person would check, without one-digit bare numbers, which mostly label things ("factor 2")."""
    if _NOT_EVIDENCE.search(text):
        return []
    return [
        m
        for m in measures(text)
        if m.end > m.start and not (m.kind == "number" and m.text.isdigit() and len(m.text) < 2)
    ]


def _is_conclusion(sentence: SourceSentence, source: SourceText) -> bool:
    return sentence.category == "conclusions" or (
        sentence.category == "" and sentence.number == len(source.sentences) and sentence.number > 4
    )


def _pair(pmid: str, text: str, source: SourceText, is_every: bool = False) -> Iterator[NumberClaim]:
    values = _values(text)
    if values and not is_every:
        values = [values[_draw(pmid, "value") % len(values)]]
    for n, value in enumerate(values):
        changed = changed_value(value, f"{pmid} {n}" if n else pmid)
        if changed is None or _is_unchanged(value, changed):
            continue
        is_stated = any(_digits(value.text) <= _digits(s) for s in (source.title, *(x.text for x in source.sentences)))
        wrong = text[: value.start] + changed + text[value.end :]
        yield NumberClaim(f"{pmid} as stated", text, source, False, value.shown_kind, is_stated)
        yield NumberClaim(f"{pmid} changed", wrong, source, True, value.shown_kind, is_stated)


def _is_unchanged(value: Measure, changed: str) -> bool:
    """Whether both texts give the same value: "once daily" for "daily" changes nothing."""
    now = measures(changed)
    return len(now) == 1 and now[0].kind == value.kind and is_same(now[0], value)


def changed_value(value: Measure, key: str) -> str | None:
    """The text of `value` with one number changed; for a frequency, another frequency; None if it has no number."""
    if value.kind == "frequency":
        return _OFTEN[_draw(key, "often") % len(_OFTEN)]
    numbers = [
        m for m in re.finditer(r"[0-9]+(?:,[0-9]{3})*(?:[.·][0-9]+)?|[.·][0-9]+", value.text) if not _is_level(value, m)
    ]
    if not numbers:
        return None
    number = numbers[_draw(key, "which") % len(numbers)]
    return value.text[: number.start()] + _another(number[0], value.kind, key) + value.text[number.end() :]


def _is_level(value: Measure, m: re.Match[str]) -> bool:
    """Whether the number is the level of an interval: the 95 of "95% CI" is no value."""
    return value.kind == "interval" and m.start() < 4 and m[0].startswith("9") and "%" in value.text[: m.end() + 2]


def _another(written: str, kind: str, key: str) -> str:
    if kind == "year":
        return str(int(written) + (1, -1, 2, -3, 5)[_draw(key, "years") % 5])
    plain = float(written.replace(",", "").replace("·", "."))
    decimals = len(re.split(r"[.·]", written)[1]) if re.search(r"[.·]", written) else 0
    new = plain * _FACTORS[_draw(key, "factor") % len(_FACTORS)]
    if round(new, decimals) == plain or round(new, decimals) == 0 or (kind == "age" and new > 100):
        new = plain + 3 * 10.0**-decimals if decimals else plain + 3
    shown = f"{new:,.{decimals}f}" if "," in written else f"{new:.{decimals}f}"
    return shown.replace(".", "·") if "·" in written else shown


def _reworded(text: str) -> str:
    for pattern, other in _REWORDED:
        text = pattern.sub(other, text)
    return text


def _digits(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[0-9]+(?:[.·][0-9]+)?", text.replace("·", ".")))


def _draw(key: str, what: str) -> int:
    return int.from_bytes(sha256(f"{what} {key}".encode()).digest()[:4], "big")
