"""The week plan: a frozen value that cannot hold what its clearance does not open."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from soleus.assessment import Clearance
from soleus.evidence import Text
from soleus.language import msgid, translate
from soleus.plan.advice import Advice, advice_for
from soleus.plan.changes import Change, RefusedItem
from soleus.plan.errors import ImpossibleEditError
from soleus.plan.frame import Frame, Span, frame_of
from soleus.plan.item import Item
from soleus.plan.kinds import Group, kinds
from soleus.plan.profile import Profile
from soleus.plan.reading import KeptWeek, read_week
from soleus.plan.settings import DayShape, day_shapes
from soleus.plan.statements import Basis, Remark, statements
from soleus.plan.step import Step, step_for
from soleus.plan.targets import targets
from soleus.vocabulary import Activity, FaultsError, NotPermittedError, Urgency

DAYS = 7


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """Seven days of items under one clearance.

    Parameters
    ----------
    clearance : what the plan was made from
    profile : whose week it is
    start : first day
    previous_minutes : the minutes of the plan before this one, None where there was none
    items : what to do when, in order of time
    changes : what was changed after drafting, the oldest first
    refused : what could not come back when a kept plan was read under a newer clearance

    Raises
    ------
    NotPermittedError
        when an item's permit is not one that this clearance gives.
    ImpossibleEditError
        when the week is out of bounds: its minutes, its days, or too many walks in a day.
    """

    clearance: Clearance
    profile: Profile
    start: date
    previous_minutes: int | None
    items: tuple[Item, ...]
    changes: tuple[Change, ...] = ()
    refused: tuple[RefusedItem, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the clearance does not open and what is out of bounds."""
        permits = self.clearance.permits
        for item in self.items:
            if permits.get(item.kind.activity) != item.permit:
                raise NotPermittedError(
                    translate("{what}: your last check gives no leave for this", what=item.title)
                )
        fault = next(_faults(self), None)
        if fault:
            raise ImpossibleEditError(fault)
        ordered = tuple(sorted(self.items, key=lambda item: (item.day, item.at, item.id)))
        object.__setattr__(self, "items", ordered)

    def __repr__(self) -> str:
        return f"<WeekPlan from {self.start}: {list(self.items)}, changes {list(self.changes)}>"

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days."""
        return tuple(self.start + timedelta(days=n) for n in range(DAYS))

    @property
    def urgency(self) -> Urgency:
        """The urgency of the check behind the plan."""
        return self.clearance.decision.urgency

    @property
    def expires_at(self) -> datetime:
        """The moment from which nothing of the plan holds without a new check (UTC)."""
        return self.clearance.expires_at

    @property
    def step(self) -> Step:
        """The week's minutes and how they came about."""
        return step_for(self.clearance, self.profile, self.previous_minutes)

    @property
    def planned_minutes(self) -> int:
        """Minutes placed in the week that count towards its minutes."""
        return sum(item.counted_minutes for item in self.items)

    @property
    def aim_minutes(self) -> int:
        """The aim of the week, hard minutes counted double: its step, less what was left out."""
        return self.step.minutes - (self.step.to_place - self.planned_minutes)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """Lifestyle advice, the greatest effect first; under within days, whom to see first."""
        return advice_for(self.clearance, self.profile)

    @property
    def refers(self) -> bool:
        """Whether a clinician comes first and nothing is built up until then."""
        return self.urgency is not Urgency.SELF_CARE

    @property
    def entries(self) -> tuple[Advice | Item, ...]:
        """Advice and items in the order in which to show them: the clinician before everything."""
        first = 1 if self.refers else 0
        return (*self.advice[:first], *self.items, *self.advice[first:])

    @property
    def statements(self) -> Mapping[Basis | Remark, Text]:
        """What the plan says of itself: its step first."""
        step = self.step
        return {step.basis: step.said_of(self.aim_minutes), **dict(_remarks(self))}

    @property
    def refused_kinds(self) -> tuple[tuple[str, str, int], ...]:
        """The refused items by title and reason, with their number."""
        times = Counter((each.title, each.why) for each in self.refused)
        return tuple((title, why, number) for (title, why), number in times.items())

    def item(self, item_id: str) -> Item:
        """Return the item with this id."""
        for item in self.items:
            if item.id == item_id:
                return item
        says = msgid("there is no item '{item}' in this week")
        raise ImpossibleEditError(translate(says, item=item_id))

    def on(self, day: date) -> tuple[Item, ...]:
        """Return the items of one waking day, in order of time."""
        return tuple(item for item in self.items if item.day == day)

    def frame(self, day: date) -> Frame:
        """Return the waking day of a date."""
        return frame_of(self.profile, day)

    def taken(self, day: date, besides: str | None = None) -> tuple[Span, ...]:
        """Return the times of a day that are taken, without the item ``besides``."""
        frame = self.frame(day)
        journey = (frame.journey,) if frame.journey else ()
        items = (i.span for i in self.on(day) if not i.is_repeated and i.id != besides)
        return (*journey, *items)

    def awaits_new_check(self, item: Item, timezone: str | None = None) -> bool:
        """Whether the clearance has run out by the time the item begins."""
        zone = ZoneInfo(timezone or self.profile.timezone)
        return item.at.replace(tzinfo=zone).astimezone(UTC) >= item.permit.expires_at

    def as_dict(self) -> dict[str, Any]:
        """Return the plan in the JSON shape that is kept and shown."""
        return {
            "format": 1,
            "start": self.start.isoformat(),
            "expires_at": self.expires_at.isoformat(),
            "urgency": self.urgency.value,
            "profile": self.profile.as_dict(),
            "previous_minutes": self.previous_minutes,
            "planned_minutes": self.planned_minutes,
            "step": self.step.as_dict(),
            "statements": [
                {"id": id_.value, "text": text.says, "claims": list(text.claims)}
                for id_, text in self.statements.items()
            ],
            "advice": [each.as_dict() for each in self.advice],
            "items": [
                item.as_dict() | {"awaits_new_check": self.awaits_new_check(item)}
                for item in self.items
            ],
            "changes": [change.as_dict() for change in self.changes],
            "refused": [each.as_dict() for each in self.refused],
        }

    @classmethod
    def from_dict(cls, data: object, clearance: Clearance) -> "WeekPlan":
        """Return a kept plan as far as ``clearance`` still opens it; ``refused`` has the rest.

        Texts, limits, advice and minutes are worked out again, never taken from the file.

        Raises
        ------
        FaultsError
            with every fault, when the data is no plan.
        """
        return cls.under(clearance, read_week(data))

    @classmethod
    def under(cls, clearance: Clearance, week: KeptWeek) -> "WeekPlan":
        """Return a kept plan that was read, as :meth:`from_dict`."""
        items, refused = week.items_under(clearance)
        before = week.previous_minutes
        try:
            return cls(clearance, week.profile, week.start, before, items, week.changes, refused)
        except ImpossibleEditError as error:
            raise FaultsError([str(error)]) from None


def _faults(plan: WeekPlan) -> Iterator[str]:
    for item_id, number in Counter(item.id for item in plan.items).items():
        if number > 1:
            yield translate("the item '{item}' is there twice", item=item_id)
    for item in plan.items:
        if item.day not in plan.days:
            says = msgid("{what}: {day} is not in this week")
            yield translate(says, what=item.title, day=item.day.isoformat())
    most = plan.step.to_place
    if plan.planned_minutes > most:
        says = msgid("the week would hold {n} minutes; it may hold {most}")
        yield translate(says, n=plan.planned_minutes, most=most)
    yield from _crowded_days(plan)


def _crowded_days(plan: WeekPlan) -> Iterator[str]:
    most = targets().bouts_a_day_most.value
    bouts = Counter(i.day for i in plan.items if i.kind.group is Group.BOUT)
    for day, number in bouts.items():
        if number > most:
            says = msgid("{day} would hold {n} walks; {most} a day are the most")
            yield translate(says, day=day.isoformat(), n=number, most=most)
    strength = Counter(i.day for i in plan.items if i.kind.group is Group.STRENGTH)
    if any(number > 1 for number in strength.values()):
        yield translate("strength days must be two different days")


def _remarks(plan: WeekPlan) -> Iterator[tuple[Remark, Text]]:
    texts, shape, step = statements(), day_shapes()[plan.profile.setting], plan.step
    vigorous = plan.profile.vigorous_minutes_per_week
    if step.ladder:
        yield Remark.LADDER, texts[Remark.LADDER].said(ladder=_listed(step.ladder))
    if vigorous and step.grows:
        yield Remark.VIGOROUS, texts[Remark.VIGOROUS].said(vigorous=vigorous)
    yield from ((remark, texts[remark]) for remark in _plain_remarks(plan, shape))


def _plain_remarks(plan: WeekPlan, shape: DayShape) -> Iterator[Remark]:
    """Yield the remarks that hold no numbers."""
    permits = plan.clearance.permits
    if shape.pain_guided and not plan.refers and Activity.PAIN_GUIDED_WALKING not in permits:
        yield Remark.PAIN_GUIDED_WAITS
    if shape.strength and not plan.refers:
        is_open = kinds()["strength"].activity in permits
        yield Remark.STRENGTH_PART if is_open else Remark.STRENGTH_WAITS
    if shape.breaks_during == "journey" and not any(plan.frame(day).journey for day in plan.days):
        yield Remark.JOURNEY_OUTSIDE
    if not plan.items:
        yield Remark.EMPTY
    if not plan.refers:
        yield Remark.NO_CURE


def _listed(numbers: Sequence[int]) -> str:
    *others, last = (str(number) for number in numbers)
    joined = ", ".join(others)
    return translate("{these} and {last}", these=joined, last=last) if others else last
