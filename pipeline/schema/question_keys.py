"""The keys of a question file's front matter, used by both the parser and the published JSON Schema."""

from pipeline.schema.question_tables import Question
from pipeline.schema.table import ColumnInfo, columns

_FROM_THE_FILE_NAME = ("question_id", "file")
QUESTION_KEYS: dict[str, ColumnInfo] = {c.name: c for c in columns(Question) if c.name not in _FROM_THE_FILE_NAME}
