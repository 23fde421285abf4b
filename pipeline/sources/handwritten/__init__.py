"""Parsers of the CSV files that people write: corrections, dismissals, adjudications and the review log. Pure."""
