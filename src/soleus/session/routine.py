"""Routines as data: what the files under ``routines/`` say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TypeVar

from soleus.evidence import Text
from soleus.language import meant, translate
from soleus.records import Limit, Record, limits, load_folder
from soleus.session.cues import Ask, Away, Beat, Counter, Cue, Frame, Kind, Posture
from soleus.vocabulary import Activity, FaultsError

Options = Mapping[str, int | str]
"""What the person has chosen, by the name of the option."""


@dataclass(frozen=True, slots=True)
class NumberOption(Record):
    """A whole number that the person may choose, between ``least`` and ``most``."""

    label: str
    unit: str
    default: int
    least: int
    most: int
    offered: tuple[int, ...]
    help: Text

    @property
    def limit(self) -> Limit:
        """What may be chosen."""
        return limits.whole(self.least, self.most)

    def _faults_between(self) -> tuple[str, ...]:
        if all(self.least <= value <= self.most for value in (self.default, *self.offered)):
            return ()
        return ("default and offered must lie between least and most",)


@dataclass(frozen=True, slots=True)
class ChoiceOption(Record):
    """One of a few; ``offered`` gives each value its label.

    ``with_one_foot`` names those that somebody with one foot may choose; empty means all.
    """

    label: str
    default: str
    offered: Mapping[str, str]
    help: Text
    with_one_foot: tuple[str, ...] = ()

    @property
    def limit(self) -> Limit:
        """What may be chosen."""
        return limits.literal(*self.offered)

    def _faults_between(self) -> tuple[str, ...]:
        faults = [
            f"with_one_foot names {value}, which is not offered"
            for value in self.with_one_foot
            if value not in self.offered
        ]
        if self.default not in self.offered:
            faults.append("default must be one of those offered")
        return tuple(faults)


@dataclass(frozen=True, slots=True)
class ConditionalText(Text):
    """A text that is shown only where the options named in ``only`` are chosen so."""

    only: Mapping[str, str] = field(default_factory=dict)


Conditional = TypeVar("Conditional", ConditionalText, Cue)


@dataclass(frozen=True, slots=True)
class Part(Record):
    """One part of a routine; a script makes a segment of it.

    Its length is ``seconds``, or an option's ``minutes`` or ``repetitions``; with none of these
    it waits for ``until`` or ``ask``. ``rate`` is cycles a minute, or the option that says so.
    ``instead`` holds texts shown in place of ``show`` where the chosen options fit.
    ``is_pose_once`` spreads the pose once over the part instead of over each cycle.
    """

    id: str
    kind: Kind
    title: str
    show: Text
    instead: tuple[ConditionalText, ...] = ()
    seconds: int | None = None
    minutes: str | None = None
    repetitions: str | None = None
    until: str | None = None
    ask: Ask | None = None
    rate: int | str | None = None
    is_active: bool = False
    away: Away = Away.PAUSE
    ends_with_repeat: bool = False
    cues: tuple[Cue, ...] = ()
    beats: tuple[Beat, ...] = ()
    counter: Counter | None = None
    pose: tuple[Frame, ...] = ()
    is_pose_once: bool = False

    @property
    def numbers(self) -> tuple[str, ...]:
        """The number options that the length and the rate come from."""
        named = (self.minutes, self.repetitions, self.rate)
        return tuple(name for name in named if isinstance(name, str))

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        lengths = (self.seconds, self.minutes, self.repetitions, self.until, self.ask)
        if sum(length is not None for length in lengths) != 1:
            faults.append("needs exactly one of seconds, minutes, repetitions, until and ask")
        if self.rate is None and (self.beats or self.counter or self.repetitions):
            faults.append("beats, a counter and repetitions need a rate")
        return tuple(faults)


@dataclass(frozen=True, slots=True)
class RepeatData(Record):
    """The parts that come again until the option ``minutes`` is used up."""

    first: str
    last: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Routine(Record):
    """One routine, as its file says it. ``id`` is the file's name."""

    id: str
    activity: Activity
    title: str
    posture: Posture
    summary: Text
    intro: tuple[ConditionalText, ...]
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
    def defaults(self) -> Options:
        """What is chosen where the person chooses nothing."""
        return {name: option.default for name, option in self.options.items()}

    def settled(self, chosen: Mapping[str, object]) -> Options:
        """Return every option: what was chosen, else its default.

        Raises
        ------
        FaultsError
            with one line for each option that is unknown or out of bounds.
        """
        known = {name: option.limit for name, option in self.options.items()}
        named = {name: value for name, value in chosen.items() if name in known}
        unknown = [self._no_option(name) for name in chosen if name not in known]
        values, faults = limits.read_object(known, (), named)
        if unknown or faults:
            raise FaultsError([*unknown, *faults])
        return dict(sorted({**self.defaults, **values}.items()))

    def posture_with(self, chosen: Options) -> Posture:
        """Return the posture in which it is done with these options."""
        return Posture(str(chosen.get("posture", self.posture)))

    def intro_with(self, chosen: Options) -> tuple[Text, ...]:
        """Return the texts that introduce it with these options."""
        return tuple(fitting(self.intro, chosen))

    def _no_option(self, name: str) -> str:
        known = list(self.options)
        line = translate("{routine} has no option {name}", routine=translate(self.title), name=name)
        return line + (meant(name, known) or _there_are(known))

    def _faults_between(self) -> tuple[str, ...]:
        return tuple(_disagreements(self))


def fitting(items: Iterable[Conditional], chosen: Options) -> Iterator[Conditional]:
    """Yield the texts or cues whose condition ``only`` the chosen options meet."""
    for item in items:
        if all(chosen[option] == value for option, value in item.only.items()):
            yield item


@cache
def routines() -> Mapping[str, Routine]:
    """Return every routine by its id.

    Raises
    ------
    InvalidDataError
        with every fault of every file.
    """
    return load_folder(Routine, files("soleus.session") / "routines")


@cache
def first_routines() -> Mapping[Activity, str]:
    """Return the routine that each activity is begun with, by its name in addresses."""
    first = {each.activity: each.id for each in reversed(list(routines().values()))}
    return {activity: id_.replace("_", "-") for activity, id_ in first.items()}


def routine(routine_id: str) -> Routine:
    """Return the routine with this id; ``ankle-pumps`` is read as ``ankle_pumps``.

    Raises
    ------
    FaultsError
        when there is none; the text names the nearest.
    """
    known = routines()
    name = routine_id.replace("-", "_")
    if name not in known:
        line = translate("there is no routine {name}", name=routine_id)
        raise FaultsError([line + (meant(routine_id, known) or _there_are(known))])
    return known[name]


def _there_are(known: Iterable[str]) -> str:
    return translate("; there are {known}", known=", ".join(known))


def _disagreements(data: Routine) -> Iterator[str]:
    """Yield what is well-formed and yet cannot be."""
    ids = [part.id for part in data.parts]
    if not ids or data.parts[-1].kind is not Kind.DONE:
        yield "parts: the last one must be of kind done"
    yield from (f"parts: {id_} is there twice" for id_ in sorted(set(ids)) if ids.count(id_) > 1)
    for part in data.parts:
        for name in part.numbers:
            if name not in data.numbers:
                yield f"parts: {part.id}: there is no number {name}"
    if data.repeat:
        missing = {data.repeat.first, data.repeat.last} - set(ids)
        yield from (f"repeat: there is no part {id_}" for id_ in sorted(missing))
        if data.repeat.minutes not in data.numbers:
            yield f"repeat: there is no number {data.repeat.minutes}"
