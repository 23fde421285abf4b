"""Claims against what they cite. Pure."""
