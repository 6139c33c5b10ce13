"""A figure of a run: pressures, flows and volumes over time, with the steps shaded."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.run import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_PANELS = (
    ("mmHg", {"foot vein, left": "P_left_foot_vein", "foot vein, right": "P_right_foot_vein"}),
    ("mmHg", {"aorta": "P_aorta", "left ankle artery": "P_left_ankle_artery"}),
    (
        "mL/s",
        {"left femoral vein": "q_left_femoral_to_iliac", "left femoral artery": "q_left_iliac_run"},
    ),
    ("mL", {"left calf veins": "V_left_calf_vein", "left calf tissue": "F_left_calf"}),
)
"""The unit of each panel, and the names that its lines show by their labels."""


def _signal(run: Run, name: str) -> tuple[Array, Array]:
    parts = [run.signal(name, i) for i in range(len(run.protocol.steps))]
    return np.concatenate([t for t, _ in parts]), np.concatenate([x for _, x in parts])


def _mark_steps(axes: "Axes", run: Run, *, names: bool) -> None:
    """Shade every other step; write the steps' names above the panel if ``names``."""
    start, above = 0.0, axes.get_xaxis_transform()
    for i, step in enumerate(run.protocol.steps):
        end = start + step.seconds
        axes.axvspan(start, end, color="0.93" if i % 2 else "1.0", zorder=0)
        if names:
            axes.text((start + end) / 2, 1.02, step.name, ha="center", transform=above)
        start = end


def plot_run(run: Run, path: Path) -> None:
    """Write a figure of the first person's run to ``path``; its ending chooses the format."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 9), layout="constrained")
    rows = figure.subplots(len(_PANELS), 1, sharex=True)
    for axes, (unit, lines) in zip(rows, _PANELS, strict=True):
        _mark_steps(axes, run, names=axes is rows[0])
        for label, name in lines.items():
            axes.plot(*_signal(run, name), label=label, linewidth=0.8)
        axes.set_ylabel(unit)
        axes.legend(loc="upper right", fontsize="small")
    rows[-1].set_xlabel("time / s (simulated)")
    figure.savefig(path)
