"""The tables of the question files: the questions, their reference lists, and the mistakes in the files."""

from pipeline.schema import vocabulary
from pipeline.schema.identifiers import QUESTION_ID_PATTERN, REFERENCE_ID_PATTERN
from pipeline.schema.table import ColumnInfo, Table, column, columns


class Question(Table, name="questions", title="The clinical questions, from the front matter of their files"):
    question_id: str = column("Name of the question file without .md", key=True, pattern=QUESTION_ID_PATTERN)
    question: str = column("The clinical question in words", required=True)
    status: str = column("Status as stated in the file", required=True, enum=vocabulary.QUESTION_STATUSES)
    population: str = column("Population (the P of PICO)", default="")
    condition: str = column("Condition", default="")
    drugs: tuple[str, ...] = column("Drugs that the question is about, generic or brand names", default=())
    specialty: str = column("Medical specialty", default="")
    audience: str = column("Intended reader of the answer", enum=vocabulary.AUDIENCES, default="")
    file: str = column("Path of the question file below the root", default="")


class QuestionMistake(
    Table, name="question_mistakes", title="Mistakes in question files; a file with mistakes gets no new report"
):
    file: str = column("Path of the file below the root", key=True)
    line: int = column("Line, from 1", key=True, minimum=1)
    column_number: int = column("Column, from 1", key=True, minimum=1)
    position: int = column("Number of the mistake in its file, from 1", key=True, minimum=1)
    message: str = column("What was expected, what was found, and the most likely correction", required=True)


class AuthorReference(Table, name="author_references", title="Reference lists of question files, as written"):
    question_id: str = column("Question", key=True, pattern=QUESTION_ID_PATTERN)
    position: int = column("Place in the list, from 1", key=True, minimum=1)
    reference_id: str = column("Reference", required=True, pattern=REFERENCE_ID_PATTERN)
    cited_as: str = column("Citation key in the file, in canonical form", required=True, pattern=REFERENCE_ID_PATTERN)
    text: str = column("Text of the entry", default="")
    first_author: str = column("First author in the text; empty if not recognised", default="")
    title: str = column("Title in the text; empty if not recognised", default="")
    year: int | None = column("Year in the text; empty if not recognised", default=None)
    line: int = column("Line in the question file, from 1", minimum=1, default=1)


_FROM_THE_FILE_NAME = ("question_id", "file")
# what a person writes in the front matter; used by the parser and by the published JSON Schema
QUESTION_KEYS: dict[str, ColumnInfo] = {c.name: c for c in columns(Question) if c.name not in _FROM_THE_FILE_NAME}
