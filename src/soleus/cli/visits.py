"""``soleus visits``: list visits to clinicians with their effect, and note another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app
from soleus.cli.journal_add import Payload, noting
from soleus.cli.journal_add import add as journal_add
from soleus.cli.options import ME, AsJson, DataDir, Person, coach_for
from soleus.cli.output import cited, print_json
from soleus.language import day_words, msgid, translate

if TYPE_CHECKING:
    from soleus.coach import Coach, Noted, VisitWithEffect
    from soleus.journal import VisitEntry

visits = typer.Typer(
    help="Visits to a clinician: what was found, what was allowed, until when.",
    rich_markup_mode=None,
)
app.add_typer(visits, name="visits")


@visits.callback(invoke_without_command=True)
def show(
    context: typer.Context, person: Person = ME, as_json: AsJson = False, data_dir: DataDir = None
) -> None:
    """List the visits, the latest first, and say what each of them does now."""
    if context.invoked_subcommand is not None:
        return
    with coach_for(person, data_dir) as (coach, person_id):
        found = coach.visits.seen(person_id)
    if as_json:
        print_json([_as_dict(seen) for seen in found])
    elif not found:
        text = msgid("No visit is noted yet. To note one: {command}")
        print(translate(text, command="soleus visits add"))
    else:
        print("\n\n".join(_as_text(seen) for seen in found))


def _say(coach: Coach, noted: Noted[VisitEntry], as_json: bool) -> None:
    seen = coach.visits.now(noted.recorded)
    if as_json:
        print_json(_as_dict(seen))
    else:
        print(_as_text(seen))


@journal_add.command("visit")
@visits.command()
@noting(lambda coach, payload: coach.visits.read(payload), _say)
def add(
    who: Annotated[str, typer.Option(help="Such as gp, nurse, vascular_specialist.")],
    saw_everything: Annotated[
        bool | None,
        typer.Option(
            "--saw-everything/--not-everything",
            help="Whether they looked at every symptom that you marked in your check.",
        ),
    ] = None,
    worse_since: Annotated[
        bool | None,
        typer.Option(
            "--worse-since/--nothing-worse", help="Whether anything is new or worse since."
        ),
    ] = None,
    better_since: Annotated[
        bool | None,
        typer.Option(
            "--better-since/--not-better", help="Whether all of it is clearly better or gone since."
        ),
    ] = None,
    clot_ruled_out: Annotated[
        bool | None,
        typer.Option(
            "--clot-ruled-out/--no-clot-test",
            help="Whether they looked for a clot, by a scan or a blood test, and found none.",
        ),
    ] = None,
    found: Annotated[str, typer.Option(help="What was found, in their words.")] = "",
    cleared: Annotated[
        list[str] | None,
        typer.Option(help="An activity they allowed by name; may be given several times."),
    ] = None,
    review_date: Annotated[
        str | None, typer.Option(help="When to be seen again, as 2026-03-01.")
    ] = None,
) -> Payload:
    """Note a visit. It counts at once, as if it had been said in the check."""
    return {
        "who_kind": who,
        "found": found,
        "cleared": cleared or [],
        "review_date": review_date,
        "saw_everything": saw_everything,
        "worse_since": worse_since,
        "better_since": better_since,
        "clot_ruled_out": clot_ruled_out,
    }


@visits.command()
def sheet(
    codes: Annotated[
        list[str],
        typer.Argument(help="The code of a ticked sheet, then the letters of each ticked line."),
    ],
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Say what a ticked sheet means; nothing is noted until you add the visit."""
    with coach_for(person, data_dir) as (coach, person_id):
        ticked = coach.sheets.read(coach.journal.person_of_id(person_id), " ".join(codes))
    if as_json:
        activities = [each.value for each in ticked.activities]
        print_json({"printed_on": ticked.printed_on.isoformat(), "activities": activities})
        return
    from soleus.assessment import activity_title

    print(translate("The sheet of {day}.", day=day_words(ticked.printed_on, year=True)))
    if ticked.activities:
        names = ", ".join(translate(activity_title(each)) for each in ticked.activities)
        print(translate("Ticked: {names}.", names=names))
    if not ticked.is_of_newest_check:
        print(translate("You have taken another check since. That one has to be looked at too."))
    cleared = " ".join(f"--cleared {each.value}" for each in ticked.activities)
    command = f"soleus visits add --who gp {cleared}".strip()
    print(translate("To note the visit: {command}", command=command))


def _as_dict(seen: VisitWithEffect) -> dict[str, object]:
    return {
        **seen.visit.as_dict(),
        "effect": seen.effect.value,
        "says": seen.text.says,
        "claims": list(seen.text.claims),
        "ends_on": seen.ends_on.isoformat(),
    }


def _as_text(seen: VisitWithEffect) -> str:
    """Return a visit as lines: the entry, until when it counts, its present effect and why."""
    from soleus.assessment import Effect
    from soleus.cli.journal_text import line

    until = ""
    if seen.effect is Effect.COUNTS:
        until = translate("Until {day}.", day=seen.ends_on) + " "
    says = cited(translate(seen.text.says), seen.text.claims, gap="  ")
    return f"{line(seen.visit)}\n  {until}{says}"
