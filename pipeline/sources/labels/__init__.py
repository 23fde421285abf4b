"""Parsers of the answers about FDA labels: openFDA and DailyMed. Pure: no disk, no network."""
