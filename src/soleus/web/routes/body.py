"""Your body and measurements: what is known, how each is measured, and one press to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from soleus.coach import BodyFacts, UnlikelyError
from soleus.journal import Arm, CuffPosture, InvalidEntryError
from soleus.language import Units, measures, named, per_unit, shown_in, translate
from soleus.vocabulary import Activity, FaultsError
from soleus.web.body_cards import body_cards
from soleus.web.current import TheCoach, ThePerson
from soleus.web.entry_forms import shown_units
from soleus.web.forms import TheSent
from soleus.web.journal_forms import MEASUREMENTS
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.sent_form import whole

if TYPE_CHECKING:
    from soleus.assessment import Standing
    from soleus.coach import Coach
    from soleus.journal import Person
    from soleus.web.sent_form import SentForm

router = APIRouter(prefix="/body", include_in_schema=False)


@router.get("")
def body(
    request: Request, coach: TheCoach, person: ThePerson, saved: str = "", add: str = ""
) -> Response:
    """Show what is known of the body; ``add`` opens the form of one thing."""
    return _page(request, coach, person, saved=saved, open_card=add)


@router.post("/facts")
def keep_facts(request: Request, coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Keep year of birth and height; what is left empty is not known."""
    try:
        coach.body.facts.keep(person.id, _facts(form))
    except FaultsError as error:
        return _page(request, coach, person, form=form, open_card="facts", faults=error.faults)
    return RedirectResponse("/body?saved=facts", 303)


@router.post("/{what}")
def note(
    what: str, request: Request, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Note a measurement; what is unlikely is asked about once, and kept when it is right."""
    if what not in MEASUREMENTS:
        raise HTTPException(404)
    kind = named(MEASUREMENTS[what].kinds[0].kind)
    try:
        [entry] = MEASUREMENTS[what].read(form.texts)
        sure = form.text("sure").split()
        coach.notes.take_asking(person.id, entry, sure, at=form.moment(coach))
    except InvalidEntryError as error:
        # the card says what is measured
        faults = tuple(fault.rpartition(f"{kind}: ")[2] for fault in error.faults)
        return _page(request, coach, person, form=form, open_card=what, faults=faults)
    except UnlikelyError as error:
        return _page(request, coach, person, form=form, open_card=what, asked=error)
    return RedirectResponse(f"/body?saved={what}#{what}", 303)


def _facts(form: SentForm) -> BodyFacts:
    """Read year of birth and height, the height in the units that the form names.

    Raises
    ------
    FaultsError
        with every fault.
    """
    units = shown_units(form.texts) or measures().length
    height, year = form.text("height_cm").replace(",", "."), form.text("birth_year")
    try:
        centimetres = round(float(height) * per_unit("cm", units), 1) if height else None
    except ValueError:
        raise FaultsError([translate("height: a number is needed")]) from None
    return BodyFacts.from_dict(
        {"birth_year": whole(year) if year else None, "height_cm": centimetres}
    )


def _page(
    request: Request,
    coach: Coach,
    person: Person,
    *,
    saved: str = "",
    open_card: str = "",
    form: SentForm | None = None,
    faults: tuple[str, ...] = (),
    asked: UnlikelyError | None = None,
) -> Response:
    given = form.texts if form else {}
    standing = coach.gate.standing(person.id)
    limbs = coach.limbs.of(person.id)
    units = shown_units(given) or Preferences.of(request).units
    return page(
        request,
        "body/body.html",
        status=409 if asked else None,
        faults=list(faults),
        asked=asked,
        unlikely={
            name: coach.notes.unlikely.for_a_device(person.id, form.kinds)
            for name, form in MEASUREMENTS.items()
        },
        given=given,
        saved=saved,
        open_card=open_card,
        cards=body_cards(coach.journal, person.id, coach.today()),
        forms=MEASUREMENTS,
        units=units,
        facts=_facts_shown(coach, person, units),
        measured=standing.measured,
        opens_raises=_opens_raises(standing),
        sides=[leg.value for leg in limbs.legs],
        feet=[leg.value for leg in limbs.feet],
        today=coach.today(),
        arms=list(Arm),
        postures=list(CuffPosture),
    )


def _opens_raises(standing: Standing) -> bool:
    """Whether heel raises may be measured: they are open, and with no caution."""
    permits = standing.clearance.permits if standing.clearance else {}
    permit = permits.get(Activity.CALF_RAISES)
    return permit is not None and not permit.needs_caution


def _facts_shown(coach: Coach, person: Person, units: Units) -> dict[str, Any]:
    """Return what stands in the fields of year of birth and height; empty where not said."""
    facts = coach.body.facts.of(person.id)
    height = None if facts.height_cm is None else shown_in(facts.height_cm, "cm", units)
    return {"birth_year": facts.birth_year or "", "height_cm": "" if height is None else height}
