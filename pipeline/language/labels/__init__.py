"""The language of drug labels; pure."""
