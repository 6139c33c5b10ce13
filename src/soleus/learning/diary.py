"""The diary: days in any order, checked whole; a value that is missing stays unknown."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any, Literal

from soleus.journal import CalfCm
from soleus.language import msgid, translate
from soleus.learning.series import Series
from soleus.records import Record, limits
from soleus.vocabulary import FaultsError

Level = Annotated[float, limits.number(0, 10)] | None
Minutes = Annotated[float, limits.number(0, 24 * 60, "minutes")] | None


@dataclass(frozen=True, slots=True)
class DiaryDay(Record):
    """What is noted of one day; None is not known.

    Parameters
    ----------
    swelling_left, swelling_right : at the day's end
    gone_by_morning : whether the swelling of the evening before was gone on waking that day
    """

    error = FaultsError
    date: date
    swelling_left: Level = None
    swelling_right: Level = None
    heaviness: Level = None
    leg_fatigue: Level = None
    leg_pain: Level = None
    gone_by_morning: bool | None = None
    calf_left_cm: CalfCm = None
    calf_right_cm: CalfCm = None
    elevation_minutes: Minutes = None
    active_minutes: Minutes = None
    sessions: Annotated[int, limits.whole(0, 100)] | None = None

    @property
    def values(self) -> dict[str, float]:
        """What is known of the day, by the names of the fields; of yes and no, 1 and 0."""
        known = {name: getattr(self, name) for name in FIELDS}
        return {name: value for name, value in known.items() if value is not None}


FIELDS = tuple(each.name for each in fields(DiaryDay) if each.name != "date")
"""The names of every value that a day may have."""

SCORES = FIELDS[:5]


@dataclass(frozen=True, slots=True)
class Diary:
    """Days with what is known of each.

    Parameters
    ----------
    days : number of each day that has an entry (``date.toordinal``), rising
    series : what is known of each field, by its name; every field is there
    evaluated_on : the day on which somebody last looked at the symptoms, or None
    is_evening : whether the check knows of swelling of both legs that comes and goes, and of
        nothing else
    """

    days: tuple[int, ...]
    series: Mapping[str, Series] = field(repr=False)
    evaluated_on: int | None = None
    is_evening: bool = False

    @property
    def as_of(self) -> int | None:
        """The last day that has an entry."""
        return self.days[-1] if self.days else None


@dataclass(frozen=True, slots=True)
class _Document(Record):
    """A diary without what its days hold; these are read one by one, to name each in faults."""

    error = FaultsError
    entries: Annotated[tuple[object, ...], limits.list_of(limits.anything())]
    evaluated_on: date | None = None
    pattern: Literal["evening"] | None = None


def read_diary(document: Any) -> Diary:  # noqa: ANN401  any JSON
    """Read the JSON shape of a diary.

    Raises
    ------
    FaultsError
        with every fault of it at once.
    """
    faults: list[str] = []
    document = document if isinstance(document, Mapping) else {}  # of which 'entries' is missing
    entries = document.get("entries")
    entries = entries if isinstance(entries, list) else []
    whole = _Document(())
    try:
        whole = _Document.from_dict(document)
    except FaultsError as error:
        faults += error.faults
    days: list[DiaryDay] = []
    for place, entry in enumerate(entries, start=1):
        try:
            days.append(DiaryDay.from_dict(entry))
        except FaultsError as error:
            where = f"{place} ({entry['date']})" if _is_dated(entry) else str(place)
            text = msgid("entry {place}: {fault}")
            faults += [translate(text, place=where, fault=fault) for fault in error.faults]
    for day, times in Counter(each["date"] for each in entries if _is_dated(each)).items():
        if times > 1:
            text = msgid("{day} stands there {times} times; keep one")
            faults.append(translate(text, day=day, times=times))
    if faults:
        raise FaultsError(faults)
    return diary_of(
        {each.date.toordinal(): each.values for each in days},
        whole.evaluated_on.toordinal() if whole.evaluated_on else None,
        is_evening=whole.pattern is not None,
    )


def _is_dated(entry: object) -> bool:
    return isinstance(entry, Mapping) and isinstance(entry.get("date"), str)


def diary_of(
    days: Mapping[int, Mapping[str, float]],
    evaluated_on: int | None = None,
    *,
    is_evening: bool = False,
) -> Diary:
    """Return the diary of days that are known to be right: fields by number of the day."""
    order = sorted(days)
    series = {}
    for name in FIELDS:
        known = [day for day in order if name in days[day]]
        series[name] = Series(tuple(known), tuple(days[day][name] for day in known))
    return Diary(tuple(order), series, evaluated_on, is_evening)
