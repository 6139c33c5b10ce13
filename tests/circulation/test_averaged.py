"""The averaged heart against the beating one: what an hour differs by."""

import sys

import pytest

from soleus.circulation import Person, Protocol, Run, Step, simulate
from soleus.circulation.whole import observed_names

LONG = Protocol((Step("sitting", "seated", 900),))
KEPT = tuple(n for n in observed_names() if n.startswith(("V_", "F_")))


@pytest.fixture(scope="module")
def runs() -> tuple[Run, Run]:
    averaged = simulate(Person(), LONG, keep=KEPT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["soleus.circulation.simulate"], "LONG_S", 1e9)
        full = simulate(Person(), LONG, keep=KEPT)
    return averaged, full


@pytest.mark.parametrize("name", ["F_left_foot", "F_left_calf", "V_left_calf_vein"])
def test_averaging_moves_a_leg_by_less_than_two_percent(runs: tuple[Run, Run], name: str) -> None:
    averaged, full = (r.signal(name, 0)[1][-225:].mean() for r in runs)
    assert averaged == pytest.approx(full, rel=0.02, abs=0.05)


def test_averaging_lets_no_blood_walk_between_pools(runs: tuple[Run, Run]) -> None:
    for name in ("V_pulmonary_vein", "V_splanchnic_vein", "V_upper_vein"):
        averaged, full = (r.signal(name, 0)[1][-225:].mean() for r in runs)
        assert averaged == pytest.approx(full, abs=12.0), name
