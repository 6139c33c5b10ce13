"""Pages from templates: strict, escaped, with the helpers that every template may use."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from soleus.assessment import ResultView, activity_title
from soleus.coach import leg_scores
from soleus.language import (
    ENGLISH,
    Measures,
    Sodium,
    clock_words,
    counted,
    current,
    day_and_month,
    day_words,
    inside,
    is_words,
    language_name,
    languages,
    measures,
    msgid,
    number_words,
    phrase_book,
    place_words,
    plural,
    reviewers,
    shown_in,
    sodium,
    territory_name,
    translate,
    weekday_name,
)
from soleus.vocabulary import Activity, capabilities, sayable
from soleus.web.alarm import emergency_stands
from soleus.web.citations import cited
from soleus.web.places import PLACES
from soleus.web.preferences import Preferences
from soleus.web.statics import address

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from starlette.requests import Request

    from soleus.handbook import EmergencyNumbers


_DRAWN_WORDS = re.compile(r"""(<text[^>]*>|aria-label=")([^<"]+)(</text>|")""")
"""The words of a drawing: those on it, and its label for screen readers."""


@cache
def environment() -> Environment:
    """Return the template environment; a name that is not there is an error, never a blank."""
    env = Environment(
        loader=PackageLoader("soleus.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # else every template is looked for on the disk for every page
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
    )
    env.install_gettext_callables(translate, counted, newstyle=True)  # type: ignore[attr-defined]
    env.finalize = _in_the_language
    env.globals.update(
        cite=_cite,
        drawing=_drawing,
        places=PLACES,
        sodium_units=tuple(Sodium),
        static=address,
        titles=_titles,
    )
    env.filters.update(
        {
            "clock": clock_words,
            "country": _country,
            "day": day_words,
            "in_units": _in_units,
            "inside": inside,
            "leg_scores": leg_scores,
            "local": _local,
            "minutes": _minutes,
            "month": day_and_month,
            "number": number_words,
            "own": escape,
            "place": place_words,
            "sodium_value": _sodium_value,
            "strong": _strong,
            "t": translate,
            "weekday": weekday_name,
        }
    )
    return env


@pass_context
def _in_the_language(_context: Context, value: object) -> object:
    """Return what a template puts out: a text in the language and with the units in use now.

    Asking for the context keeps the engine from settling it once for all when it compiles.
    Markup was translated where it was made; ``|own`` makes a person's own words pass as they are.
    """
    if type(value) is not str or not is_words(value):
        return value
    return translate(value)


def page(
    request: Request, template: str, *, status: int | None = None, **context: object
) -> HTMLResponse:
    """Render ``template`` for this request.

    Parameters
    ----------
    status : by default 422 for a page with faults (``fault`` or ``faults``), else 200
    context : what this template needs
    """
    status = status or (422 if context.get("fault") or context.get("faults") else 200)
    html = (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            reopened_at=_reopened_at(request),
            zone=ZoneInfo(request.app.state.coach.timezone),
            request_back=request.query_params.get("back", ""),
            status=status,
            can=capabilities(),
            **_language(),
            prefers=Preferences.of(request),
            person=getattr(request.state, "person", None),
            emergency_stands=emergency_stands(request),
            **context,
        )
    )
    return HTMLResponse(sayable(html), status_code=status)


def _reopened_at(request: Request) -> str:
    """Return the path by which this page opens again; what a form was sent to opens no page."""
    if request.method == "GET":
        return request.url.path
    try:
        return urlsplit(request.headers.get("referer", "")).path or "/"
    except ValueError:  # a browser sends none such
        return "/"


def _language() -> dict[str, object]:
    """Return what every page says of its language."""
    return {
        "language": current(),
        "tongues": {each: language_name(each) for each in languages()},
        "is_unreviewed": current() != ENGLISH and not reviewers(current()),
        "phrases": phrase_book("scripts"),
    }


@pass_context
def _cite(context: Context, *claims: str, label: str = "") -> Markup:
    """Show where a statement comes from, on demand; ``label`` is what is pressed.

    What was read of the sources stands on another page; an emergency's page leads to none.
    """
    view = context.get("view")
    leads_on = not isinstance(view, ResultView) or "emergency" not in view.facts
    return _cited(claims, label or msgid("Why?"), leads_on, current(), measures())


@lru_cache(maxsize=2_000, typed=True)  # a label that is safe as it is, is another one
def _cited(
    claims: tuple[str, ...], label: str, leads_on: bool, _language: str, _measures: Measures
) -> Markup:
    """Return what is shown of claims; it is told by the ledger, and by the language and units."""
    template = environment().get_template("parts/cite.html")
    return Markup(template.render(claims=cited(claims), label=label, leads_on=leads_on))


def _strong(text: str, to: str = "") -> Markup:
    """Return a text with what stands between two stars made strong, and to press if ``to`` is."""
    strong = Markup("<strong>%s</strong>")
    if to:
        strong = Markup('<a class="act" href="%s">%s</a>') % (to, strong)
    parts = escape(text).split("**")
    return Markup("").join(strong % part if at % 2 else part for at, part in enumerate(parts))


def _drawing(name: str) -> Markup:
    """Return one of our own drawings, its words in the language in use."""
    return _drawn(name, current())


@cache
def _drawn(name: str, language: str) -> Markup:
    loader = environment().loader
    assert loader is not None
    source, _, _ = loader.get_source(environment(), f"parts/{name}.svg")
    if language == ENGLISH:
        return Markup(source)
    return Markup(_DRAWN_WORDS.sub(_in_drawing, source))


def _in_drawing(found: re.Match[str]) -> str:
    return f"{found[1]}{escape(translate(found[2]))}{found[3]}"


def _titles() -> dict[str, str]:
    """Return what each activity is called, by its id."""
    return {each.value: escape(translate(activity_title(each))) for each in Activity}


def _country(numbers: EmergencyNumbers) -> str:
    """Return the name of the country whose numbers these are."""
    return territory_name(numbers.code or "", numbers.country or "")


@pass_context
def _in_units(context: Context, value: float, unit: str = "cm") -> str:
    """Return a length or weight in the units that this browser prefers: "36.5 cm", "14.4 in"."""
    units = context["prefers"].units
    return f"{number_words(shown_in(value, unit, units))} {units.unit_of(unit)}"


def _sodium_value(value: int | str, unit: str) -> str:
    """Return what stands in a field for sodium: milligrams in its unit, or what was typed."""
    if isinstance(value, str):
        return escape(value)
    amount = sodium(value, Sodium(unit))
    return number_words(amount) if Sodium(unit) is Sodium.SALT else f"{amount:.0f}"


@pass_context
def _local(context: Context, moment: datetime) -> datetime:
    """Return a moment by the clock of the place where the people here live."""
    return moment.astimezone(context["zone"])


def _minutes(seconds: float) -> str:
    """Return a length of time in words: "3 minutes", "1 minute 20 seconds"."""
    whole, rest = divmod(round(seconds), 60)
    parts = [plural("{n} minute", "{n} minutes", whole)] if whole else []
    if rest or not parts:
        parts.append(plural("{n} second", "{n} seconds", rest))
    return " ".join(parts)
