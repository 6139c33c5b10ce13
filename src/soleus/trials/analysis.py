"""What came out of a trial: means, intervals and effect sizes, by arm and by subgroup."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, nan
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from soleus.trials.store import Results
    from soleus.trials.trial import Cut, Precision, TrialOutcome

EVERYBODY = "everybody"
_FEWEST = 3
"""People below whom nothing is said of a subgroup."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class ArmSummary:
    """One outcome of one arm, in everybody or a subgroup.

    Parameters
    ----------
    n : people it was read of
    broken : people whose run broke down, who are left out
    mean, sd, low, high : mean with its 95 % interval (Student), and the spread between people
    p5, p95 : what nine of ten people lie between
    """

    outcome: str
    group: str
    arm: str
    n: int
    broken: int
    mean: float
    sd: float
    low: float
    high: float
    p5: float
    p95: float


@dataclass(frozen=True, slots=True)
class ArmDifference:
    """One arm against the first: mean difference with its 95 % interval, and Hedges' g with its."""

    outcome: str
    group: str
    arm: str
    against: str
    n: int
    mean: float
    low: float
    high: float
    hedges_g: float
    g_low: float
    g_high: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that is told of a trial's results."""

    people: int
    summaries: tuple[ArmSummary, ...]
    differences: tuple[ArmDifference, ...]


def analysed(results: Results, people: int) -> Analysis:
    """Return what came out for the first people of a trial."""
    trial = results.trial
    arms = [arm.name for arm in trial.arms]
    groups = _groups(results, people)
    broken = results.broken(people)
    summaries, differences = [], []
    for outcome in trial.outcomes:
        values = results.values(outcome.name, people)
        for group, is_in in groups.items():
            here = values[:, is_in]
            lost = broken[:, is_in].sum(axis=1)
            summaries += [
                _summary(outcome, group, arm, here[a], int(lost[a])) for a, arm in enumerate(arms)
            ]
            differences += [
                difference
                for a, arm in enumerate(arms[1:], 1)
                if (
                    difference := _difference(
                        outcome, group, (arm, arms[0]), here[a], here[0], trial.is_crossover
                    )
                )
            ]
    return Analysis(people, tuple(summaries), tuple(differences))


def interval_width(results: Results, until: Precision, people: int) -> float:
    """Return the width of the interval of the difference that a trial waits for."""
    arms = [arm.name for arm in results.trial.arms]
    values = results.values(until.outcome, people)
    here, there = (values[arms.index(name)] for name in (until.arm, until.against))
    low, high = _interval(here, there, paired=results.trial.is_crossover)
    return high - low if isfinite(high - low) else float("inf")


def _groups(results: Results, people: int) -> dict[str, np.ndarray]:
    """Return who is in each subgroup, everybody first (person)."""
    trial = results.trial
    groups = {EVERYBODY: np.ones(people, bool)}
    outcomes = {outcome.name for outcome in trial.outcomes}
    for cut in trial.cuts:
        if cut.by in outcomes:
            column: list[object] = list(results.values(cut.by, people)[0])
        else:
            column = list(results.known(cut.by, people))
        labels = np.array([_label(cut, value) for value in column])
        for label in cut.labels or sorted(set(labels) - {""}):
            groups[label] = labels == label
    return {name: is_in for name, is_in in groups.items() if is_in.sum() >= _FEWEST}


def _label(cut: Cut, value: object) -> str:
    """Return the subgroup of a person; empty where nothing is known of them."""
    if value == "" or (isinstance(value, float) and not isfinite(value)):
        return ""
    return cut.label(value)


def _summary(
    outcome: TrialOutcome, group: str, arm: str, values: np.ndarray, broken: int
) -> ArmSummary:
    here = values[np.isfinite(values)]
    if len(here) < _FEWEST:
        return ArmSummary(outcome.name, group, arm, len(here), broken, *[nan] * 6)
    mean, sd = float(here.mean()), float(here.std(ddof=1))
    low, high = stats.t.interval(LEVEL, len(here) - 1, mean, max(stats.sem(here), 1e-300))
    p5, p95 = np.percentile(here, [5, 95])
    return ArmSummary(
        outcome.name, group, arm, len(here), broken, mean, sd, *map(float, (low, high, p5, p95))
    )


def _difference(
    outcome: TrialOutcome,
    group: str,
    arms: tuple[str, str],
    here: np.ndarray,
    there: np.ndarray,
    is_paired: bool,
) -> ArmDifference | None:
    from pingouin import compute_effsize, compute_esci

    if is_paired:
        both = np.isfinite(here) & np.isfinite(there)
        here, there = here[both], there[both]
    else:
        here, there = here[np.isfinite(here)], there[np.isfinite(there)]
    if min(len(here), len(there)) < _FEWEST:
        return None
    low, high = _interval(here, there, paired=is_paired)
    mean = float(here.mean() - there.mean())
    g = float(compute_effsize(here, there, paired=is_paired, eftype="hedges"))
    sizes = len(here), len(there)
    ends = compute_esci(g, *sizes, paired=is_paired, decimals=9) if isfinite(g) else (nan, nan)
    g_low, g_high = map(float, ends)
    count = len(here) if is_paired else len(here) + len(there)
    return ArmDifference(outcome.name, group, *arms, count, mean, low, high, g, g_low, g_high)


def _interval(here: np.ndarray, there: np.ndarray, *, paired: bool) -> tuple[float, float]:
    """Return the 95 % interval of the mean difference (Student where paired, Welch else)."""
    if paired:
        both = np.isfinite(here) & np.isfinite(there)
        test = stats.ttest_rel(here[both], there[both])
    else:
        test = stats.ttest_ind(here[np.isfinite(here)], there[np.isfinite(there)], equal_var=False)
    ends = test.confidence_interval(LEVEL)
    return float(ends.low), float(ends.high)
