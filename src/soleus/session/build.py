"""Making a script: a routine's data, the person's options and the permit's limits, put together."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import product

from soleus.assessment import Permit
from soleus.session.cues import Beat, Cue
from soleus.session.limbs import fitted
from soleus.session.routine import Options, Part, Routine, fitting, routine
from soleus.session.script import PoseTrack, Repeat, Script, Segment, require_leave
from soleus.session.stop_rules import stop_rule
from soleus.vocabulary import Limbs

SPEAKABLE_CYCLE_SECONDS = 3
"""In a shorter cycle a spoken word would still be heard at the next beat; the tones are enough."""


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
    permit : from a clearance, for the routine's activity
    options : by name; what is left out takes the routine's default
    limbs : which feet the person has
    now : the present moment

    Raises
    ------
    NotPermittedError
        when the permit is for another activity or has run out, or there is no foot to move
    FaultsError
        when there is no such routine, or an option is unknown or out of bounds
    """
    data = fitted(routine(routine_id), limbs)
    require_leave(permit, data.activity, now)
    chosen = data.settled(options or {})
    return Script(
        permit=permit,
        activity=data.activity,
        routine=data.id,
        title=data.title,
        posture=data.posture_with(chosen),
        options=chosen,
        summary=data.summary,
        intro=data.intro_with(chosen),
        limits=permit.ruling.reasons,
        stop_rules=tuple(stop_rule(rule) for rule in data.stop_rules),
        segments=tuple(_segment(part, chosen) for part in data.parts),
        repeat=_repeat(data, chosen),
    )


def variants(
    permit: Permit, routine_id: str, *, now: datetime, limbs: Limbs = Limbs.BOTH
) -> tuple[Script, ...]:
    """Return a script for each combination of the options that the routine offers.

    Raises
    ------
    NotPermittedError
        as :func:`script` does.
    """
    options = fitted(routine(routine_id), limbs).options
    offered = [[(name, value) for value in option.offered] for name, option in options.items()]
    return tuple(
        script(permit, routine_id, dict(chosen), now=now, limbs=limbs)
        for chosen in product(*offered)
    )


def _repeat(data: Routine, chosen: Options) -> Repeat | None:
    if data.repeat is None:
        return None
    ids = [part.id for part in data.parts]
    seconds = 60.0 * int(chosen[data.repeat.minutes])
    return Repeat(ids.index(data.repeat.first), ids.index(data.repeat.last), seconds)


def _segment(part: Part, chosen: Options) -> Segment:
    rate = _rate(part, chosen)
    seconds = _seconds(part, chosen, rate)
    count = round(seconds * rate / 60) if rate and seconds is not None else None
    return Segment(
        id=part.id,
        kind=part.kind,
        title=part.title,
        show=next(fitting(part.instead, chosen), part.show),
        seconds=seconds,
        is_active=part.is_active,
        away=part.away,
        ends_with_repeat=part.ends_with_repeat,
        until=part.until,
        ask=part.ask,
        cues=_cues(part, chosen, seconds),
        beats=tuple(_beat(beat, rate, count) for beat in part.beats) if rate else (),
        counter=replace(part.counter, per_minute=rate, count=count)
        if part.counter and rate
        else None,
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
    cues = (replace(cue, at=_moment(cue, seconds or 0.0)) for cue in fitting(part.cues, chosen))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def _moment(cue: Cue, length: float) -> float:
    if cue.is_half_way:
        return length / 2
    return cue.at if cue.at >= 0 else max(0.0, length + cue.at)


def _beat(beat: Beat, rate: int, count: int | None) -> Beat:
    say = beat.say if rate * SPEAKABLE_CYCLE_SECONDS <= 60 else None
    return replace(beat, per_minute=rate, count=count, say=say)
