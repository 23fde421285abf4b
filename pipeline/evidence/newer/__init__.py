"""Newer evidence: what to search for, what was found, in which order. Pure."""
