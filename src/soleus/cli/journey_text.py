"""A journey as text for a terminal: the legs, what to do when, what waits, when to be seen."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from soleus.assessment import activity_title
from soleus.cli.output import WIDEST
from soleus.coach import refusal_texts
from soleus.language import clock_words, day_words, listed, place_words, translate
from soleus.plan import clock_lines, duration_words, journey_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.coach import JourneyNow, TimelineRow
    from soleus.evidence import Text
    from soleus.journal import JourneyLeg

_SIGNS = ("lung", "leg", "days", "long")


def render(journey: JourneyNow) -> str:
    """Return a journey as text of at most 88 columns."""
    place = place_words(journey.entry.legs[-1].arrives_zone)
    blocks = (
        translate("Your journey to {place}", place=place),
        *(_wrapped(text) for text in _first(journey)),
        *(_leg(leg) for leg in journey.entry.legs),
        *_days(journey),
        *_held(journey),
        *_signs(),
    )
    return "\n\n".join(block for block in blocks if block)


def _first(journey: JourneyNow) -> Iterator[Text]:
    """Yield what comes before anything is opened, and what to tell a doctor."""
    texts, risks = journey_texts(), journey.risks
    refusal = journey.standing.refusal
    if risks.holds_back:
        yield texts["risk.ask"].said()
    elif refusal is not None:
        yield refusal_texts()[refusal.cause].said()
    for case, questions in (("yes", risks.known), ("unsure", risks.unknown)):
        if questions and journey.is_long and not risks.holds_back:
            yield texts[f"risk.{case}"].said(risks=listed([each.short for each in questions]))


def _leg(leg: JourneyLeg) -> str:
    ends = [
        f"  {clock_words(at)}  {day_words(at, year=True)}, {place_words(zone)}"
        for at, zone in ((leg.departs, leg.departs_zone), (leg.arrives, leg.arrives_zone))
    ]
    lines = (translate(leg.means.value), duration_words(leg.lasts))
    return "\n".join([", ".join(lines), *ends, *(f"  {line}" for line in clock_lines(leg))])


def _days(journey: JourneyNow) -> Iterator[str]:
    said: set[str] = set()
    for zone, rows in journey.days:
        place = translate("clock of {place}", place=place_words(zone))
        head = f"{day_words(rows[0].local, year=True)} ({place})"
        yield "\n".join([head, *(_row(row, said) for row in rows)])


def _row(row: TimelineRow, said: set[str]) -> str:
    """Return one line; what a thing means is said with the first of its kind alone."""
    at = clock_words(row.local)
    if row.now is None:
        until = clock_words(row.until) if row.until else ""
        night = translate(
            "Night until {until}: sleep if you can, nothing is asked of you.", until=until
        )
        return f"  {at}      {night}"
    mark = "x" if row.now.is_done else " "
    later = translate("after a new check") if row.now.needs_new_check else ""
    title = f"{translate(row.now.step.kind.title)}{f' ({later})' if later else ''}"
    texts = [text for text in row.now.step.texts if text.says not in said]
    said.update(text.says for text in texts)
    lines = [_filled(text.said().line, " " * 12) for text in texts]
    return "\n".join([f"  {at}  [{mark}] {title}", *lines])


def _held(journey: JourneyNow) -> Iterator[str]:
    if not journey.held:
        return
    yield translate("What waits, and why")
    for each in journey.held:
        title = translate(activity_title(each.activity))
        reasons = [_wrapped(reason.said()) for reason in (*each.reasons, each.instead)]
        yield "\n".join([title, *reasons])


def _signs() -> Iterator[str]:
    texts = journey_texts()
    yield translate("When to be seen after it")
    yield "\n".join(_wrapped(texts[f"signs.{sign}"].said()) for sign in _SIGNS)


def _wrapped(text: Text) -> str:
    return _filled(text.line, "  ")


def _filled(text: str, indent: str) -> str:
    return textwrap.fill(text, WIDEST, initial_indent=indent, subsequent_indent=indent)
