"""``soleus plan``: the week's plan at the terminal: make it, see it, change it, export it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from soleus.cli.app import app, fail
from soleus.cli.files import write_or_fail
from soleus.cli.now import beginnings, list_lines
from soleus.cli.options import ME, AsJson, Person, coach_for, read_options, with_options
from soleus.cli.output import print_json
from soleus.language import msgid, translate
from soleus.records import limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus.coach import Coach
    from soleus.plan import WeekPlan

week = typer.Typer(help="The week's plan: make it, see it, change it.", rich_markup_mode=None)
app.add_typer(week, name="plan")

Item = Annotated[str, typer.Argument(help="The item's id, as the plan shows it.")]


@week.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    person: Person = ME,
    as_json: AsJson = False,
    ics: Annotated[
        Path | None, typer.Option(help="Write the week as a calendar file to this path.")
    ] = None,
) -> None:
    """Print today's list, then this week's plan."""
    if context.invoked_subcommand is not None:
        return
    with coach_for(person) as (coach, person_id):
        if not as_json:
            for line in coach.learning.lines(person_id):
                print(f"{line}\n")
        plan = coach.weeks.current(person_id)
        if plan is None:
            _fail_without_plan()
        if ics is not None:
            _write_calendar(coach, plan, person_id, ics)
        else:
            today = None if as_json or plan.refers else coach.days.now(person_id)
            if today is not None:
                print("\n".join(list_lines(today, beginnings(today))), end="\n\n")
            _print(coach, person_id, plan, as_json)


@week.command()
@with_options(
    setting=Annotated[
        str | None,
        typer.Option(
            help="Where the day is spent: desk, standing, journey, bed, pad_supervised or home."
        ),
    ],
    current_minutes_per_day=Annotated[
        int | None,
        typer.Option(
            "--minutes-a-day", help="Brisk minutes on a usual day now; left out: hardly any."
        ),
    ],
    vigorous_minutes_per_week=Annotated[
        int | None,
        typer.Option(
            "--vigorous-minutes", help="Hard minutes in a usual week now; they count double."
        ),
    ],
    wakes_at=Annotated[str | None, typer.Option(help="When the day begins: 07:00.")],
    sleeps_at=Annotated[str | None, typer.Option(help="When the day ends: 23:00.")],
    work_starts=Annotated[str | None, typer.Option(help="When work begins: 09:00.")],
    work_ends=Annotated[str | None, typer.Option(help="When work ends: 17:00.")],
    break_every_minutes=Annotated[
        int | None,
        typer.Option("--break-every", help="Minutes from one break to the next, 30 to 60."),
    ],
    journey_starts_at=Annotated[
        str | None,
        typer.Option("--journey-starts", help="When a journey begins: 2026-03-02T09:15."),
    ],
    journey_minutes=Annotated[int | None, typer.Option(help="How long it takes.")],
)
def make(person: Person = ME, as_json: AsJson = False, **profile: Any) -> None:  # noqa: ANN401
    """Make the plan of the week that begins today; what is not said stays as it was."""
    from soleus.plan import Profile

    with coach_for(person) as (coach, person_id):
        known = coach.weeks.profile(person_id).as_dict()
        plan = coach.weeks.make(person_id, Profile.from_dict({**known, **profile}))
        _print(coach, person_id, plan, as_json)


@week.command()
def move(
    item: Item,
    day: Annotated[str | None, typer.Option(help="The new day, such as 2026-03-02.")] = None,
    at: Annotated[str | None, typer.Option(help="The new time, such as 07:30.")] = None,
    person: Person = ME,
) -> None:
    """Move an item to another day or time."""
    from soleus.plan import move as moved

    new_day, new_time = read_options(
        ("--day", day, limits.day()), ("--at", at, limits.clock_time())
    )
    _edit(person, lambda plan: moved(plan, item, day=new_day, at=new_time))


@week.command()
def swap(
    item: Item,
    kind: Annotated[str, typer.Argument(help="What to do instead, such as cycling.")],
    person: Person = ME,
) -> None:
    """Put another kind of activity in an item's place."""
    from soleus.plan import swap as swapped

    _edit(person, lambda plan: swapped(plan, item, kind))


@week.command()
def drop(
    item: Item,
    offer: Annotated[
        bool, typer.Option(help="Offer its minutes on other days where there is room.")
    ] = True,
    person: Person = ME,
) -> None:
    """Take an item out; its minutes are offered on other days where there is room."""
    from soleus.plan import drop as dropped

    with coach_for(person) as (coach, _):
        today = coach.today()
    _edit(person, lambda plan: dropped(plan, item, offer=offer, today=today))


@week.command()
def journey(person: Person = ME, as_json: AsJson = False) -> None:
    """Print what to do when on the journey that comes next or is under way."""
    with coach_for(person) as (coach, person_id):
        if as_json:
            found = coach.journeys_now.all(person_id)
            print_json({"journeys": [each.as_dict() for each in found]})
            return
        next_one = coach.journeys_now.next(person_id)
        if next_one is None:
            fail(translate("No journey is noted. Note one on the page Journey: soleus serve"))
        from soleus.cli.journey_text import render

        print(render(next_one))


def _edit(person: str, change: Callable[[WeekPlan], WeekPlan]) -> None:
    """Change this week's plan and print what changed."""
    with coach_for(person) as (coach, person_id):
        before = coach.weeks.current(person_id)
        plan = coach.weeks.edit(person_id, change)
        if before is None or plan is None:
            _fail_without_plan()
        print("\n".join(each.says for each in plan.changes[len(before.changes) :]))


def _fail_without_plan() -> NoReturn:
    text = msgid("There is no plan for this week yet. Make one: {command}")
    fail(translate(text, command="soleus plan make"))


def _print(coach: Coach, person_id: str, plan: WeekPlan, as_json: bool) -> None:
    if as_json:
        print_json(plan.as_dict())
    else:
        from soleus.cli.plan_text import render

        if says := coach.aims.of(person_id).says:
            print(f"{says}\n")
        print(render(plan))


def _write_calendar(coach: Coach, plan: WeekPlan, owner: str, path: Path) -> None:
    from soleus.plan import to_icalendar

    content = to_icalendar(plan, clock=coach.clock, timezone=coach.timezone, owner=owner)
    otherwise = msgid("{path}: cannot be written ({why}); choose another path with --ics")
    done = msgid("The week is in {path}.")
    write_or_fail(path, content.decode("utf-8"), otherwise, done)
