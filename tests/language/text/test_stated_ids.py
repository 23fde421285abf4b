"""The ids that a listed reference names, in the forms that people paste."""

import pytest

from pipeline.language.text.stated_ids import stated_ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "2015;1:2. doi: 10.1000/X. PMID: 12; PMCID: PMC45.",
            {"doi": {"10.1000/x"}, "pmid": {"12"}, "pmcid": {"PMC45"}},
        ),
        ("PMID- 123 OWN - NLM LID - 10.1000/x [doi]", {"pmid": {"123"}, "doi": {"10.1000/x"}}),
        ("https://doi.org/10.1016/S2352-3026%2819%2930162-0", {"doi": {"10.1016/s2352-3026(19)30162-0"}}),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", {"pmid": {"123"}}),
        ("Doe J. 20 mg in 10.5/2 weeks. 2015.", {}),
        ("doi:10.1234/%20", {}),
    ],
)  # fmt: skip
def test_the_ids_that_a_text_names(text: str, ids: dict[str, set[str]]) -> None:
    assert stated_ids(text) == ids
