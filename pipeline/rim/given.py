"""Cleans and validates addresses, names and keys from environment variables before anything else uses them."""

from urllib.parse import urlsplit

from pipeline.errors import UsageError


def clean_address(name: str, value: str) -> str:
    """The address of a service, without a slash at its end. Raises UsageError if it is invalid; the message shows no
    user name or password.
    """
    value = value.strip().rstrip("/")
    shown = repr(value.rpartition("@")[2][:200])
    if not value.startswith(("http://", "https://")):
        raise UsageError(f"{name}: expected an address that starts with https://; found {shown}")
    if not value.isprintable() or " " in value or "\\" in value:
        raise UsageError(f"{name}: expected an address without spaces or control characters; found {shown}")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(
            f"{name}: expected an address such as https://example.org:8443; found {shown}: {error}"
        ) from None
    if not host:
        raise UsageError(f"{name}: expected an address with a host, such as https://example.org; found {shown}")
    return value


def clean_base(name: str, value: str) -> str:
    """As `clean_address`, for a base to which paths are added. Raises UsageError also for a user name, `?` or `#`."""
    value = clean_address(name, value)
    parts = urlsplit(value)
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise UsageError(
            f"{name}: expected a plain address such as https://example.org/path; found a user name, `?` or `#` in it"
        )
    return value


def clean_file(name: str, value: str) -> str:
    """The path or the address of a file, or "". Raises UsageError for an address that is invalid."""
    value = value.strip()
    if value.lower().startswith(("http://", "https://")):
        clean_address(name, value)
    return value


def clean_name(name: str, value: str) -> str:
    """An e-mail address, or "". Raises UsageError for a character that cannot be printed."""
    value = value.strip()
    if not value.isprintable():  # this also refuses lone surrogates, which no encoding can send
        raise UsageError(f"{name}: expected an address for mail such as editor@example.org; found {value!r}")
    return value


def clean_key(name: str, value: str) -> str:
    """An API key, or "". Raises UsageError for a character that no key has; the message does not show the key."""
    value = value.strip()
    if not value.isascii() or not value.isprintable() or " " in value:
        raise UsageError(f"{name}: expected a key of letters, digits and signs; found a character that no key has")
    return value
