"""What a report says of results: in short, and beside what was measured in people who live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from soleus.trials.analysis import EVERYBODY, Analysis

if TYPE_CHECKING:
    from soleus.trials.analysis import ArmSummary
    from soleus.trials.trial import PublishedMean, Trial, TrialOutcome


MINUS, NONE = "\N{MINUS SIGN}", "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Beside:
    """One published result, and what the trial has of the same; None where it has no such mean."""

    published: PublishedMean
    unit: str
    simulated: ArmSummary | None

    @property
    def is_within(self) -> bool:
        """Whether the published mean lies where nine of ten simulated people do."""
        mean, here = self.published.mean, self.simulated
        return mean is not None and here is not None and here.p5 <= mean <= here.p95


def beside(trial: Trial, analysis: Analysis) -> Iterator[Beside]:
    """Yield every published result with the simulated one of the same arm, in everybody."""
    everybody = {(s.outcome, s.arm): s for s in analysis.summaries if s.group == EVERYBODY}
    units = {outcome.name: unit_of(outcome) for outcome in trial.outcomes}
    for each in trial.measured:
        found = None if each.mean is None else everybody.get((each.outcome, each.arm))
        yield Beside(each, units[each.outcome], found)


@dataclass(frozen=True, slots=True)
class ShortLine:
    """One arm in everybody: its mean, and how far it lies from the first arm; empty in that one."""

    arm: str
    mean: str
    difference: str = ""


def in_short(trial: Trial, analysis: Analysis) -> Iterator[tuple[TrialOutcome, list[ShortLine]]]:
    """Yield each outcome with what its arms have in everybody."""
    everybody = [s for s in analysis.summaries if s.group == EVERYBODY and isfinite(s.mean)]
    found = {(d.outcome, d.arm): d for d in analysis.differences if d.group == EVERYBODY}
    for outcome in trial.outcomes:
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
