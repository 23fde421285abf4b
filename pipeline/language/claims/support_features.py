"""The features by which a claim is held against a source, each a number with a name that a person can read.

A claim that compares two arms has those of comparison_features.py, any other those of statement_features.py.
"""

from dataclasses import dataclass, replace

from pipeline.language.claims.closest import LEAST_SHARE, Rarity, Read, closest
from pipeline.language.claims.comparison_features import comparison_values
from pipeline.language.claims.parts import ClaimParts, claim_parts
from pipeline.language.claims.statement_features import statement_values
from pipeline.language.text.source_text import SourceText


@dataclass(frozen=True)
class Support:
    """The features of one claim and source, and the sentences that they were read from, the most relevant first."""

    parts: ClaimParts
    values: dict[str, float]
    read: tuple[Read, ...]

    @property
    def in_text(self) -> float:
        """The share of the claim's words in the source, by rarity, 0 to 1."""
        return self.values["claim in text" if self.parts.compares else "statement: claim in text"]

    @property
    def speaks_against(self) -> bool:
        """Whether the sentence closest to a comparison that says anything of it says otherwise."""
        return self._closest_told is not None and self._closest_told.agrees == -1

    @property
    def speaks_for(self) -> bool:
        """Whether that sentence says the same, and holds enough of the claim's outcome to be about it."""
        told = self._closest_told
        return told is not None and told.agrees == 1 and told.share >= LEAST_SHARE

    @property
    def _closest_told(self) -> Read | None:
        """None for a statement: the directions that are read of one are too often wrong."""
        return next((r for r in self.read if r.agrees), None) if self.parts.compares else None


def support(claim: str, source: SourceText, rarity: Rarity, parts: ClaimParts | None = None) -> Support:
    """Hold `claim` against `source`; `rarity` weighs a stem by how seldom it is; `parts` are the claim's own, read from
    it where they are not given.
    """
    parts = _in_full(parts or claim_parts(claim), source)
    claim = source.in_full(claim)
    read = closest(parts, source, rarity)
    values = comparison_values if parts.compares else statement_values
    return Support(parts, values(claim, parts, source, read, rarity), read)


def _in_full(parts: ClaimParts, source: SourceText) -> ClaimParts:
    """`parts` with the abbreviations of the source spelled out; after they were told apart, which long words hinder."""
    arm, other, outcome = (source.in_full(text) for text in (parts.arm, parts.other, parts.outcome))
    return replace(parts, arm=arm, other=other, outcome=outcome)
