"""Parsers of the answers about papers: PubMed, Crossref and Retraction Watch. Pure: no disk, no network."""
