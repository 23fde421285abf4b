"""Other files that people write: corrections, dismissals, adjudications, the review log. Pure."""
