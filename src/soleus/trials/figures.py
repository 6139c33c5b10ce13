"""Draws the outcomes of a trial: means with their intervals, people, and what was measured."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from soleus.trials.analysis import ArmSummary
    from soleus.trials.trial import Measured, Outcome

_PEOPLE, _MEAN, _MEASURED = "#b9c7cf", "#12506b", "#b3541e"
"""Colours that differ in lightness too, for those who do not tell them apart."""


def outcome_figure(
    outcome: Outcome, groups: dict[str, Sequence[ArmSummary]], measured: Sequence[Measured]
) -> str:
    """Return one outcome as SVG: an arm a place, a group a colour step, measured ones as diamonds.

    Parameters
    ----------
    groups : summaries of every arm, by group
    measured : published means of this outcome
    """
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    with mpl.rc_context({"svg.hashsalt": "soleus", "svg.fonttype": "none", "font.size": 10}):
        arms = [each.arm for each in next(iter(groups.values()))]
        figure, axes = plt.subplots(figsize=(7.0, 3.8), layout="constrained")
        offsets = np.linspace(-0.3, 0.3, len(groups)) if len(groups) > 1 else [0.0]
        markers = "osv^DPX*<>"
        for number, ((name, summaries), offset) in enumerate(
            zip(groups.items(), offsets, strict=True)
        ):
            places = np.arange(len(arms)) + offset
            axes.vlines(
                places,
                [s.p5 for s in summaries],
                [s.p95 for s in summaries],
                color=_PEOPLE,
                linewidth=6 if len(groups) == 1 else 3,
            )
            means = np.array([s.mean for s in summaries])
            ends = np.array([[s.mean - s.low, s.high - s.mean] for s in summaries]).T
            axes.errorbar(
                places,
                means,
                np.nan_to_num(ends),
                fmt=markers[number % len(markers)],
                color=_MEAN,
                capsize=3,
                label=f"{name}, simulated",
            )
        for number, each in enumerate(measured):
            axes.errorbar(
                [arms.index(each.arm) + 0.42],
                [each.mean],
                None if each.sd is None else [each.sd],
                fmt="D",
                color=_MEASURED,
                label=None if number else "measured, mean and SD",
            )
        axes.set_xticks(range(len(arms)), arms)
        axes.set_ylabel(f"{outcome.name} [{outcome.unit or '-'}]")
        axes.set_xlim(-0.6, len(arms) - 0.4)
        axes.legend(fontsize=8, frameon=False)
        axes.spines[["top", "right"]].set_visible(False)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
        plt.close(figure)
    text = out.getvalue()
    return text[text.index("<svg") :]
