"""Where a calendar is: a file, or an encrypted address that may hold a name and a password."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from soleus.language import msgid
from soleus.reminders.errors import CalendarError
from soleus.vocabulary import capabilities

if TYPE_CHECKING:
    from urllib.parse import SplitResult

HIDDEN = "•••"
"""What stands for a password wherever an address is shown."""

_LONGEST = 4000
_AS_IT_IS = "/?&=%:;,+$!*'()@~-._[]|"
NOT_HERE = msgid(
    "Soleus runs in this browser with no server, so it cannot ask a host for a calendar."
)
_NO_ADDRESS = msgid("This is no address of a calendar. Copy it again from where your calendar is.")


def contacted_host(source: str) -> str | None:
    """Return the host that reading this calendar contacts; None for a file or what is refused."""
    try:
        refuse_source(source)
    except CalendarError:
        return None
    parts = urlsplit(address_of(source))
    return parts.hostname if parts.scheme == "https" else None


def refuse_source(source: str) -> None:
    """Refuse what is neither a file nor an encrypted address that can be asked.

    Raises
    ------
    CalendarError
        saying what can be given.
    """
    if not capabilities().calendars:
        raise CalendarError(NOT_HERE)
    address = address_of(source)
    if HIDDEN in address:
        raise CalendarError(msgid("Write the password of the calendar's address again."))
    if len(address) > _LONGEST:
        raise CalendarError(_NO_ADDRESS)
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise CalendarError(_NO_ADDRESS) from error
    if parts.scheme == "http":
        raise CalendarError(
            msgid(
                "The calendar's address has to begin with https:// or webcal://, so that nobody "
                "on the way can read it."
            )
        )
    if parts.scheme == "https":
        _refuse_host(address, parts)
    elif parts.scheme not in ("file", "") and not _is_drive(parts.scheme):
        raise CalendarError(
            msgid(
                "'{scheme}:' cannot be read. Give a file, or an address that begins with "
                "https:// or webcal://."
            ),
            scheme=parts.scheme,
        )


def _refuse_host(address: str, parts: SplitResult) -> None:
    if not parts.hostname:
        raise CalendarError(msgid("The calendar's address names no host."))
    try:
        host = parts.hostname.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise CalendarError(_NO_ADDRESS) from error
    is_plain = all(letter.isprintable() and not letter.isspace() for letter in address)
    if not is_plain or any(letter in "<>\"'\\^`{}%" for letter in host) or parts.port == 0:
        raise CalendarError(_NO_ADDRESS)


def shown_source(source: str) -> str:
    """Return where a calendar is as it may be shown: without its password."""
    scheme, slashes, rest = source.strip().partition("://")
    host, slash, path = rest.partition("/")
    secret, at, host = host.rpartition("@")
    if not slashes or not at:
        return source.strip()
    name, colon, _ = secret.partition(":")
    return f"{scheme}://{f'{name}:' if colon else ''}{HIDDEN}@{host}{slash}{path}"


def with_its_password(source: str, stored: str) -> str:
    """Return the stored address where its shown form came back unchanged, or else the new one."""
    return stored if stored and source.strip() == shown_source(stored) else source


def address_of(source: str) -> str:
    """Return a source with the scheme by which it is asked."""
    scheme, colon, rest = source.strip().partition(":")
    return f"https:{rest}" if scheme.lower() in ("webcal", "webcals") and colon else source.strip()


def path_of(address: str) -> Path:
    """Return the path of a calendar file."""
    parts = urlsplit(address)
    return Path(unquote(parts.path) if parts.scheme == "file" else address)


def to_ask(address: str) -> tuple[str, str | None]:
    """Return an address as a host is asked by it, and what proves who asks, or None."""
    parts = urlsplit(address)
    secret, at, host = parts.netloc.rpartition("@")
    plain = parts._replace(
        netloc=host.encode("idna").decode("ascii") if not host.isascii() else host,
        path=quote(parts.path, safe=_AS_IT_IS),
        query=quote(parts.query, safe=_AS_IT_IS),
        fragment="",
    ).geturl()
    if not at:
        return plain, None
    name, _, password = secret.partition(":")
    proof = f"{unquote(name)}:{unquote(password)}".encode()
    return plain, f"Basic {b64encode(proof).decode('ascii')}"


def _is_drive(scheme: str) -> bool:
    return len(scheme) == 1
