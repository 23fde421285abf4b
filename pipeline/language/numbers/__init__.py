"""Read numbers, units, frequencies and routes from a text; pure."""
