"""The paths of all files below the root. Only this module contains the names of folders."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.schema.identifiers import is_question_id
from pipeline.schema.table import Table


@dataclass(frozen=True)
class Paths:
    """The paths below one root: questions/, reviews/, data/, reports/ and docs/."""

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
        """Corrections made by hand, one per row."""
        return self.root / "data" / "corrections.csv"

    @property
    def raw(self) -> Path:
        """Everything fetched; git ignores it, except the snapshot."""
        return self.root / "data" / "raw"

    @property
    def raw_store(self) -> Path:
        """The append-only SQLite file."""
        return self.raw / "raw.sqlite"

    @property
    def snapshot(self) -> Path:
        """The bundled records that are shown where nothing was fetched."""
        return self.raw / "snapshot" / "references.json"

    @property
    def log(self) -> Path:
        """The log: one line per stage and run."""
        return self.raw / "refresh.log"

    @property
    def lock(self) -> Path:
        """The lock file of the run that is writing."""
        return self.raw / "refresh.lock"

    @property
    def journal(self) -> Path:
        """The list of files that a run has committed, until all of them are in place."""
        return self.raw / "commit.json"

    @property
    def processed(self) -> Path:
        """The tables."""
        return self.root / "data" / "processed"

    @property
    def history(self) -> Path:
        """The append-only tables."""
        return self.root / "data" / "history"

    @property
    def ledger(self) -> Path:
        """What each step last made from what: stores/ledger.py."""
        return self.processed / ".ledger.sqlite"

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
        """The report of a question. Raises ValueError for an invalid question id."""
        if not is_question_id(question_id):
            raise ValueError(f"expected a question id; found {question_id!r}")
        return self.reports / f"{question_id}.md"
