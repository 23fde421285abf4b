"""NORMALISE: raw to tables."""
