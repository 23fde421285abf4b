"""Split, fold, stem and compare words and sentences; pure."""
