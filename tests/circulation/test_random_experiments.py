"""Five hundred experiments drawn at random: whatever is allowed to be asked is answered sanely."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from soleus.circulation import (
    INSTRUMENTS,
    Experiment,
    parse_experiment,
)
from soleus.circulation.instruments import implausible, reading

LEGS = ("left", "right")
READS = [
    {"instrument": name} | ({each.word: place} if each.word else {})
    for name, each in INSTRUMENTS.items()
    if name not in ("air_plethysmograph", "abi", "state")
    for place in (each.places or ("",))
]


def half(low: float, high: float) -> st.SearchStrategy[float]:
    """Half of the time an end of the range, where models break; else anything in it."""
    return st.one_of(st.sampled_from([low, high]), st.floats(low, high))


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    height = draw(half(140, 200))
    return {
        "age": draw(half(18, 95)),
        "sex": draw(st.sampled_from(["female", "male"])),
        "height_cm": height,
        "weight_kg": draw(half(17.0, 45.0)) * (height / 100.0) ** 2,
        "heart_failure": draw(st.sampled_from(["none", "none", "mild", "moderate", "severe"])),
        "calf_strength": draw(half(0.0, 1.5)),
        "dehydration": draw(half(0.0, 0.05)),
        "stockings": draw(st.sampled_from(["none", "none", "class1", "class2", "class3"])),
        "stenosis": draw(st.lists(stenoses, max_size=2)),
        "reflux": draw(st.lists(refluxes, max_size=3)),
    }


stenoses = st.fixed_dictionaries(
    {
        "leg": st.sampled_from(LEGS),
        "vessel": st.sampled_from(["common_iliac", "superficial_femoral", "popliteal", "tibial"]),
        "diameter_reduction": half(0.0, 1.0),
        "length_cm": half(0.5, 20.0),
    }
)
refluxes = st.fixed_dictionaries(
    {
        "leg": st.sampled_from(LEGS),
        "vessel": st.sampled_from(["great_saphenous", "femoral", "popliteal", "calf_perforator"]),
        "severity": half(0.0, 1.0),
    }
)


@st.composite
def movements(draw: st.DrawFn) -> dict[str, Any]:
    activity = draw(
        st.sampled_from(["rest", "ankle_pumps", "passive_ankle_pumps", "calf_raises", "walking"])
    )
    if activity == "rest":
        return {}
    if activity == "walking":
        pace = {"speed_km_h": draw(half(0.5, 8.0)), "grade_percent": draw(half(-10.0, 20.0))}
        return {"activity": activity, "posture": "standing", **pace}
    moved = {"activity": activity, "per_minute": draw(half(1, 120))}
    moved["legs"] = draw(st.sampled_from([*LEGS, "both", "both"]))
    if activity == "calf_raises":
        return moved | {"posture": draw(st.sampled_from(["standing", "seated", "dangling"]))}
    moved["movement"] = draw(st.sampled_from(["plantar", "dorsal", "both"]))
    return moved | ({"load": draw(half(0.0, 1.0))} if activity == "ankle_pumps" else {})


@st.composite
def steps(draw: st.DrawFn) -> dict[str, Any]:
    step: dict[str, Any] = {"posture": draw(st.sampled_from(POSTURES))}
    step |= draw(movements())
    step["seconds"] = draw(st.sampled_from([1, 3, 10, 20, 40]))
    if step["posture"] == "tilted":
        step["degrees"] = draw(half(-30, 90))
    if step["posture"] == "legs_raised":
        step["foot_above_heart_cm"] = draw(half(0, 100))
    breaths = ["quiet", "quiet", "deep", "rib_cage", "diaphragm", "valsalva"]
    step["breathing"] = draw(st.sampled_from(breaths[: 6 if step["seconds"] <= 20 else 5]))
    if step.get("activity") not in ("walking", "calf_raises"):
        step["cuff_seconds"] = draw(half(0.2, min(step["seconds"], 10.0)))
        # Sleeves that close in less than a second reach 200 mmHg at most.
        strongest = 300 if step["cuff_seconds"] >= 1.0 else 200
        for part in draw(st.sets(st.sampled_from(["foot", "calf", "thigh"]), max_size=2)):
            step[f"{part}_cuff_mmhg"] = draw(half(0, strongest))
        step["lower_body_mmhg"] = draw(st.sampled_from([0.0, 0.0, 0.0, -30.0, -60.0]))
    if step["breathing"] == "valsalva":
        return step
    return step | {"repeat": draw(st.sampled_from([1, 1, 1, 3]))}


POSTURES = ["supine", "seated", "standing", "legs_raised", "dangling", "tilted"]


def lines_beyond(experiment: Experiment) -> list[str]:
    """Run an experiment and return every reading that no living person can have."""
    run = experiment.run()
    return [
        f"{step.name}, round {step.round}: {line}"
        for i, step in enumerate(run.protocol.steps)
        for line in implausible({name: reading(run.view(i), name) for name in experiment.reads})
    ]


@pytest.mark.slow
@settings(
    max_examples=500, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(people(), st.lists(steps(), min_size=1, max_size=4))
def test_five_hundred_random_experiments_give_no_reading_that_nobody_can_have(
    person: dict[str, Any], protocol: list[dict[str, Any]]
) -> None:
    strained = [step["breathing"] == "valsalva" for step in protocol]
    assume(not any(map(all, pairwise(strained))))
    experiment = parse_experiment({"person": person, "step": protocol, "read": READS})
    assert lines_beyond(experiment) == []
