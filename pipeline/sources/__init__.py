"""One file per evidence source: what to ask and how to read the answer; and the readers of files that people write."""

# Evidence sources; a source too long for one file has more that start with its name.
SOURCES = ("pubmed", "fda_labels", "dailymed", "crossref", "retraction_watch", "snapshot")
# Readers of what people write, and their parts.
READERS = (
    "question_file",
    "question_body",
    "question_passage",
    "question_fixes",
    "question_mistakes",
    "question_notes",
    "front_matter",
    "front_matter_fixes",
    "citation_keys",
    "key_offers",
    "reference_text",
    "corrections_file",
    "written_csv",
    "review_log",
    "dismissed_file",
    "adjudications_file",
)
