"""Papers: identity, integrity, tags. Pure."""
