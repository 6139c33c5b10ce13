"""Time zones by the city that names them, as people say them: "Tokyo", "Tokio"."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from soleus.language.catalogues import ENGLISH
from soleus.language.current import current

_NO_PLACES = ("Etc/", "SystemV/", "posix/", "right/")


def place_words(zone: str) -> str:
    """Return the city of a time zone in the language in use; a zone of no city keeps its name."""
    return _place(zone, current())


def places() -> tuple[str, ...]:
    """Return every city of a time zone in the language in use, in order."""
    return tuple(sorted(_zones_by_place(current())))


def zone_called(text: str) -> str | None:
    """Return the time zone that a city or a zone's own name means; None where there is none."""
    wanted = " ".join(text.split()).casefold()
    for language in dict.fromkeys((current(), ENGLISH)):
        for place, zone in _zones_by_place(language).items():
            if place.casefold() == wanted:
                return zone
    return next((zone for zone in _zones() if zone.casefold() == wanted.replace(" ", "_")), None)


@cache
def _place(zone: str, language: str) -> str:
    if "/" not in zone or zone.startswith(_NO_PLACES):
        return zone
    if language == ENGLISH:
        return zone.rpartition("/")[2].replace("_", " ")
    from babel.dates import get_timezone_location

    return get_timezone_location(zone, locale=language, return_city=True).rpartition("/")[2]


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))


@cache
def _zones_by_place(language: str) -> Mapping[str, str]:
    """Return the zone of each city; of two with one name, the one that is told most shortly."""
    cities = [zone for zone in _zones() if "/" in zone and not zone.startswith(_NO_PLACES)]
    cities.sort(key=lambda zone: (zone.startswith("US/"), zone.count("/"), len(zone), zone))
    found: dict[str, str] = {}
    for zone in cities:
        found.setdefault(_place(zone, language), zone)
    return found
