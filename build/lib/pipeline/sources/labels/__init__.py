"""Answers about FDA labels: openFDA and DailyMed. Pure."""
