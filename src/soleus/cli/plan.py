"""``soleus plan``: the week's plan at the terminal: make it, see it, change it, export it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app, fail, for_programs
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from soleus.coach import Coach
    from soleus.plan import WeekPlan

week = typer.Typer(help="The week's plan: make it, see it, change it.", rich_markup_mode=None)
app.add_typer(week, name="plan")

Person = Annotated[str, typer.Option("--person", help="Whose plan: an id or a name.")]
AsJson = Annotated[
    bool,
    typer.Option("--json", callback=for_programs, is_eager=True, help="Print the plan as JSON."),
]
Setting = Annotated[
    str | None,
    typer.Option(
        help="Where the day is spent: desk, standing, journey, bed, pad_supervised or home."
    ),
]
MinutesADay = Annotated[
    int | None, typer.Option(help="Brisk minutes on a usual day now; left out: hardly any.")
]
VigorousMinutes = Annotated[
    int | None, typer.Option(help="Hard minutes in a usual week now; they count double.")
]
WakesAt = Annotated[str | None, typer.Option(help="When the day begins: 07:00.")]
SleepsAt = Annotated[str | None, typer.Option(help="When the day ends: 23:00.")]
WorkStarts = Annotated[str | None, typer.Option(help="When work begins: 09:00.")]
WorkEnds = Annotated[str | None, typer.Option(help="When work ends: 17:00.")]
BreakEvery = Annotated[
    int | None, typer.Option(help="Minutes from one break to the next, 30 to 60.")
]
JourneyStarts = Annotated[str | None, typer.Option(help="When a journey begins: 2026-03-02T09:15.")]
JourneyMinutes = Annotated[int | None, typer.Option(help="How long it takes.")]

_ME = "self"
_NO_PLAN = msgid("There is no plan for this week yet. Make one: {command}")


@week.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    person: Person = _ME,
    as_json: AsJson = False,
    ics: Annotated[
        Path | None, typer.Option(help="Write the week as a calendar file to this path.")
    ] = None,
) -> None:
    """Print this week's plan."""
    if context.invoked_subcommand is not None:
        return
    with _coach() as coach:
        person_id = coach.journal.person(person).id
        if not as_json:
            for line in coach.learning.lines(person_id):
                print(f"{line}\n")
        plan = coach.weeks.current(person_id)
        if plan is None:
            fail([translate(_NO_PLAN, command="soleus plan make")])
        if ics is not None:
            _write_calendar(coach, plan, person_id, ics)
        else:
            _print(plan, as_json)


@week.command()
def make(
    person: Person = _ME,
    setting: Setting = None,
    minutes_a_day: MinutesADay = None,
    vigorous_minutes: VigorousMinutes = None,
    wakes_at: WakesAt = None,
    sleeps_at: SleepsAt = None,
    work_starts: WorkStarts = None,
    work_ends: WorkEnds = None,
    break_every: BreakEvery = None,
    journey_starts: JourneyStarts = None,
    journey_minutes: JourneyMinutes = None,
    as_json: AsJson = False,
) -> None:
    """Make the plan of the week that begins today; what is not said stays as it was."""
    said = {
        "setting": setting,
        "current_minutes_per_day": minutes_a_day,
        "vigorous_minutes_per_week": vigorous_minutes,
        "wakes_at": wakes_at,
        "sleeps_at": sleeps_at,
        "work_starts": work_starts,
        "work_ends": work_ends,
        "break_every_minutes": break_every,
        "journey_starts_at": journey_starts,
        "journey_minutes": journey_minutes,
    }
    _make(person, {key: value for key, value in said.items() if value is not None}, as_json)


def _make(person: str, given: Mapping[str, object], as_json: bool) -> None:
    from soleus.plan import Profile

    with _coach() as coach:
        person_id = coach.journal.person(person).id
        known = coach.weeks.profile(person_id).as_dict()
        _print(coach.weeks.make(person_id, Profile.from_dict({**known, **given})), as_json)


@week.command()
def move(
    item: Annotated[str, typer.Argument(help="The item's id, as the plan shows it.")],
    day: Annotated[str | None, typer.Option(help="The new day, such as 2026-03-02.")] = None,
    at: Annotated[str | None, typer.Option(help="The new time, such as 07:30.")] = None,
    person: Person = _ME,
) -> None:
    """Move an item to another day or time."""
    from soleus.plan import move as moved

    new_day = _read(date.fromisoformat, day, msgid("--day has to be a day such as 2026-03-02"))
    new_time = _read(time.fromisoformat, at, msgid("--at has to be a time such as 07:30"))
    _edit(person, lambda plan: moved(plan, item, day=new_day, at=new_time))


@week.command()
def swap(
    item: Annotated[str, typer.Argument(help="The item's id, as the plan shows it.")],
    kind: Annotated[str, typer.Argument(help="What to do instead, such as cycling.")],
    person: Person = _ME,
) -> None:
    """Put another kind of activity in an item's place."""
    from soleus.plan import swap as swapped

    _edit(person, lambda plan: swapped(plan, item, kind))


@week.command()
def drop(
    item: Annotated[str, typer.Argument(help="The item's id, as the plan shows it.")],
    offer: Annotated[
        bool, typer.Option(help="Offer its minutes on other days where there is room.")
    ] = True,
    person: Person = _ME,
) -> None:
    """Take an item out; its minutes are offered on other days where there is room."""
    from soleus.plan import drop as dropped

    with _coach() as coach:
        today = coach.today()
    _edit(person, lambda plan: dropped(plan, item, offer=offer, today=today))


def _edit(person: str, change: Callable[[WeekPlan], WeekPlan]) -> None:
    with _coach() as coach:
        person_id = coach.journal.person(person).id
        before = coach.weeks.current(person_id)
        plan = coach.weeks.edit(person_id, change)
        if before is None or plan is None:
            fail([translate(_NO_PLAN, command="soleus plan make")])
        print("\n".join(each.says for each in plan.changes[len(before.changes) :]))


def _read(parse: Callable[[str], Any], value: str | None, fault: str) -> Any:  # noqa: ANN401
    try:
        return None if value is None else parse(value)
    except ValueError:
        fail([translate(fault)])


def _print(plan: WeekPlan, as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(plan.as_dict(), indent=2))
    else:
        from soleus.cli.plan_text import render

        print(render(plan))


def _write_calendar(coach: Coach, plan: WeekPlan, owner: str, path: Path) -> None:
    from soleus.cli.files import write_or_fail
    from soleus.plan import to_icalendar

    content = to_icalendar(plan, clock=coach.clock, timezone=coach.timezone, owner=owner)
    otherwise = msgid("{path}: cannot be written ({why}); choose another path with --ics")
    write_or_fail(path, content.decode("utf-8"), otherwise)
    print(translate("The week is in {path}.", path=path))


@contextmanager
def _coach() -> Iterator[Coach]:
    from soleus.compose import Settings, open_coach

    with open_coach(Settings.from_environment()) as coach:
        yield coach
