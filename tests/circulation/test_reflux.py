"""What the severity of reflux means, and what leaking valves do to a calf and a foot."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.circulation import Person, Protocol, Step, simulate
from soleus.circulation.instruments.air_plethysmograph import air_plethysmograph
from soleus.circulation.person import Reflux, leak_of

STAND = Protocol(
    (
        Step("up", "legs_raised", 120, foot_above_heart_cm=45),
        Step("stand", "standing", 10),
    )
)
TIPTOES = Protocol(
    (Step("stand", "standing", 180), Step("tiptoes", "standing", 10, "calf_raises", 60))
)
GATE = {
    "great_saphenous": "q_left_saphenofemoral",
    "femoral": "q_left_femoral_to_iliac",
    "popliteal": "q_left_popliteal_to_femoral",
    "calf_perforator": "q_left_great_perforators",
}
"""The flow through each vessel's uppermost valve."""


def leaking(*vessels: str, severity: float = 1.0) -> Person:
    return Person(reflux=tuple(Reflux("left", v, severity) for v in vessels))


@given(st.floats(0.0, 1.0), st.floats(0.0, 12.0))
def test_a_leak_lies_between_none_and_no_valve(severity: float, strait: float) -> None:
    leak = leak_of(severity, strait)
    assert 0.0 <= leak <= severity
    assert leak_of(0.0, strait) == 0.0
    assert leak_of(1.0, strait) == 1.0


@given(st.floats(0.0, 0.9), st.floats(0.01, 0.1), st.floats(0.0, 12.0))
def test_a_leak_grows_with_severity(severity: float, more: float, strait: float) -> None:
    assert leak_of(severity + more, strait) > leak_of(severity, strait)


@pytest.mark.parametrize("vessel", GATE)
def test_half_severity_lets_back_half_of_what_no_valve_lets_back(vessel: str) -> None:
    severities = (0.0, 0.25, 0.5, 0.75, 1.0)
    run = simulate([leaking(vessel, severity=s) for s in severities], STAND)
    back = [-np.minimum(run.signal(GATE[vessel], 1, i)[1], 0.0).sum() for i in range(5)]
    assert back == sorted(back)
    assert back[0] == pytest.approx(0.0, abs=1e-6)
    assert back[2] / back[4] == pytest.approx(0.5, abs=0.06)


def test_deep_reflux_lowers_the_ejection_fraction_and_fills_the_calf_sooner() -> None:
    # van Bemmelen 1994: 45 to 52 % in ulcer, dermatitis and varicose limbs.
    people = (Person(), leaking("popliteal"), leaking("femoral", "popliteal", "calf_perforator"))
    readings = [air_plethysmograph(simulate(p, STAND).view(1), "left") for p in people]
    healthy, popliteal, ulcer = (float(r["ef_percent"] or 0.0) for r in readings)
    assert popliteal < healthy - 3.0
    assert 35.0 < ulcer < min(58.0, healthy)
    healthy, popliteal, ulcer = (float(r["vfi_ml_s"] or 0.0) for r in readings)
    assert ulcer > popliteal > 2.0 > healthy


def test_a_leaking_column_reaches_the_foot_but_does_not_carry_it() -> None:
    people = [Person(), *(leaking("popliteal", severity=s) for s in (0.25, 0.5, 0.75, 1.0))]
    run = simulate(people, TIPTOES)
    ends = [float(run.view(1, i).last("P_left_foot_vein", 1.0).mean()) for i in range(5)]
    assert ends == sorted(ends)
    assert ends[0] + 15.0 < ends[-1] < 80.0
