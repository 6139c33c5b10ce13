"""Runs an experiment and answers in the words of the contract."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from soleus.circulation.experiment.faults import RunFailedError
from soleus.circulation.experiment.parse import Experiment, parse_experiment
from soleus.circulation.instruments import INSTRUMENTS
from soleus.circulation.model import VERSION
from soleus.circulation.run import Run
from soleus.circulation.simulate import simulate

LOST_ML_PER_HOUR = 0.1
"""More than this, and no reading of the run can be trusted."""


def _check(run: Run) -> float:
    if fault := run.first_fault():
        name, when = fault
        raise RunFailedError(f"the run left the finite numbers at {when:.2f} s, in {name}")
    hours = sum(s.seconds for s in run.protocol.steps) / 3600.0
    lost = run.conservation_error_ml()
    if lost > LOST_ML_PER_HOUR * max(hours, 1.0):
        raise RunFailedError(
            f"the run lost {lost:.3g} mL in {hours:.2g} h; no reading can be trusted"
        )
    return lost


def _allowed(instrument: str, posture: str) -> bool:
    return instrument != "abi" or posture == "supine"


def _readings(run: Run, experiment: Experiment, index: int) -> dict[str, Any]:
    view = run.view(index)
    return {
        r.key: dict(INSTRUMENTS[r.instrument].read(view, r.place))
        for r in experiment.reads
        if _allowed(r.instrument, view.step.posture)
    }


def run_of(experiment: Experiment, changes: Mapping[str, float] | None = None) -> Run:
    """Return the finished run of an experiment.

    Raises
    ------
    RunFailedError
        It lost volume or left the finite numbers.
    """
    run = simulate(experiment.person, experiment.protocol, changes)
    _check(run)
    return run


def answer(experiment: Experiment, run: Run) -> dict[str, Any]:
    """Return the readings of a finished run, as ``--json`` prints them."""
    steps = [
        {"name": s.name, "readings": _readings(run, experiment, i)}
        for i, s in enumerate(experiment.protocol.steps)
    ]
    person = asdict(experiment.person) | {"taken_from_a_healthy_adult": list(experiment.left_out)}
    model = {
        "simulated": True,  # wherever these readings are taken, they say what they are
        "version": VERSION,
        "conservation_error_ml": run.conservation_error_ml(),
    }
    return {"steps": steps, "person": person, "model": model}


def run_experiment(
    source: str | Path | Mapping[str, Any], changes: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Run an experiment file or table and return its readings.

    Examples
    --------
    >>> from soleus.circulation import run_experiment
    >>> answer = run_experiment({
    ...     "step": [{"name": "rest", "posture": "supine", "seconds": 60}],
    ...     "read": [{"instrument": "heart"}],
    ... })
    >>> 55 < answer["steps"][0]["readings"]["heart"]["rate_bpm"] < 82
    True

    Raises
    ------
    ExperimentError
        The experiment is written wrongly; every fault is listed.
    RunFailedError
        The run broke down; it says where.
    """
    experiment = parse_experiment(source)
    return answer(experiment, run_of(experiment, changes))
