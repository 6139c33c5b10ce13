"""``soleus visits``: what clinicians found and allowed, until when, and another one noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app
from soleus.cli.journal import ME, AsJson, DataDir, Person, coach_at
from soleus.cli.journal_add import At, Correct, moment_of, target_of
from soleus.cli.journal_add import add as journal_add
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from soleus.coach import Seen

visits = typer.Typer(
    help="Visits to a clinician: what was found, what was allowed, until when.",
    rich_markup_mode=None,
)
app.add_typer(visits, name="visits")

Who = Annotated[str, typer.Option(help="Such as gp, nurse, vascular_specialist.")]
SawEverything = Annotated[
    bool | None,
    typer.Option(
        "--saw-everything/--not-everything",
        help="Whether they looked at every symptom that you marked in your check.",
    ),
]
WorseSince = Annotated[
    bool | None,
    typer.Option("--worse-since/--nothing-worse", help="Whether anything is new or worse since."),
]
Found = Annotated[str, typer.Option(help="What was found, in their words.")]
Cleared = Annotated[
    list[str] | None,
    typer.Option(help="An activity they allowed by name; may be given several times."),
]
ReviewDate = Annotated[str | None, typer.Option(help="When to be seen again, as 2026-03-01.")]


@visits.callback(invoke_without_command=True)
def show(
    context: typer.Context, person: Person = ME, as_json: AsJson = False, data_dir: DataDir = None
) -> None:
    """List the visits, the latest first, and say what each of them does now."""
    if context.invoked_subcommand is not None:
        return
    with coach_at(data_dir) as coach:
        found = coach.visits.seen(coach.journal.person(person).id)
    if as_json:
        print(json.dumps([_as_dict(each) for each in found], indent=2, ensure_ascii=False))
    elif not found:
        text = msgid("No visit is noted yet. To note one: {command}")
        print(translate(text, command="soleus visits add"))
    else:
        print("\n\n".join(_told(each) for each in found))


@journal_add.command("visit")
@visits.command()
def add(
    who: Who,
    saw_everything: SawEverything = None,
    worse_since: WorseSince = None,
    found: Found = "",
    cleared: Cleared = None,
    review_date: ReviewDate = None,
    at: At = None,
    correct: Correct = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Note a visit. What they allowed by name is opened at once, and nothing else."""
    said: dict[str, Any] = {
        "who_kind": who,
        "found": found,
        "cleared": cleared or [],
        "review_date": review_date,
        "saw_everything": saw_everything,
        "worse_since": worse_since,
    }
    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id
        supersedes = target_of(coach, whose, correct)
        seen = coach.visits.note(whose, said, at=moment_of(coach, at), supersedes=supersedes)
    print(json.dumps(_as_dict(seen), indent=2, ensure_ascii=False) if as_json else _told(seen))


def _as_dict(seen: Seen) -> dict[str, Any]:
    return {
        **seen.visit.as_dict(),
        "effect": seen.effect.value,
        "says": seen.text.says,
        "claims": list(seen.text.claims),
        "ends_on": seen.ends_on.isoformat(),
    }


def _told(seen: Seen) -> str:
    """Return a visit as lines: what was noted, until when it counts, what it does now and why."""
    from soleus.cli.journal_text import line
    from soleus.coach import Effect

    until = ""
    if seen.effect is Effect.COUNTS:
        until = translate("Until {day}.", day=seen.ends_on) + " "
    says = f"{translate(seen.text.says)}  [{' '.join(seen.text.claims)}]"
    return f"{line(seen.visit)}\n  {until}{says}"
