"""Where things lie below the root. The only place that names a folder."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.schema.identifiers import is_question_id
from pipeline.schema.table import Table


@dataclass(frozen=True)
class Paths:
    """The folders of one root: questions/, reviews/, data/ and reports/."""

    root: Path

    @property
    def questions(self) -> Path:
        """Question files."""
        return self.root / "questions"

    @property
    def reviews(self) -> Path:
        """Decisions of people: approvals, dismissals, adjudications."""
        return self.root / "reviews"

    @property
    def corrections(self) -> Path:
        """Hand corrections, one row each."""
        return self.root / "data" / "corrections.csv"

    @property
    def raw(self) -> Path:
        """What was fetched; git-ignored but for the snapshot."""
        return self.root / "data" / "raw"

    @property
    def raw_store(self) -> Path:
        """The append-only SQLite file."""
        return self.raw / "raw.sqlite"

    @property
    def snapshot(self) -> Path:
        """The bundled offline default."""
        return self.raw / "snapshot" / "references.json"

    @property
    def log(self) -> Path:
        """One line per stage and run."""
        return self.raw / "refresh.log"

    @property
    def lock(self) -> Path:
        """Held by the run that is writing."""
        return self.raw / "refresh.lock"

    @property
    def journal(self) -> Path:
        """What a run committed, until every file of it is in place."""
        return self.raw / "commit.json"

    @property
    def processed(self) -> Path:
        """The tables."""
        return self.root / "data" / "processed"

    @property
    def history(self) -> Path:
        """Append-only tables."""
        return self.root / "data" / "history"

    @property
    def stamps(self) -> Path:
        """What each stage last read and wrote."""
        return self.processed / ".stamps.json"

    @property
    def reports(self) -> Path:
        """Reports, index and changes."""
        return self.root / "reports"

    @property
    def docs(self) -> Path:
        """Documentation, partly generated."""
        return self.root / "docs"

    def table(self, table: type[Table]) -> Path:
        """The CSV of `table`."""
        return self.root / "data" / table.folder / f"{table.table_name}.csv"

    def report(self, question_id: str) -> Path:
        """The report of a question. Raises ValueError for a text that is no question id."""
        if not is_question_id(question_id):
            raise ValueError(f"expected a question id; found {question_id!r}")
        return self.reports / f"{question_id}.md"
