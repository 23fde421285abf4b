"""Answers about papers: PubMed, Crossref, Retraction Watch. Pure."""
