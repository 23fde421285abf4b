"""Identifiers are cleaned once, and cleaning twice changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidIdentifier
from pipeline.schema import identifiers as ids

ANY = st.text(max_size=40) | st.from_regex(r"[ ]?(?:PMC|pmc|10\.|NDA|BLA)?[0-9./()<>a-zA-Z-]{0,30}[ ]?", fullmatch=True)


@pytest.mark.parametrize(
    ("clean", "text", "expected"),
    [
        (ids.clean_pmid, " 025867538 ", "25867538"),
        (ids.clean_pmcid, "pmc10885682", "PMC10885682"),
        (ids.clean_pmcid, "PMC10885682.2", "PMC10885682"),
        (ids.clean_doi, "https://doi.org/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        (ids.clean_doi, "doi: 10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
        (ids.clean_doi, "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-2", None),
        (ids.clean_set_id, "5A9B3737-9CE6-4A89-B76E-6AAB79EBA9CF", "5a9b3737-9ce6-4a89-b76e-6aab79eba9cf"),
        (ids.clean_application_number, "nda 21817", "NDA021817"),
        (ids.clean_application_number, "BLA125320", "BLA125320"),
        (ids.clean_key, "DOI:10.1056/NEJMoa0809493", "doi:10.1056/nejmoa0809493"),
    ],
)
def test_canonical_forms(clean, text, expected):
    assert clean(text) == (expected or text.lower())


@pytest.mark.parametrize(
    ("clean", "text"),
    [
        (ids.clean_pmid, "0"),
        (ids.clean_pmid, "12a"),
        (ids.clean_pmid, "1234567890"),
        (ids.clean_pmid, "１２３"),
        (ids.clean_pmcid, "PMC"),
        (ids.clean_doi, "11.1056/x"),
        (ids.clean_doi, "10.1/x"),
        (ids.clean_doi, "10.1056/a b"),
        (ids.clean_set_id, "5a9b3737"),
        (ids.clean_application_number, "NDA"),
        (ids.clean_key, "pmdi:1"),
    ],
)
def test_what_is_no_identifier_is_told(clean, text):
    with pytest.raises(InvalidIdentifier, match=r"expected .*; found"):
        clean(text)


@given(ANY)
def test_cleaning_is_idempotent_and_fits_its_pattern(text):
    patterns = (
        (ids.clean_pmid, ids.PMID_PATTERN),
        (ids.clean_pmcid, ids.PMCID_PATTERN),
        (ids.clean_doi, ids.DOI_PATTERN),
        (ids.clean_set_id, ids.SET_ID_PATTERN),
        (ids.clean_application_number, ids.APPLICATION_PATTERN),
    )
    for clean, pattern in patterns:
        try:
            value = clean(text)
        except InvalidIdentifier:
            continue
        assert re.fullmatch(pattern, value)
        assert clean(value) == value


@pytest.mark.parametrize(
    ("text", "fits"), [("a-1", True), ("a.patient", True), ("A", False), ("../a", False), ("", False)]
)
def test_question_ids_are_safe_as_file_names(text, fits):
    assert ids.is_question_id(text) is fits
