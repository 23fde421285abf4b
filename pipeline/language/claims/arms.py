"""Recognise the two arms of a claim as an abstract names them: by words, by abbreviation, or as "group II".

A trial names its arms in its methods and then writes "the intervention group" or "group B". An arm's own words are
those that the other arm lacks. "Control" and "placebo" mean the other arm if that arm is a control and the first is
not.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import Token, stem_set, tokens

_CONTROL = frozenset(
    stem_set("control placebo sham usual standard conventional routine comparison untreated vehicle saline")
)
_ACTIVE = frozenset(stem_set("intervention treatment treated experimental study active exposed verum"))
# A label is in capitals: "group A" names an arm, "group a" does not. The word before it may begin a sentence.
_MARK = r"[IVX]{1,4}|[A-Z]|[1-6]"
_LABEL = re.compile(rf"\b(?i:(?:group|arm|grp|regimen|treatment)s?)\s+(?P<after>{_MARK})\b|\((?P<paren>{_MARK})\)")
_OWN_LABEL = re.compile(rf"\b(?i:group|arm)\s+(?P<after>{_MARK})\b")
_CLOSES = re.compile(r"\s*\)")
_EXPLAINS = re.compile(r"\([^()]*\)?")
_NAME = 5  # words in brackets that can be part of a name
_NEAR = 12  # words after "group A" in which its treatment is named


@dataclass(frozen=True)
class Arms:
    """The stems that mean each of the two arms, and the labels of each ("group II" is "ii"); `arm` is the arm that the
    claim is about, `other` the one it is compared with.
    """

    arm: frozenset[str]
    other: frozenset[str]
    arm_labels: frozenset[str] = frozenset()
    other_labels: frozenset[str] = frozenset()

    def side(self, token: Token, before: str) -> int:
        """1 if `token` names the arm, -1 if the other arm, 0 if neither. `before` is the stem ahead of it; "non" or
        "without" there turns the side.
        """
        is_label = before in ("group", "arm", "regimen")
        if token.stem in self.arm or (is_label and token.stem in self.arm_labels):
            return -1 if before in ("non", "without") else 1
        if token.stem in self.other or (is_label and token.stem in self.other_labels):
            return 1 if before in ("non", "without") else -1
        return 0


def arms_of(arm: str, other: str, source: SourceText) -> Arms:
    """The arms named `arm` and `other`, with the words and labels that `source` uses for them."""
    first, second = stem_set(_named(arm)), stem_set(_named(other))
    own, others = first - second, second - first
    labels = _own_label(arm), _own_label(other)
    if not (labels[0] and labels[1]):
        labels = _labelled(own, others, source)
    is_control = bool(second & _CONTROL) or not others
    if is_control and not first & _CONTROL:
        return Arms(frozenset(own | _ACTIVE), frozenset(others | _CONTROL), *labels)
    if first & _CONTROL and not second & _CONTROL:
        return Arms(frozenset(own | _CONTROL), frozenset(others | _ACTIVE), *labels)
    return Arms(frozenset(own), frozenset(others), *labels)


def _named(arm: str) -> str:
    """An arm without a long explanation in brackets: "control (the same protocol, but patients got saline)" is the
    control.
    """
    return _EXPLAINS.sub(lambda m: "" if len(m[0].split()) > _NAME else m[0], arm)


def _own_label(arm: str) -> frozenset[str]:
    """The label that the claim itself gives an arm: "conventional method (group A)"."""
    match = _OWN_LABEL.search(arm)
    return frozenset({match["after"].lower()}) if match else frozenset()


def without(arms: Arms, stems: frozenset[str]) -> Arms:
    """`arms` without words that name the outcome, because these do not distinguish the arms; an arm that has no other
    words keeps them.
    """
    arm, other = arms.arm - stems, arms.other - stems
    return replace(arms, arm=arm or arms.arm, other=other or arms.other)


def _labelled(
    own: Collection[str], others: Collection[str], source: SourceText
) -> tuple[frozenset[str], frozenset[str]]:
    """The group labels of each arm, from every sentence that defines one beside more words of this arm than of the
    other. A label that both arms get counts for neither.
    """
    by_arm: tuple[set[str], set[str]] = (set(), set())
    for text in source.full_sentences:
        labels = list(_LABEL.finditer(text))
        for place, match in enumerate(labels):
            label = (match["after"] or match["paren"]).lower()
            start = labels[place - 1].end() if place else 0
            end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
            nearby = _nearby(text, match, start, end)
            hits = len(nearby & set(own)), len(nearby & set(others))
            if hits[0] != hits[1]:
                by_arm[0 if hits[0] > hits[1] else 1].add(label)
    both = by_arm[0] & by_arm[1]
    return frozenset(by_arm[0] - both), frozenset(by_arm[1] - both)


def _nearby(text: str, match: re.Match[str], start: int, end: int) -> set[str]:
    """The stems beside a label: after "group A" up to the next label at `end`; before "(A)" and "(group A)" from
    `start`, the end of the label before it.
    """
    if match["paren"] or _CLOSES.match(text, match.end()):
        return {t.stem for t in tokens(text[start : match.start()])[-4:]}
    return {t.stem for t in tokens(text[match.end() : end])[:_NEAR]}
