"""A prescribed exercise as a session: its steps, counted and timed like the built-in routines.

Every repetition is a segment of its own: there, held, back, rested. So any length fits, and the
same player, terminal and state machine guide it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files

from soleus.assessment import Permit
from soleus.language import msgid
from soleus.session.errors import RoutineDataError
from soleus.session.routine import Frame, routines
from soleus.session.script import Beat, Counter, Cue, PoseTrack, Script, Segment, require_leave
from soleus.session.stop_rules import StopRule, stop_rule, stop_rules
from soleus.session.words import Away, Do, Kind, Posture, Text, Tone
from soleus.vocabulary import Activity, Leg, read_record, read_table

READY_SECONDS = 8
CHANGE_SECONDS = 5
_MOVED = ("ankle", "squeeze", "heel", "raised")
LONGEST_COUNTED = 60
_SIDES = {Leg.LEFT: msgid("left leg"), Leg.RIGHT: msgid("right leg")}
LONGEST_ON_SCREEN = 30
"""A hold longer than this goes on with the screen locked, as legs on a pillow do."""


@dataclass(frozen=True, slots=True)
class PrescribedStep:
    """One step: its words, how often, how long each part lasts, with which legs one by one.

    ``legs`` is empty where both work together; ``picture`` is the address of its picture.
    """

    does: str
    repetitions: int
    move_seconds: int
    hold_seconds: int
    rest_seconds: int
    legs: tuple[Leg, ...] = ()
    picture: str | None = None

    @property
    def seconds(self) -> int:
        """How long one repetition lasts, with its rest."""
        return 2 * self.move_seconds + self.hold_seconds + self.rest_seconds


@dataclass(frozen=True, slots=True)
class Prescription:
    """What a session needs of a prescribed exercise."""

    id: str
    title: str
    posture: Posture
    steps: tuple[PrescribedStep, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    summary: Text
    get_ready: Text
    left: Text
    right: Text
    other: Text
    done: Text


def prescribed_script(
    permit: Permit,
    prescription: Prescription,
    *,
    limits: tuple[Text, ...] | None = None,
    now: datetime,
) -> Script:
    """Return the timeline of a prescribed exercise.

    Parameters
    ----------
    permit : leave for the activity that it counts as
    limits : what to keep to; by default the reasons of the permit
    now : the present moment; a permit that has run out opens nothing

    Raises
    ------
    NotPermittedError
        when the permit has run out.
    """
    require_leave(permit, permit.activity, now)
    of_permit = tuple(Text(each.text, each.claims) for each in permit.ruling.reasons)
    return Script(
        permit=permit,
        activity=permit.activity,
        routine=prescription.id,
        title=prescription.title,
        posture=prescription.posture,
        options={},
        summary=_said().summary,
        intro=(*(Text(step.does, ()) for step in prescription.steps), _said().other),
        limits=of_permit if limits is None else limits,
        stop_rules=_stop_rules(permit.activity),
        segments=(*_segments(prescription), _done()),
        repeat=None,
    )


def prescribed_claims() -> tuple[str, ...]:
    """Return every claim that the words around a prescribed exercise rest on, sorted."""
    said = _said()
    texts = (said.summary, said.get_ready, said.left, said.right, said.other, said.done)
    return tuple(sorted({claim for text in texts for claim in text.claims}))


def _stop_rules(activity: Activity) -> tuple[StopRule, ...]:
    """Return those of the built-in routine of this activity, and every other that there is."""
    named = [
        rule
        for each in routines().values()
        if each.activity is activity
        for rule in each.stop_rules
    ]
    return tuple(stop_rule(each) for each in dict.fromkeys([*named, *stop_rules()]))


def _segments(prescription: Prescription) -> Iterator[Segment]:
    steps = prescription.steps
    for number, step in enumerate(steps, 1):
        title = msgid("Get ready") if number == 1 else msgid("The next step")
        yield _told(f"step_{number}", Kind.GET_READY, title, step, READY_SECONDS, step.does)
        for leg in step.legs or (None,):
            if leg is not None:
                text = _said().left if leg is Leg.LEFT else _said().right
                name = f"step_{number}_{leg.value}"
                yield _told(name, Kind.REST, text.text, step, CHANGE_SECONDS, text.text)
            for turn in range(1, step.repetitions + 1):
                yield _repetition(number, step, leg, turn, prescription.posture)


def _told(
    name: str, kind: Kind, title: str, step: PrescribedStep, seconds: int, says: str
) -> Segment:
    """Return a stretch in which the words of a step are shown and something is said."""
    claims = _said().get_ready.claims
    return Segment(
        id=name,
        kind=kind,
        title=title,
        show=Text(step.does, ()),
        seconds=float(seconds),
        is_active=False,
        away=Away.PAUSE,
        ends_with_repeat=False,
        until=None,
        ask=None,
        cues=(
            Cue(0.0, Do.SAY, claims, says),
            Cue(0.0, Do.VIBRATE, pattern=(120, 80, 120)),
        ),
        beats=(),
        counter=Counter(60, seconds, seconds, -1, 0, ""),
        pose=None,
        picture=step.picture,
    )


def _repetition(
    number: int, step: PrescribedStep, leg: Leg | None, turn: int, posture: Posture
) -> Segment:
    side = f"_{leg.value}" if leg else ""
    return Segment(
        id=f"step_{number}{side}_{turn}",
        kind=Kind.MOVE,
        title=msgid("Move") if step.seconds <= LONGEST_COUNTED else f"{turn} / {step.repetitions}",
        show=Text(step.does, ()),
        seconds=float(step.seconds),
        is_active=True,
        away=Away.ELAPSE if step.seconds > LONGEST_ON_SCREEN else Away.PAUSE,
        ends_with_repeat=False,
        until=None,
        ask=None,
        cues=(),
        beats=tuple(_beats(step)),
        counter=_counter(step, leg, turn),
        pose=_pose(step, posture),
        picture=step.picture,
    )


def _beats(step: PrescribedStep) -> Iterator[Beat]:
    """Yield what sounds in a repetition; once each, so that a phase is seconds of a minute."""
    moves, holds = step.move_seconds, step.hold_seconds
    sounds = [(0, Do.MOVE, Tone.UP, msgid("Move"))]
    if holds:
        sounds.append((moves, Do.HOLD, Tone.HOLD, msgid("Hold")))
    sounds.append((moves + holds, Do.MOVE, Tone.DOWN, msgid("Back")))
    if step.rest_seconds:
        sounds.append((2 * moves + holds, Do.REST, Tone.READY, msgid("Rest")))
    for at, do, tone, word in sounds:
        yield Beat(do, at / 60, 1, 1, tone, word, word, _said().summary.claims)


def _counter(step: PrescribedStep, leg: Leg | None, turn: int) -> Counter | None:
    """Return the number to show; its rate makes one repetition count as one, up to a minute."""
    if step.seconds > LONGEST_COUNTED:
        return None
    unit = _SIDES[leg] if leg else ""
    return Counter(-(-60 // step.seconds), step.repetitions, turn, 0, 0, unit)


def _pose(step: PrescribedStep, posture: Posture) -> PoseTrack | None:
    """Return how the drawn leg moves: there, held, back, rested."""
    there = {
        Posture.SEATED: Frame(0, ankle=1.0, squeeze=1.0),
        Posture.LYING: Frame(0, ankle=1.0, squeeze=1.0),
        Posture.STANDING: Frame(0, heel=1.0, squeeze=1.0),
        Posture.RAISED: Frame(0, raised=1.0),
    }.get(posture)
    if there is None:
        return None
    moves, holds, length = step.move_seconds, step.hold_seconds, step.seconds
    nothing = replace(there, **{name: 0.0 for name in _MOVED if getattr(there, name)})
    frames = ((0, nothing), (moves, there), (moves + holds, there), (2 * moves + holds, nothing))
    return PoseTrack(None, tuple(replace(frame, at=at / length) for at, frame in frames))


def _done() -> Segment:
    text = _said().done
    return Segment(
        id="done",
        kind=Kind.DONE,
        title=msgid("Done"),
        show=text,
        seconds=0.0,
        is_active=False,
        away=Away.PAUSE,
        ends_with_repeat=False,
        until=None,
        ask=None,
        cues=(
            Cue(0.0, Do.TONE, tone=Tone.END),
            Cue(0.0, Do.SAY, text.claims, msgid("Done.")),
            Cue(0.0, Do.VIBRATE, pattern=(400,)),
        ),
        beats=(),
        counter=None,
        pose=None,
    )


@cache
def _said() -> _Said:
    text = (files("soleus.session") / "prescribed.toml").read_text(encoding="utf-8")
    faults: list[str] = []
    read = read_record(_Said, read_table(text, "prescribed.toml", faults))
    if read is None or faults:
        raise RoutineDataError(faults)
    return read
