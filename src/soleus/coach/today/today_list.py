"""Today as a short list: which of the plan's items come first, and which are done. Pure.

At first one item of the morning, one of midday and one of the evening; the rest of the day comes
once these are done. What was done ticks an item of its activity, early or late alike; an item
whose time is over stays, and can still be begun.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from soleus.assessment import Permit
from soleus.plan import Group, Item, Span
from soleus.vocabulary import Activity

_PARTS_END = (1 / 3, 5 / 8)
"""Where morning and midday end, as shares of the waking day: of 7 to 23, at 12:20 and 17:00."""

AT_FIRST = len(_PARTS_END) + 1
"""How many items are shown at first: one for each part of the day."""

_WORTH = (Group.STRENGTH, Group.BOUT, Group.PUMP)
"""What stands for its part of the day: strength, which has but two days (E06), then walks (E05)."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One item of today and whether it is done.

    Parameters
    ----------
    by_hand : whether the person ticked this very item, and not a session
    """

    item: Item
    is_done: bool
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class TodayList:
    """The day's list: what is shown, in order of time, and how many more wait behind it."""

    shown: tuple[ToDo, ...]
    waiting: int

    @property
    def done(self) -> int:
        """How many of those shown are done."""
        return sum(each.is_done for each in self.shown)

    def next(self, now: datetime) -> Item | None:
        """Return the first item that is open and not over at a local moment, else one missed."""
        left = [each.item for each in self.shown if not each.is_done]
        coming = (item for item in left if item.span.ends >= now)
        return next(coming, left[0] if left else None)


def today_list(
    items: Iterable[Item],
    awake: Span,
    permits: Mapping[Activity, Permit],
    *,
    done: Iterable[Activity] = (),
    begun_from: Collection[str] = (),
    by_hand: Collection[str] = (),
) -> TodayList:
    """Return the list of one day.

    Parameters
    ----------
    items : what the plan holds on that day
    awake : the waking day, in local time
    permits : what the gate opens now; nothing else is offered
    done : the activity of each session of the day that was a real dose; each ticks one item
    begun_from : ids of items that such a session was begun from; it ticks that very one
    by_hand : ids of items that the person ticked
    """
    offered = sorted(
        (item for item in items if not item.is_repeated and item.kind.activity in permits),
        key=lambda item: (item.at, item.id),
    )
    first = _first(offered, awake)
    rest = [item for item in offered if item not in first]
    ticked = _ticked([*first, *rest], done, begun_from, by_hand)
    shown = offered if all(ticked[item.id].is_done for item in first) else first
    todo = tuple(ticked[item.id] for item in shown)
    return TodayList(todo, len(offered) - len(todo))


def _first(offered: list[Item], awake: Span) -> list[Item]:
    """Return one item of each part of the day, and others by worth where a part has none."""
    parts: dict[int, list[Item]] = {}
    for item in offered:
        parts.setdefault(_part(item, awake), []).append(item)
    chosen = [min(part, key=_worth) for part in parts.values()]
    others = sorted((item for item in offered if item not in chosen), key=_worth)
    chosen += others[: AT_FIRST - len(chosen)]
    return [item for item in offered if item in chosen]


def _part(item: Item, awake: Span) -> int:
    """Return the part of the waking day that an item begins in, from 0."""
    share = (item.at - awake.begins) / (awake.ends - awake.begins)
    return sum(share >= end for end in _PARTS_END)


def _worth(item: Item) -> tuple[bool, int, datetime, str]:
    group = item.kind.group
    rank = _WORTH.index(group) if group in _WORTH else len(_WORTH)
    return (item.kind.intensity == "rest", rank, item.at, item.id)


def _ticked(
    items: list[Item],
    done: Iterable[Activity],
    begun_from: Collection[str],
    by_hand: Collection[str],
) -> dict[str, ToDo]:
    """Return each item, by its id, with its tick; other sessions tick in the list's order."""
    left = Counter(done)
    ticked: dict[str, ToDo] = {}
    for item in items:
        own = item.id in by_hand
        is_itself = own or item.id in begun_from
        is_done = is_itself or left[item.kind.activity] > 0
        if is_done and not is_itself:
            left[item.kind.activity] -= 1
        ticked[item.id] = ToDo(item, is_done, own)
    return ticked
