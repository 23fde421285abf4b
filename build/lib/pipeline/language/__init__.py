"""Sentences, quantities and units, direction of effect: text in, values out; pure."""
