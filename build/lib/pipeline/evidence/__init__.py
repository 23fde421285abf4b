"""Rows in, rows out: identity, tags, integrity, follow-ups, changes. Pure."""
