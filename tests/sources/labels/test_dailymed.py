"""One invented SPL document."""

import pytest

from pipeline.errors import TableError, TransientAnswer
from pipeline.sources.labels.dailymed import doubt, parse, read_spl, spl_reader

SET_ID = "00000000-0000-4000-8000-000000000001"


def product(name: str, generic: str, form: str, ingredients: str, more: str = "") -> str:
    names = f"<name>{name}</name><formCode displayName='{form}'/>"
    as_generic = f"<asEntityWithGeneric><genericMedicine><name>{generic}</name></genericMedicine></asEntityWithGeneric>"
    return f"<manufacturedProduct>{names}{as_generic}{ingredients}{more}</manufacturedProduct>"


def ingredient(kind: str, name: str, moiety: str = "") -> str:
    inner = f"<activeMoiety><activeMoiety><name>{moiety}</name></activeMoiety></activeMoiety>" if moiety else ""
    substance = f"<ingredientSubstance><name>{name}</name>{inner}</ingredientSubstance>"
    return f"<ingredient classCode='{kind}'>{substance}</ingredient>"


ACTIVE = ingredient("ACTIB", "EXAMPLUMAB SODIUM", "EXAMPLUMAB") + ingredient("IACT", "SUGAR")
SWAB = product("Swab", "examplyl alcohol", "Swab", ingredient("IACT", "EXAMPLYL ALCOHOL"))
PART = f"<part>{SWAB.replace('manufacturedProduct', 'partProduct')}</part>"
PRODUCTS = product("Exampla\n XR", "examplumab", "Tablet", ACTIVE, PART) + product(
    "EXAMPLA XR", "Examplumab", "TABLET", ACTIVE
)
APPROVALS = "".join(
    f"<subjectOf><approval><id extension='{number}'/></approval></subjectOf>"
    for number in ("NDA12345", "part333", "BLA125320", "NDA012345")
)
ROUTE = "<consumedIn><substanceAdministration><routeCode displayName='Oral'/></substanceAdministration></consumedIn>"
BOX = """<component><section><code code="34066-1"/><title>WARNING: HICCUPS</title><text><paragraph>Hiccups may last for
days.</paragraph></text></section></component>"""
LISTING = f"""<component><section><code code="48780-1"/><subject><manufacturedProduct>{PRODUCTS}{APPROVALS}{ROUTE}
</manufacturedProduct></subject></section></component>"""
SPL = f"""<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.xsl"?>
<document xmlns="urn:hl7-org:v3"><effectiveTime value="20200131"/><setId root="{SET_ID.upper()}"/>
<versionNumber value="7"/><author><assignedEntity><representedOrganization><name>Invented &amp; Sons</name>
</representedOrganization></assignedEntity></author>
<component><structuredBody>{LISTING}{BOX}</structuredBody></component></document>""".encode()


def test_parse_a_label() -> None:
    label = parse(SPL).label
    assert (label.set_id, label.version, label.effective_date) == (SET_ID, 7, "2020-01-31")
    assert (label.brand_name, label.generic_name) == (("Exampla XR",), ("examplumab",))
    assert label.application_number == ("NDA012345", "BLA125320")
    assert (label.manufacturer, label.source) == ("Invented & Sons", "dailymed")
    assert label.substances == ("EXAMPLUMAB",)
    assert (label.dosage_forms, label.routes) == (("TABLET", "SWAB"), ("ORAL",))
    assert label.boxed_warning == "Hiccups may last for days."
    assert len(label.label_sha256) == 64


def test_a_document_that_says_little_gives_a_label_that_says_little() -> None:
    found = parse(f'<document xmlns="urn:hl7-org:v3"><setId root="{SET_ID}"/></document>'.encode())
    assert (found.label.version, found.label.effective_date, found.label.brand_name) == (None, "", ())
    assert found.sections == []


@pytest.mark.parametrize("data", [b"", b"<html/>", b"{}", SPL[:900], SPL.replace(b"setId", b"otherId")])
def test_what_is_no_label_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        parse(data)
    with pytest.raises(TransientAnswer):
        read_spl(data, SET_ID)


def test_entities_are_not_read() -> None:
    hostile = SPL.replace(b"<document", b'<!DOCTYPE document [<!ENTITY e SYSTEM "file:///etc/hosts">]><document', 1)
    with pytest.raises(TableError, match="entities"):
        parse(hostile.replace(b"Hiccups may", b"&e; may"))
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (i, b"&e%d;" % (i - 1) * 10 if i else b"ha") for i in range(12))
    with pytest.raises(TableError):
        parse(SPL.replace(b"<document", b"<!DOCTYPE document [%s]><document id='&e11;'" % bomb, 1))


def test_read_spl_takes_only_the_label_that_was_asked() -> None:
    assert read_spl(SPL, SET_ID.upper()) == SPL
    assert spl_reader(SET_ID)(SPL) == SPL
    with pytest.raises(TransientAnswer, match="found 00000000"):
        read_spl(SPL, SET_ID.replace("1", "2"))


@pytest.mark.parametrize(
    ("version", "effective"),
    [("9" * 20, "20200131"), ("-1", "20200131"), ("new", "20200131"), ("1", "soon"), ("1", "20200231")],
)
def test_what_no_label_can_hold_stays_unknown_and_is_told(version: str, effective: str) -> None:
    values = f"<effectiveTime value='{effective}'/><versionNumber value='{version}'/>"
    data = f"<document xmlns='urn:hl7-org:v3'><setId root='{SET_ID}'/>{values}</document>".encode()
    row = parse(data).label
    assert (row.version is None) == (version != "1")
    assert (row.effective_date == "") == (version == "1")
    assert "expected" in doubt(data) and "found" in doubt(data)
    assert doubt(SPL) == ""


def test_a_version_of_thousands_of_digits_is_unknown() -> None:
    set_id = "11111111-2222-3333-4444-555555555555"
    numbers = ("9" * 5000, "12", "0", "x")
    found = [
        parse(
            f'<document xmlns="urn:hl7-org:v3"><setId root="{set_id}"/><versionNumber value="{n}"/></document>'.encode()
        ).label.version
        for n in numbers
    ]
    assert found == [None, 12, None, None]
