"""``soleus`` alone: what to do now, what cannot wait first, each thing with its command."""

from __future__ import annotations

import shlex
import textwrap
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from soleus.cli.app import alone
from soleus.cli.options import ME, coach_for
from soleus.cli.output import cited, line_width, print_json
from soleus.language import clock_words, day_words, msgid, translate
from soleus.records import machine_zone
from soleus.vocabulary import Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.assessment import ResultView, Section, Standing
    from soleus.cli.check_text import Telling
    from soleus.coach import Coach, TodayList

_CHECK, _MAKE = "soleus check", "soleus plan make"
_VISIT = "soleus visits add --help"
_ALL = msgid("All commands: {command}")
_TO_BEGIN = msgid("Nothing is kept here yet. Begin with the check: it shows what is safe for you.")
_AFTER_HELP = msgid("Once you have been helped, take the check again.")
_GO_ON = msgid("Go on with your check. Your answers are kept.")
_UNREADABLE = msgid(
    "The answers of your last check cannot be read here, so it does not count. Please take it anew."
)
_WAITS = msgid("Your session is waiting. It paused where you left it.")
_EXERCISE = msgid("{name}: now it is time. {done} of {times} done today.")
_BY_CALENDAR = msgid("Breaks keep clear of your calendar, which is not asked from here. See them:")
_ENDS = msgid("Your check holds until {day} at {time}, or until something new comes up.")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done now.

    Parameters
    ----------
    says : why, or what it is, in a line
    commands : what to type for it; one of them where there are several
    claims : what it rests on; none where it only names a command
    """

    says: str
    commands: tuple[str, ...]
    claims: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """What it says, with its claims."""
        return cited(self.says, self.claims) if self.claims else self.says

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        return {"text": self.says, "commands": list(self.commands), "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Now:
    """What there is to do now.

    Parameters
    ----------
    care : whom to see, where that stands before all else
    learnt : what the days show, each line with its claims
    today : today's list; None where something stands before it, or there is no plan
    begins : the command that begins each item of the list, by its id
    ends : when the check ends, in words; empty where nothing is open
    """

    urgency: str | None = None
    care: Section | None = None
    learnt: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    today: TodayList | None = None
    begins: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape."""
        lines = [line for row in self.care.rows for line in row] if self.care else []
        said = [
            {"text": each.says.replace("**", ""), "claims": list(each.claims)}
            for each in lines
            if each.says
        ]
        return {
            "urgency": self.urgency,
            "care": {"title": self.care.title, "lines": said} if self.care else None,
            "learnt": list(self.learnt),
            "steps": [each.as_dict() for each in self.steps],
            "today": self._list(self.today) if self.today else None,
            "ends": self.ends,
        }

    def _list(self, today: TodayList) -> dict[str, Any]:
        items = [
            {
                "id": each.item.id,
                "at": each.item.at.isoformat(),
                "title": each.item.title,
                "is_done": each.is_done,
                "command": None if each.is_done else self.begins.get(each.item.id),
            }
            for each in today.shown
        ]
        return {"items": items, "waiting": today.waiting}


@alone
def say_now(as_json: bool) -> None:
    """Print what to do now; it asks nobody, notes nothing and begins no journal."""
    if not _is_kept_here():
        begin = Now(steps=(Step(translate(_TO_BEGIN), (_CHECK,)),))
        _print(begin, as_json=as_json)
        return
    from soleus.cli.check_text import Telling

    telling = Telling()
    with coach_for(ME) as (coach, person_id):
        _print(_now(coach, person_id, telling), as_json=as_json, telling=telling)


def list_lines(today: TodayList, begins: Mapping[str, str]) -> Iterator[str]:
    """Yield today's list, a line for each thing with its tick and how to begin it."""
    yield translate("Today: {done} of {all} done", done=today.done, all=len(today.shown))
    if not today.shown:
        yield f"  {translate('Nothing planned.')}"
    wide = max((len(each.item.title) for each in today.shown), default=0)
    for each in today.shown:
        command = "" if each.is_done else begins.get(each.item.id, "")
        mark, title = "x" if each.is_done else " ", each.item.title
        yield f"  [{mark}] {clock_words(each.item.at)}  {title:{wide}}  {command}".rstrip()
    if today.waiting:
        yield f"  {translate('More comes once these are done.')}"


def _is_kept_here() -> bool:
    from soleus.compose import Settings

    return Settings.from_environment().data_dir.exists()


def _now(coach: Coach, person_id: str, telling: Telling) -> Now:
    standing = coach.gate.standing(person_id)
    learnt = coach.learning.lines(person_id)
    is_under_way = coach.checks.is_under_way(person_id)
    go_on = (Step(translate(_GO_ON), (_CHECK,)),) if is_under_way else ()
    urgency = standing.decision.urgency if standing.decision else None
    if urgency is Urgency.EMERGENCY:
        after = Step(translate(_AFTER_HELP), (_CHECK,))
        return Now(urgency, _card(telling.result(coach, person_id)), steps=(after,))
    so_far = telling.so_far(coach.checks.current(person_id)) if is_under_way else None
    if so_far and urgency is not Urgency.TODAY:  # more urgent than all that was decided before
        return Now(Urgency.TODAY, _card(so_far), learnt, go_on)
    if urgency in (None, Urgency.SELF_CARE):
        return _at_ease(coach, person_id, standing, Now(urgency, None, learnt, go_on))
    steps = (*go_on, *_until_seen(coach, person_id, standing))
    ends = _ends(coach, standing)
    return Now(urgency, _card(telling.result(coach, person_id)), learnt, steps, ends=ends)


def _card(view: ResultView | None) -> Section | None:
    return view.card if view else None


def _until_seen(coach: Coach, person_id: str, standing: Standing) -> Iterator[Step]:
    """Yield what can be done where somebody is to be seen, or answers are missing."""
    from soleus.assessment import RefusalCause

    if standing.decision and standing.decision.urgency is Urgency.INCOMPLETE:
        if not coach.checks.is_under_way(person_id):
            yield Step(translate("Take the check"), (_CHECK,))
        return
    yield Step(translate("I have been seen"), (_VISIT,))
    if standing.clearance:
        plan = coach.weeks.current(person_id)
        yield Step(translate("My week until then"), ("soleus plan" if plan else _MAKE,))
    elif standing.refusal and standing.refusal.cause is not RefusalCause.DECISION:
        yield from _check_again(coach, person_id, standing)


def _at_ease(coach: Coach, person_id: str, standing: Standing, now: Now) -> Now:
    """Return what to do where nobody is to be seen: the check, or what the day holds."""
    if standing.refusal is not None:
        return replace(now, steps=now.steps or tuple(_check_again(coach, person_id, standing)))
    today = coach.days.now(person_id)
    if today is None:
        no_plan = Step(translate("There is no plan for this week yet. Make one."), (_MAKE,))
        return replace(now, steps=(*now.steps, no_plan), ends=_ends(coach, standing))
    steps = (
        *_waiting(coach, person_id),
        *_breaks(coach, person_id),
        *_of_the_morning(coach, person_id),
        *now.steps,
    )
    ends = _ends(coach, standing)
    return replace(now, steps=steps, today=today, begins=beginnings(today), ends=ends)


def beginnings(today: TodayList) -> Mapping[str, str]:
    """Return the command that begins each open item of a list, by the item's id."""
    from soleus.session import first_routines

    found, begins = first_routines(), dict[str, str]()
    left = [each.item for each in today.shown if not each.is_done]
    for item in left:
        activity = item.kind.activity
        if activity in found:
            first = next(each for each in left if each.kind.activity is activity)
            which = "" if item is first else f" --item {item.id}"  # else it ticks the first
            begins[item.id] = f"{_session(found[activity])}{which}"
    return begins


def _check_again(coach: Coach, person_id: str, standing: Standing) -> Iterator[Step]:
    from soleus.coach import refusal_texts

    if coach.checks.has_unreadable(person_id, standing):
        yield Step(translate(_UNREADABLE), (_CHECK,), ("X20",))
    elif standing.refusal is not None:
        text = refusal_texts()[standing.refusal.cause].said()
        yield Step(text.says, (_CHECK,), text.claims)


def _waiting(coach: Coach, person_id: str) -> Iterator[Step]:
    """Yield the session that was left, which is taken up again under its own name."""
    open_one = coach.practice.current(person_id)
    if open_one is not None:
        name = open_one.session.routine
        is_own = coach.exercises.is_one(name)
        typed = coach.practice.title(person_id, name) if is_own else name.replace("_", "-")
        yield Step(translate(_WAITS), (_session(typed),))


def _breaks(coach: Coach, person_id: str) -> Iterator[Step]:
    """Yield the break and the exercise that are due."""
    reminders = coach.reminders
    if reminders.asks_a_host(person_id):  # nobody is asked from here
        yield Step(translate(_BY_CALENDAR), ("soleus remind status",))
        return
    card = reminders.now(person_id, here=machine_zone())
    if card.settings.is_on and card.due is not None and not card.is_held:
        commands = (_session(card.link.rpartition("/")[2]), "soleus remind moved")
        yield Step(card.due.sentence, commands, card.due.claims)
    if (task := card.exercise) is not None and task.due is not None and not card.is_held:
        name, times = task.exercise.name, task.exercise.times_a_day
        says = translate(_EXERCISE, name=name, done=task.done, times=times)
        yield Step(says, (_session(name),))


def _of_the_morning(coach: Coach, person_id: str) -> Iterator[Step]:
    if coach.meanings.asks_of_morning(person_id):
        note = "soleus journal add symptom"
        commands = (f"{note} --gone-by-morning", f"{note} --not-gone-by-morning")
        yield Step(translate("Was the swelling of last evening gone this morning?"), commands)


def _session(name: str) -> str:
    """Return the command that begins a routine, or the person's own exercise of this name."""
    return f"soleus session {shlex.quote(name)}"


def _ends(coach: Coach, standing: Standing) -> str:
    if standing.clearance is None:
        return ""
    at = standing.clearance.expires_at.astimezone(ZoneInfo(coach.timezone))
    return translate(_ENDS, day=day_words(at), time=clock_words(at))


def _print(now: Now, *, as_json: bool, telling: Telling | None = None) -> None:
    if as_json:
        print_json(now.as_dict())
    else:
        print("\n\n".join(_blocks(now, telling)))


def _blocks(now: Now, telling: Telling | None) -> Iterator[str]:
    if telling and now.care:
        yield telling.card(now.care)
    yield from (textwrap.fill(each, line_width()) for each in now.learnt)
    for step in now.steps:
        yield "\n".join(
            [textwrap.fill(step.line, line_width()), *(f"  {each}" for each in step.commands)]
        )
    if now.today:
        yield "\n".join(list_lines(now.today, now.begins))
    last = [now.ends, translate(_ALL, command="soleus --help")]
    if telling and now.care and telling.unreviewed:
        last.insert(0, telling.unreviewed)
    yield "\n".join(each for each in last if each)
