"""What a person can change in a week: move, swap, drop; and the re-balancing that follows.

Every edit returns a new plan. Each new item is made through the clearance, and the new plan checks
itself, so no edit can leave what is permitted or what the week may hold.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from soleus.language import ENGLISH, translate, use, weekday_name
from soleus.plan.bouts import fresh_id, split
from soleus.plan.changes import Change, Edit
from soleus.plan.errors import ImpossibleEditError
from soleus.plan.frame import Span, is_free, place
from soleus.plan.item import Item
from soleus.plan.kinds import Group, Kind, kinds, unknown_kind
from soleus.plan.profile import length_from
from soleus.plan.targets import targets
from soleus.plan.week import WeekPlan
from soleus.plan.words import DayPart
from soleus.vocabulary import NotPermittedError


def move(
    plan: WeekPlan, item_id: str, *, day: date | None = None, at: time | None = None
) -> WeekPlan:
    """Return the plan with an item on another day, at another local time, or both.

    A zone that comes with ``at`` is left aside: every time of a plan is local.

    Raises
    ------
    ImpossibleEditError
        when it does not fit: outside the week or the waking day, or where something else is.
    """
    item = plan.item(item_id)
    new_day = item.day if day is None else day
    if new_day not in plan.days:
        raise ImpossibleEditError(_not_in_week(plan, new_day))
    wakes = plan.frame(new_day).awake.begins
    clock = item.at.time() if at is None else at.replace(second=0, microsecond=0, tzinfo=None)
    moment = wakes + length_from(wakes.time(), clock)
    moved = item.moved_to(new_day, moment)
    _refuse_where_taken(plan, moved)
    text = f"{_title(item)}: moved to {moment:%A} {moment:%H:%M}"
    return _with(plan, item, moved, Change(Edit.MOVED, item_id, text, at=moment))


def _not_in_week(plan: WeekPlan, day: date) -> str:
    return translate(
        "{day} is not in this week; choose a day from {first} to {last}",
        day=day.isoformat(),
        first=plan.days[0].isoformat(),
        last=plan.days[-1].isoformat(),
    )


def _refuse_where_taken(plan: WeekPlan, item: Item) -> None:
    frame = plan.frame(item.day)
    span = Span(item.at, item.until) if item.until else item.span
    taken = () if item.is_repeated else plan.taken(item.day, besides=item.id)
    if not is_free(frame, taken, span):
        begins, ends = frame.awake.begins, frame.awake.ends
        raise ImpossibleEditError(
            translate(
                "{what} does not fit at {when}: choose a free time between {begins} and {ends}",
                what=item.title,
                when=f"{weekday_name(item.at)} {item.at:%H:%M}",
                begins=f"{begins:%H:%M}",
                ends=f"{ends:%H:%M}",
            )
        )


def swaps(plan: WeekPlan, item_id: str) -> tuple[Kind, ...]:
    """Return the kinds that may take an item's place now."""
    item = plan.item(item_id)
    return tuple(kind for kind in kinds().values() if _may_swap(plan, item, kind))


def _may_swap(plan: WeekPlan, item: Item, kind: Kind) -> bool:
    with suppress(ImpossibleEditError, NotPermittedError):
        swap(plan, item.id, kind.id)
        return True
    return False


def swap(plan: WeekPlan, item_id: str, kind_id: str) -> WeekPlan:
    """Return the plan with another kind of the same group in an item's place.

    Raises
    ------
    NotPermittedError
        when the gate does not open it, or opens it only with a limit where it must be free.
    ImpossibleEditError
        when there is no such kind, or it cannot stand in for this one.
    """
    item, kind = plan.item(item_id), kinds().get(kind_id)
    if kind is None:
        raise ImpossibleEditError(unknown_kind(kind_id))
    if not kind.can_be_swapped_to or kind.group is not item.kind.group or kind == item.kind:
        raise ImpossibleEditError(
            translate(
                "{one} cannot take the place of {other}",
                one=translate(kind.title),
                other=item.title,
            )
        )
    permit = plan.clearance.permit(kind.activity)
    # what counts keeps its minutes, so that the week keeps its sum
    minutes = item.minutes if kind.counts else kind.minutes.usual
    swapped = replace(item, kind=kind, permit=permit, minutes=minutes)
    if not swapped.is_repeated:
        _refuse_where_taken(plan, swapped)
    change = Change(Edit.SWAPPED, item_id, f"{_title(item)}: now {_title(swapped)}", kind=kind_id)
    return _with(plan, item, swapped, change)


def drop(
    plan: WeekPlan, item_id: str, *, offer: bool = True, today: date | None = None
) -> WeekPlan:
    """Return the plan without an item, its minutes offered on other days.

    Parameters
    ----------
    offer : False leaves the minutes out of the week; an offer that is dropped is never renewed
    today : days before it are not offered anything
    """
    item = plan.item(item_id)
    change = Change(Edit.DROPPED, item_id, f"{_title(item)}, {item.at:%A} {item.at:%H:%M}: dropped")
    without = _with(plan, item, None, change)
    if not offer or not item.counted_minutes or item_id in _offered_ids(plan):
        return without
    return rebalance(without, item.counted_minutes, not_on=item.day, today=today)


def day_off(plan: WeekPlan, day: date) -> WeekPlan:
    """Return the plan with nothing on one day; its minutes are not asked of other days.

    Raises
    ------
    ImpossibleEditError
        when the day is not in this week.
    """
    if day not in plan.days:
        raise ImpossibleEditError(_not_in_week(plan, day))
    for item in plan.on(day):
        plan = drop(plan, item.id, offer=False)
    return plan


def bring_back(plan: WeekPlan, day: date, items: Iterable[Item]) -> WeekPlan:
    """Return the plan with what a day held before it was taken off, as far as it fits now.

    Parameters
    ----------
    items : those of an earlier state of this week, made through the clearance that holds now
    """
    known = {item.id for item in plan.items}
    for item in items:
        if item.day != day or item.id in known:
            continue
        text = f"{_title(item)}: back on {item.at:%A} {item.at:%H:%M}"
        with suppress(ImpossibleEditError, NotPermittedError):
            _refuse_where_taken(plan, item)
            change = Change(Edit.RETURNED, item.id, text, at=item.at)
            plan = _with(plan, None, item, change)
    return plan


def rebalance(
    plan: WeekPlan, minutes: int, *, not_on: date | None = None, today: date | None = None
) -> WeekPlan:
    """Return the plan with up to ``minutes`` more walking, offered where the bounds leave room.

    Offers no more than the week may hold, no more walks a day than the most, and on no day more
    than a few minutes extra. Where the plan does not build up, nothing is offered.
    """
    left = min(minutes, plan.step.to_place - plan.planned_minutes)
    if not plan.step.grows:
        return plan
    for day in plan.days:
        is_past = today is not None and day < today
        if day != not_on and not is_past:
            plan, left = _offer(plan, day, left)
    return plan


def _offer(plan: WeekPlan, day: date, left: int) -> tuple[WeekPlan, int]:
    numbers, kind = targets(), kinds()["walking_bout"]
    already = sum(_offered_minutes(plan, day))
    for length in split(min(left, numbers.offered_minutes_a_day_most.value - already), 1):
        walks = [i for i in plan.on(day) if i.kind.group is Group.BOUT]
        wanted = plan.frame(day).moment(DayPart.AFTER_WORK)
        at = place(plan.frame(day), plan.taken(day), wanted, length)
        if at is None or len(walks) >= numbers.bouts_a_day_most.value or plan.frame(day).journey:
            return plan, left
        permit = plan.clearance.permit(kind.activity)
        item = Item(_offer_id(kind, plan, day), kind, permit, day, at, length)
        when = f"{at:%A} {at:%H:%M}"
        text = f"{_title(item)}: offered on {when} in place of what was dropped"
        plan, left = _with(plan, None, item, Change(Edit.OFFERED, item.id, text)), left - length
    return plan, left


def _offer_id(kind: Kind, plan: WeekPlan, day: date) -> str:
    # an id that was dropped is never given out again: a calendar would bring the old event back
    known = [change.item_id for change in plan.changes]
    stem = fresh_id(kind, day, plan.items).rpartition(".")[0]
    numbers = [
        int(each.rpartition(".")[2])
        for each in (*known, *(item.id for item in plan.items))
        if each.rpartition(".")[0] == stem
    ]
    return f"{stem}.{max(numbers, default=0) + 1}"


def _offered_minutes(plan: WeekPlan, day: date) -> Iterator[int]:
    offered = _offered_ids(plan)
    return (item.minutes for item in plan.on(day) if item.id in offered)


def _offered_ids(plan: WeekPlan) -> frozenset[str]:
    return frozenset(c.item_id for c in plan.changes if c.edit is Edit.OFFERED)


def _with(plan: WeekPlan, old: Item | None, new: Item | None, change: Change) -> WeekPlan:
    items = tuple(item for item in plan.items if item is not old)
    items = (*items, new) if new else items
    return replace(plan, items=items, changes=(*plan.changes, change))


def keep_choices(plan: WeekPlan, previous: WeekPlan) -> WeekPlan:
    """Return a new week with the moves and swaps of the week before, where they still fit."""
    for change in previous.changes:
        with suppress(ImpossibleEditError, NotPermittedError):
            plan = _again(plan, change)
    return plan


def _again(plan: WeekPlan, change: Change) -> WeekPlan:
    if change.edit is Edit.SWAPPED and change.kind:
        return swap(plan, change.item_id, change.kind)
    if change.edit is Edit.MOVED and change.at:
        day = _same_day_of_week(plan, change.at)
        return move(plan, change.item_id, day=day, at=change.at.time())
    return plan


def _same_day_of_week(plan: WeekPlan, moment: datetime) -> date | None:
    """Return the waking day of this week that holds the moment's weekday and time."""
    for day in plan.days:
        awake = plan.frame(day).awake
        at = datetime.combine(day, moment.time())
        for candidate in (at, at + timedelta(days=1)):  # a day may reach past midnight
            is_inside = awake.begins <= candidate < awake.ends
            if is_inside and candidate.weekday() == moment.weekday():
                return day
    return None


def _title(item: Item) -> str:
    """Return an item's title as it is kept: in English."""
    with use(ENGLISH):
        return item.title
