"""Making a script: a routine's data, the person's options and the permit's limits, put together."""

from collections.abc import Mapping
from datetime import datetime

from soleus.assessment import Permit
from soleus.session.limbs import fitted
from soleus.session.options import settle
from soleus.session.routine import BeatData, CueData, Part, Routine, routine
from soleus.session.script import (
    Beat,
    Counter,
    Cue,
    PoseTrack,
    Repeat,
    Script,
    Segment,
    require_leave,
)
from soleus.session.stop_rules import stop_rule
from soleus.session.words import Posture, Text
from soleus.vocabulary import Limbs

Options = Mapping[str, int | str]

SPEAKABLE_CYCLE_SECONDS = 3
"""In a shorter cycle a spoken word would still be heard at the next beat; the tones say it."""


def script(
    permit: Permit,
    routine_id: str,
    options: Mapping[str, object] | None = None,
    *,
    now: datetime,
    limbs: Limbs = Limbs.BOTH,
) -> Script:
    """Return the timeline of one session.

    Parameters
    ----------
    permit : leave for the routine's activity, from a clearance
    options : by name; what is left out takes the routine's default
    limbs : which feet there are to move
    now : the present moment; a permit that has run out opens nothing

    Raises
    ------
    NotPermittedError
        when the permit is for another activity or has run out, or no foot is there to move
    UnknownRoutineError, InvalidOptionsError
        when there is no such routine, or its options are not so
    """
    found = fitted(routine(routine_id), limbs)
    require_leave(permit, found.activity, now)
    chosen = settle(found, options or {})
    return Script(
        permit=permit,
        activity=found.activity,
        routine=found.id,
        title=found.title,
        posture=_posture(found, chosen),
        options=chosen,
        summary=found.summary,
        intro=tuple(text for text in found.intro if _is_told(text, chosen)),
        limits=_limits(permit),
        stop_rules=tuple(stop_rule(each) for each in found.stop_rules),
        segments=tuple(_segment(part, chosen) for part in found.parts),
        repeat=_repeat(found, chosen),
    )


def _posture(found: Routine, chosen: Options) -> Posture:
    return Posture(str(chosen.get("posture", found.posture)))


def _is_told(text: Text | CueData, chosen: Options) -> bool:
    return all(chosen[option] == value for option, value in text.only.items())


def _limits(permit: Permit) -> tuple[Text, ...]:
    return tuple(Text(each.text, each.claims) for each in permit.ruling.reasons)


def _repeat(found: Routine, chosen: Options) -> Repeat | None:
    if found.repeat is None:
        return None
    ids = [part.id for part in found.parts]
    seconds = 60.0 * int(chosen[found.repeat.minutes])
    return Repeat(ids.index(found.repeat.first), ids.index(found.repeat.last), seconds)


def _segment(part: Part, chosen: Options) -> Segment:
    rate = _rate(part, chosen)
    seconds = _seconds(part, chosen, rate)
    count = round(seconds * rate / 60) if rate and seconds is not None else None
    return Segment(
        id=part.id,
        kind=part.kind,
        title=part.title,
        show=next((text for text in part.instead if _is_told(text, chosen)), part.show),
        seconds=seconds,
        is_active=part.is_active,
        away=part.away,
        ends_with_repeat=part.ends_with_repeat,
        until=part.until,
        ask=part.ask,
        cues=_cues(part, chosen, seconds),
        beats=tuple(_beat(each, rate, count) for each in part.beats) if rate else (),
        counter=_counter(part, rate, count),
        pose=PoseTrack(None if part.is_pose_once else rate, part.pose) if part.pose else None,
    )


def _rate(part: Part, chosen: Options) -> int | None:
    return int(chosen[part.rate]) if isinstance(part.rate, str) else part.rate


def _seconds(part: Part, chosen: Options, rate: int | None) -> float | None:
    if part.seconds is not None:
        return float(part.seconds)
    if part.minutes is not None:
        return 60.0 * int(chosen[part.minutes])
    if part.repetitions is not None and rate:
        return int(chosen[part.repetitions]) * 60 / rate
    return None


def _cues(part: Part, chosen: Options, seconds: float | None) -> tuple[Cue, ...]:
    cues = (_cue(each, seconds) for each in part.cues if _is_told(each, chosen))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def _cue(data: CueData, seconds: float | None) -> Cue:
    return Cue(_moment(data.at, seconds), data.do, data.claims, data.text, data.tone, data.pattern)


def _moment(at: int | str, seconds: float | None) -> float:
    length = seconds or 0.0
    if isinstance(at, str):
        return length / 2
    return float(at) if at >= 0 else max(0.0, length + at)


def _beat(data: BeatData, rate: int, count: int | None) -> Beat:
    say = data.say if rate * SPEAKABLE_CYCLE_SECONDS <= 60 else None
    return Beat(data.do, data.phase, rate, count, data.tone, data.label, say, data.claims)


def _counter(part: Part, rate: int | None, count: int | None) -> Counter | None:
    if part.counter is None or rate is None:
        return None
    data = part.counter
    say_every = max(1, round(data.say_every_seconds * rate / 60)) if data.say_every_seconds else 0
    return Counter(rate, count, data.start, data.step, say_every, data.unit)
