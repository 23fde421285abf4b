"""Helpers shared by the checks: judgements, their wording, and which findings a person can answer. Pure."""
