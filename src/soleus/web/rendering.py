"""Pages from templates: strict, escaped, with the helpers that every template may use."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from markupsafe import Markup
from starlette.responses import HTMLResponse

from soleus.web.citations import cited
from soleus.web.preferences import Preferences
from soleus.web.statics import address

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from starlette.requests import Request


@cache
def environment() -> Environment:
    """Return the template environment; a name that is not there is an error, never a blank."""
    env = Environment(
        loader=PackageLoader("soleus.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(cite=_cite, drawing=_drawing, static=address)
    env.filters.update(day=in_words, clock=_clock, local=_local, minutes=_minutes)
    return env


def page(request: Request, template: str, *, status: int = 200, **context: object) -> HTMLResponse:
    """Render ``template`` for this request; what each page needs is its own business."""
    html = (
        environment()
        .get_template(template)
        .render(
            path=request.url.path,
            zone=ZoneInfo(request.app.state.coach.timezone),
            request_back=request.query_params.get("back", ""),
            status=status,
            prefers=Preferences.of(request),
            person=getattr(request.state, "person", None),
            **context,
        )
    )
    return HTMLResponse(html, status_code=status)


def _cite(*claims: str, label: str = "Why?") -> Markup:
    """Show where a statement comes from, on demand; ``label`` is what is pressed."""
    template = environment().get_template("parts/cite.html")
    return Markup(template.render(claims=cited(claims), label=label))


def _drawing(name: str) -> Markup:
    """Return one of our own drawings, as it is."""
    loader = environment().loader
    assert loader is not None
    source, _, _ = loader.get_source(environment(), f"parts/{name}.svg")
    return Markup(source)


def in_words(day: date | datetime, *, year: bool = False) -> str:
    """Return a date in words: "Tuesday 24 November"."""
    text = f"{day:%A} {day.day} {day:%B}"
    return f"{text} {day.year}" if year else text


@pass_context
def _local(context: Context, moment: datetime) -> datetime:
    """Return a moment by the clock of the place where the people here live."""
    return moment.astimezone(context["zone"])


def _clock(moment: datetime) -> str:
    """Return the time of day: "14:05"."""
    return f"{moment:%H:%M}"


def _minutes(seconds: float) -> str:
    """Return a length of time in words: "3 minutes", "1 minute 20 seconds"."""
    whole, rest = divmod(round(seconds), 60)
    parts = [f"{whole} minute{'s' * (whole != 1)}"] if whole else []
    if rest or not parts:
        parts.append(f"{rest} second{'s' * (rest != 1)}")
    return " ".join(parts)
