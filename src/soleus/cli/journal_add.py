"""``soleus journal add``: symptoms, tape and activity, noted at the terminal."""

from __future__ import annotations

import inspect
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TextIO
from zoneinfo import ZoneInfo

import typer

from soleus.cli.app import fail, with_the_way_on
from soleus.cli.journal import entry_of, journal
from soleus.cli.options import ME, AsJson, DataDir, Person, coach_for, with_options
from soleus.cli.output import cited, print_json
from soleus.cli.typed_numbers import decimal
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soleus.coach import Coach, Noted
    from soleus.journal import Entry, HowRecorded

Payload = dict[str, object]

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
Sure = Annotated[
    bool, typer.Option("--sure", help="The values are right, however unlikely they look.")
]
Score = Annotated[int | None, typer.Option(help="0 (none) to 10 (the worst).")]
Cm = Annotated[
    float | None, typer.Option(parser=decimal, metavar="NUMBER", help="Centimetres, such as 36.5.")
]

Whole = Annotated[int | None, typer.Option(metavar="NUMBER")]
Index = Annotated[
    float | None, typer.Option(parser=decimal, metavar="NUMBER", help="Such as 0.95.")
]

_SCORES = ("swelling_left", "swelling_right", "heaviness", "leg_fatigue", "leg_pain")
_CIRCUMFERENCES = ("calf_left_cm", "calf_right_cm", "ankle_left_cm", "ankle_right_cm")

_YES_OR_NO: dict[str, bool | str] = {
    **dict.fromkeys(("yes", "true", "ja"), True),
    **dict.fromkeys(("no", "false", "nein"), False),
}


def noting(
    read: Callable[[Coach, Payload], Entry], say: Callable[[Coach, Noted[Any], bool], None]
) -> Callable[[Callable[..., Payload]], Callable[..., None]]:
    """Turn a function that returns a payload into a command that records it.

    The command has the function's own options and those of every such command.

    Parameters
    ----------
    read : returns the entry of a payload
    say : prints what was recorded, as JSON if its last argument is true
    """

    def command_of(payload_of: Callable[..., Payload]) -> Callable[..., None]:
        def command(
            *,
            at: At = None,
            correct: Correct = None,
            sure: Sure = False,
            person: Person = ME,
            as_json: AsJson = False,
            data_dir: DataDir = None,
            **own: Any,  # noqa: ANN401  # the options of the function
        ) -> None:
            payload = payload_of(**own)
            with coach_for(person, data_dir) as (coach, person_id):
                entry = read(coach, payload)
                target = None if correct is None else entry_of(coach, person_id, correct).id
                moment = _moment_of(coach, at)
                how: HowRecorded = {"at": moment, "supersedes": target}
                noted = _asking(coach, person_id, entry, how, is_sure=sure)
                say(coach, noted, as_json)

        own = inspect.signature(payload_of, eval_str=True)
        shared = inspect.signature(command, eval_str=True).parameters
        options = [*own.parameters.values(), *list(shared.values())[:-1]]
        command.__name__, command.__doc__ = payload_of.__name__, payload_of.__doc__
        command.__signature__ = own.replace(parameters=options)  # type: ignore[attr-defined]
        return command

    return command_of


def _asking(
    coach: Coach, person_id: str, entry: Entry, how: HowRecorded, *, is_sure: bool
) -> Noted[Any]:
    """Note an entry; what is unlikely in it is asked about at a keyboard, and else refused."""
    from soleus.coach import UnlikelyError

    try:
        return coach.notes.take_asking(person_id, entry, None if is_sure else (), **how)
    except UnlikelyError as error:
        if not sys.stdin.isatty():
            fail(*error.questions, translate("Nothing was noted. If it is right, add --sure."))
        for question in error.questions:
            if not typer.confirm(question):
                fail(translate("Nothing was noted."))
        return coach.notes.take_asking(person_id, entry, None, **how)


def _of_kind(kind: str) -> Callable[[Coach, Payload], Entry]:
    return lambda coach, payload: coach.notes.read(kind, payload, among=(kind,))


def _say(coach: Coach, noted: Noted[Any], as_json: bool) -> None:
    """Print whom to see, what follows from an entry, the entry, and what it means."""
    from soleus.cli.check_text import Telling
    from soleus.cli.journal_text import line
    from soleus.journal import SymptomEntry

    entry, person_id = noted.recorded.entry, noted.recorded.person_id
    out = sys.stderr if as_json else sys.stdout
    telling = Telling()
    told = coach.told(coach.journal.person_of_id(person_id), noted, telling.calls)
    if told.card and not noted.standing.is_emergency:  # its reasons come first, and nothing else
        print(f"{telling.card(told.card)}\n", file=out)
    is_news = noted.recorded.kind == "symptom" and (entry.is_new or entry.findings)
    if is_news or coach.learning.lines(person_id):
        _say_what_follows(coach, noted, out=out)
    if as_json:
        print_json({**noted.recorded.as_dict(), "means": told.as_dict()})
    else:
        print(translate("Recorded: {entry}", entry=line(noted.recorded)))
        if isinstance(entry, SymptomEntry) and (says := told.meaning.says):
            print(cited(says, told.meaning.claims) if told.meaning.claims else says)


def _say_what_follows(coach: Coach, noted: Noted[Any], out: TextIO) -> None:
    """Print the reasons of the decision, what the days show, and why the gate is closed, if it is.

    In an emergency the reasons are all that is printed: nothing may delay the call.
    """
    from soleus.vocabulary import NotPermittedError, Urgency

    standing, person_id = noted.standing, noted.recorded.person_id
    if standing.decision is not None and standing.decision.urgency is not Urgency.SELF_CARE:
        for reason in standing.decision.reasons:
            print(cited(translate(reason.says), reason.claims, gap="  ") + "\n", file=out)
    if standing.is_emergency:
        return
    for line in coach.learning.lines(person_id):
        print(f"{line}\n", file=out)
    try:
        coach.gate.clearance(person_id)
    except NotPermittedError as refusal:
        print(f"{with_the_way_on(refusal)}\n", file=out)


@add.command()
@noting(_of_kind("symptom"), _say)
@with_options(**dict.fromkeys(_SCORES, Score))
def symptom(
    finding: Annotated[
        list[str] | None,
        typer.Option(help="Newly noticed, such as swelling=left or short_of_breath=yes."),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Something is new or worse.")] = False,
    gone_by_morning: Annotated[
        bool | None,
        typer.Option(
            "--gone-by-morning/--not-gone-by-morning",
            help="Was the swelling of last evening gone this morning?",
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="In your own words.")] = "",
    **scores: int,
) -> Payload:
    """Record how the legs feel. Anything new ends the last check at once."""
    payload = {"scores": scores, "findings": _findings(finding or []), "is_new": new, "note": note}
    return payload if gone_by_morning is None else {**payload, "gone_by_morning": gone_by_morning}


@add.command()
@noting(_of_kind("tape"), _say)
@with_options(**dict.fromkeys(_CIRCUMFERENCES, Cm))
def tape(**circumferences: float) -> Payload:
    """Record leg circumferences: the calf where it is thickest, the ankle above the bones."""
    return {**circumferences}


@add.command("blood-pressure")
@noting(_of_kind("blood_pressure"), _say)
def blood_pressure(
    systolic_mmhg: Annotated[int, typer.Option(metavar="NUMBER", help="The upper number.")],
    diastolic_mmhg: Annotated[int, typer.Option(metavar="NUMBER", help="The lower number.")],
    pulse_per_minute: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="As the instrument shows it.")
    ] = None,
    arm: Annotated[str | None, typer.Option(help="left or right.")] = None,
    posture: Annotated[str | None, typer.Option(help="sitting, lying or standing.")] = None,
) -> Payload:
    """Record the blood pressure at the upper arm."""
    more = {"pulse_per_minute": pulse_per_minute, "arm": arm, "posture": posture}
    return {"systolic_mmhg": systolic_mmhg, "diastolic_mmhg": diastolic_mmhg, **more}


@add.command("ankle-index")
@noting(_of_kind("ankle_index"), _say)
@with_options(ankle_index_left=Index, ankle_index_right=Index)
def ankle_index(**indices: float) -> Payload:
    """Record the ankle-brachial index (ABI) of each leg, as a clinic measured it."""
    return {**indices}


@add.command()
@noting(_of_kind("weight"), _say)
def weight(
    weight_kg: Annotated[
        float, typer.Option(parser=decimal, metavar="NUMBER", help="Kilograms, such as 82.5.")
    ],
) -> Payload:
    """Record the weight of the body."""
    return {"weight_kg": weight_kg}


@add.command("heel-raises")
@noting(_of_kind("heel_raises"), _say)
@with_options(heel_raises_left=Whole, heel_raises_right=Whole)
def heel_raises(**counts: int) -> Payload:
    """Record how often each heel could be raised, on that leg alone, until it no longer rose."""
    return {**counts}


@add.command()
@noting(_of_kind("activity"), _say)
def activity(
    minutes: Annotated[
        float, typer.Option(parser=decimal, metavar="NUMBER", help="How long, in minutes.")
    ],
    intensity: Annotated[str, typer.Option(help="light, moderate, vigorous or strength.")],
    what: Annotated[str, typer.Option(help="Such as: cycled to work.")] = "",
) -> Payload:
    """Record minutes of activity."""
    return {"minutes": minutes, "intensity": intensity, "what": what}


def _moment_of(coach: Coach, value: str | None) -> datetime | None:
    """Read a day or a moment in the person's own time; a past day alone means its noon."""
    if value is None:
        return None
    try:
        if len(value) == len("2026-03-01"):
            return coach.moment_on(date.fromisoformat(value))
        moment = datetime.fromisoformat(value)
    except ValueError:
        text = msgid("--at is {value}, but has to be as 2026-03-01 or 2026-03-01T18:30")
        fail(translate(text, value=repr(value)))
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(coach.timezone))


def _findings(typed: Sequence[str]) -> dict[str, bool | str]:
    """Read ``finding=value``; whether the check has such a finding is checked later."""
    faults = [
        translate("--finding is {item}, but has to be as swelling=left", item=repr(item))
        for item in typed
        if "=" not in item
    ]
    if faults:
        fail(*faults)
    pairs = (item.split("=", 1) for item in typed)
    return {name.strip(): _YES_OR_NO.get(value.strip(), value.strip()) for name, value in pairs}
