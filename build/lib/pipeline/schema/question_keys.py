"""The keys of a question file's front matter: the one list that the parser and the published JSON Schema share."""

from pipeline.schema.table import ColumnInfo, columns
from pipeline.schema.tables import Question

_FROM_THE_FILE_NAME = ("question_id", "file")
QUESTION_KEYS: dict[str, ColumnInfo] = {c.name: c for c in columns(Question) if c.name not in _FROM_THE_FILE_NAME}
