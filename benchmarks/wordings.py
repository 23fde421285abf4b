"""Rewords the development claims. Each claim of evidence_inference follows one of five templates; this module splits it
into its parts and joins them again in wordings of our own, so that the model does not learn the templates.

The last wordings are held out: no claim in them is ever used for training.
"""

import re
from dataclasses import dataclass

_UP, _DOWN = "increase", "reduction"
_TEMPLATES = (
    re.compile(r"^There was no significant difference in (?P<o>.+) between (?P<a>.+?) and (?P<b>.+)\.$", re.S),
    re.compile(r"^(?P<a>.+?) did not change (?P<o>.+) compared with (?P<b>.+)\.$", re.S),
    re.compile(
        r"^(?P<a>.+?) significantly (?P<d>increased|decreased|reduced) (?P<o>.+) compared with (?P<b>.+)\.$", re.S
    ),
    re.compile(
        r"^Compared with (?P<b>.+), (?P<a>.+?) led to a significant (?P<d>increase|reduction) in (?P<o>.+)\.$", re.S
    ),
    re.compile(r"^(?P<o>.+) was significantly (?P<d>higher|lower) with (?P<a>.+) than with (?P<b>.+)\.$", re.S),
)
_DIRECTION = {"increased": 1, "increase": 1, "higher": 1, "decreased": -1, "reduced": -1, "reduction": -1, "lower": -1}


@dataclass(frozen=True)
class Parts:
    """The meaning of a claim: in `outcome`, `arm` differs from `other` by `direction` (1 more, -1 less, 0 not)."""

    arm: str
    other: str
    outcome: str
    direction: int


def parts(claim: str) -> Parts | None:
    """The parts of a claim that follows a template; None for any other."""
    for template in _TEMPLATES:
        if match := template.match(claim.strip()):
            found = match.groupdict()
            return Parts(found["a"], found["b"], found["o"], _DIRECTION.get(found.get("d") or "", 0))
    return None


TRAINED = {
    "patients given": {
        1: "Patients given {a} had more {o} than those given {b}.",
        -1: "Patients given {a} had less {o} than those given {b}.",
        0: "Patients given {a} and those given {b} had similar {o}.",
    },
    "raised": {
        1: "{a} raised {o} relative to {b}.",
        -1: "{a} lowered {o} relative to {b}.",
        0: "{a} made no difference to {o} relative to {b}.",
    },
    "rise under": {
        1: "There was a greater rise of {o} under {a} as against {b}.",
        -1: "There was a marked fall of {o} under {a} as against {b}.",
        0: "No difference between {a} and {b} was seen for {o}.",
    },
    "in the group": {
        1: "{o}: significantly greater in the {a} group than in the {b} group.",
        -1: "{o}: significantly smaller in the {a} group than in the {b} group.",
        0: "{o} did not differ significantly between the {a} group and the {b} group.",
    },
}
HELD_OUT = {
    "versus": {
        1: "A trial of {a} versus {b} found that {o} went up with {a}.",
        -1: "A trial of {a} versus {b} found that {o} went down with {a}.",
        0: "A trial of {a} versus {b} found comparable {o} in both arms.",
    },
    "as compared": {
        1: "As compared to {b}, an elevation of {o} was observed after {a}.",
        -1: "As compared to {b}, a decline of {o} was observed after {a}.",
        0: "As compared to {b}, {a} had no effect on {o}.",
    },
}


def reworded(claim: str, wording: dict[int, str]) -> str | None:
    """The claim in another wording; None if it follows no template."""
    found = parts(claim)
    if found is None:
        return None
    text = wording[found.direction].format(a=found.arm, b=found.other, o=found.outcome)
    return text[0].upper() + text[1:]
