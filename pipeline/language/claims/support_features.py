"""The features by which a claim is compared with a source; each is a number with a name that a person can read.

A claim that compares two arms has the features of comparison_features.py, any other claim those of
statement_features.py.
"""

from dataclasses import dataclass, replace

from pipeline.language.claims.closest import LEAST_SHARE, Read, closest
from pipeline.language.claims.comparison_features import comparison_values
from pipeline.language.claims.parts import ClaimParts, claim_parts
from pipeline.language.claims.statement_features import statement_values
from pipeline.language.text.source_text import SourceText
from pipeline.language.text.tokens import Rarity


@dataclass(frozen=True)
class SupportFeatures:
    """The features of one claim and source, and the sentences they were read from, the most relevant first."""

    parts: ClaimParts
    values: dict[str, float]
    read: tuple[Read, ...]

    @property
    def in_text(self) -> float:
        """The share of the claim's words that the source contains, weighed by rarity, from 0 to 1."""
        return self.values["claim in text" if self.parts.compares else "statement: claim in text"]

    @property
    def speaks_against(self) -> bool:
        """Whether the closest sentence that says anything about a comparison says otherwise."""
        return self._closest_with_direction is not None and self._closest_with_direction.agrees == -1

    @property
    def speaks_for(self) -> bool:
        """Whether that sentence says the same, and contains enough of the claim's outcome to be about it."""
        closest_read = self._closest_with_direction
        return closest_read is not None and closest_read.agrees == 1 and closest_read.share >= LEAST_SHARE

    @property
    def _closest_with_direction(self) -> Read | None:
        """The closest sentence that agrees or disagrees; None for a statement, because the directions read for one are
        too often wrong.
        """
        return next((r for r in self.read if r.agrees), None) if self.parts.compares else None


def support(claim: str, source: SourceText, rarity: Rarity, parts: ClaimParts | None = None) -> SupportFeatures:
    """Compare `claim` with `source`. `rarity` weighs a stem by how seldom it occurs; `parts` are the claim's own and
    are read from it if not given.
    """
    parts = _in_full(parts or claim_parts(claim), source)
    claim = source.in_full(claim)
    read = closest(parts, source, rarity)
    values = comparison_values if parts.compares else statement_values
    return SupportFeatures(parts, values(claim, parts, source, read, rarity), read)


def _in_full(parts: ClaimParts, source: SourceText) -> ClaimParts:
    """`parts` with the source's abbreviations spelled out; done last, because long words hinder finding parts."""
    arm, other, outcome = (source.in_full(text) for text in (parts.arm, parts.other, parts.outcome))
    return replace(parts, arm=arm, other=other, outcome=outcome)
