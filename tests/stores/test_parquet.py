import io

import pyarrow.parquet

from pipeline.schema.history_tables import CandidateVersion
from pipeline.schema.table import columns
from pipeline.stores.parquet import to_parquet


def test_a_table_keeps_types_and_descriptions() -> None:
    values = {"question_id": ["owls"], "position": [1], "first_seen_date": [""], "pmid": ["7"]}
    read = pyarrow.parquet.read_table(io.BytesIO(to_parquet(CandidateVersion, values)))
    assert read.to_pydict() == values
    told = {f.name: f.metadata[b"description"].decode() for f in read.schema}
    assert told == {c.name: c.description for c in columns(CandidateVersion)}
