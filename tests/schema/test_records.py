from pipeline.schema.label_tables import LabelSection
from pipeline.schema.records import number_sections


def test_sections_are_numbered_within_their_name() -> None:
    names = ("warnings", "pregnancy", "warnings")
    rows = number_sections(LabelSection("", name, 9, "", "", "", f"text {i}") for i, name in enumerate(names))
    assert [(r.section, r.position) for r in rows] == [("warnings", 1), ("pregnancy", 1), ("warnings", 2)]
    assert len({r.text_sha256 for r in rows}) == 3
