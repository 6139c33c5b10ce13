"""The windows in which breaks may fall: hours of the day and flights, less quiet hours and pauses.

Everything is worked out in moments; local hours become moments day by day, so that a change of the
clocks or of the zone needs no case of its own. On a flight the clock of departure counts until
half-way and the clock of the landing after that, for quiet hours and for the times that are shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from soleus.reminders.flight import Flight
from soleus.reminders.history import Event, Happened
from soleus.reminders.settings import Mode, ReminderSettings
from soleus.reminders.span import Span, merged, without
from soleus.vocabulary import Weekday

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time with breaks.

    Parameters
    ----------
    span : from when to when
    mode : which breaks fit there
    zone : whose clock counts and is shown
    turns : on a flight: from when the clock of the landing counts instead, and its zone
    opens_after_pause : whether it opens because a pause ends
    """

    span: Span
    mode: Mode
    zone: ZoneInfo
    opens_after_pause: bool = False
    turns: tuple[datetime, ZoneInfo] | None = None

    def zone_at(self, moment: datetime) -> ZoneInfo:
        """Return whose clock counts at a moment."""
        if self.turns is not None and moment >= self.turns[0]:
            return self.turns[1]
        return self.zone


def windows(
    settings: ReminderSettings, history: Iterable[Event], zone: ZoneInfo, around: Span
) -> Iterator[Window]:
    """Yield the windows that touch ``around``, in order; they do not overlap."""
    pauses = pauses_of(history)
    every = [*_flights(settings, pauses), *_hours(settings, pauses, zone, around)]
    for window in sorted(every, key=lambda each: each.span.starts):
        if window.span.ends > around.starts and window.span.starts < around.ends:
            yield window


def pauses_of(history: Iterable[Event]) -> tuple[Span, ...]:
    """Return the pauses; one that was resumed early ends there."""
    spans: list[Span] = []
    for event in history:
        if event.what is Happened.PAUSED:
            spans.append(Span(event.at, event.until))
        elif event.what is Happened.RESUMED:
            spans = [Span(each.starts, min(each.ends, event.at)) for each in spans]
    return merged(spans)


def _flights(settings: ReminderSettings, pauses: tuple[Span, ...]) -> Iterator[Window]:
    taken: list[Span] = []
    for flight in settings.flights:
        span = Span(flight.starts, flight.ends)
        cuts = [*pauses, *taken, *_quiet_on_board(settings, flight)]
        zone, turns = ZoneInfo(flight.departs_zone), (flight.half_way, _landing(flight))
        for piece in _pieces(span, cuts, pauses, Mode.TRAVEL, zone):
            yield replace(piece, turns=turns)
        taken.append(span)


def _quiet_on_board(settings: ReminderSettings, flight: Flight) -> Iterator[Span]:
    """Yield the quiet hours of a flight: those of each half, by the clock of that half."""
    halves = (
        (Span(flight.starts, flight.half_way), ZoneInfo(flight.departs_zone)),
        (Span(flight.half_way, flight.ends), _landing(flight)),
    )
    for half, zone in halves:
        for quiet in quiet_hours(settings, zone, half):
            yield Span(max(quiet.starts, half.starts), min(quiet.ends, half.ends))


def _landing(flight: Flight) -> ZoneInfo:
    return ZoneInfo(flight.arrives_zone)


def _hours(
    settings: ReminderSettings, pauses: tuple[Span, ...], zone: ZoneInfo, around: Span
) -> Iterator[Window]:
    if settings.mode is Mode.TRAVEL:
        return
    flights = [Span(each.starts, each.ends) for each in settings.flights]
    for span in merged(_working(settings, zone, around)):
        cuts = [*pauses, *flights, *quiet_hours(settings, zone, span)]
        yield from _pieces(span, cuts, pauses, settings.mode, zone)


def _pieces(
    span: Span, cuts: Iterable[Span], pauses: tuple[Span, ...], mode: Mode, zone: ZoneInfo
) -> Iterator[Window]:
    ends_of_pauses = {pause.ends for pause in pauses}
    for piece in without(span, cuts):
        yield Window(piece, mode, zone, opens_after_pause=piece.starts in ends_of_pauses)


def _working(settings: ReminderSettings, zone: ZoneInfo, around: Span) -> Iterator[Span]:
    for day in _days(around, zone):
        if settings.mode is Mode.BED:
            yield span_of_day(day, time(0), time(0), zone)
        elif tuple(Weekday)[day.weekday()] in settings.days:
            yield span_of_day(day, settings.starts, settings.ends, zone)


def quiet_hours(settings: ReminderSettings, zone: ZoneInfo, around: Span) -> Iterator[Span]:
    """Yield the quiet hours of every day that touches ``around``."""
    if settings.quiet_starts is None or settings.quiet_ends is None:
        return
    for day in _days(around, zone):
        yield span_of_day(day, settings.quiet_starts, settings.quiet_ends, zone)


def _days(around: Span, zone: ZoneInfo) -> Iterator[date]:
    """Yield every local day whose hours can reach into a span, from the day before it on."""
    day = around.starts.astimezone(zone).date() - _DAY
    last = around.ends.astimezone(zone).date()
    while day <= last:
        yield day
        day += _DAY


def span_of_day(day: date, starts: time, ends: time, zone: ZoneInfo) -> Span:
    """Return the span between two local times of a day, the end on the next day if not later."""
    last = day if ends > starts else day + _DAY
    return Span(_moment(day, starts, zone), _moment(last, ends, zone))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
