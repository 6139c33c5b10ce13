"""What is exported is valid CellML 2, the same equations, and runs to the same curves elsewhere.

libCellML parses, checks and analyses the file and writes it as Python; SciPy integrates that.
"""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import libcellml
import libsedml
import numpy as np
import pytest
from scipy.integrate import solve_ivp

from soleus.circulation import Experiment, parse_experiment, write_cellml
from soleus.circulation.kernel import leg_kernel
from soleus.circulation.numbers import numbers_with
from soleus.circulation.reference import python_slopes
from soleus.circulation.simulate import FULL, Block, Pace, settled
from soleus.circulation.simulate import _settle as settle
from soleus.circulation.whole import whole_model

pytestmark = pytest.mark.slow

SECONDS = 1.0
REST = {"name": "rest", "posture": "supine", "seconds": 4}
WALK = {"name": "walk", "posture": "standing", "activity": "walking", "seconds": 4}
ILL = {
    "stockings": "class2",
    "stenosis": [{"leg": "left", "vessel": "popliteal", "diameter_reduction": 0.7}],
    "reflux": [{"leg": "right", "vessel": "popliteal", "severity": 0.6}],
}


def elsewhere(path: Path) -> Any:
    """Return the exported model as libCellML reads it and writes it as Python."""
    model = libcellml.Parser().parseModel(path.read_text("utf-8"))
    validator, analyser = libcellml.Validator(), libcellml.Analyser()
    validator.validateModel(model)
    assert [validator.issue(i).description() for i in range(validator.issueCount())] == []
    analyser.analyseModel(model)
    assert analyser.errorCount() == 0
    assert analyser.analyserModel().isValid()
    profile = libcellml.GeneratorProfile(libcellml.GeneratorProfile.Profile.PYTHON)
    text = libcellml.Generator().implementationCode(analyser.analyserModel(), profile)
    scope: dict[str, Any] = {}
    exec(compile(text, "<libCellML>", "exec"), scope)
    return SimpleNamespace(**scope)


class Elsewhere:
    """The generated code with its arrays, as SciPy wants it."""

    def __init__(self, code: Any) -> None:
        self.code = code
        self.states = code.create_states_array()
        self.rates = code.create_states_array()
        self.rest = [
            code.create_constants_array(),
            code.create_computed_constants_array(),
            code.create_algebraic_variables_array(),
        ]
        code.initialise_arrays(self.states, self.rates, *self.rest)
        code.compute_computed_constants(0.0, self.states, self.rates, *self.rest)
        self.names = [info["name"] for info in code.STATE_INFO]

    def slopes(self, t: float, y: Any) -> list[float]:
        rates = [0.0] * len(self.names)
        self.code.compute_rates(t, list(y), rates, *self.rest)
        return rates


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Experiment, Path, Path]:
    reads = [{"instrument": "artery", "place": "left_ankle"}]
    experiment = parse_experiment({"step": [REST], "read": reads})
    model, run = write_cellml(experiment, tmp_path_factory.mktemp("out") / "rest.cellml")
    return experiment, model, run


def test_a_resting_person_runs_to_the_same_curves(exported: tuple[Experiment, Path, Path]) -> None:
    """The lab's steps are 64 times finer here: its error by stepping falls with the step."""
    experiment, path, _ = exported
    step, kernel = experiment.protocol.steps[0], leg_kernel(1)
    block = Block(kernel, [experiment.person], [numbers_with()], None)
    settle(block, step)
    block.advance(FULL.log_s, FULL)
    block.set_step(step, step.at_rest())
    ours = block.advance(SECONDS, Pace(1.0, FULL.dt / 64, FULL.n_fast, 64))[:, :, 0]
    model = Elsewhere(elsewhere(path))
    times = FULL.log_s * np.arange(1, len(ours) + 1)
    theirs = solve_ivp(
        model.slopes, (0.0, times[-1]), model.states, "RK23",
        max_step=0.004, rtol=1e-6, atol=1e-6, t_eval=times,
    ).y  # fmt: skip
    shared = [name for name in block.names if name in model.names]
    assert len(shared) > 40
    for name in shared:
        curve = ours[:, block.names.index(name)]
        far = np.abs(curve - theirs[model.names.index(name)]).max()
        assert far < 1e-3 * max(np.abs(curve).max(), 1.0), name


def test_a_walker_with_sick_legs_has_the_same_slopes(tmp_path: Path) -> None:
    experiment = parse_experiment({"person": ILL, "step": [WALK]})
    path, _ = write_cellml(experiment, tmp_path / "walk.cellml")
    model, ours = Elsewhere(elsewhere(path)), whole_model()
    values = settled(experiment.person, experiment.protocol.steps[0])
    assert {*model.names} == {*ours.states}
    y = np.array([values[name] for name in ours.states])
    p = np.array([values[name] for name in ours.parameters])
    y[ours.states.index("stride")] = 0.1  # within a push
    slopes = dict(zip(ours.states, python_slopes(ours)(y, p), strict=True))
    by_name = dict(zip(ours.states, y, strict=True))
    theirs = model.slopes(0.0, [by_name[name] for name in model.names])
    assert dict(zip(model.names, theirs, strict=True)) == pytest.approx(slopes, rel=1e-9, abs=1e-12)


def test_the_file_of_the_run_is_valid_and_points_at_variables_that_are_there(
    exported: tuple[Experiment, Path, Path],
) -> None:
    _, path, run = exported
    document = libsedml.readSedMLFromFile(str(run))
    assert document.getNumErrors() == 0
    assert document.getModel(0).getSource() == path.name
    assert document.getSimulation(0).getOutputEndTime() == REST["seconds"]
    text = path.read_text("utf-8")
    for i in range(1, document.getNumDataGenerators()):
        name = document.getDataGenerator(i).getVariable(0).getTarget().split("'")[-2]
        assert f'<variable name="{name}"' in text
