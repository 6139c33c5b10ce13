"""What a reminder says at one moment: the break, why then, and what the gate has to say to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from soleus.assessment import RefusalCause
from soleus.coach.refusals import refusal_text
from soleus.evidence import Carrier
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
from soleus.vocabulary import Activity, InvalidDataError, Limbs, Table, Urgency, read_table

if TYPE_CHECKING:
    from soleus.coach.gate import Standing

_ON_THE_FEET = frozenset({Activity.ANKLE_PUMPS, Activity.CALF_RAISES})


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be shown now, once.

    Parameters
    ----------
    id : the same for as long as it is the same notice; who has shown it shows it no more
    at : from when on it is due
    says : one or two short sentences, with claims
    link : the page that it opens
    """

    id: str
    at: datetime
    says: str
    claims: tuple[str, ...]
    link: str

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {
            "id": self.id,
            "at": self.at.isoformat(),
            "says": self.says,
            "claims": list(self.claims),
            "link": self.link,
        }


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
        }


def reminder(
    situation: Situation,
    standing: Standing,
    limbs: Limbs,
    *,
    paused_until: datetime | None,
    calendar_fault: str | None,
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
        notice=_notice(situation, standing, now_due, referral, open_to),
        link=_link(standing, now_due or follows, open_to),
        snoozes=limits().snoozes if now_due and snoozes_left(situation) else (),
        may_skip=now_due is not None and skips_left(situation) > 0,
        paused_until=paused_until,
        calendar_fault=calendar_fault,
    )


def open_activities(standing: Standing, limbs: Limbs) -> frozenset[Activity]:
    """Return what a reminder may ask for: open now, and possible with these feet."""
    if standing.clearance is None:
        return frozenset()
    open_now = frozenset(standing.clearance.permits)
    return open_now if limbs.feet else open_now - _ON_THE_FEET


def coach_line(id_: str) -> Said:
    """Return one of the sentences of this file's data."""
    return _lines()[id_]


def reminder_carriers() -> tuple[Carrier, ...]:
    """Return every text here with its claims, for the ledger."""
    return tuple(Carrier("reminder", f"coach.{id_}", said.claims) for id_, said in _lines().items())


def _instead(situation: Situation, standing: Standing, follows: NextBreak | None) -> Said | None:
    """Return what is said where no break is next."""
    if not situation.asked.is_on:
        return _put(line("off"))
    if standing.refusal is not None:
        return _refusal(standing.refusal.cause)
    if follows is not None:
        return None
    return _put(line("none_ahead") if _has_hours(situation) else coach_line("nothing_fits"))


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
    return _put(coach_line("within_days")) if decision.urgency is Urgency.WITHIN_DAYS else None


def _put(said: Said) -> Said:
    return Said(said.id, translate(said.says), said.claims)


def _notice(
    situation: Situation,
    standing: Standing,
    now_due: NextBreak | None,
    referral: Said | None,
    open_to: frozenset[Activity],
) -> Notice | None:
    """Return what is to be shown: the break, or once a day why there is none."""
    link = _link(standing, now_due, open_to)
    if now_due is not None:
        said = f"{now_due.sentence} {referral.says}" if referral else now_due.sentence
        claims = (*now_due.claims, *(referral.claims if referral else ()))
        at = now_due.at
        return Notice(at.isoformat(), at, said, tuple(dict.fromkeys(claims)), link)
    slot = pending(situation)
    if slot is None or standing.refusal is None:
        return None
    said_instead = _refusal(standing.refusal.cause)
    day = situation.now.astimezone(situation.zone).date()
    id_ = f"{day}:{said_instead.id}"
    return Notice(id_, slot.at, said_instead.says, said_instead.claims, link)


def _link(standing: Standing, told: NextBreak | None, open_to: frozenset[Activity]) -> str:
    """Return the page to open: three minutes of ankle pumps where they are open."""
    if standing.refusal is not None:
        return "/result" if standing.refusal.cause is RefusalCause.DECISION else "/check"
    if Activity.ANKLE_PUMPS in open_to:
        return "/session/ankle-pumps"
    return f"/session/{told.activity.replace('_', '-')}" if told else "/"


@cache
def _lines() -> Mapping[str, Said]:
    where, faults = "coach/reminders.toml", list[str]()
    text = (files("soleus.coach") / "reminders.toml").read_text(encoding="utf-8")
    table = read_table(text, where, faults)
    lines = dict(_line(each) for each in table.tables("line"))
    table.close()
    if faults:
        raise InvalidDataError(faults)
    return lines


def _line(table: Table) -> tuple[str, Said]:
    id_ = table.text("id")
    said = Said(f"coach.{id_}", table.text("says"), table.texts("claims"))
    table.close()
    return id_, said
