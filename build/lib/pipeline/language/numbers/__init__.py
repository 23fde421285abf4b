"""Numbers, units, frequencies and routes in a text; pure."""
