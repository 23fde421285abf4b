"""Identifiers are cleaned once, and cleaning twice changes nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidIdentifier
from pipeline.schema import identifiers as ids
from pipeline.schema.identifiers import ReferenceKey, clean_key

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


SICI = "10.1002/(sici)1097-0258(19980815)17:15/16<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    ("copied", "doi"),
    [
        ("10.1016/S2352-3026%2819%2930162-0", "10.1016/s2352-3026(19)30162-0"),
        ("https://doi.org/10.1016%2fS2352-3026%2819%2930162-0?via=x#sec1", "10.1016/s2352-3026(19)30162-0"),
        ("10.1016/S2352-3026%252819%252930162-0", "10.1016/s2352-3026(19)30162-0"),
        ("www.doi.org/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("HTTPS://WWW.DOI.ORG/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("dx.doi.org/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("doi:https://dx.doi.org/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("doi: doi:10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("DOI 10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("info:doi/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("https://doi-org.proxy.example.edu/10.1056/NEJMoa0809493", "10.1056/nejmoa0809493"),
        ("10.1056/NEJMoa0809493\u200b", "10.1056/nejmoa0809493"),
        ("\ufeff10.1056/NEJM\u00adoa0809493\u00a0", "10.1056/nejmoa0809493"),
        ("10.1056/NEJMoa0809493.", "10.1056/nejmoa0809493"),
        ("<https://doi.org/10.1056/NEJMoa0809493>", "10.1056/nejmoa0809493"),
        ("10.1016/S0140-6736(97)11096-0).", "10.1016/s0140-6736(97)11096-0"),
        ("10.1016/S0140\u20106736(97)11096\u20110", "10.1016/s0140-6736(97)11096-0"),
        (SICI.upper(), SICI),
        ("https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2", SICI),
        ("10.1002/(SICI)1097-0258(19980815)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2", SICI),
        ("10.1000/100%-pure", "10.1000/100%-pure"),
        ("10.1000/a%ffb", "10.1000/a%ffb"),
        ("10.1000/is-it?yes#no", "10.1000/is-it?yes#no"),
    ],
)
def test_a_doi_however_it_was_copied(copied: str, doi: str) -> None:
    assert ids.clean_doi(copied) == doi
    assert ids.clean_doi(doi) == doi


@pytest.mark.parametrize("short", ["10/abc12", "https://doi.org/abc12", "doi.org/10/abc12", "doi:10/abc12"])
def test_a_short_doi_is_refused_with_the_way_to_the_full_one(short: str) -> None:
    with pytest.raises(
        InvalidIdentifier, match=r"open https://doi\.org/abc12 .*https://shortdoi\.org, and copy the full"
    ):
        ids.clean_doi(short)


@given(st.text("10./abZ%28(<>;:,)?#&lt; \u200bdoi", max_size=30))
def test_a_clean_doi_stays_as_it_is(text: str) -> None:
    try:
        doi = ids.clean_doi(f"10.1000/{text}")
    except InvalidIdentifier:
        return
    assert ids.clean_doi(doi) == doi


@pytest.mark.parametrize(
    ("key", "kind", "value", "is_paper", "is_label"),
    [
        ("pmid:25867538", "pmid", "25867538", True, False),
        ("doi:10.1000/a:b", "doi", "10.1000/a:b", True, False),
        ("setid:00000000-0000-4000-8000-000000000001", "setid", "00000000-0000-4000-8000-000000000001", False, True),
        ("appl:NDA021817", "appl", "NDA021817", False, True),
        ("search:0123456789ab", "search", "0123456789ab", False, False),
        ("25867538", "25867538", "25867538", False, False),
    ],
)
def test_a_key_knows_its_kind(key: str, kind: str, value: str, is_paper: bool, is_label: bool) -> None:
    known = ReferenceKey(key)
    assert (known.kind, known.value, known.is_paper, known.is_label) == (kind, value, is_paper, is_label)
    assert known == key and hash(known) == hash(key)  # it is found among keys that are plain texts
    assert known.is_pmid == (kind == "pmid")


def test_a_key_is_made_of_an_id() -> None:
    assert ReferenceKey.of_pmid("7") == "pmid:7"
    assert ReferenceKey.of_doi("10.1000/a") == "doi:10.1000/a"
    assert ReferenceKey.of_set_id("x") == "setid:x"
    assert isinstance(clean_key("PMID: 7"), ReferenceKey)
