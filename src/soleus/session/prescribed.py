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
from soleus.evidence import Text, load_texts
from soleus.journal import MOVE_SECONDS, ExerciseEntry, ExerciseStep, Sides
from soleus.language import msgid
from soleus.session.cues import Away, Beat, Counter, Cue, Do, Frame, Kind, Posture, Tone
from soleus.session.routine import routines
from soleus.session.script import PoseTrack, Script, Segment, require_leave
from soleus.session.stop_rules import StopRule, stop_rule, stop_rules
from soleus.vocabulary import Activity, Leg

PREFIX = "prescribed-"
"""What the routine's id of a prescribed exercise begins with."""

READY_SECONDS = 8
CHANGE_SECONDS = 5
LONGEST_COUNTED = 60
LONGEST_ON_SCREEN = 30
"""A hold longer than this goes on with the screen locked, as legs on a pillow do."""

_MOVED = ("ankle", "squeeze", "heel", "raised")
_SIDES = {Leg.LEFT: msgid("left leg"), Leg.RIGHT: msgid("right leg")}
_PICTURES = "/api/exercises/pictures/"


@dataclass(frozen=True, slots=True)
class CliniciansWords(Text):
    """The instructions of whoever prescribed the exercise; they rest on no claim."""

    def _faults_between(self) -> tuple[str, ...]:
        return ()


def prescribed_script(
    permit: Permit,
    entry: ExerciseEntry,
    *,
    now: datetime,
    limits: tuple[Text, ...] | None = None,
    has_one_leg: bool = False,
) -> Script:
    """Return the timeline of a prescribed exercise.

    Parameters
    ----------
    permit : for the activity that it counts as
    limits : what to keep to; by default the reasons of the permit
    has_one_leg : whether no step can be done with one leg after the other

    Raises
    ------
    NotPermittedError
        when the permit has run out.
    """
    require_leave(permit, permit.activity, now)
    words = _words()
    return Script(
        permit=permit,
        activity=permit.activity,
        routine=f"{PREFIX}{entry.exercise}",
        title=entry.name,
        posture=Posture(entry.position.value),
        options={},
        summary=words["summary"],
        intro=(*(_does(step) for step in entry.steps), words["other"]),
        limits=permit.ruling.reasons if limits is None else limits,
        stop_rules=_stop_rules(permit.activity),
        segments=(*_segments(entry, has_one_leg=has_one_leg), _done()),
        repeat=None,
    )


def _does(step: ExerciseStep) -> Text:
    return CliniciansWords(step.does, ())


def _seconds(step: ExerciseStep) -> int:
    """Return how long one repetition lasts, with its rest."""
    return 2 * MOVE_SECONDS + step.hold_seconds + step.rest_seconds


def _stop_rules(activity: Activity) -> tuple[StopRule, ...]:
    """Return the rules of the built-in routine of this activity, then all others."""
    own = [
        rule
        for routine in routines().values()
        if routine.activity is activity
        for rule in routine.stop_rules
    ]
    return tuple(stop_rule(rule) for rule in dict.fromkeys([*own, *stop_rules()]))


def _segments(entry: ExerciseEntry, *, has_one_leg: bool) -> Iterator[Segment]:
    for number, step in enumerate(entry.steps, 1):
        title = msgid("Get ready") if number == 1 else msgid("The next step")
        yield _announced(f"step_{number}", Kind.GET_READY, title, step, READY_SECONDS, step.does)
        takes_turns = step.sides is Sides.EACH and not has_one_leg
        for leg in tuple(Leg) if takes_turns else (None,):
            if leg is not None:
                says = _words()[leg.value].says
                name = f"step_{number}_{leg.value}"
                yield _announced(name, Kind.REST, says, step, CHANGE_SECONDS, says)
            for turn in range(1, step.repetitions + 1):
                yield _repetition(number, step, leg, turn, Posture(entry.position.value))


def _announced(
    name: str, kind: Kind, title: str, step: ExerciseStep, seconds: int, says: str
) -> Segment:
    """Return a segment that shows the words of a step and says something aloud."""
    claims = _words()["get_ready"].claims
    return Segment(
        id=name,
        kind=kind,
        title=title,
        show=_does(step),
        seconds=float(seconds),
        cues=(Cue(Do.SAY, claims=claims, text=says), Cue(Do.VIBRATE, pattern=(120, 80, 120))),
        counter=Counter(seconds, -1, per_minute=60, count=seconds),
        picture=_picture(step),
    )


def _picture(step: ExerciseStep) -> str | None:
    return f"{_PICTURES}{step.picture}" if step.picture else None


def _repetition(
    number: int, step: ExerciseStep, leg: Leg | None, turn: int, posture: Posture
) -> Segment:
    side = f"_{leg.value}" if leg else ""
    seconds = _seconds(step)
    return Segment(
        id=f"step_{number}{side}_{turn}",
        kind=Kind.MOVE,
        title=msgid("Move") if seconds <= LONGEST_COUNTED else f"{turn} / {step.repetitions}",
        show=_does(step),
        seconds=float(seconds),
        is_active=True,
        away=Away.ELAPSE if seconds > LONGEST_ON_SCREEN else Away.PAUSE,
        beats=tuple(_beats(step)),
        counter=_counter(step, leg, turn),
        pose=_pose(step, posture),
        picture=_picture(step),
    )


def _beats(step: ExerciseStep) -> Iterator[Beat]:
    """Yield the beats of a repetition: one cycle of a minute, so that a phase is seconds of it."""
    moves, holds = MOVE_SECONDS, step.hold_seconds
    sounds = [(0, Do.MOVE, Tone.UP, msgid("Move"))]
    if holds:
        sounds.append((moves, Do.HOLD, Tone.HOLD, msgid("Hold")))
    sounds.append((moves + holds, Do.MOVE, Tone.DOWN, msgid("Back")))
    if step.rest_seconds:
        sounds.append((2 * moves + holds, Do.REST, Tone.READY, msgid("Rest")))
    for at, do, tone, word in sounds:
        yield Beat(do, at / 60, tone, word, _words()["summary"].claims, word, 1, 1)


def _counter(step: ExerciseStep, leg: Leg | None, turn: int) -> Counter | None:
    """Return the number to show; its rate makes one repetition count as one, up to a minute."""
    if _seconds(step) > LONGEST_COUNTED:
        return None
    unit = _SIDES[leg] if leg else ""
    rate = -(-60 // _seconds(step))
    return Counter(turn, 0, unit=unit, per_minute=rate, count=step.repetitions)


def _pose(step: ExerciseStep, posture: Posture) -> PoseTrack | None:
    """Return how the drawn leg moves: there, held, back, rested."""
    there = {
        Posture.SEATED: Frame(0, ankle=1.0, squeeze=1.0),
        Posture.LYING: Frame(0, ankle=1.0, squeeze=1.0),
        Posture.STANDING: Frame(0, heel=1.0, squeeze=1.0),
        Posture.RAISED: Frame(0, raised=1.0),
    }.get(posture)
    if there is None:
        return None
    moves, holds, length = MOVE_SECONDS, step.hold_seconds, _seconds(step)
    nothing = replace(there, **{name: 0.0 for name in _MOVED if getattr(there, name)})
    frames = ((0, nothing), (moves, there), (moves + holds, there), (2 * moves + holds, nothing))
    return PoseTrack(None, tuple(replace(frame, at=at / length) for at, frame in frames))


def _done() -> Segment:
    text = _words()["done"]
    return Segment(
        id="done",
        kind=Kind.DONE,
        title=msgid("Done"),
        show=text,
        seconds=0.0,
        cues=(
            Cue(Do.TONE, tone=Tone.END),
            Cue(Do.SAY, claims=text.claims, text=msgid("Done.")),
            Cue(Do.VIBRATE, pattern=(400,)),
        ),
    )


@cache
def _words() -> dict[str, Text]:
    """Return what is said around the steps."""
    cases = ("summary", "get_ready", "left", "right", "other", "done")
    return load_texts(files("soleus.session") / "prescribed.toml", cases)
