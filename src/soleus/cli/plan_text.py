"""The week plan as text for a terminal: what to do first, then the days, then how and why."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from soleus.language import day_words, in_own_units, plural, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from soleus.plan import Advice, Item, WeekPlan

_WIDEST = 88


def render(plan: WeekPlan) -> str:
    """Return the week as text of at most 88 columns."""
    blocks = (
        translate("Your week from {day}", day=day_words(plan.start, year=True)),
        *_advice(plan.advice[:1] if plan.refers else ()),
        _statements(plan),
        *(_day(plan, day) for day in plan.days),
        *_how_and_why(plan),
        *_advice(plan.advice[1:] if plan.refers else plan.advice),
        *_changes(plan),
    )
    return "\n\n".join(block for block in blocks if block)


def _statements(plan: WeekPlan) -> str:
    texts = (f"{translate(each.text)} {_cited(each.claims)}" for each in plan.statements)
    return "\n\n".join(textwrap.fill(text, _WIDEST) for text in texts)


def _day(plan: WeekPlan, day: date) -> str:
    rows = [_row(plan, item) for item in plan.on(day)]
    return "\n".join([day_words(day, year=True), *(rows or [f"  {translate('Nothing planned.')}"])])


def _row(plan: WeekPlan, item: Item) -> str:
    when = f"{item.at:%H:%M}"
    title = item.title
    if item.until is not None:
        title += translate(
            ", every {minutes} minutes until {until}",
            minutes=item.every_minutes,
            until=f"{item.until:%H:%M}",
        )
    mark = f"  ({translate('after a new check')})" if plan.awaits_new_check(item) else ""
    return f"  {when}  {title}{mark}  [{item.id}]"


def _how_and_why(plan: WeekPlan) -> Iterator[str]:
    seen = {item.kind.id: item for item in plan.items}
    for item in seen.values():
        lines = [translate(item.kind.title)]
        lines += _paragraph(translate(item.does))
        why = translate("Why: {why}", why=translate(item.kind.why))
        lines += _paragraph(f"{why} {_cited(item.kind.claims)}")
        for reason in item.limits:
            limit = translate("Limit: {limit}", limit=translate(reason.text))
            lines += _paragraph(f"{limit} {_cited(reason.claims)}")
        yield "\n".join(lines)


def _advice(advice: Iterable[Advice]) -> Iterator[str]:
    for each in advice:
        text = in_own_units(translate(each.text))
        yield "\n".join([translate(each.title), *_paragraph(f"{text} {_cited(each.claims)}")])


def _changes(plan: WeekPlan) -> Iterator[str]:
    if plan.changes:
        said = (f"  {change.says}" for change in plan.changes)
        yield "\n".join([translate("Changed since it was drawn up"), *said])
    if plan.refused:
        rows = (_refused(*each) for each in plan.refused_kinds)
        yield "\n".join([translate("Taken out after your last check"), *rows])


def _refused(title: str, why: str, number: int) -> str:
    times = plural("{n} time", "{n} times", number)
    return f"  {translate(title)} ({times}): {translate(why)}"


def _paragraph(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDEST, initial_indent="  ", subsequent_indent="  ")


def _cited(claims: tuple[str, ...]) -> str:
    return f"({', '.join(claims)})"
