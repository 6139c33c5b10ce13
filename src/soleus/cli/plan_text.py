"""The week plan as text for a terminal: what to do first, then the days, then how and why."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from soleus.cli.output import WIDEST
from soleus.language import day_words, plural, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from soleus.plan import Advice, Item, WeekPlan


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
    statements = plan.statements.values()
    return "\n\n".join(_wrapped(translate(each.says), each.claims) for each in statements)


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
        kind = item.kind
        why = translate("Why: {why}", why=translate(kind.why))
        blocks = [translate(kind.title), _block(translate(item.does)), _block(why, kind.claims)]
        for reason in item.limits:
            limit = translate("Limit: {limit}", limit=translate(reason.says))
            blocks.append(_block(limit, reason.claims))
        yield "\n".join(blocks)


def _advice(advice: Iterable[Advice]) -> Iterator[str]:
    for each in advice:
        yield f"{translate(each.title)}\n{_block(translate(each.says), each.claims)}"


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


def _block(text: str, claims: Iterable[str] = ()) -> str:
    return _wrapped(text, claims, indent="  ")


def _wrapped(text: str, claims: Iterable[str], indent: str = "") -> str:
    """Return a text and its claims as lines of at most 88 columns."""
    cited = f"{text} ({', '.join(claims)})" if claims else text
    return textwrap.fill(cited, WIDEST, initial_indent=indent, subsequent_indent=indent)
