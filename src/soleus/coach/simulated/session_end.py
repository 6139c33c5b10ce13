"""What the end of a session says of the simulated leg: how much faster than rest, and the range."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from soleus.evidence import Text, load_texts
from soleus.language import msgid, number_words, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.prediction import CycleTable

LEAST_SECONDS = 60.0
"""Until then flow has not risen to what the gain says."""

_WHOLE = 0.1
"""So near to a whole number of times it is said as one."""

_MOTIONS = (
    "ankle_pumps.seated",
    "ankle_pumps.lying",
    "calf_raises.standing",
    "calf_raises.seated",
    "walking.walking",
)
_TWICE, _THRICE = msgid("twice as fast"), msgid("three times as fast")
_TIMES = msgid("{n} times as fast")
_MILLILITRES, _LITRES = msgid("{n} mL"), msgid("{n} L")


def simulated_end(
    table: CycleTable, per_minute: float | str | None, active_seconds: float
) -> tuple[Text, ...]:
    """Return what is said at the end of a session, in the language spoken now; empty if nothing.

    Parameters
    ----------
    table : the cycle that was drawn
    per_minute : the pace that was chosen; None where there is only one
    active_seconds : how long the person moved
    """
    pace = table.paces[0].per_minute if per_minute is None else float(per_minute)
    said, more = gain_texts(table, pace), table.more_ml(pace, active_seconds)
    if active_seconds < LEAST_SECONDS or not said or more is None:
        return ()
    amount = amount_words(more)
    return (*said, more_text().said(amount=amount)) if amount else said


def gain_texts(table: CycleTable, per_minute: float) -> tuple[Text, ...]:
    """Return how many times as fast as at rest blood left the leg at a pace, and the range."""
    gain, chosen = table.gain_at(per_minute), _texts().get(f"{table.activity}.{table.posture}")
    if gain is None or chosen is None:
        return ()
    return (
        chosen.said(pace=number_words(round(per_minute)), how=_how_fast(gain.median)),
        _texts()["range"].said(low=_tenths(gain.low), high=_tenths(gain.high)),
    )


def more_text() -> Text:
    """Return the sentence of how much more that is, with a place for the ``{amount}``."""
    return _texts()["more"]


@cache
def _texts() -> Mapping[str, Text]:
    return load_texts(
        files("soleus.coach.simulated") / "session_end.toml", (*_MOTIONS, "range", "more")
    )


def _how_fast(times: float) -> str:
    for whole, words in ((2, _TWICE), (3, _THRICE)):
        if abs(times - whole) <= _WHOLE:
            return translate(words)
    return translate(_TIMES, n=_tenths(times))


def _tenths(times: float) -> str:
    return number_words(round(times, 1))


def amount_words(millilitres: float) -> str:
    """Return an amount of blood as no more exact than it is known; empty below 10 mL.

    People differ by a third, so that it is rounded to 10, from 100 on to 50, and from a litre on to
    a tenth of one. ``web/static/js/cycle/words.js`` says the same.
    """
    if millilitres < 10:
        return ""
    if millilitres < 975:
        step = 10 if millilitres < 100 else 50
        return translate(_MILLILITRES, n=number_words(step * round(millilitres / step)))
    return translate(_LITRES, n=_tenths(millilitres / 1000))
