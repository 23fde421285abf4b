"""Reports, indexes, charts, exports, data dictionary, rendered question files: rows in, text out; pure."""
