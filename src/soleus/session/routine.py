"""Routines as data: what each file under ``routines/`` says, read with all its faults at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from soleus.session.errors import RoutineDataError, UnknownRoutineError
from soleus.session.words import Away, Do, Kind, Posture, Text, Tone
from soleus.vocabulary import Activity, Table, nearest, read_record, read_table


@dataclass(frozen=True, slots=True)
class NumberOption:
    """A whole number that the person may choose, between ``least`` and ``most``."""

    label: str
    unit: str
    default: int
    least: int
    most: int
    offered: tuple[int, ...]
    help: Text


@dataclass(frozen=True, slots=True)
class ChoiceOption:
    """One of a few; ``offered`` gives each value its label.

    ``with_one_foot`` names those that somebody with one foot may choose; empty means all.
    """

    label: str
    default: str
    offered: Mapping[str, str]
    help: Text
    with_one_foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an :class:`Ask`."""

    value: int | str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question in the middle of a session."""

    id: str
    text: str
    claims: tuple[str, ...]
    answers: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CueData:
    """A cue of a part; ``at`` is seconds from its start, from its end if below 0, or ``half``.

    ``only`` names options that must be set so for it to come at all.
    """

    at: int | str
    do: Do
    claims: tuple[str, ...] = ()
    text: str | None = None
    tone: Tone | None = None
    pattern: tuple[int, ...] = ()
    only: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BeatData:
    """What comes once in each cycle, at the fraction ``phase`` of it."""

    do: Do
    phase: float
    tone: Tone
    label: str
    claims: tuple[str, ...]
    say: str | None = None


@dataclass(frozen=True, slots=True)
class CounterData:
    """How cycles are numbered, and about how often a number is spoken."""

    start: int
    step: int
    say_every_seconds: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The leg at one fraction of a cycle; what is None is not said by this frame."""

    at: float
    ankle: float | None = None
    squeeze: float | None = None
    heel: float | None = None
    step: float | None = None
    raised: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a routine; a script makes a segment of it.

    Its length is ``seconds``, or an option's ``minutes`` or ``repetitions``; with none of these
    it waits for ``until`` or ``ask``. ``rate`` is cycles a minute, or the option that says so.
    ``instead`` holds texts shown in place of ``show`` where what was chosen fits their ``only``.
    ``is_pose_once`` spreads the pose once over the part instead of over each cycle.
    """

    id: str
    kind: Kind
    title: str
    show: Text
    instead: tuple[Text, ...] = ()
    seconds: int | None = None
    minutes: str | None = None
    repetitions: str | None = None
    until: str | None = None
    ask: Ask | None = None
    rate: int | str | None = None
    is_active: bool = False
    away: Away = Away.PAUSE
    ends_with_repeat: bool = False
    cues: tuple[CueData, ...] = ()
    beats: tuple[BeatData, ...] = ()
    counter: CounterData | None = None
    pose: tuple[Frame, ...] = ()
    is_pose_once: bool = False


@dataclass(frozen=True, slots=True)
class RepeatData:
    """The parts that come again until the option ``minutes`` is used up."""

    first: str
    last: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Routine:
    """One routine, as its file says it. ``id`` is the file's name."""

    id: str
    activity: Activity
    title: str
    posture: Posture
    summary: Text
    intro: tuple[Text, ...]
    stop_rules: tuple[str, ...]
    parts: tuple[Part, ...]
    numbers: Mapping[str, NumberOption] = field(default_factory=dict)
    choices: Mapping[str, ChoiceOption] = field(default_factory=dict)
    repeat: RepeatData | None = None

    @property
    def options(self) -> Mapping[str, NumberOption | ChoiceOption]:
        """Everything the person may choose, by name."""
        return {**self.numbers, **self.choices}

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim that this routine's words rest on, sorted."""
        return tuple(sorted(set(_claims(self))))


@cache
def routines() -> Mapping[str, Routine]:
    """Return every routine by its id.

    Raises
    ------
    RoutineDataError
        with every fault of every file.
    """
    faults: list[str] = []
    found = [_read(name, text, faults) for name, text in _files()]
    if faults:
        raise RoutineDataError(faults)
    return {each.id: each for each in found if each is not None}


def routine(routine_id: str) -> Routine:
    """Return the routine with this id; ``ankle-pumps`` is read as ``ankle_pumps``.

    Raises
    ------
    UnknownRoutineError
        when there is none; the text names the nearest.
    """
    known = routines()
    found = known.get(routine_id.replace("-", "_"))
    if found is None:
        hint = nearest(routine_id, list(known)) or f"; there are {', '.join(known)}"
        raise UnknownRoutineError([f"there is no routine {routine_id}{hint}"])
    return found


def read_routine(routine_id: str, text: str) -> Routine:
    """Return the routine that the TOML ``text`` describes.

    Raises
    ------
    RoutineDataError
        with every fault of it.
    """
    faults: list[str] = []
    found = _read(routine_id, text, faults)
    if faults or found is None:
        raise RoutineDataError(faults)
    return found


def _files() -> Iterator[tuple[str, str]]:
    folder = files("soleus.session") / "routines"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            yield file.name.removesuffix(".toml"), file.read_text(encoding="utf-8")


def _read(name: str, text: str, faults: list[str]) -> Routine | None:
    where, before = f"routines/{name}.toml", len(faults)
    values = read_table(text, where, faults).values
    if len(faults) > before:
        return None
    found = read_record(Routine, Table({**values, "id": name}, where, faults))
    if found is not None:
        faults.extend(f"{where}: {fault}" for fault in _disagreements(found))
    return found


def _disagreements(found: Routine) -> Iterator[str]:
    """Yield what is well-formed and yet cannot be."""
    ids = [part.id for part in found.parts]
    if not ids or found.parts[-1].kind is not Kind.DONE:
        yield "parts: the last one must be of kind done"
    yield from (f"parts: {each} is there twice" for each in sorted(set(ids)) if ids.count(each) > 1)
    for part in found.parts:
        yield from (f"parts: {part.id}: {fault}" for fault in _part_faults(part, found))
    if found.repeat:
        named = {found.repeat.first, found.repeat.last} - set(ids)
        yield from (f"repeat: there is no part {each}" for each in sorted(named))
        if found.repeat.minutes not in found.numbers:
            yield f"repeat: there is no number {found.repeat.minutes}"
    for name, number in found.numbers.items():
        if not all(
            number.least <= each <= number.most for each in (number.default, *number.offered)
        ):
            yield f"numbers.{name}: default and offered must lie between least and most"
    for name, choice in found.choices.items():
        for value in set(choice.with_one_foot) - set(choice.offered):
            yield f"choices.{name}: with_one_foot names {value}, which is not offered"
        if choice.default not in choice.offered:
            yield f"choices.{name}: default must be one of those offered"


def _part_faults(part: Part, found: Routine) -> Iterator[str]:
    lengths = (part.seconds, part.minutes, part.repetitions, part.until, part.ask)
    if sum(length is not None for length in lengths) != 1:
        yield "needs exactly one of seconds, minutes, repetitions, until and ask"
    named = [name for name in (part.minutes, part.repetitions, part.rate) if isinstance(name, str)]
    yield from (f"there is no number {name}" for name in named if name not in found.numbers)
    if part.rate is None and (part.beats or part.counter or part.repetitions):
        yield "beats, a counter and repetitions need a rate"
    if not all(text.claims for text in (part.show, *part.instead)) or any(
        not beat.claims for beat in part.beats
    ):
        yield "every text needs a claim"
    yield from (
        f"the cue {cue.text!r} needs a claim" for cue in part.cues if cue.text and not cue.claims
    )


def _claims(found: Routine) -> Iterator[str]:
    yield from found.summary.claims
    for text in found.intro:
        yield from text.claims
    for option in found.options.values():
        yield from option.help.claims
    for part in found.parts:
        yield from part.show.claims
        yield from (claim for text in part.instead for claim in text.claims)
        yield from part.ask.claims if part.ask else ()
        yield from (claim for cue in part.cues for claim in cue.claims)
        yield from (claim for beat in part.beats for claim in beat.claims)
