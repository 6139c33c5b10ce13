"""A journey as it stands now: its timeline as far as the gate opens it, and what waits and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from soleus.assessment import Clearance, Standing
from soleus.coach.gate.gate import Gate
from soleus.coach.journey.days import StepNow, TimelineRow, timeline_days
from soleus.coach.journey.journeys import AFTER, Journeys
from soleus.coach.journey.risks import AskedRisks, JourneyRisks
from soleus.coach.person.known_person import KnownLimbs
from soleus.evidence import Text
from soleus.journal import JourneyEntry, Recorded
from soleus.language import in_english
from soleus.plan import (
    HELD_INSTEAD,
    JourneyStep,
    Night,
    journey_steps,
    journey_texts,
    moment_on,
    nights,
)
from soleus.vocabulary import Activity, Until

_LONG = timedelta(hours=4)
_ON_THE_FEET = frozenset({Activity.ANKLE_PUMPS})


class JourneyStage(StrEnum):
    """How far a journey is."""

    AHEAD = "ahead"
    UNDER_WAY = "under_way"
    DAYS_AFTER = "days_after"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What of a journey the gate holds back: why, until when, and what can be done instead."""

    activity: Activity
    until: Until | None
    reasons: tuple[Text, ...]
    instead: Text


@dataclass(frozen=True, slots=True)
class JourneyNow:
    """A journey as it stands.

    Parameters
    ----------
    recorded : the journey
    stage : how far it is
    standing : where the person stands before the gate
    risks : what makes a clot likelier
    steps : what to do when, as far as it is open
    nights : when nothing is asked, for the time of the steps
    held : what the gate holds back; empty where it opens nothing at all
    limits : what to keep to in what it opens with care
    """

    recorded: Recorded[JourneyEntry]
    stage: JourneyStage
    standing: Standing
    risks: JourneyRisks
    steps: tuple[StepNow, ...]
    nights: tuple[Night, ...]
    held: tuple[HeldBack, ...]
    limits: tuple[Text, ...]

    @property
    def entry(self) -> JourneyEntry:
        """The journey itself."""
        return self.recorded.entry

    @property
    def is_long(self) -> bool:
        """Whether it is one of those that the check asks about."""
        return self.entry.ends - self.entry.starts >= _LONG

    @property
    def over_at(self) -> datetime:
        """The moment from which it is past."""
        return self.entry.ends + AFTER

    @property
    def done(self) -> int:
        """How many of its steps were done."""
        return sum(each.is_done for each in self.steps)

    @property
    def days(self) -> tuple[tuple[str, tuple[TimelineRow, ...]], ...]:
        """The lines of each day of the timeline, with the zone of its clock."""
        return timeline_days(self.steps, self.nights)

    @property
    def has_later(self) -> bool:
        """Whether something on it needs a check that is still to come."""
        return any(each.needs_new_check for each in self.steps)

    @property
    def is_opened(self) -> bool:
        """Whether the gate opens anything on it."""
        return self.standing.clearance is not None and not self.risks.holds_back

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        refusal = self.standing.refusal
        return {
            **self.entry.as_dict(),
            "stage": self.stage.value,
            "starts": self.entry.starts.isoformat(),
            "ends": self.entry.ends.isoformat(),
            "is_long": self.is_long,
            "refusal": refusal.cause.value if refusal else None,
            "risks": [each.finding for each in self.risks.known],
            "risks_unknown": [each.finding for each in self.risks.unknown],
            "needs_check": self.risks.holds_back,
            "steps": [_step_as_dict(each) for each in self.steps],
            "held": [_held_as_dict(each) for each in self.held],
        }


@dataclass(frozen=True, slots=True)
class JourneysNow:
    """Reads journeys as they stand, through the gate."""

    gate: Gate
    journeys: Journeys
    risks: AskedRisks

    def view(self, person_id: str, journey: UUID) -> JourneyNow:
        """Return one journey as it stands.

        Raises
        ------
        NotThereError
            where the person has none of this id.
        """
        return self._as_it_stands(person_id, self.journeys.get(person_id, journey))

    def next(self, person_id: str) -> JourneyNow | None:
        """Return the first journey that is not over; None where there is none."""
        ahead = self.journeys.ahead(person_id)
        return self._as_it_stands(person_id, ahead[0]) if ahead else None

    def soon(self, person_id: str) -> tuple[JourneyEntry, JourneyStage] | None:
        """Return the journey of these days and how far it is; None where there is none."""
        ahead = self.journeys.ahead(person_id)
        if not ahead or ahead[0].entry.starts > self.journeys.clock.now() + AFTER:
            return None
        return ahead[0].entry, self.stage(ahead[0].entry)

    def all(self, person_id: str) -> tuple[JourneyNow, ...]:
        """Return every journey that is not cancelled, the earliest first."""
        found = self.journeys.all(person_id)
        return tuple(self._as_it_stands(person_id, each) for each in found)

    def stage(self, entry: JourneyEntry) -> JourneyStage:
        """Return how far a journey is."""
        now = self.journeys.clock.now()
        if now < entry.starts:
            return JourneyStage.AHEAD
        if now < entry.ends:
            return JourneyStage.UNDER_WAY
        return JourneyStage.DAYS_AFTER if now < entry.ends + AFTER else JourneyStage.OVER

    def _as_it_stands(self, person_id: str, recorded: Recorded[JourneyEntry]) -> JourneyNow:
        entry, standing = recorded.entry, self.gate.standing(person_id)
        risks = self.risks.of(person_id, recorded, standing)
        clearance = None if risks.holds_back else standing.clearance
        has_feet = KnownLimbs(self.journeys.journal).of(person_id).feet
        is_open = set(clearance.permits if clearance else ())
        is_open -= frozenset() if has_feet else _ON_THE_FEET
        done = self.journeys.done(person_id, entry.journey)
        steps = journey_steps(entry.legs, is_open)
        return JourneyNow(
            recorded,
            self.stage(entry),
            standing,
            risks,
            tuple(_step(each, clearance, done) for each in steps),
            tuple(nights(entry.legs, *_around(entry))),
            tuple(_held(clearance)) if clearance else (),
            tuple(_limits(clearance, steps)) if clearance else (),
        )


def _around(entry: JourneyEntry) -> tuple[datetime, datetime]:
    """Return the span of the timeline: from the day before to the end of the day after."""
    legs = entry.legs
    return moment_on(legs, entry.starts, -1, time(9)), moment_on(legs, entry.ends, 2, time(7))


def _step(step: JourneyStep, clearance: Clearance | None, done: frozenset[str]) -> StepNow:
    activity = step.kind.activity
    until = clearance.ends_at(activity) if clearance and activity else None
    return StepNow(step, step.id in done, until is not None and step.at >= until, until)


def _held(clearance: Clearance) -> Iterator[HeldBack]:
    for activity in HELD_INSTEAD:
        ruling = clearance.decision.activities[activity]
        if not ruling.is_open:
            instead = journey_texts()[f"instead.{activity}"]
            reasons = tuple(Text(each.says, each.claims) for each in ruling.reasons)
            yield HeldBack(activity, ruling.until, reasons, instead)


def _limits(clearance: Clearance, steps: tuple[JourneyStep, ...]) -> Iterator[Text]:
    activities = {step.kind.activity for step in steps} - {None}
    said = dict.fromkeys(
        Text(reason.says, reason.claims)
        for activity in HELD_INSTEAD
        if activity in activities
        for reason in clearance.permits[activity].ruling.reasons
    )
    yield from said


def _step_as_dict(now: StepNow) -> dict[str, Any]:
    step = now.step
    return {
        "id": step.id,
        "at": step.at.isoformat(),
        "zone": step.zone.key,
        "local": step.local.isoformat(),
        "leg": step.leg,
        "activity": step.kind.activity.value if step.kind.activity else None,
        "title": in_english(step.kind.title),
        "text": " ".join(in_english(text.says) for text in step.texts),
        "claims": list(step.claims),
        "is_done": now.is_done,
        "needs_new_check": now.needs_new_check,
    }


def _held_as_dict(held: HeldBack) -> dict[str, Any]:
    return {
        "activity": held.activity.value,
        "until": held.until.value if held.until else None,
        "reasons": [_said(each) for each in held.reasons],
        "instead": _said(held.instead),
    }


def _said(text: Text) -> dict[str, Any]:
    return {"text": in_english(text.says), "claims": list(text.claims)}
