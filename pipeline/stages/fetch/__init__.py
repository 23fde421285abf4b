"""FETCH: what is due is asked of its source, and every answer goes to raw."""
