"""Combines rows into other rows: identity, integrity, label choice, newer papers, verdicts, approvals. Pure."""
