"""Question files: parsed, and every mistake told with its mend. Pure."""
