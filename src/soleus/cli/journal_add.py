"""``soleus journal add``: record symptoms, tape and activity at the terminal."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any, TextIO
from zoneinfo import ZoneInfo

import typer

from soleus.cli.app import fail, with_the_way_on
from soleus.cli.journal import ME, AsJson, DataDir, Person, coach_at, entry_of, journal
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from uuid import UUID

    from soleus.coach import Coach
    from soleus.journal import Entry, Recorded

add = typer.Typer(
    help="Record something, also for a past day.", no_args_is_help=True, rich_markup_mode=None
)
journal.add_typer(add, name="add")

At = Annotated[
    str | None,
    typer.Option("--at", help="When: 2026-03-01 or 2026-03-01T18:30; left out: now."),
]
Correct = Annotated[
    str | None, typer.Option("--correct", help="The id, or its start, of the entry to correct.")
]
Score = Annotated[int | None, typer.Option(help="0 (none) to 10 (the worst).")]
Cm = Annotated[float | None, typer.Option(help="Centimetres, such as 36.5.")]


@add.command()
def symptom(
    swelling_left: Score = None,
    swelling_right: Score = None,
    heaviness: Score = None,
    leg_fatigue: Score = None,
    leg_pain: Score = None,
    finding: Annotated[
        list[str] | None,
        typer.Option(help="Newly noticed, such as swelling=left or short_of_breath=yes."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Something is new or worse.")] = False,
    note: Annotated[str, typer.Option(help="In your own words.")] = "",
    at: At = None,
    correct: Correct = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Record how the legs feel. Anything new ends the last check at once."""
    scores = {
        "swelling_left": swelling_left,
        "swelling_right": swelling_right,
        "heaviness": heaviness,
        "leg_fatigue": leg_fatigue,
        "leg_pain": leg_pain,
    }
    given = {name: value for name, value in scores.items() if value is not None}
    payload = {"scores": given, "findings": _findings(finding or []), "is_new": new, "note": note}
    _note(payload, at, correct, person, data_dir, as_json=as_json)


def _note(
    payload: Mapping[str, Any],
    at: str | None,
    correct: str | None,
    person: str,
    data_dir: Path | None,
    *,
    as_json: bool,
) -> None:
    """Record a symptom through the coach, which lets the check judge the findings first."""
    from soleus.journal import SymptomEntry

    entry = SymptomEntry.from_dict(payload)
    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id
        recorded = coach.diary.note_symptoms(
            whose,
            scores=entry.scores,
            findings=entry.findings,
            is_new=entry.is_new,
            note=entry.note,
            at=moment_of(coach, at),
            supersedes=target_of(coach, whose, correct),
        )
        if entry.is_new or entry.findings or coach.learning.lines(whose):
            _say_what_follows(coach, whose, out=sys.stderr if as_json else sys.stdout)
    _tell(recorded, as_json)


@add.command()
def tape(
    calf_left_cm: Cm = None,
    calf_right_cm: Cm = None,
    ankle_left_cm: Cm = None,
    ankle_right_cm: Cm = None,
    at: At = None,
    correct: Correct = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Record leg circumferences: the calf where it is thickest, the ankle above the bones."""
    payload = {
        "calf_left_cm": calf_left_cm,
        "calf_right_cm": calf_right_cm,
        "ankle_left_cm": ankle_left_cm,
        "ankle_right_cm": ankle_right_cm,
    }
    _record("tape", payload, at, correct, person, data_dir, as_json=as_json)


@add.command()
def activity(
    minutes: Annotated[float, typer.Option(help="How long, in minutes.")],
    intensity: Annotated[str, typer.Option(help="light, moderate, vigorous or strength.")],
    what: Annotated[str, typer.Option(help="Such as: cycled to work.")] = "",
    at: At = None,
    correct: Correct = None,
    person: Person = ME,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Record minutes of activity."""
    payload = {"minutes": minutes, "intensity": intensity, "what": what}
    _record("activity", payload, at, correct, person, data_dir, as_json=as_json)


def _record(
    kind: str,
    payload: Mapping[str, Any],
    at: str | None,
    correct: str | None,
    person: str,
    data_dir: Path | None,
    *,
    as_json: bool,
) -> None:
    from soleus.journal import entry_from_dict

    entry = entry_from_dict(kind, payload)
    with coach_at(data_dir) as coach:
        whose = coach.journal.person(person).id
        supersedes = target_of(coach, whose, correct)
        recorded = coach.journal.append(
            whose, entry, at=moment_of(coach, at), supersedes=supersedes
        )
        if coach.learning.lines(whose):
            _say_what_follows(coach, whose, out=sys.stderr if as_json else sys.stdout)
    _tell(recorded, as_json)


def target_of(coach: Coach, person_id: str, start: str | None) -> UUID | None:
    """Return the id of the entry to correct, where one is named."""
    return None if start is None else entry_of(coach, person_id, start).id


def moment_of(coach: Coach, value: str | None) -> datetime | None:
    """Read a day or a moment in the person's own time; a past day alone means its noon."""
    if value is None:
        return None
    zone = ZoneInfo(coach.timezone)
    try:
        if len(value) == len("2026-03-01"):
            day = date.fromisoformat(value)
            return None if day == coach.today() else datetime.combine(day, time(12), zone)
        moment = datetime.fromisoformat(value)
    except ValueError:
        text = msgid("--at is {value}, but has to be as 2026-03-01 or 2026-03-01T18:30")
        fail([translate(text, value=repr(value))])
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _findings(given: list[str]) -> dict[str, bool | str]:
    """Read ``finding=value``; what the check makes of it, it says itself."""
    faults = [
        translate("--finding is {item}, but has to be as swelling=left", item=repr(item))
        for item in given
        if "=" not in item
    ]
    if faults:
        fail(faults)
    yes, no = ("yes", "true", "ja"), ("no", "false", "nein")
    spoken: Mapping[str, bool] = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}
    pairs = (item.split("=", 1) for item in given)
    return {name.strip(): spoken.get(said.strip(), said.strip()) for name, said in pairs}


def _tell(recorded: Recorded[Entry], as_json: bool) -> None:
    if as_json:
        import json

        print(json.dumps(recorded.as_dict(), indent=2, ensure_ascii=False))
    else:
        from soleus.cli.journal_text import line

        print(translate("Recorded: {entry}", entry=line(recorded)))


def _say_what_follows(coach: Coach, person_id: str, out: TextIO) -> None:
    """Say what the gate makes of it: the reasons with their claims, what shows, then the check.

    In an emergency nothing else is said that could keep the person from calling.
    """
    from soleus.vocabulary import NotPermittedError, Urgency

    standing = coach.gate.standing(person_id)
    if standing.decision is not None and standing.decision.urgency is not Urgency.SELF_CARE:
        for reason in standing.decision.reasons:
            print(f"{translate(reason.text)}  [{' '.join(reason.claims)}]\n", file=out)
    if standing.is_emergency:
        return
    for line in coach.learning.lines(person_id):
        print(f"{line}\n", file=out)
    try:
        coach.gate.clearance(person_id)
    except NotPermittedError as refusal:
        print(f"{with_the_way_on(refusal)}\n", file=out)
