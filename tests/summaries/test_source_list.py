"""docs/sources.md has a row for each source, with what its record says."""

from pipeline.schema.sources import SOURCES
from pipeline.summaries import source_list


def test_a_row_for_each_source() -> None:
    page = source_list.render()
    rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows if "---" not in row] == [s.title for s in SOURCES]
    assert "3 requests in 1 s; 10 requests in 1 s with `NCBI_API_KEY`" in page
    assert "`OPENFDA_BASE_URL`: `https://api.fda.gov`" in page
