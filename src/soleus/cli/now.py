"""``soleus`` alone: what to do now, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.cli.app import alone
from soleus.cli.options import ME, coach_for
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.coach import Coach, TodayList
    from soleus.plan import Item


@alone
def say_now() -> None:
    """Print what to do now; where the gate is shut, its refusal says what comes first."""
    with coach_for(ME) as (coach, person_id):
        coach.gate.clearance(person_id)
        print("\n".join(_lines(coach, person_id)))


def _lines(coach: Coach, person_id: str) -> Iterator[str]:
    for line in coach.learning.lines(person_id):
        yield f"{line}\n"
    card = coach.reminders.now(person_id, wait=False)
    if card.settings.is_on and card.due and not card.is_held:
        yield card.due.sentence
    today = coach.days.now(person_id)
    if today is None:
        says = msgid("There is no plan for this week yet. Make one: {command}")
        yield translate(says, command="soleus plan make")
    else:
        yield from list_lines(today)
        now = coach.clock.now().astimezone(ZoneInfo(coach.timezone)).replace(tzinfo=None)
        if (item := today.next(now)) is not None:
            yield _start(item)
    yield translate("All commands: {command}", command="soleus --help")


def list_lines(today: TodayList) -> Iterator[str]:
    """Yield today's list, a line for each thing with its tick."""
    yield translate("Today: {done} of {all} done", done=today.done, all=len(today.shown))
    for each in today.shown:
        mark = "x" if each.is_done else " "
        yield f"  [{mark}] {each.item.at:%H:%M}  {each.item.title}"
    if today.waiting:
        yield f"  {translate('More comes once these are done.')}"


def _start(item: Item) -> str:
    """Return how an item is begun here."""
    from soleus.session import routines

    activity = item.kind.activity
    named = next((each.id for each in routines().values() if each.activity is activity), "")
    command = f"soleus session {named.replace('_', '-')}".strip()
    return translate("Next: {what}. To begin: {command}", what=item.title, command=command)
