"""Claims compared with what they cite. Pure."""
