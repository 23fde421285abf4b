"""Ids made of what they identify: the same values give the same id in every run and on every machine."""

import hashlib

ALL_DIGITS = 64  # of a SHA-256


def stable_id(*parts: str, digits: int = 12) -> str:
    """The first hex digits of the SHA-256 of `parts`, which are joined by line breaks."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:digits]
