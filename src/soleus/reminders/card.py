"""The reminder card: what is due, what comes next and why, and what a client shows of it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from soleus.evidence import Text
from soleus.records import Record
from soleus.reminders.breaks import NextBreak, in_words
from soleus.reminders.calendar_cache import KnownMeetings
from soleus.reminders.calendar_words import calendar_state, read_when
from soleus.reminders.daily import Exercise, ExerciseToday, exercises_today, review_notice_at
from soleus.reminders.limits import limits
from soleus.reminders.schedule import (
    Situation,
    next_slot,
    pending,
    skips_left,
    snoozes_left,
)
from soleus.reminders.settings import ReminderSettings
from soleus.reminders.windows import pauses_of
from soleus.reminders.words import sentence
from soleus.vocabulary import Activity


@dataclass(frozen=True, slots=True)
class Opening:
    """What the gate opens to reminders now.

    Parameters
    ----------
    until : the activities that a break may ask for, each with when it closes
    refusal : what is said where the gate holds everything back; else None
    refusal_id : the same for as long as it is the same refusal
    refusal_link : the page that it leads to
    must_see_doctor : whether a visit within days is still to be made
    """

    until: Mapping[Activity, datetime] = field(default_factory=dict)
    refusal: Text | None = None
    refusal_id: str = ""
    refusal_link: str = "/"
    must_see_doctor: bool = False


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """What a client shows now, once.

    Parameters
    ----------
    id : the same for as long as it is the same notice, so that a client shows it once
    at : from when on it is due
    says : one or two short sentences
    link : the page that it opens
    """

    id: str
    at: datetime
    says: str
    claims: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True)
class ReminderCard:
    """How reminders stand for a person now.

    Parameters
    ----------
    now : the moment that the card is for
    due : the break that is due and not answered, if any
    next : the next one after it
    says : what there is to say where no break is next; else None
    referral : the visit still to be made, said with what is open
    is_held : whether the gate holds everything back
    notice : what a client shows now, once
    link : the page that the next break opens
    snoozes : minutes by which the break that is due may be put off
    may_skip : whether it may be left out
    paused_until : the end of a pause that runs now
    calendar_fault : why the meetings could not be read
    calendar_state : how old the meetings are that are known, and what of the calendar was not read
    calendar_read : when the calendar was last read, in words
    exercises : every prescribed exercise as it stands today
    """

    settings: ReminderSettings
    now: datetime
    due: NextBreak | None
    next: NextBreak | None
    says: Text | None
    referral: Text | None
    is_held: bool
    notice: Notice | None
    link: str
    snoozes: tuple[int, ...]
    may_skip: bool
    paused_until: datetime | None
    calendar_fault: str | None
    calendar_state: str | None
    calendar_read: str | None
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
            "is_on": self.settings.is_on,
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
            "away_minutes": self.settings.away_minutes,
            "paused_until": self.paused_until.isoformat() if self.paused_until else None,
            "calendar_fault": self.calendar_fault,
            "calendar_state": self.calendar_state,
            "exercises": [each.as_dict() for each in self.exercises],
        }


def reminder_card(
    situation: Situation,
    opening: Opening,
    exercises: Iterable[Exercise] = (),
    *,
    calendar: KnownMeetings | None = None,
) -> ReminderCard:
    """Return how reminders stand; nothing that the gate holds back is ever asked for.

    Parameters
    ----------
    calendar : what is known of the person's calendar, where there is one
    """
    now, zone = situation.now, situation.zone
    due_slot, slot_ahead = pending(situation), next_slot(situation)
    due = in_words(due_slot, situation, opening.until)
    follows = in_words(slot_ahead, situation, opening.until)
    today = exercises_today(exercises, situation)
    link = _link(opening, due or follows)
    card = ReminderCard(
        settings=situation.settings,
        now=now,
        due=due,
        next=follows,
        says=None if follows else _instead(situation, opening, has_slot=slot_ahead is not None),
        referral=sentence("within_days") if opening.must_see_doctor else None,
        is_held=opening.refusal is not None,
        notice=None,
        link=link,
        snoozes=limits().snoozes if due and snoozes_left(situation) else (),
        may_skip=due is not None and skips_left(situation) > 0,
        paused_until=_paused_until(situation),
        calendar_fault=str(calendar.fault) if calendar and calendar.fault else None,
        calendar_state=calendar_state(calendar, now, zone) if calendar else None,
        calendar_read=read_when(calendar, now, zone) if calendar else None,
        exercises=today,
    )
    if calendar is not None and calendar.is_being_read_first:
        return card  # a notice waits some seconds rather than come in a meeting
    due_at = due_slot.at if due_slot else None
    return replace(card, notice=_notice(card, situation, opening, due_at))


def _instead(situation: Situation, opening: Opening, *, has_slot: bool) -> Text:
    """Return what is said where no break is next."""
    if not situation.settings.is_on:
        return sentence("off")
    return opening.refusal or sentence("nothing_fits" if has_slot else "none_ahead")


def _paused_until(situation: Situation) -> datetime | None:
    """Return the end of the pause that runs now, by the person's clock."""
    running = (each for each in pauses_of(situation.past()) if each.holds(situation.now))
    return next((each.ends.astimezone(situation.zone) for each in running), None)


def _link(opening: Opening, coming: NextBreak | None) -> str:
    """Return the page to open: three minutes of ankle pumps where they are open."""
    if opening.refusal is not None:
        return opening.refusal_link
    if Activity.ANKLE_PUMPS in opening.until:
        return "/session/ankle-pumps"
    return f"/session/{coming.activity.replace('_', '-')}" if coming else "/"


def _notice(
    card: ReminderCard, situation: Situation, opening: Opening, due_at: datetime | None
) -> Notice | None:
    """Return what came last of all; where the gate holds it back, the gate's line once a day."""
    if not card.settings.is_on:
        return None
    if opening.refusal is not None:
        came = [each.came for each in card.exercises if each.came is not None]
        came += [due_at] if due_at else []
        if not came:
            return None
        day = situation.now.astimezone(situation.zone).date()
        id_ = f"{day}:refusal.{opening.refusal_id}"
        return Notice(id_, max(came), opening.refusal.says, opening.refusal.claims, card.link)
    notices = [found for each in card.exercises if (found := _exercise_notice(each, situation))]
    if card.due is not None:
        due = card.due
        notices.append(Notice(due.at.isoformat(), due.at, due.sentence, due.claims, card.link))
    last = max(notices, key=lambda each: each.at, default=None)
    if last is None or card.referral is None:
        return last
    claims = tuple(dict.fromkeys((*last.claims, *card.referral.claims)))
    return replace(last, says=f"{last.says} {card.referral.says}", claims=claims)


def _exercise_notice(today: ExerciseToday, situation: Situation) -> Notice | None:
    """Return the exercise whose time has come; on the day of its review, that this is due."""
    exercise = today.exercise
    if today.due is not None:
        said = sentence(
            "exercise_due", name=exercise.name, done=today.done, times=exercise.times_a_day
        )
        id_ = f"{exercise.id}:{today.due.isoformat()}"
        return Notice(id_, today.due, said.says, said.claims, exercise.link)
    at = review_notice_at(exercise, situation)
    if at is None:
        return None
    said = sentence("review_due", name=exercise.name)
    return Notice(f"{exercise.id}:review", at, said.says, said.claims, "/exercises")
