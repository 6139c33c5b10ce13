"""Measures which readings each number of the model moves most; the result is kept as data.

``python -m soleus.circulation.sensitivity`` writes network/sensitivity.toml anew; run it whenever
the model has changed.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from math import isfinite
from pathlib import Path

from soleus.circulation.data import read_data
from soleus.circulation.instruments import reading
from soleus.circulation.numbers import numbers_with
from soleus.circulation.numbers_listed import kind_of
from soleus.circulation.person import Person
from soleus.circulation.protocol import Protocol, Step
from soleus.circulation.simulate import BLOCK, simulate

MOVED_BY = 0.1
"""Part of its value by which each number is raised; of a depth, of the width of its bounds."""
KEPT = 3
"""Readings that are kept for each number."""
LEAST_PERCENT = 1.0
"""A reading that moves by less is not moved."""

WHO = Person(stockings="class1")
PROTOCOL = Protocol(
    (
        Step("rest", "supine", 60),
        Step("pumps", "supine", 90, "ankle_pumps", 60),
        Step("deep", "supine", 60, breathing="deep"),
        Step("raised", "legs_raised", 60, foot_above_heart_cm=45),
        Step("standing", "standing", 90),
        Step("tiptoes", "standing", 10, "calf_raises", 60),
        Step("refill", "standing", 60),
        Step("walking", "standing", 120, "walking", 105),
        Step("sitting", "seated", 7200),
    )
)
READ = (
    ("rest", "heart", "output_l_min"),
    ("rest", "heart", "map_mmhg"),
    ("rest", "doppler:left_common_femoral_vein", "tamv_cm_s"),
    ("rest", "muscle_flow:left_calf", "flow_ml_min_100ml"),
    ("pumps", "doppler:left_common_femoral_vein", "tamv_cm_s"),
    ("pumps", "doppler:left_popliteal_vein", "peak_cm_s"),
    ("deep", "doppler:left_common_femoral_vein", "peak_cm_s"),
    ("raised", "toe:left", "pressure_mmhg"),
    ("raised", "toe:left", "flow_ml_min"),
    ("standing", "heart", "rate_bpm"),
    ("standing", "volume:left_calf", "blood_ml"),
    ("tiptoes", "foot_vein:left", "end_mmhg"),
    ("tiptoes", "foot_vein:left", "refill_90_s"),
    ("walking", "heart", "output_l_min"),
    ("walking", "oxygen", "leg_extraction_percent"),
    ("sitting", "volume:left_leg", "interstitial_ml"),
)
"""The readings that are watched: step, instrument and place, part."""

Values = dict[str, float]


def _raised(name: str, value: float) -> float:
    within = 0.0
    if "." in name:
        within = kind_of(name).get("within", 0.0)
    return value + MOVED_BY * (within or value)


def _read(changes: Sequence[Mapping[str, float]]) -> list[Values]:
    """Return the watched readings for each set of changed numbers."""
    run = simulate([WHO] * len(changes), PROTOCOL, changes)
    index = {step.name: i for i, step in enumerate(PROTOCOL.steps)}
    return [
        {
            f"{step} {name} {part}": float(value)
            for step, name, part in READ
            if (value := reading(run.view(index[step], person), name)[part]) is not None
        }
        for person in range(len(changes))
    ]


def _moved(usual: Values, now: Values) -> Values:
    """Return the readings that moved most, with how far [%]."""
    percent = {
        name: 100.0 * (now[name] - value) / value
        for name, value in usual.items()
        if value and isfinite(now.get(name, float("nan")))
    }
    most = sorted(percent, key=lambda name: -abs(percent[name]))[:KEPT]
    return {name: round(percent[name], 1) for name in most if abs(percent[name]) >= LEAST_PERCENT}


def measure() -> dict[str, Values]:
    """Return the readings that each number moves most when it is raised by a tenth [%]."""
    raised = {n: _raised(n, v) for n, v in numbers_with().items()}
    (usual,) = _read([{}])
    moves: dict[str, Values] = {}
    changed = [n for n, v in raised.items() if v]
    for names in (changed[i : i + BLOCK] for i in range(0, len(changed), BLOCK)):
        for name, now in zip(names, _read([{n: raised[n]} for n in names]), strict=True):
            moves[name] = _moved(usual, now)
    return moves


def _as_toml(moves: Mapping[str, Values]) -> str:
    lines = [
        "# Written by `python -m soleus.circulation.sensitivity`; not edited.",
        "# By how many percent the most moved readings of sensitivity.py change where one number",
        "# is raised by a tenth (a depth: by a tenth of its bounds).",
        "[moves]",
    ]
    for name, moved in moves.items():
        parts = ", ".join(f'"{reading}" = {percent}' for reading, percent in moved.items())
        lines.append(f'"{name}" = {{ {parts} }}' if parts else f'"{name}" = {{}}')
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, and write the result into the package's folder."""
    folder = Path(str(files(__package__))) / "network"
    (folder / "sensitivity.toml").write_text(_as_toml(measure()), "utf-8")
    read_data.cache_clear()


if __name__ == "__main__":
    main()
