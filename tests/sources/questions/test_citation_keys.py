"""Citation keys in raw text: what is read, where it stands, and what is offered instead of a bare id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schema.identifiers import clean_key
from pipeline.sources.questions.citation_keys import Key, bare_references, masked, named_keys, scan
from pipeline.sources.questions.key_offers import bracketed

SICI = "doi:10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[@pmid:1]", (Key(1, "pmid:1"),)),
        ("a [ @pmid:1 ;\n@PMID:02 ]", (Key(4, "pmid:1"), Key(14, "pmid:2"))),
        ("[@pmid:1][@pmid:2]", (Key(1, "pmid:1"), Key(10, "pmid:2"))),
        ("[@doi:10.1056/NEJMoa0809493]", (Key(1, "doi:10.1056/nejmoa0809493"),)),
        ("[@pmid:1; @{" + SICI + "}; @pmid:2]", (Key(1, "pmid:1"), Key(10, SICI.lower()), Key(91, "pmid:2"))),
        ("[@setid:5A9B3737-9ce6-4a89-b76e-6aab79eba9cf]", (Key(1, "setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"),)),
        ("[@appl:nda21817]", (Key(1, "appl:NDA021817"),)),
        ("mail a@b.org, dose @ 5 mg, [a note], [1]", ()),
    ],
)
def test_citations_that_are_well_formed(text: str, keys: tuple[Key, ...]) -> None:
    found = scan(text)
    assert (found.keys, found.flaws) == (keys, ())


def test_an_escaped_bracket_opens_no_citation() -> None:
    (flaw,) = scan(r"\[@pmid:1\]").flaws
    assert flaw.offset == 2


def test_the_good_citations_beside_a_bad_one_are_read() -> None:
    found = scan("[@pmid:1; @pmid:x; @pmid:3]")
    assert [key.key for key in found.keys] == ["pmid:1", "pmid:3"]
    assert [flaw.offset for flaw in found.flaws] == [16]


def test_masking_keeps_offsets_and_lines() -> None:
    text = "a [@pmid:1;\n@pmid:2] b"
    assert masked(text, scan(text).spans, "#") == "a #########\n######## b"


@pytest.mark.parametrize(
    ("text", "offset", "offer"),
    [
        ("see PMID 123.", 4, "[@pmid:123]"),
        ("pmid: 123", 0, "[@pmid:123]"),
        ("(PMCID: PMC12)", 1, "[@pmcid:PMC12]"),
        ("in PMC12.", 3, "[@pmcid:PMC12]"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123", 0, "[@pmid:123]"),
        ("<pubmed.ncbi.nlm.nih.gov/123/>", 1, "[@pmid:123]"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC12/", 0, "[@pmcid:PMC12]"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12/", 0, "[@pmcid:PMC12]"),
        ("doi:10.1000/x.", 0, "[@doi:10.1000/x]"),
        ("(10.1000/x)", 1, "[@doi:10.1000/x]"),
        ("http://dx.doi.org/10.1000/a(b)", 0, "[@{doi:10.1000/a(b)}]"),
        (
            "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=5a9b3737-9ce6-4a89-b76e-6aab79eba9cf",
            0,
            "[@setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9cf]",
        ),
    ],
)
def test_a_bare_id_is_told_with_the_citation_to_write(text: str, offset: int, offer: str) -> None:
    (flaw,) = bare_references(text)
    assert flaw.offset == offset
    assert flaw.message.endswith(f"did you mean {offer}")


@pytest.mark.parametrize(
    "text", ["a 2015 trial of 5 mg", "https://www.who.int/", "mydoi.org/x", "ratio 10.5/2", "PMID"]
)
def test_what_names_no_paper_is_left_alone(text: str) -> None:
    assert list(bare_references(text)) == []


@pytest.mark.parametrize("key", ["pmid:1", "doi:10.1000/a(b)", SICI.lower(), "doi:10.1000/x.", "appl:BLA125320"])
def test_a_key_written_out_is_read_back(key: str) -> None:
    assert scan(bracketed(key)).keys == (Key(bracketed(key).index("@"), clean_key(key)),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[@pmid:1 and @pmid:2]", "; between citations, found 'and', did you mean [@pmid:1; @pmid:2]"),
        ("[@pmid:]", "a PMID such as 25867538, found '': write the id behind it, as in [@pmid:25867538]"),
        ("[@pmid:NCT01111656]", "a PMID such as 25867538, found 'NCT01111656': a registry number cannot be cited: "
         "cite the trial's paper"),
        ("[@setid:5a9b3737-9ce6-4a89-b76e-6aab79eba9c]", "a set id such as 5a9b3737-9ce6-4a89-b76e-6aab79eba9cf, found "
         "'5a9b3737-9ce6-4a89-b76e-6aab79eba9c': copy it whole from the label's page on DailyMed, 36 characters"),
        ("[@doi:10/abc12]", "a full DOI such as 10.1056/NEJMoa0809493, found the shortDOI '10/abc12': open "
         "https://doi.org/abc12 or look it up at https://shortdoi.org, and copy the full DOI"),
    ],
)  # fmt: skip
def test_a_citation_that_cannot_be_read_leads_out(text: str, told: str) -> None:
    assert [flaw.message for flaw in scan(text).flaws] == [f"expected {told}"]


def test_a_bare_short_doi_leads_to_the_full_one() -> None:
    (flaw,) = bare_references("see https://doi.org/abc12.")
    assert "open https://doi.org/abc12 or look it up at https://shortdoi.org" in flaw.message


def test_the_keys_that_a_text_names() -> None:
    assert named_keys(f"[@pmid:1], PMID 2 and {SICI[4:]}, PMID: 2.") == ["pmid:1", "pmid:2", SICI.lower()]


@given(st.text(st.sampled_from("[]{}@;, -\\\npmid:doi10./12()")))
def test_no_text_raises_and_spans_lie_in_order(text: str) -> None:
    found = scan(text)
    ends = [0, *(edge for span in found.spans for edge in span), len(text)]
    assert ends == sorted(ends)
    assert len(masked(text, found.spans, "#")) == len(text)
    assert all(text[key.offset] == "@" for key in found.keys)
