import re
from pathlib import Path

import numpy as np
import pytest

from soleus.circulation.generate import write_kernel
from soleus.circulation.kernel import Array, Kernel, build_kernel, leg_kernel
from soleus.circulation.machine import assembly_of
from soleus.circulation.model import Model
from soleus.circulation.numbers import numbers_with
from soleus.circulation.person import Person
from soleus.circulation.protocol import Step
from soleus.circulation.reference import reference_states
from soleus.circulation.simulate import FULL, Block
from soleus.circulation.whole import whole_model

SECONDS = 0.8
"""A beat: every valve of the heart opens and closes once."""
PRESSURE_LIKE = ("V_", "q_")


def settled(kernel: Kernel) -> Block:
    block = Block(kernel, [Person()], [numbers_with()], None)
    step = Step("pumps", "supine", 10, "ankle_pumps", 60)
    block.set_step(step, step)
    block.advance(12.0, FULL)
    return block


def stepped(kernel: Kernel, start: Array, dt: float) -> Array:
    X = start.copy()  # noqa: N806
    n = round(SECONDS / dt)
    kernel.prepare(X)
    kernel.advance(X, np.empty((1, len(kernel.model.observed))), 1, n, 1, dt)
    return kernel.read(X, kernel.model.states)


@pytest.fixture(scope="module")
def errors() -> dict[float, float]:
    kernel = leg_kernel(1)
    start = settled(kernel).X
    exact = reference_states(kernel, start, SECONDS, tolerance=1e-7)
    names = kernel.model.states
    chosen = [i for i, n in enumerate(names) if n.startswith(PRESSURE_LIKE)]
    return {
        dt: float(np.abs(stepped(kernel, start, dt) - exact)[chosen].max())
        for dt in (0.004, 0.002, 0.001)
    }


def test_the_kernel_agrees_with_a_reference_of_the_same_laws(errors: dict[float, float]) -> None:
    assert errors[0.004] < 2.0
    assert errors[0.001] < 0.5


def test_halving_the_step_halves_the_error_at_least(errors: dict[float, float]) -> None:
    assert errors[0.002] < 0.6 * errors[0.004]
    assert errors[0.001] < 0.6 * errors[0.002]


def test_the_kernel_for_many_works_on_whole_vectors_and_calls_no_maths_library() -> None:
    text, _ = write_kernel(whole_model(), 8)
    machine = assembly_of(text, rework=False)
    whole = len(re.findall(r"\bv(?:add|sub|mul|div|sqrt|fm\w+|max|min)\w*pd\b", machine))
    single = len(re.findall(r"\bv(?:add|sub|mul|div|sqrt|fm\w+|max|min)\w*sd\b", machine))
    assert whole > 2000
    assert single < 50
    assert not re.search(r"\bcall\w*\s", machine)


def test_little_is_divided_by_in_a_fast_step() -> None:
    text, _ = write_kernel(whole_model(), 8)
    step = text[text.index("fastly:") : text.index("stepped:")]
    # Two stages: the wall of each vein and the joint lumen of each link need one division.
    assert step.count(" fdiv ") < 2 * 70


def test_a_changed_law_gets_a_kernel_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOLEUS_CACHE", str(tmp_path))
    for slope in ("-x / tau", "-2.0 * x / tau"):
        model = Model({"d_x": slope}, frozenset(), frozenset(), ("x",))
        build_kernel(model, 1)
        build_kernel(model, 1)
    assert len(list(tmp_path.rglob("*.o"))) == 2


def test_numbers_of_the_wrong_size_never_reach_the_machine_code() -> None:
    kernel = leg_kernel(1)
    with pytest.raises(ValueError, match="float64"):
        kernel.prepare(np.zeros(3))
    with pytest.raises(ValueError, match="float64"):
        kernel.advance(kernel.empty(), np.zeros(3), 1, 1, 1, 0.001)
