"""What a report says of results in short, and how it writes numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from soleus.trials.analysis import EVERYBODY, Analysis

if TYPE_CHECKING:
    from soleus.trials.trial import Trial, TrialOutcome


MINUS, NONE = "\N{MINUS SIGN}", "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class ShortLine:
    """One arm in everybody: its mean, and how far it lies from the first arm; empty in that one."""

    arm: str
    mean: str
    difference: str = ""


def told_outcomes(trial: Trial, analysis: Analysis) -> list[TrialOutcome]:
    """Return the outcomes that are told: not those that only cut people, alike in every arm."""
    cuts = {cut.by for cut in trial.cuts}
    moved = {d.outcome for d in analysis.differences if d.mean or d.low or d.high}
    return [each for each in trial.outcomes if each.name in moved or each.name not in cuts]


def in_short(trial: Trial, analysis: Analysis) -> Iterator[tuple[TrialOutcome, list[ShortLine]]]:
    """Yield each outcome with what its arms have in everybody."""
    everybody = [s for s in analysis.summaries if s.group == EVERYBODY and isfinite(s.mean)]
    found = {(d.outcome, d.arm): d for d in analysis.differences if d.group == EVERYBODY}
    for outcome in told_outcomes(trial, analysis):
        lines = []
        for s in everybody:
            if s.outcome == outcome.name:
                d = found.get((outcome.name, s.arm))
                far = f"{signed(d.mean)} ({signed(d.low)} to {signed(d.high)})" if d else ""
                lines.append(ShortLine(s.arm, number(s.mean), far))
        yield outcome, lines


def unit_of(outcome: TrialOutcome) -> str:
    """Return the unit of an outcome; 'ratio' of one that has none because it is one."""
    return outcome.unit or ("ratio" if outcome.counted == "ratio" else "")


def number(value: float | None) -> str:
    """Return a number with three digits that count; a dash for none."""
    if value is None or not isfinite(value):
        return NONE
    if abs(value) < 0.0005:
        return "0"
    text = f"{value:.0f}" if abs(value) >= 1000.0 else f"{value:#.3g}".rstrip(".")
    return text.replace("-", MINUS)


def signed(value: float) -> str:
    """Return the same of a difference, with its sign."""
    text = number(value)
    return text if text.startswith((MINUS, NONE)) or text == "0" else f"+{text}"
