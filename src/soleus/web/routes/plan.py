"""The week: made from what is open, changed by the person, taken along as a calendar."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from soleus.journal import strength_dose
from soleus.plan import (
    SEDENTARY,
    ImpossibleEditError,
    Profile,
    Remark,
    Setting,
    day_off,
    swaps,
    to_icalendar,
)
from soleus.plan import drop as dropped
from soleus.plan import move as moved
from soleus.plan import swap as swapped
from soleus.vocabulary import Activity, FaultsError, Weekday, present_zone
from soleus.web.charts.ramp import ramp
from soleus.web.charts.week_bands import week_bands
from soleus.web.charts.week_bar import week_bar
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.rendering import page
from soleus.web.sent_form import SentForm
from soleus.web.starts import starts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus.coach import Coach
    from soleus.journal import Entry, Recorded
    from soleus.plan import WeekPlan

router = APIRouter(prefix="/plan", include_in_schema=False)

_OPEN_TO_ALL = frozenset(Setting) - {Setting.PAD_SUPERVISED}
_MINUTES = ("current_minutes_per_day", "vigorous_minutes_per_week", "break_every_minutes")
_ASKED = ("setting", "work_days", "work_starts", "work_ends", "wakes_at", "sleeps_at", *_MINUTES)


@router.get("")
def week(request: Request, coach: TheCoach, person: ThePerson, breaks: str = "") -> Response:
    """Show this week, or what comes before there can be one."""
    standing = coach.gate.standing(person.id)
    if standing.is_emergency:
        return RedirectResponse("/result", 303)
    if standing.clearance is None:
        return page(request, "plan/closed.html", standing=standing)
    plan = coach.weeks.current(person.id)
    if plan is None:
        return RedirectResponse("/plan/profile", 303)
    return page(
        request,
        "plan/week.html",
        plan=plan,
        today=coach.today(),
        standing=standing,
        starts=starts(standing),
        bands=week_bands(plan, _recorded(coach, person.id, plan)),
        days_off=coach.weeks.days_off(person.id),
        exercises=coach.reminders.exercises_today(person.id),
        **_breaks(coach, person.id, plan, breaks),
        **_aim(coach, person.id, plan),
    )


@router.get("/profile")
def profile(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Ask where the day is spent and what is done now."""
    standing = coach.gate.standing(person.id)
    if standing.clearance is None:
        return RedirectResponse("/plan", 303)
    return _profile_page(request, coach, person.id, coach.weeks.profile(person.id))


@router.post("")
def make(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Make the week that begins today."""
    known = coach.weeks.profile(person.id)
    try:
        wanted = Profile.from_dict({**known.as_dict(), **_profile_of(form)})
    except FaultsError as error:
        return _profile_page(request, coach, person.id, known, form, error.faults)
    coach.weeks.make(person.id, wanted)
    return RedirectResponse("/plan", 303)


@router.post("/again")
def take_up(coach: TheCoach, person: ThePerson) -> Response:
    """Make the week that begins today of what was said of the days the last time."""
    if not coach.weeks.can_be_taken_up(person.id):
        return RedirectResponse("/plan/profile", 303)
    if coach.weeks.current(person.id) is None:  # pressed twice it is one week
        coach.weeks.make(person.id, coach.weeks.profile(person.id))
    return RedirectResponse("/plan", 303)


@router.get("/items/{item_id}")
def item(request: Request, item_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Show one item: how, why, and what may be changed."""
    plan = coach.weeks.current(person.id)
    if plan is None:
        return RedirectResponse("/plan", 303)
    return _item_page(request, coach, person.id, plan, item_id)


@router.post("/days/{day}/off")
def take_off(day: date, coach: TheCoach, person: ThePerson) -> Response:
    """Leave out all of one day; one that is not in this week changes nothing."""
    with suppress(ImpossibleEditError):
        coach.weeks.edit(person.id, partial(day_off, day=day))
    return RedirectResponse("/plan", 303)


@router.post("/days/{day}/on")
def bring_back(day: date, coach: TheCoach, person: ThePerson) -> Response:
    """Bring back what a day held before it was taken off; one with nothing to it stays as it is."""
    coach.weeks.bring_back(person.id, day)
    return RedirectResponse("/plan", 303)


@router.post("/items/{item_id}/move")
def move(
    request: Request,
    item_id: str,
    coach: TheCoach,
    person: ThePerson,
    day: Annotated[date, Form()],
    at: Annotated[time, Form()],
) -> Response:
    """Move an item to another day or time."""
    change = partial(moved, item_id=item_id, day=day, at=at)
    given = {"day": day.isoformat(), "at": f"{at:%H:%M}"}
    return _edit(request, coach, person.id, item_id, change, given)


@router.post("/items/{item_id}/swap")
def swap(
    request: Request,
    item_id: str,
    coach: TheCoach,
    person: ThePerson,
    kind: Annotated[str, Form()],
) -> Response:
    """Put another kind in an item's place."""
    change = partial(swapped, item_id=item_id, kind_id=kind)
    return _edit(request, coach, person.id, item_id, change)


@router.post("/items/{item_id}/drop")
def drop(
    request: Request,
    item_id: str,
    coach: TheCoach,
    person: ThePerson,
    less: Annotated[bool, Form()] = False,
) -> Response:
    """Take an item out; its minutes are offered on other days, or with ``less`` left out."""
    change = partial(dropped, item_id=item_id, offer=not less, today=coach.today())
    return _edit(request, coach, person.id, item_id, change)


@router.get("/week.ics")
def calendar(coach: TheCoach, person: ThePerson) -> Response:
    """Give the week as a calendar file."""
    plan = coach.weeks.current(person.id)
    if plan is None:
        return RedirectResponse("/plan", 303)
    return Response(
        to_icalendar(plan, clock=coach.clock, timezone=present_zone(), owner=person.id),
        media_type="text/calendar",
        headers={"content-disposition": 'attachment; filename="soleus-week.ics"'},
    )


def _edit(
    request: Request,
    coach: Coach,
    person_id: str,
    item_id: str,
    change: Callable[[WeekPlan], WeekPlan],
    given: Mapping[str, str] | None = None,
) -> Response:
    try:
        coach.weeks.edit(person_id, change)
    except ImpossibleEditError as error:
        plan = coach.weeks.current(person_id)
        if plan is None:
            return RedirectResponse("/plan", 303)
        return _item_page(request, coach, person_id, plan, item_id, given, str(error))
    return RedirectResponse("/plan", 303)


def _breaks(coach: Coach, person_id: str, plan: WeekPlan, said: str) -> dict[str, Any]:
    """Return the breaks that the week offers, or those that were just turned on."""
    is_on = said == "on" and coach.reminders.settings(person_id).is_on
    return {
        "offered_breaks": coach.breaks_offer.to(person_id, plan),
        "reminder": coach.reminders.now(person_id, wait=False) if is_on else None,
    }


def _aim(coach: Coach, person_id: str, plan: WeekPlan) -> dict[str, Any]:
    """Return the aim of the week, the way to the target, and what else the plan says of itself."""
    aim, said = coach.aims.of(person_id), dict(plan.statements)
    said.pop(plan.step.basis)
    ladder = said.pop(Remark.LADDER, None)
    return {
        "aim": aim,
        "bar": week_bar(aim.done, aim.minutes) if aim.minutes else None,
        "dose": strength_dose(),
        "ramp": ramp(plan) if ladder else None,
        "ladder": ladder,
        "remarks": list(said.values()),
    }


def _recorded(coach: Coach, person_id: str, plan: WeekPlan) -> tuple[Recorded[Entry], ...]:
    return coach.journal.entries(person_id, since=plan.start, until=plan.days[-1])


def _item_page(
    request: Request,
    coach: Coach,
    person_id: str,
    plan: WeekPlan,
    item_id: str,
    given: Mapping[str, str] | None = None,
    fault: str = "",
) -> Response:
    found = plan.item(item_id)
    return page(
        request,
        "plan/item.html",
        plan=plan,
        item=found,
        today=coach.today(),
        start=starts(coach.gate.standing(person_id)).get(found.kind.activity),
        swaps=swaps(plan, item_id),
        given=given or {},
        fault=fault,
    )


def _profile_page(
    request: Request,
    coach: Coach,
    person_id: str,
    known: Profile,
    form: SentForm | None = None,
    faults: tuple[str, ...] = (),
) -> Response:
    return page(
        request,
        "plan/profile.html",
        profile=known,
        settings=_settings(coach, person_id, known),
        weekdays=list(Weekday),
        given=form.texts if form else {},
        work_days_given=form.values.get("work_days", []) if form else [],
        faults=faults,
        tomorrow=datetime.combine(coach.today(), time(9)),
    )


def _settings(coach: Coach, person_id: str, known: Profile) -> list[Setting]:
    """Return where the day may be spent; the walking programme only where it is open."""
    clearance = coach.gate.standing(person_id).clearance
    is_open = clearance is not None and Activity.PAIN_GUIDED_WALKING in clearance.permits
    return [setting for setting in Setting if is_open or setting in (known.setting, *_OPEN_TO_ALL)]


def _profile_of(form: SentForm) -> dict[str, object]:
    """Return what the form says of a profile; what it leaves out stays as it was."""
    fields = {name: value for name, value in form.fields(Profile, *_ASKED).items() if value != ""}
    fields |= {name: _rounded(str(fields[name])) for name in _MINUTES if name in fields}
    fields["current_minutes_per_day"] = fields.get("current_minutes_per_day") or SEDENTARY
    is_journey = fields.get("setting") == Setting.JOURNEY
    return {
        **fields,
        "journey_starts_at": form.text("journey_starts_at") if is_journey else None,
        "journey_minutes": _rounded(form.text("journey_hours"), times=60) if is_journey else None,
    }


def _rounded(text: str, times: int = 1) -> int | str:
    """Return a whole number, or the text as it is for the profile to find fault with."""
    try:
        return round(float(text.replace(",", ".")) * times)
    except (ValueError, OverflowError):
        return text
