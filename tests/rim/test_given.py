"""What the environment gives is cleaned at the door, with words."""

import pytest

from pipeline import cli
from pipeline.errors import UsageError
from pipeline.rim.given import clean_address, clean_base, clean_file, clean_key, clean_name
from tests.conftest import Root


@pytest.mark.parametrize(
    "value",
    [
        "eutils.example.org",
        "ftp://example.org",
        "https://",
        "https://:80",
        "https://example.org:99999",
        "https://example.org:port",
        "http://[::1",
        "https://exa mple.org",
        "https://example.org/\x1b[2J",
        "https://example.org\\@evil.example",
        "https://example.org/\udc80",
    ],
)
def test_what_is_no_address(value: str) -> None:
    with pytest.raises(UsageError, match="EUTILS_BASE_URL: expected an address"):
        clean_address("EUTILS_BASE_URL", value)


@pytest.mark.parametrize("value", ["https://u:PASSWORD@example.org", "https://example.org/?a=b", "https://x.org/#a"])
def test_a_base_is_plain(value: str) -> None:
    with pytest.raises(UsageError, match="expected a plain address") as caught:
        clean_base("EUTILS_BASE_URL", value)
    assert "PASSWORD" not in str(caught.value)


def test_what_is_fine() -> None:
    assert clean_base("X", " http://127.0.0.1:8901/entrez/eutils/ ") == "http://127.0.0.1:8901/entrez/eutils"
    assert clean_base("X", "https://[::1]:8443") == "https://[::1]:8443"
    assert clean_address("X", "https://u:p@example.org/f.csv?a=b") == "https://u:p@example.org/f.csv?a=b"
    assert clean_name("X", " zoë@пример.example ") == "zoë@пример.example"
    assert clean_key("X", " 0123abcDEF \n") == "0123abcDEF"
    assert clean_name("X", "") == clean_key("X", "") == ""


def test_a_file_is_a_path_or_an_address() -> None:
    assert clean_file("X", "") == ""
    assert clean_file("X", " ~/rows of today.csv ") == "~/rows of today.csv"
    assert clean_file("X", "http://example.org/f.csv") == "http://example.org/f.csv"
    with pytest.raises(UsageError, match="X: expected an address"):
        clean_file("X", "https://example.org:port/f.csv")


@pytest.mark.parametrize("value", ["a@b\r\nX-Evil: 1", "a\x00@b", "a\udc80@b", "a\u202e@b"])
def test_what_is_no_address_for_mail(value: str) -> None:
    with pytest.raises(UsageError, match="NCBI_EMAIL: expected an address for mail"):
        clean_name("NCBI_EMAIL", value)


@pytest.mark.parametrize("value", ["SECRETпароль", "SECRET\nX", "SECRET x", "SECRET\u200b"])
def test_what_is_no_key_is_not_shown(value: str) -> None:
    with pytest.raises(UsageError, match="NCBI_API_KEY: expected a key") as caught:
        clean_key("NCBI_API_KEY", value)
    assert "SECRET" not in str(caught.value)


def test_each_is_usage_for_a_run(root: Root, capsys: pytest.CaptureFixture[str]) -> None:
    def refresh(name: str, value: str) -> int:
        return cli.main(["refresh", "--root", str(root.path)], {**root.environ, name: value})

    for name, value in {
        "EUTILS_BASE_URL": "http://127.0.0.1:99999",
        "RETRACTION_WATCH_CSV": "https://[::1/f.csv",
        "OPENFDA_API_KEY": "ключ",
        "CROSSREF_MAILTO": "a\tb@x",
    }.items():
        assert refresh(name, value) == 2
        assert capsys.readouterr().err.startswith(f"evidence-watch: {name}: expected ")
    assert refresh("NCBI_EMAIL", "zoë@пример.example") == 0
