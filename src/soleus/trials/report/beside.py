"""Holds what a trial simulated beside what was measured in people who live."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite, nan, sqrt
from typing import TYPE_CHECKING

from scipy import stats

from soleus.trials.analysis import EVERYBODY, LEVEL, Analysis
from soleus.trials.report.told import MINUS, NONE, number, signed, unit_of

if TYPE_CHECKING:
    from soleus.trials.analysis import ArmSummary
    from soleus.trials.trial import PublishedMean, Trial


@dataclass(frozen=True, slots=True)
class Beside:
    """One published result, and what the trial has of the same.

    Parameters
    ----------
    simulated : of the same outcome, arm and group; None where one of the two has no mean
    difference, low, high : simulated less measured with its 95 % interval: Welch's where the study
        printed its SD and people, else that of the simulated mean alone
    """

    published: PublishedMean
    unit: str
    simulated: ArmSummary | None
    difference: float = nan
    low: float = nan
    high: float = nan

    @property
    def at(self) -> str:
        """The arm, and the subgroup if it is of one."""
        group = self.published.group
        return f"{self.published.arm}, {group}" if group else self.published.arm

    @property
    def of(self) -> str:
        """The difference as a part of what was measured, in per cent."""
        measured = self.published.mean
        if not measured or not isfinite(self.difference):
            return NONE
        return f"{round(100.0 * self.difference / measured):+d} %".replace("-", MINUS)

    @property
    def verdict(self) -> str:
        """What the interval says, in words; empty where nothing can be held side by side."""
        if not isfinite(self.difference):
            return ""
        if self.low <= 0.0 <= self.high:
            return "not told apart"
        return "the model is higher" if self.difference > 0.0 else "the model is lower"


@dataclass(frozen=True, slots=True)
class Study:
    """One published study and its results; those with a mean of the same first."""

    cited: str
    address: str
    people: int | None
    calibrated: bool
    rows: tuple[Beside, ...]

    @property
    def compared(self) -> dict[str, list[Beside]]:
        """The results that can be held side by side, by their outcome."""
        found: dict[str, list[Beside]] = {}
        for row in self.rows:
            if row.verdict:
                found.setdefault(row.published.outcome, []).append(row)
        return found

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be known of each result, by its outcome and arm."""
        bare = [
            f"{outcome}: no SD was printed; the intervals are those of the simulated means alone"
            for outcome, rows in self.compared.items()
            if not all(row.published.sd and row.published.people for row in rows)
        ]
        told = [
            f"{row.published.outcome}, {row.at}: {row.published.note}"
            for row in self.rows
            if row.published.note
        ]
        return (*bare, *told)


def studies(trial: Trial, analysis: Analysis) -> list[Study]:
    """Return every published study, each with the simulated means beside its own."""
    known = {(s.outcome, s.arm, s.group): s for s in analysis.summaries}
    units = {outcome.name: unit_of(outcome) for outcome in trial.outcomes}
    found: dict[tuple[str, int | None, bool], list[Beside]] = {}
    for each in trial.measured:
        simulated = known.get((each.outcome, each.arm, each.group or EVERYBODY))
        row = _beside(each, units[each.outcome], simulated)
        found.setdefault((each.cited, each.people, each.calibrated), []).append(row)
    return [
        Study(cited, rows[0].published.address, people, calibrated, tuple(rows))
        for (cited, people, calibrated), rows in found.items()
    ]


def _beside(each: PublishedMean, unit: str, simulated: ArmSummary | None) -> Beside:
    if each.mean is None or simulated is None or not isfinite(simulated.mean):
        return Beside(each, unit, None)
    difference = simulated.mean - each.mean
    low, high = simulated.low - each.mean, simulated.high - each.mean
    if each.sd and each.people:
        here, there = simulated.sd**2 / simulated.n, each.sd**2 / each.people
        freedom = (here + there) ** 2 / (here**2 / (simulated.n - 1) + there**2 / (each.people - 1))
        half = float(stats.t.ppf(0.5 + LEVEL / 2.0, freedom)) * sqrt(here + there)
        low, high = difference - half, difference + half
    return Beside(each, unit, simulated, difference, low, high)


def agreement(found: list[Study]) -> list[str]:
    """Return in a line for each outcome of a study how far the model lies from it."""
    lines = []
    for study in found:
        for outcome, rows in study.compared.items():
            said = "; ".join(f"{row.at}: {row.of}, {row.verdict}{_noted(row)}" for row in rows)
            lines.append(f"{outcome} against {short(study.cited)}: {said}")
    return lines


def _noted(row: Beside) -> str:
    """Return where to look for what is not alike in the two."""
    return " (see its note)" if row.published.note else ""


def short(cited: str) -> str:
    """Return the name that a study goes by: its first author or first words, and its year."""
    first = re.sub(r" [A-Z]{1,3}$", "", re.split(r"[,.:]", cited)[0])
    year = re.search(r"\b(19|20)\d\d\b", cited)
    return first if year is None or year[0] in first else f"{first} {year[0]}"


def difference_of(row: Beside) -> str:
    """Return simulated less measured, with its interval."""
    return f"{signed(row.difference)} ({signed(row.low)} to {signed(row.high)})"


def mean_of(row: Beside) -> str:
    """Return what was measured, with its SD where that was printed."""
    mean = number(row.published.mean)
    return mean if row.published.sd is None else f"{mean} (SD {number(row.published.sd)})"
