"""Reminders: the card of the next break, the settings, what became of a break, and the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from soleus.journal import JournalUnavailableError
from soleus.language import translate
from soleus.records import limits_of
from soleus.reminders import (
    BreakLimitError,
    CalendarError,
    Flight,
    Mode,
    ReminderSettings,
    contacted_host,
    limits,
    sentence,
    shown_source,
    with_its_password,
)
from soleus.vocabulary import FaultsError, Weekday, capabilities
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.living_in import known_zone, zones
from soleus.web.rendering import page
from soleus.web.sent_form import SentForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)

SPARE_FLIGHTS = 2
"""Empty rows for flights in the form; more appear once these are filled."""

_NO_MORE_SKIPS = "no_more_skips"
_MOST_ROWS = 100
_NO_FLIGHT = dict.fromkeys(limits_of(Flight), "")


def card(request: Request, coach: Coach, person: Person) -> dict[str, Any]:
    """Return what ``today/_next_break.html`` needs."""
    query = request.query_params
    said = query.get("break", "")
    here = known_zone(query.get("zone", ""))
    return {
        "reminder": coach.reminders.now(person.id, here=here, wait=False),
        "card_on": query.get("page", request.url.path),
        "break_said": said,
        "break_line": sentence(said) if said == _NO_MORE_SKIPS else None,
        "pauses": limits().pauses,
        "card_zone": here or "",
    }


@router.get("/reminders")
def show(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show the next break and the settings."""
    settings = coach.reminders.settings(person.id)
    return _page(request, coach, person, settings.as_dict(), saved=saved)


@router.get("/reminders/card")
def only_the_card(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Give the card alone, for a page that stays open."""
    return page(request, "today/_next_break.html", **card(request, coach, person))


@router.get("/reminders/now")
def now(coach: TheCoach, person: ThePerson, zone: str = "") -> Response:
    """Say how reminders stand, in the language of the page."""
    card = coach.reminders.now(person.id, here=known_zone(zone), wait=False)
    return JSONResponse(card.as_dict())


@router.post("/reminders")
def save(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Save the settings; where they cannot be, say every fault and show what was typed again."""
    settings = _settings_of(form)
    stored = coach.reminders.settings(person.id).calendar
    settings["calendar"] = with_its_password(settings["calendar"], stored)
    try:
        asked = ReminderSettings.from_dict(settings)
        fault = coach.reminders.save(person.id, asked)
    except FaultsError as error:
        return _page(request, coach, person, settings, faults=error.faults)
    except CalendarError as error:
        return _page(request, coach, person, settings, faults=[str(error)])
    return RedirectResponse(f"/reminders?saved={'but_calendar' if fault else 'yes'}", 303)


@router.post("/reminders/offered")
def answer_offer(
    coach: TheCoach, person: ThePerson, wanted: Annotated[bool, Form()] = False
) -> Response:
    """Turn breaks on with one press where a new week offers them, or leave them off."""
    coach.breaks_offer.take(person.id, wanted=wanted)
    return RedirectResponse("/plan?breaks=on#breaks" if wanted else "/plan", 303)


@router.post("/reminders/token")
def renew(coach: TheCoach, person: ThePerson) -> Response:
    """Create a new address for the calendar feed and revoke the old one."""
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
    calendar = coach.reminders.feed(token, str(request.base_url))
    if calendar is None:
        raise HTTPException(
            404, translate("There is no such calendar. Copy its address from Reminders again.")
        )
    return Response(calendar, media_type="text/calendar; charset=utf-8")


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
                return _NO_MORE_SKIPS
        case "pause":
            coach.reminders.pause(person_id, minutes)
        case "until_tomorrow":
            coach.reminders.pause_until_tomorrow(person_id, here=here)
        case "resume":
            coach.reminders.resume(person_id)
        case _:
            raise HTTPException(
                404, translate("A break can be moved, snoozed, skipped, paused or resumed.")
            )
    return what


def _settings_of(form: SentForm) -> dict[str, Any]:
    """Return the form in the shape of the settings, without the rows of flights left empty."""
    settings = form.fields(ReminderSettings)
    flights = form.rows(Flight, "{field}_{n}", _MOST_ROWS).values()
    return {
        **settings,
        "is_on": settings["is_on"] is True,
        "flights": [flight for flight in flights if flight["departs"] or flight["arrives"]],
    }


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    settings: Mapping[str, Any],
    *,
    saved: str = "",
    faults: Sequence[str] = (),
) -> Response:
    calendar, stored = settings["calendar"], coach.reminders.settings(person.id).calendar
    flights = [*settings["flights"], *([_NO_FLIGHT] * SPARE_FLIGHTS)]
    return page(
        request,
        "reminders/reminders.html",
        settings=settings,
        flights=flights,
        calendar=shown_source(calendar) if calendar == stored else calendar,
        host=contacted_host(calendar) if calendar else None,
        modes=[mode.value for mode in Mode],
        weekdays=[day.value for day in Weekday],
        zones=zones(),
        own_zone=coach.timezone,
        limits=limits(),
        feed=_feed_address(request, coach, person),
        faults=faults,
        saved=saved,
        **card(request, coach, person),
    )


def _feed_address(request: Request, coach: Coach, person: Person) -> str:
    """Return the secret address of the feed; empty where none can be made or fetched."""
    if not capabilities().feed:
        return ""
    try:
        token = coach.reminders.token(person.id)
    except JournalUnavailableError:
        return ""
    return f"{str(request.base_url).rstrip('/')}/reminders.ics?token={token}"
