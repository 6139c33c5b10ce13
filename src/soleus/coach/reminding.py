"""What a reminder says at one moment: the break, why then, and what the gate has to say to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from soleus.assessment import RefusalCause
from soleus.coach.notice import Line, Notice, coach_line, said_with
from soleus.coach.refusals import refusal_text
from soleus.language import translate
from soleus.reminders import (
    NextBreak,
    ReminderSettings,
    Said,
    Situation,
    due,
    limits,
    line,
    next_break,
    pending,
    skips_left,
    snoozes_left,
)
from soleus.vocabulary import Activity, Limbs, Urgency

if TYPE_CHECKING:
    from soleus.coach.exercise_times import ExerciseToday
    from soleus.coach.gate import Standing

_ON_THE_FEET = frozenset({Activity.ANKLE_PUMPS, Activity.CALF_RAISES})


@dataclass(frozen=True, slots=True)
class Reminder:
    """How reminders stand for a person now.

    Parameters
    ----------
    asked : the settings
    now : the moment all of it holds for
    due : the break that is due and not answered, if any
    next : the next one after it
    says : what there is to say where no break is next; else None
    referral : the gate's own word beside an open break, such as a visit still to be made
    is_held : whether the gate holds everything back
    notice : what a client shows now, once
    link : the page that the next notice would open
    snoozes : minutes by which the break that is due may be put off
    may_skip : whether it may be left out
    paused_until : the end of a pause that runs now
    calendar_fault : why the meetings could not be read
    exercises : every prescribed exercise as a thing to do today
    """

    asked: ReminderSettings
    now: datetime
    due: NextBreak | None
    next: NextBreak | None
    says: Said | None
    referral: Said | None
    is_held: bool
    notice: Notice | None
    link: str
    snoozes: tuple[int, ...]
    may_skip: bool
    paused_until: datetime | None
    calendar_fault: str | None
    exercises: tuple[ExerciseToday, ...]

    @property
    def exercise(self) -> ExerciseToday | None:
        """The exercise that is to be done now, or else the one that comes next."""
        due = [each for each in self.exercises if each.due is not None]
        ahead = [(each.next, each) for each in self.exercises if each.next is not None]
        return due[0] if due else min(ahead, key=lambda pair: pair[0])[1] if ahead else None

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "is_on": self.asked.is_on,
            "now": self.now.isoformat(),
            "due": self.due.as_dict() if self.due else None,
            "next": self.next.as_dict() if self.next else None,
            "says": self.says.says if self.says else None,
            "referral": self.referral.says if self.referral else None,
            "is_held": self.is_held,
            "notice": self.notice.as_dict() if self.notice else None,
            "link": self.link,
            "snoozes": list(self.snoozes),
            "may_skip": self.may_skip,
            "away_minutes": self.asked.away_minutes,
            "paused_until": self.paused_until.isoformat() if self.paused_until else None,
            "calendar_fault": self.calendar_fault,
            "exercises": [each.as_dict() for each in self.exercises],
        }


def reminder(
    situation: Situation,
    standing: Standing,
    limbs: Limbs,
    *,
    paused_until: datetime | None,
    calendar_fault: str | None,
    exercises: tuple[ExerciseToday, ...] = (),
) -> Reminder:
    """Return how reminders stand; nothing that the gate holds back is ever asked for."""
    open_to = open_activities(standing, limbs)
    now_due = due(situation, open_to)
    follows = next_break(situation, open_to)
    referral = _referral(standing)
    return Reminder(
        asked=situation.asked,
        now=situation.now,
        due=now_due,
        next=follows,
        says=_instead(situation, standing, follows),
        referral=referral,
        is_held=standing.clearance is None,
        notice=_notice(situation, standing, now_due, referral, open_to, exercises),
        link=_link(standing, now_due or follows, open_to),
        snoozes=limits().snoozes if now_due and snoozes_left(situation) else (),
        may_skip=now_due is not None and skips_left(situation) > 0,
        paused_until=paused_until,
        calendar_fault=calendar_fault,
        exercises=exercises,
    )


def open_activities(standing: Standing, limbs: Limbs) -> frozenset[Activity]:
    """Return what a reminder may ask for: open now, and possible with these feet."""
    if standing.clearance is None:
        return frozenset()
    open_now = frozenset(standing.clearance.permits)
    return open_now if limbs.feet else open_now - _ON_THE_FEET


def _instead(situation: Situation, standing: Standing, follows: NextBreak | None) -> Said | None:
    """Return what is said where no break is next."""
    if not situation.asked.is_on:
        return said_with(line("off"))
    if standing.refusal is not None:
        return _refusal(standing.refusal.cause)
    if follows is not None:
        return None
    return said_with(line("none_ahead") if _has_hours(situation) else coach_line(Line.NOTHING_FITS))


def _has_hours(situation: Situation) -> bool:
    """Whether it is the hours, and not the gate, that leave no break."""
    return next_break(situation, tuple(Activity)) is None


def _refusal(cause: RefusalCause) -> Said:
    text = refusal_text(cause)
    return Said(f"refusal.{cause}", translate(text.says), text.claims)


def _referral(standing: Standing) -> Said | None:
    decision = standing.decision
    if standing.clearance is None or decision is None:
        return None
    return (
        said_with(coach_line(Line.WITHIN_DAYS)) if decision.urgency is Urgency.WITHIN_DAYS else None
    )


def _notice(
    situation: Situation,
    standing: Standing,
    now_due: NextBreak | None,
    referral: Said | None,
    open_to: frozenset[Activity],
    exercises: tuple[ExerciseToday, ...],
) -> Notice | None:
    """Return what is to be shown: what came last of all, or once a day why there is nothing."""
    if not situation.asked.is_on:
        return None
    if standing.refusal is not None:
        return _held_notice(situation, standing, open_to, exercises)
    come = [each.notice for each in exercises if each.notice is not None]
    if now_due is not None:
        link = _link(standing, now_due, open_to)
        at = now_due.at
        come.append(Notice(at.isoformat(), at, now_due.sentence, now_due.claims, link))
    if not come:
        return None
    return _with_referral(max(come, key=lambda each: each.at), referral)


def _with_referral(notice: Notice, referral: Said | None) -> Notice:
    """Return a notice that says the visit still to be made, too."""
    if referral is None:
        return notice
    claims = tuple(dict.fromkeys((*notice.claims, *referral.claims)))
    return replace(notice, says=f"{notice.says} {referral.says}", claims=claims)


def _held_notice(
    situation: Situation,
    standing: Standing,
    open_to: frozenset[Activity],
    exercises: tuple[ExerciseToday, ...],
) -> Notice | None:
    """Return the gate's own line, once a day, where something would have come now."""
    slot = pending(situation)
    come = [each.came for each in exercises if each.came is not None]
    if slot is not None:
        come.append(slot.at)
    if not come or standing.refusal is None:
        return None
    said = _refusal(standing.refusal.cause)
    day = situation.now.astimezone(situation.zone).date()
    link = _link(standing, None, open_to)
    return Notice(f"{day}:{said.id}", max(come), said.says, said.claims, link)


def _link(standing: Standing, told: NextBreak | None, open_to: frozenset[Activity]) -> str:
    """Return the page to open: three minutes of ankle pumps where they are open."""
    if standing.refusal is not None:
        return "/result" if standing.refusal.cause is RefusalCause.DECISION else "/check"
    if Activity.ANKLE_PUMPS in open_to:
        return "/session/ankle-pumps"
    return f"/session/{told.activity.replace('_', '-')}" if told else "/"
