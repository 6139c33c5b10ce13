"""Runs one unit of people through the arms of a trial and reads the outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan
from typing import Any

import numpy as np

from soleus.circulation import (
    FINE,
    LOST_ML_PER_HOUR,
    Run,
    VirtualPerson,
    implausible,
    names_needed,
    reading,
    simulate,
)
from soleus.trials.design import designed_people
from soleus.trials.people import arm_of, known_of, people_of_unit
from soleus.trials.trial import UNIT, Trial, TrialArm, TrialOutcome

ABREAST = 8
"""People who are run at a time: records of more would take much memory."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What came out for the people of one unit.

    Parameters
    ----------
    unit : its place in the trial
    known : what people are cut by, in columns of ``UNIT`` values
    values : outcomes (outcome, arm, person); nan where none can be had, or the person is in
        another arm
    broken : whether the run of a person broke down (arm, person)
    """

    unit: int
    known: dict[str, list[Any]]
    values: np.ndarray
    broken: np.ndarray


def run_unit(trial: Trial, unit: int) -> UnitResult:
    """Return the outcomes of one unit; the same to the last bit wherever it runs."""
    of_unit = people_of_unit if trial.designed is None else designed_people
    people = list(of_unit(trial, unit))
    columns = [known_of(person, group) for person, group in people]
    values = np.full((len(trial.outcomes), len(trial.arms), UNIT), nan)
    broken = np.zeros((len(trial.arms), UNIT), bool)
    for a, arm in enumerate(trial.arms):
        here = [i for i in range(UNIT) if trial.is_crossover or arm_of(trial, unit * UNIT + i) == a]
        for start in range(0, len(here), ABREAST):
            places = here[start : start + ABREAST]
            found = _read(trial, arm, [people[i][0] for i in places])
            for place, row in zip(places, found, strict=True):
                broken[a, place] = row is None
                if row is not None:
                    values[:, a, place] = row
    known = {key: [column[key] for column in columns] for key in columns[0]}
    return UnitResult(unit, known, values, broken)


def _read(trial: Trial, arm: TrialArm, people: Sequence[VirtualPerson]) -> list[list[float] | None]:
    """Return the outcomes of a few people in one arm; None of whose run broke down."""
    # A lane more or less could change the last bit: a block is always full.
    full = [*people, *[people[-1]] * (ABREAST - len(people))]
    run = simulate(
        [replace(each.person, **arm.wears) for each in full],
        arm.experiment.protocol,
        [each.numbers for each in full],
        names_needed(outcome.read for outcome in trial.outcomes),
        leaps=FINE if trial.leaps else None,
    )
    hours = sum(step.seconds for step in arm.experiment.protocol.steps) / 3600.0
    return [_outcomes(trial.outcomes, run, place, hours) for place in range(len(people))]


def _outcomes(
    outcomes: Sequence[TrialOutcome], run: Run, person: int, hours: float
) -> list[float] | None:
    if run.first_fault(person) is not None:
        return None
    if run.conservation_error_ml(person) > LOST_ML_PER_HOUR * max(hours, 1.0):
        return None
    found = []
    for outcome in outcomes:
        here = _value(outcome, outcome.step, run, person)
        there = _value(outcome, outcome.against, run, person) if outcome.against else nan
        if here is None or there is None:
            return None
        found.append(_counted(outcome, here, there))
    return found


def _value(outcome: TrialOutcome, step: str, run: Run, person: int) -> float | None:
    """Return a reading; nan where the instrument has none, None where nobody can have it."""
    steps = run.protocol.steps
    place = max(i for i, each in enumerate(steps) if each.name == step)
    values = reading(run.view(place, person), outcome.read)
    if next(implausible({outcome.read: values}), None) is not None:
        return None
    value = values.get(outcome.part)
    return float(value) if isinstance(value, int | float) and isfinite(value) else nan


def _counted(outcome: TrialOutcome, here: float, there: float) -> float:
    if outcome.counted == "value":
        return here
    if outcome.counted == "difference":
        return here - there
    return here / there if there else nan
