"""The journal's page: its two forms, what was noted in the last weeks, and the exports."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.coach import CURVE_DAYS, UnlikelyError
from soleus.journal import (
    BYTE_ORDER_MARK,
    Entry,
    Intensity,
    InvalidEntryError,
    Recorded,
    SymptomEntry,
    daily_scores,
    export_csv,
)
from soleus.web.charts.day import day_band
from soleus.web.charts.scores import swelling_chart
from soleus.web.copies_due import note_copy
from soleus.web.current import TheCoach, ThePerson
from soleus.web.entry_forms import shown_units
from soleus.web.forms import TheSent
from soleus.web.journal_forms import FEEL, MINUTES
from soleus.web.leg_answers import leg_answers
from soleus.web.preferences import Preferences
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soleus.coach import Coach
    from soleus.journal import Person

router = APIRouter(prefix="/journal", include_in_schema=False)

WEEKS_SHOWN = 8
_SHOWN_LAST = 20
_TAPE = ("calf_left_cm", "calf_right_cm", "ankle_left_cm", "ankle_right_cm")
_FOLDED = ("heaviness", "leg_fatigue", "leg_pain", "note", *_TAPE)
"""Fields that the form shows only on demand."""
_SHOWN_ELSEWHERE = (
    "steps",
    "nothing_new",
    "exercise",
    "picture",
    "habit",
    "break",
    "journey",
    "journey_step",
)


@router.get("")
def journal(request: Request, coach: TheCoach, person: ThePerson, saved: str = "") -> Response:
    """Show the forms and the last weeks."""
    return _page(request, coach, person, saved=saved)


@router.post("/feel")
def feel(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Record how the legs feel and their circumferences; something new ends the last check."""
    given = form.texts
    try:
        entries = FEEL.read(given)  # all or nothing
    except InvalidEntryError as error:
        return _page(request, coach, person, given=given, faults=error.faults)
    is_new = given.get("is_new") == "yes"  # what is new is never held up by a question
    sure = None if is_new else given.get("sure", "").split()
    try:
        for entry in sorted(entries, key=lambda each: each.kind == SymptomEntry.kind):
            coach.notes.take_asking(person.id, entry, sure)
    except UnlikelyError as error:
        return _page(request, coach, person, given=given, asked=error)
    if is_new:
        return RedirectResponse("/check", 303)
    is_of_today = given.get("back") == "/"
    return RedirectResponse("/?saved=feel#meaning" if is_of_today else "/journal?saved=feel", 303)


@router.post("/minutes")
def minutes(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Record minutes of activity, of today or of a past day."""
    try:
        [entry] = MINUTES.read(form.texts)
        coach.notes.take(person.id, entry, at=form.moment(coach))
    except InvalidEntryError as error:
        return _page(request, coach, person, given=form.texts, faults=error.faults)
    return RedirectResponse("/journal?saved=minutes", 303)


@router.post("/withdraw/{entry_id}")
def withdraw(entry_id: UUID, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Withdraw an entry; it stays in the journal, marked as withdrawn."""
    if coach.journal.get(entry_id).person_id == person.id:
        coach.journal.withdraw(entry_id)
    is_of_body = form.text("back") == "/body"
    return RedirectResponse("/body" if is_of_body else "/journal?saved=withdrawn", 303)


@router.get("/export.json")
def give_json(coach: TheCoach, person: ThePerson) -> Response:
    """Return the person's journal as a JSON file that can be imported."""
    document = coach.journal.export_json([person.id])
    text = json.dumps(document, indent=2, ensure_ascii=False)
    answer = _file(text, "application/json", "soleus-journal.json")
    note_copy(answer, coach)
    return answer


@router.get("/export.csv")
def give_csv(coach: TheCoach, person: ThePerson) -> Response:
    """Return the person's journal as a CSV table."""
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id)
    table = BYTE_ORDER_MARK + export_csv(recorded, {person.id: person.name})
    return _file(table, "text/csv", "soleus-journal.csv")


def _file(text: str, kind: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=kind, headers=headers)


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    given: Mapping[str, str] | None = None,
    faults: Sequence[str] = (),
    asked: UnlikelyError | None = None,
) -> Response:
    given = given or {}
    today = coach.today()
    since = today - timedelta(weeks=WEEKS_SHOWN)
    legs = coach.limbs.of(person.id).legs
    recorded: tuple[Recorded[Entry], ...] = coach.journal.entries(person.id, since=since)
    shown = sorted(recorded, key=lambda each: each.at, reverse=True)
    return page(
        request,
        "journal/journal.html",
        status=409 if asked else None,
        faults=faults,
        asked=asked,
        unlikely=coach.notes.unlikely.for_a_device(person.id, FEEL.kinds),
        saved=saved,
        given=given,
        more_given=any(given.get(name) for name in _FOLDED),
        today=today,
        forms={"feel": FEEL, "minutes": MINUTES},
        units=shown_units(given) or Preferences.of(request).units,
        sides=[leg.value for leg in legs],
        leg_answers=leg_answers(legs, coach.meanings.evening_before(person.id)),
        asks_of_morning=coach.meanings.asks_of_morning(person.id),
        **_meaning(request, coach, person, saved, recorded),
        band=day_band(today, recorded, ()),
        entries=[each for each in shown if each.is_current and each.kind not in _SHOWN_ELSEWHERE][
            :_SHOWN_LAST
        ],
        last_scores=_last_scores(recorded),
        intensities=list(Intensity),
    )


def _meaning(
    request: Request, coach: Coach, person: Person, saved: str, recorded: Sequence[Recorded[Entry]]
) -> dict[str, Any]:
    """Return what follows from what was saved: a sentence, and whom to see with its reasons."""
    if not saved:
        return {"told": None, "curve": None}
    meaning = coach.meanings.of(person.id)
    told = coach.tell(person, meaning, Preferences.of(request).calls)
    curve = swelling_chart(recorded, until=coach.today(), days=CURVE_DAYS)
    return {
        "told": told if saved == "feel" or told.card else None,
        "curve": curve if saved == "feel" and meaning.course and len(curve.rows) > 1 else None,
    }


def _last_scores(recorded: tuple[Recorded[Entry], ...]) -> dict[str, int]:
    days = daily_scores(recorded)
    return {score.value: value for score, value in days[-1].scores.items()} if days else {}
