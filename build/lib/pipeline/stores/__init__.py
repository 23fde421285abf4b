"""Everything that touches disk or network: one HTTP client, the raw store, tables, files, paths."""
