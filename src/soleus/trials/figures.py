"""Draws the outcomes of a trial: means with their intervals, people, and what was measured."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from soleus.trials.analysis import ArmSummary
    from soleus.trials.trial import PublishedMean, TrialOutcome

_GROUPS = ("#12506b", "#3f8fb0", "#7a4a8c", "#5b7f2b", "#8a6d1f", "#555555")
_PEOPLE, _MEASURED = "#b9c7cf", "#b3541e"
_MARKERS = "osv^DP"
"""Groups differ by their marker too, for those who do not tell colours apart."""


def outcome_figure(
    outcome: TrialOutcome,
    groups: dict[str, Sequence[ArmSummary]],
    measured: Sequence[PublishedMean],
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
        figure, axes = plt.subplots(figsize=(7.0, 4.2), layout="constrained")
        offsets = np.linspace(-0.3, 0.3, len(groups)) if len(groups) > 1 else [0.0]
        for number, (name, summaries) in enumerate(groups.items()):
            _draw_group(axes, name, summaries, float(offsets[number]), number)
        for number, each in enumerate(measured):
            axes.errorbar(
                [arms.index(each.arm) + 0.42],
                [each.mean or 0.0],
                None if each.sd is None else [each.sd],
                fmt="D",
                color=_MEASURED,
                label=None if number else "measured, mean and SD",
            )
        axes.set_xticks(range(len(arms)), arms)
        axes.set_ylabel(f"{outcome.name} [{outcome.unit or '-'}]")
        axes.set_xlim(-0.6, len(arms) - 0.4)
        figure.legend(fontsize=8, frameon=False, loc="outside upper center", ncols=2)
        axes.spines[["top", "right"]].set_visible(False)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
        plt.close(figure)
    text = out.getvalue()
    return text[text.index("<svg") :]


def _draw_group(
    axes: Axes, name: str, summaries: Sequence[ArmSummary], offset: float, number: int
) -> None:
    """Draw one group beside the others: nine of ten people as bars, means with their intervals."""
    places = np.arange(len(summaries)) + offset
    low, high = [s.p5 for s in summaries], [s.p95 for s in summaries]
    axes.vlines(places, low, high, color=_PEOPLE, linewidth=4)
    means = np.array([s.mean for s in summaries])
    ends = np.array([[s.mean - s.low, s.high - s.mean] for s in summaries]).T
    axes.errorbar(
        places,
        means,
        np.nan_to_num(ends),
        fmt=_MARKERS[number % len(_MARKERS)],
        color=_GROUPS[number % len(_GROUPS)],
        capsize=3,
        label=f"{name}, simulated",
    )
