"""The hours of a leg in plain words: how long it takes, and how the two clocks stand apart."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from soleus.language import listed, msgid, place_words, plural, translate
from soleus.records import Passage, comes_twice

_MINUTE = timedelta(minutes=1)


def duration_words(lasts: timedelta) -> str:
    """Return how long something takes: "11 hours", "5 hours and 45 minutes"."""
    hours, minutes = divmod(round(lasts / _MINUTE), 60)
    said = [plural("{n} hour", "{n} hours", hours)] if hours else []
    if minutes or not hours:
        said.append(plural("{n} minute", "{n} minutes", minutes))
    return listed(said)


def clock_lines(leg: Passage) -> tuple[str, ...]:
    """Return what is to be said of the two clocks of a leg, a sentence each."""
    return tuple(_lines(leg))


def _lines(leg: Passage) -> Iterator[str]:
    here, there = place_words(leg.departs_zone), place_words(leg.arrives_zone)
    ahead = _offset(leg.ends, leg.arrives_zone) - _offset(leg.starts, leg.departs_zone)
    if ahead:
        text = (
            msgid("The clock in {there} is {hours} ahead of the one in {here}.")
            if ahead > timedelta(0)
            else msgid("The clock in {there} is {hours} behind the one in {here}.")
        )
        yield translate(text, there=there, here=here, hours=duration_words(abs(ahead)))
    elif leg.departs_zone != leg.arrives_zone:
        yield translate("The clocks of {here} and {there} show the same.", here=here, there=there)
    if leg.arrives.date() < leg.departs.date():
        yield translate("By the calendar you arrive the day before you leave: the date line.")
    elif leg.arrives < leg.departs:
        yield translate("By the clock you arrive before you leave, since it is earlier there.")
    for local, zone in ((leg.departs, leg.departs_zone), (leg.arrives, leg.arrives_zone)):
        if comes_twice(local, zone):
            text = msgid("{at} comes twice in {place} that night. The first one is meant here.")
            yield translate(text, at=f"{local:%H:%M}", place=place_words(zone))


def _offset(moment: datetime, zone: str) -> timedelta:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
