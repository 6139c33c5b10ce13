"""Calendar files as lines: every encoding and line end, folded lines joined, odd lines marked."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ODD = ""
"""The name that a line gets which is no property at all."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOLD_IN_A_LETTER = re.compile(rb"(?<=[\x80-\xff])(?:\r*\n|\r)[ \t](?=[\x80-\xbf])")
_FOLD = re.compile(r"\n[ \t]")
_LINE_END = re.compile(r"\r*\n|\r")
_INDENT = re.compile(r"\n[ \t]+")
_BEGINNING = re.compile(r"^BEGIN:\s?V(?:EVENT|FREEBUSY)", re.MULTILINE | re.IGNORECASE)
_SET_IN = re.compile(r"\n[ \t]+BEGIN:\s?V(?:EVENT|FREEBUSY)", re.IGNORECASE)

_NAMES = (
    "BEGIN END METHOD X-WR-TIMEZONE X-WR-CALNAME X-OWNER "
    "TZID TZID-ALIAS-OF X-LIC-LOCATION TZOFFSETFROM TZOFFSETTO "
    "UID SEQUENCE RECURRENCE-ID DTSTART DTEND DURATION RRULE EXRULE RDATE EXDATE FREEBUSY "
    "STATUS TRANSP ORGANIZER ATTENDEE "
    "X-MICROSOFT-CDO-BUSYSTATUS X-MICROSOFT-CDO-ALLDAYEVENT "
    "X-MICROSOFT-MSNCALENDAR-BUSYSTATUS X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT X-FUNAMBOL-ALLDAY"
)
"""The properties that tell when somebody is busy; all others are passed over unread."""

_LINE = re.compile(
    rf"^(?:({'|'.join(_NAMES.split())})[ \t]*([;:].*)|(?![\w.\-]+[ \t]*[;:])(.+))$",
    re.MULTILINE | re.IGNORECASE,
)
_PARAMETER = re.compile(r';\s*([^=;:"\s]+)\s*=\s*("[^"]*"|[^;]*)')
_BEFORE_VALUE = re.compile(r'(?:"[^"]*"|[^":]+)*')
_COLONS_TRIED = 20


def lines_of(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the lines that matter, each as its name and what follows it (from ``;`` or ``:`` on).

    A line that is no property at all is yielded with the name ``ODD``.
    """
    for match in _LINE.finditer(_unfolded(content)):
        name, rest, odd = match.groups()
        if name is not None:
            yield name.upper(), rest
        elif odd.strip():
            yield ODD, odd


def parted(rest: str, is_value: Callable[[str], object]) -> tuple[dict[str, str], str]:
    """Return the parameters of a line and its value.

    Programs leave out the quotes that a colon in a parameter needs; so the value is what follows
    the first colon after which ``is_value`` holds, or else the first colon outside of quotes.
    """
    at = rest.find(":")
    for _ in range(_COLONS_TRIED):
        if at < 0:
            break
        if is_value(rest[at + 1 :]):
            return _parameters(rest[:at]), rest[at + 1 :].strip()
        at = rest.find(":", at + 1)
    at = _plain_colon(rest)
    return _parameters(rest[:at]), rest[at + 1 :].strip()


def value_of(rest: str) -> str:
    """Return the value of a line whose parameters do not matter."""
    return rest[_plain_colon(rest) + 1 :].strip()


def parameters_of(rest: str) -> dict[str, str]:
    """Return the parameters of a line by their names in capitals."""
    return _parameters(rest[: _plain_colon(rest)])


def _plain_colon(rest: str) -> int:
    """Return where the first colon outside of quotes is, or the end."""
    before = _BEFORE_VALUE.match(rest)
    at = rest.find(":", before.end() if before else 0)
    return at if at >= 0 else len(rest)


def _parameters(text: str) -> dict[str, str]:
    return {
        name.upper(): value.strip().strip('"').replace("\\", "").strip()
        for name, value in _PARAMETER.findall(text)
    }


def _unfolded(content: bytes) -> str:
    text = _LINE_END.sub("\n", _decoded(content).replace("\0", "").replace("\ufeff", ""))
    unfolded = _FOLD.sub("", text).lstrip()
    if _SET_IN.search(text) and not _BEGINNING.search(unfolded):
        return _INDENT.sub("\n", text).lstrip()  # lines that are set in and not folded
    return unfolded


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    head = content[:64]
    zeros_first, zeros_second = head[0::2].count(0), head[1::2].count(0)
    if zeros_first + zeros_second >= len(head) // 3 and len(head) > len(b"BEGIN:"):
        encoding = "utf-16-be" if zeros_first > zeros_second else "utf-16-le"
        return content.decode(encoding, "replace")
    return _FOLD_IN_A_LETTER.sub(b"", content).decode("utf-8", "replace")
