"""The week plan as text for a terminal: what to do first, then the days, then how and why."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from soleus.plan import Advice, Item, WeekPlan

_WIDEST = 88


def render(plan: WeekPlan) -> str:
    """Return the week as text of at most 88 columns."""
    blocks = (
        f"Your week from {_day_in_words(plan.start)}",
        *_advice(plan.advice[:1] if plan.refers else ()),
        _statements(plan),
        *(_day(plan, day) for day in plan.days),
        *_how_and_why(plan),
        *_advice(plan.advice[1:] if plan.refers else plan.advice),
        *_changes(plan),
    )
    return "\n\n".join(block for block in blocks if block)


def _statements(plan: WeekPlan) -> str:
    texts = (f"{each.text} {_cited(each.claims)}" for each in plan.statements)
    return "\n\n".join(textwrap.fill(text, _WIDEST) for text in texts)


def _day(plan: WeekPlan, day: date) -> str:
    rows = [_row(plan, item) for item in plan.on(day)]
    return "\n".join([_day_in_words(day), *(rows or ["  Nothing planned."])])


def _row(plan: WeekPlan, item: Item) -> str:
    when = f"{item.at:%H:%M}"
    title = item.title
    if item.until is not None:
        title += f", every {item.every_minutes} minutes until {item.until:%H:%M}"
    mark = "  (after a new check)" if plan.awaits_new_check(item) else ""
    return f"  {when}  {title}{mark}  [{item.id}]"


def _how_and_why(plan: WeekPlan) -> Iterator[str]:
    seen = {item.kind.id: item for item in plan.items}
    for item in seen.values():
        lines = [item.kind.title]
        lines += _paragraph(item.does)
        lines += _paragraph(f"Why: {item.kind.why} {_cited(item.kind.claims)}")
        for reason in item.limits:
            lines += _paragraph(f"Limit: {reason.text} {_cited(reason.claims)}")
        yield "\n".join(lines)


def _advice(advice: Iterable[Advice]) -> Iterator[str]:
    for each in advice:
        yield "\n".join([each.title, *_paragraph(f"{each.text} {_cited(each.claims)}")])


def _changes(plan: WeekPlan) -> Iterator[str]:
    if plan.changes:
        yield "\n".join(["Changed since it was drawn up", *(f"  {c.text}" for c in plan.changes)])
    if plan.refused:
        rows = (f"  {title} ({n} times): {why}" for title, why, n in plan.refused_kinds)
        yield "\n".join(["Taken out after your last check", *rows])


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDEST, initial_indent="  ", subsequent_indent="  ")


def _cited(claims: tuple[str, ...]) -> str:
    return f"({', '.join(claims)})"


def _day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B} {day.year}"
