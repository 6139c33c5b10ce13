"""Drafting a week: places for what the clearance opens, in the shape of the person's days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from soleus.assessment import Clearance
from soleus.plan.bouts import fresh_id, split, spread
from soleus.plan.edits import keep_choices
from soleus.plan.frame import Frame, Span, frame_of, place
from soleus.plan.item import Item
from soleus.plan.kinds import Kind, kinds
from soleus.plan.profile import Profile
from soleus.plan.settings import DayShape, day_shapes
from soleus.plan.step import step_for
from soleus.plan.targets import targets
from soleus.plan.week import DAYS, WeekPlan
from soleus.plan.words import DayPart
from soleus.vocabulary import Urgency

_VENOUS = ("venous", "mixed")


def draft(
    clearance: Clearance,
    profile: Profile,
    *,
    start: date,
    previous: WeekPlan | None = None,
    previous_minutes: int | None = None,
) -> WeekPlan:
    """Return the week that begins on ``start``; the same input always gives the same week.

    Parameters
    ----------
    previous : the week before; times and kinds that the person chose in it are kept where they fit
    previous_minutes : its minutes, where the week itself is not given
    """
    previous_minutes = previous.step.minutes if previous else previous_minutes
    items = _Drafter(clearance, profile, start, previous_minutes).items()
    plan = WeekPlan(clearance, profile, start, previous_minutes, tuple(items))
    return keep_choices(plan, previous) if previous else plan


class _Drafter:
    """The week under construction: what is placed so far, and what may still be."""

    def __init__(
        self, clearance: Clearance, profile: Profile, start: date, previous_minutes: int | None
    ) -> None:
        self._clearance = clearance
        self._permits = clearance.permits
        self._profile = profile
        self._shape: DayShape = day_shapes()[profile.setting]
        self._minutes = step_for(clearance, profile, previous_minutes).to_place
        self._frames = [frame_of(profile, start + timedelta(days=n)) for n in range(DAYS)]
        self._items: list[Item] = []

    def items(self) -> list[Item]:
        """Place everything, the walks first, because they matter most."""
        self._place_bouts()
        if self._clearance.decision.urgency is Urgency.SELF_CARE:
            self._place_strength()
            for frame in self._frames:
                self._place_parts(frame, "ankle_pumps", self._shape.ankle_pumps)
                self._place_parts(frame, "calf_raises", self._shape.calf_raises)
                self._place_parts(frame, "elevation", self._elevation_parts())
        for frame in self._frames:
            self._place_breaks(frame)
        return self._items

    def _opens(self, kind: Kind) -> bool:
        return kind.activity in self._permits

    def _elevation_parts(self) -> tuple[DayPart, ...]:
        is_venous = self._clearance.decision.pattern in _VENOUS
        return self._shape.elevation_when_venous if is_venous else self._shape.elevation

    def _taken(self, frame: Frame) -> list[Span]:
        spans = [i.span for i in self._items if i.day == frame.day and not i.is_repeated]
        return [*spans, frame.journey] if frame.journey else spans

    def _add(self, kind: Kind, frame: Frame, part: DayPart, minutes: int) -> None:
        if not self._opens(kind):
            return
        at = place(frame, self._taken(frame), frame.moment(part), minutes)
        if at is not None:
            self._append(kind, frame, at, minutes)

    def _append(
        self,
        kind: Kind,
        frame: Frame,
        at: datetime,
        minutes: int,
        until: datetime | None = None,
        every: int | None = None,
    ) -> None:
        permit = self._clearance.permit(kind.activity)
        item_id = fresh_id(kind, frame.day, self._items)
        self._items.append(Item(item_id, kind, permit, frame.day, at, minutes, until, every))

    def _place_parts(self, frame: Frame, kind_id: str, parts: Sequence[DayPart]) -> None:
        kind = kinds()[kind_id]
        for part in parts:
            self._add(kind, frame, part, kind.minutes.usual)

    def _place_bouts(self) -> None:
        frames = [frame for frame in self._frames if frame.journey is None]
        paced = self._pain_guided_days(frames)
        for frame, minutes in zip(frames, spread(self._minutes, len(frames)), strict=True):
            bouts = split(minutes, len(self._profile.bout_places))
            for number, (part, length) in enumerate(zip(self._bout_parts(), bouts, strict=False)):
                is_paced = frame.day in paced and number == 0
                kind = kinds()["pain_guided_walking" if is_paced else "walking_bout"]
                self._add(kind, frame, part, length)

    def _bout_parts(self) -> tuple[DayPart, ...]:
        return tuple(dict.fromkeys((*self._profile.bout_places, *_MORE_BOUT_PARTS)))

    def _pain_guided_days(self, frames: Sequence[Frame]) -> frozenset[date]:
        if not self._shape.pain_guided or not self._opens(kinds()["pain_guided_walking"]):
            return frozenset()
        days = targets().pain_guided_days_per_week.value
        return frozenset(frame.day for frame in frames[::2][:days])

    def _place_strength(self) -> None:
        if not self._shape.strength:
            return
        kind = kinds()["strength"]
        for frame in _strength_frames([f for f in self._frames if f.journey is None]):
            self._add(kind, frame, DayPart.AFTER_WORK, kind.minutes.usual)

    def _place_breaks(self, frame: Frame) -> None:
        span = self._break_span(frame)
        kind = next((kinds()[k] for k in self._shape.breaks if self._opens(kinds()[k])), None)
        if span is None or kind is None:
            return
        every = self._profile.break_every_minutes
        if kind.id == "bed_pumps":
            every = targets().bed_pump_every_minutes.value
        if span.ends - span.begins >= timedelta(minutes=every):
            self._append(kind, frame, span.begins, kind.minutes.usual, span.ends, every)

    def _break_span(self, frame: Frame) -> Span | None:
        if self._shape.breaks_during == "work":
            return frame.work
        if self._shape.breaks_during == "journey":
            return frame.journey
        return frame.awake


_MORE_BOUT_PARTS = (DayPart.AFTER_WORK, DayPart.MIDDAY, DayPart.MORNING, DayPart.AFTERNOON)


def _strength_frames(frames: Sequence[Frame]) -> Sequence[Frame]:
    # rest between the two days is good practice and our own choice; E06 asks for two days only
    number = targets().strength_days_per_week.value
    for rest in (3, 2, 1):
        chosen = _apart(frames[1:], timedelta(days=rest))[:number]
        if len(chosen) == number:
            return chosen
    return frames[:number]


def _apart(frames: Sequence[Frame], rest: timedelta) -> list[Frame]:
    chosen: list[Frame] = []
    for frame in frames:
        if not chosen or frame.day - chosen[-1].day >= rest:
            chosen.append(frame)
    return chosen
