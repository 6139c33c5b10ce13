"""The name of this machine's time zone, from a ``TZ`` in whatever form somebody wrote it.

Days are reckoned by zones of the IANA database, which have names. ``TZ`` may also hold a file, or
a rule of POSIX such as ``CET-1CEST,M3.5.0,M10.5.0/3``; then a zone that goes by this rule is taken.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, available_timezones

from soleus.language import msgid, translate
from soleus.vocabulary import SoleusError

_NAME = r"([A-Za-z]{3,}|<[A-Za-z0-9+-]+>)"
_OFFSET = r"([+-]?\d{1,3}(?::\d{1,2}){0,2})"
_POSIX = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?(?:,([^,\s]+),([^,\s]+))?)?")

_OFTEN_MEANT = (
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Athens",
    "Europe/Moscow",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""Of zones with one rule, these before others; after them the Etc zones, then by name."""

_UNKNOWN = msgid(
    "TZ is {shown}, which names no time zone. Set it to a name such as Europe/Berlin, or leave it "
    "out to take the machine's own."
)
_NONE = msgid(
    "This machine does not say in which time zone it is. Set TZ to a name such as Europe/Berlin."
)

Rule = tuple[int, int | None, str, str]


class UnknownZoneError(SoleusError):
    """What is set as the time zone names none."""


def machine_zone(environment: Mapping[str, str] | None = None) -> str:
    """Return the IANA name of the zone that ``TZ`` means, or else of the machine's own.

    Raises
    ------
    UnknownZoneError
        where there is none; never is another taken in its place without a word.
    """
    said = (os.environ if environment is None else environment).get("TZ", "")
    wanted = said.strip().strip("\"'").strip().removeprefix(":").strip()
    if not wanted:
        return _own()
    name = _by_path(wanted) if wanted.startswith(("/", "~")) else _by_name(wanted)
    name = name or _by_rule(wanted)
    if name is None:
        raise UnknownZoneError(translate(_UNKNOWN, shown=repr(said)[:80]))
    return name


def _own() -> str:
    """Return the zone of this machine as its files say it."""
    from tzlocal import get_localzone_name, reload_localzone

    said = os.environ.pop("TZ", None)  # an empty one, or what was not asked about
    try:
        with suppress(Exception):  # whatever is wrong with its files
            reload_localzone()
            said_there = get_localzone_name()
            if said_there and (known := _by_name(said_there)):
                return known
    finally:
        if said is not None:
            os.environ["TZ"] = said
    if name := _by_path("/etc/localtime"):
        return name
    raise UnknownZoneError(translate(_NONE))


def _by_name(wanted: str) -> str | None:
    """Return the name of a zone as the database spells it."""
    plain = re.sub(r"^(posix|right)/", "", wanted).replace(" ", "_")
    known = available_timezones()
    if plain in known:
        return plain
    return next((name for name in sorted(known) if name.lower() == plain.lower()), None)


def _by_path(wanted: str) -> str | None:
    """Return the zone whose file this is, by its place or by its content."""
    try:
        path = Path(wanted).expanduser().resolve(strict=True)
    except (OSError, RuntimeError):
        path = Path(wanted)
    _, _, inside = str(path).partition("zoneinfo/")
    if inside and (name := _by_name(inside)):
        return name
    try:
        content = path.read_bytes()
    except OSError:
        return None
    same = (name for name in _in_order() if _file(name) == content)
    return next(same, None) or (_by_rule(_last_line(content)) if content[:4] == b"TZif" else None)


def _by_rule(wanted: str) -> str | None:
    """Return a zone that goes by a rule of POSIX; one with the same letters before others."""
    rule = _rule(wanted)
    if rule is None:
        return None
    parts = 2 if rule[1] is not None and not rule[2] else 4  # without days, the offsets alone
    alike = [
        (name, footer)
        for name in _in_order()
        if (found := _rule(footer := _footer(name))) and found[:parts] == rule[:parts]
    ]
    same_letters = [name for name, footer in alike if _letters(footer) == _letters(wanted)]
    others = [name for name, _ in alike] if parts == 4 else []
    fixed = [name for name in others if name.startswith("Etc/")]  # these were never others
    return next(iter((*same_letters, *fixed, *others)), None)


def _in_order() -> Iterator[str]:
    known = available_timezones()
    yield from (name for name in _OFTEN_MEANT if name in known)
    yield from sorted(name for name in known if name.startswith("Etc/"))
    yield from sorted(known, key=lambda name: ("/" not in name, name))


def _rule(text: str) -> Rule | None:
    """Return offsets [seconds east] and the days of change, or None for what is no rule."""
    found = _POSIX.fullmatch(text)
    if found is None:
        return None
    winter = -_seconds(found[2])
    if found[3] is None:
        return winter, None, "", ""
    summer = -_seconds(found[4]) if found[4] else winter + 3600
    return winter, summer, _change(found[5]), _change(found[6])


def _letters(text: str) -> tuple[str | None, ...]:
    found = _POSIX.fullmatch(text)
    return (found[1], found[3]) if found else ()


def _change(text: str | None) -> str:
    """Return a day of change with its hour; two in the morning where none is said."""
    day, _, hour = (text or "").partition("/")
    return f"{day}/{_seconds(hour or '2')}" if day else ""


def _seconds(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    parts = [int(part) for part in text.lstrip("+-").split(":") if part.isdecimal()]
    return sign * sum(part * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))


def _footer(name: str) -> str:
    """Return the rule by which a zone goes from now on."""
    return _last_line(_file(name))


def _last_line(content: bytes) -> str:
    return content.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace")


def _file(name: str) -> bytes:
    """Return the file of a zone, from where the library takes it."""
    for folder in TZPATH:
        with suppress(OSError):
            return (Path(folder) / name).read_bytes()
    with suppress(OSError, ModuleNotFoundError):
        return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
    return b""
