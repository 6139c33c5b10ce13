"""Reminders: the card of the next break, the settings, what became of a break, and the feed."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import available_timezones

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from soleus.language import translate
from soleus.reminders import (
    BreakLimitError,
    CalendarError,
    InvalidRemindersError,
    Mode,
    ReminderSettings,
    host_asked,
    limits,
)
from soleus.reminders import lines as reminder_lines
from soleus.vocabulary import Weekday
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)

SPARE_FLIGHTS = 2
"""Empty rows for flights in the form; more appear once these are filled."""

_TEXTS = ("mode", "starts", "ends", "quiet_starts", "quiet_ends", "zone", "calendar")
_NUMBERS = ("interval_minutes", "away_minutes")
_FLIGHT = re.compile(r"(departs|departs_zone|arrives|arrives_zone)_(\d{1,2})")


def card(request: Request, coach: Coach, person: Person) -> dict[str, Any]:
    """Return what ``today/_next_break.html`` needs."""
    asked = request.query_params
    said = asked.get("break", "")
    here = known_zone(asked.get("zone", ""))
    return {
        "reminder": coach.reminders.now(person.id, here=here, wait=False),
        "card_on": asked.get("page", request.url.path),
        "break_said": said,
        "break_line": reminder_lines().get(said),
        "pauses": limits().pauses,
        "card_zone": here or "",
    }


@router.get("/reminders")
def settings(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show the next break and the settings."""
    asked = coach.reminders.settings(person.id)
    return _page(request, coach, person, asked.as_dict(), saved=saved)


@router.get("/reminders/card")
def only_the_card(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Give the card alone, for a page that stays open."""
    return page(request, "today/_next_break.html", **card(request, coach, person))


@router.get("/reminders/now")
def now(coach: TheCoach, person: ThePerson, zone: str = "") -> Response:
    """Say how reminders stand, in the language of the page."""
    return JSONResponse(coach.reminders.now(person.id, here=known_zone(zone)).as_dict())


@router.post("/reminders")
async def save(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Keep the settings; what cannot be is said, and nothing is lost."""
    given = _given(await request.form())
    try:
        fault = coach.reminders.save(person.id, ReminderSettings.from_dict(given))
    except InvalidRemindersError as error:
        return _page(request, coach, person, given, faults=list(error.faults))
    except CalendarError as error:
        return _page(request, coach, person, given, faults=[str(error)])
    return RedirectResponse(f"/reminders?saved={'but_calendar' if fault else 'yes'}", 303)


@router.post("/reminders/token")
def renew(coach: TheCoach, person: ThePerson) -> Response:
    """Make a new address for the calendar feed; the old one ends."""
    coach.reminders.new_token(person.id)
    return RedirectResponse("/reminders?saved=token#feed", 303)


@router.post("/reminders/{what}")
def note(
    what: str,
    coach: TheCoach,
    person: ThePerson,
    minutes: Annotated[int, Form()] = 0,
    back: Annotated[str, Form()] = "/",
    zone: Annotated[str, Form()] = "",
) -> Response:
    """Note what became of a break, from a button; works without a script."""
    try:
        said = act(coach, person.id, what, minutes, here=known_zone(zone))
    except BreakLimitError:
        said = "not_now"
    where = back if back in ("/", "/reminders") else "/"
    return RedirectResponse(f"{where}?break={said}#breaks", 303)


@router.get("/reminders.ics")
def feed(request: Request, coach: TheCoach, token: str = "") -> Response:
    """Give the breaks of the coming days to a calendar that knows the secret."""
    found = coach.reminders.feed(token, str(request.base_url))
    if found is None:
        raise HTTPException(
            404, translate("There is no such calendar. Copy its address from Reminders again.")
        )
    return Response(found, media_type="text/calendar; charset=utf-8")


def act(coach: Coach, person_id: str, what: str, minutes: float, *, here: str | None = None) -> str:
    """Do one of the things that a button or a program asks for; return what is said then.

    Parameters
    ----------
    here : IANA name of the zone where the person is, where the settings leave it open

    Raises
    ------
    BreakLimitError
        where it is not possible now.
    HTTPException
        where there is no such thing.
    """
    match what:
        case "moved":
            coach.reminders.moved(person_id)
        case "snooze":
            coach.reminders.snooze(person_id, int(minutes), here=here)
        case "skip":
            if coach.reminders.skip(person_id, here=here) is not None:
                return "no_more_skips"
        case "pause":
            coach.reminders.pause(person_id, minutes)
        case "until_tomorrow":
            coach.reminders.pause_until_tomorrow(person_id, here=here)
        case "resume":
            coach.reminders.resume(person_id)
        case _:
            raise HTTPException(404, "A break can be moved, snoozed, skipped, paused or resumed.")
    return what


def known_zone(name: str) -> str | None:
    """Return the name of a zone that there is, or None."""
    return name if name in available_timezones() else None


def _given(form: FormData) -> dict[str, Any]:
    """Return the form in the shape of the settings; what is no number stays to be complained of."""
    given: dict[str, Any] = {name: str(form.get(name, "")).strip() for name in _TEXTS}
    for name in _NUMBERS:
        given[name] = str(form.get(name, "")).strip()
        with suppress(ValueError):
            given[name] = int(given[name])
    given["is_on"] = form.get("is_on") == "yes"
    given["days"] = [str(each) for each in form.getlist("days")]
    given["flights"] = [each for each in _rows(form) if each["departs"] or each["arrives"]]
    return given


def _rows(form: FormData) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for key, value in form.items():
        if found := _FLIGHT.fullmatch(key):
            row = rows.setdefault(int(found[2]), dict.fromkeys(_EMPTY, ""))
            row[found[1]] = str(value).strip()
    return [rows[number] for number in sorted(rows)]


_EMPTY = ("departs", "departs_zone", "arrives", "arrives_zone")


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    given: Mapping[str, Any],
    *,
    saved: str = "",
    faults: list[str] | None = None,
) -> Response:
    token = coach.reminders.token(person.id)
    flights = [*given["flights"], *([dict.fromkeys(_EMPTY, "")] * SPARE_FLIGHTS)]
    return page(
        request,
        "reminders/reminders.html",
        status=422 if faults else 200,
        given=given,
        flights=flights,
        host=host_asked(given["calendar"]) if given["calendar"] else None,
        modes=[mode.value for mode in Mode],
        weekdays=[day.value for day in Weekday],
        zones=sorted(available_timezones()),
        own_zone=coach.timezone,
        limits=limits(),
        feed=f"{str(request.base_url).rstrip('/')}/reminders.ics?token={token}",
        faults=faults or [],
        saved=saved,
        **card(request, coach, person),
    )
