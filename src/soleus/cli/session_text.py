"""The texts of a session at the terminal: the live line, and the lines before and after it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.language import inside, msgid, translate
from soleus.session import Act, Cause, Event, Kind, Page, Phase
from soleus.vocabulary import Leg

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from soleus.session import Pose, Prompt, Script, Segment, Session, StopRule

KEYS = msgid("p pause  s skip  x something is wrong  q end")
LINE_KEYS = msgid("Type p to pause, s to skip, x if something is wrong, q to end; then Enter.")

_AGAIN = msgid("Take the check again: soleus check")
_NEXT = {
    Page.EMERGENCY: msgid("In Europe and many other places the number is 112."),
    Page.TODAY: msgid("Be seen today. Then take the check again: soleus check"),
    Page.ELEVATION_STOP: msgid("Take the check again before any more exercise: soleus check"),
    Page.CHECK: _AGAIN,
}
_WHY = {
    Cause.EXPIRED: msgid("Your check has run out."),
    Cause.GATE: msgid("Something has changed since your check."),
}
_LEGS = {"l": Leg.LEFT, "r": Leg.RIGHT}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of the drawn leg: toes away, level, up; bars from empty to full."""

    away: str
    level: str
    up: str
    bars: str


PLAIN_GLYPHS = Glyphs("\\", "-", "/", " .:|#")
FINE_GLYPHS = Glyphs(
    "\u2572", "\u2500", "\u2571", " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"
)


def glyphs(encoding: str) -> Glyphs:
    """Return the finest characters that ``encoding`` has."""
    try:
        (FINE_GLYPHS.away + FINE_GLYPHS.bars).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN_GLYPHS
    return FINE_GLYPHS


def live_line(prompt: Prompt, signs: Glyphs, width: int) -> str:
    """Return the line that is redrawn all the time, of at most ``width`` characters."""
    parts = [
        leg(prompt.pose, signs),
        f"{_label(prompt):<12}",
        _count(prompt),
        _left(prompt),
        translate(KEYS),
    ]
    return "  ".join(part for part in parts if part)[:width]


def leg(pose: Pose, signs: Glyphs) -> str:
    """Return the leg as three characters: effort of the calf, height of the heel, the foot."""
    foot = signs.away if pose.ankle < -1 / 3 else signs.up if pose.ankle > 1 / 3 else signs.level
    lifted = max(pose.heel, pose.raised)
    return f"[{_bar(pose.squeeze, signs)}{_bar(lifted, signs)}{foot}]"


def before(script: Script) -> Iterator[str]:
    """Yield the lines before the start, with the limits from the check."""
    yield translate(script.title)
    yield from (f"  {translate(text.says)}" for text in (script.summary, *script.intro))
    if script.limits:
        yield translate("Keep to this, as your check said:")
        yield from (f"  {translate(text.says)}" for text in script.limits)


def entering(segment: Segment) -> str:
    """Return the line that opens a segment."""
    line = f"{translate(segment.title)}: {translate(segment.show.says)}"
    if not segment.until:
        return line
    return f"{line} " + translate("Press Enter: {what}.", what=translate(segment.until))


def stop_menu(rules: Sequence[StopRule]) -> Iterator[str]:
    """Yield the menu of what can be wrong, the most urgent first."""
    yield translate("What is wrong? Type its number and Enter. For one leg add l or r, as in 3 l.")
    for number, rule in enumerate(rules, 1):
        yield f"  {number:>2}  {translate(rule.label)}"
    yield "   0  " + translate("Nothing is wrong: go on")
    yield "   q  " + translate("Nothing is wrong: end here")


def read_wrong(line: str, rules: Sequence[StopRule]) -> Event | None:
    """Return the event that an answer to the menu means: stop, resume or finish; else None."""
    match = re.fullmatch(r"(q|\d+)\s*([lr])?\w*", line)
    if match is None:
        return None
    if match[1] == "q":
        return Event(Act.FINISH)
    number = int(match[1])
    if number == 0:
        return Event(Act.RESUME)
    if number > len(rules):
        return None
    return Event(Act.STOP, rule=rules[number - 1].id, leg=_LEGS.get(match[2]))


def stopped(rule: StopRule) -> Iterator[str]:
    """Yield what to do after a stop."""
    yield translate(rule.says)
    yield translate(_NEXT[rule.page])


def ended(session: Session, script: Script) -> str:
    """Return the line that closes a session."""
    did = _did(session, script)
    if session.phase is Phase.FINISHED:
        return translate("Done: {did}. It is in your journal.", did=did)
    line = translate("Ended: {did}. It is in your journal.", did=did)
    why = _WHY.get(session.cause) if session.cause else None
    return f"{line} {translate(why)} {translate(_AGAIN)}" if why else line


def kept(session: Session, script: Script) -> str:
    """Return the line for a person who leaves before the end."""
    name = session.routine.replace("_", "-")
    how = msgid("Kept at {did}. To go on: soleus session {name}")
    return translate(how, did=_did(session, script), name=name)


def _did(session: Session, script: Script) -> str:
    length, what = clock_time(session.active_seconds), inside(translate(script.title))
    did = translate("{length} of {what}", length=length, what=what)
    times = translate(", {n} times", n=session.cycles) if session.cycles else ""
    return f"{did}{times}"


def clock_time(seconds: float) -> str:
    """Return minutes and seconds, as 2:05."""
    whole = math.floor(seconds + 1e-6)
    return f"{whole // 60}:{whole % 60:02d}"


def _label(prompt: Prompt) -> str:
    return translate("Paused" if prompt.phase is Phase.PAUSED else prompt.label)


def _count(prompt: Prompt) -> str:
    if prompt.number is None:
        return ""
    if prompt.of is None or prompt.kind is Kind.GET_READY:
        return str(prompt.number)
    return translate("{n} of {of}", n=prompt.number, of=prompt.of)


def _left(prompt: Prompt) -> str:
    if prompt.remaining_seconds is None:
        return translate("Enter: {what}", what=translate(prompt.until)) if prompt.until else ""
    return translate("{time} left", time=clock_time(math.ceil(prompt.remaining_seconds - 1e-6)))


def _bar(value: float, signs: Glyphs) -> str:
    return signs.bars[round(value * (len(signs.bars) - 1))]
