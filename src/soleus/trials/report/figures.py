"""Draws the outcomes of a trial: means with intervals, people, and what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from soleus.trials.report.drawing import (
    HAIRLINE,
    INK,
    MEASURED,
    SHEET,
    SOFT,
    drawn,
    legend_above,
    mark_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from soleus.trials.analysis import ArmSummary
    from soleus.trials.sensitivity import SensitivityAnalysis
    from soleus.trials.trial import PublishedMean, TrialOutcome

_SLOT = 0.56
"""Part of an arm's place that its groups share; what was measured stands beside them."""
_MEASURED_AT = 0.4
_SHOWN = 12
"""Properties that are drawn; the table has all."""


def outcome_figure(
    outcome: TrialOutcome,
    groups: Mapping[str, Sequence[ArmSummary]],
    measured: Sequence[PublishedMean],
    arms_are: str,
) -> str:
    """Return one outcome as SVG: an arm a place, a group a colour, measured ones as diamonds.

    Parameters
    ----------
    groups : summaries of every arm, by group
    measured : published means of this outcome
    arms_are : what the arms are called under the axis
    """
    arms = [each.arm for each in next(iter(groups.values()))]

    def draw(figure: Figure, axes: Axes) -> None:
        axes.grid(axis="y", linewidth=0.8)
        if outcome.counted != "value":  # where nothing has changed
            axes.axhline(float(outcome.counted == "ratio"), color=SOFT, linewidth=1, zorder=1)
        for place in range(1, len(arms)):
            axes.axvline(place - 0.5, color=HAIRLINE, linewidth=0.8)
        shift = 0.0 if len(groups) == 1 else _SLOT / (len(groups) - 1)
        for number, (name, summaries) in enumerate(groups.items()):
            at = (number * shift - _SLOT / 2) if len(groups) > 1 else 0.0
            _draw_group(axes, name, summaries, at - (0.04 if measured else 0.0), number)
        _draw_measured(axes, arms, measured)
        axes.set_xticks(range(len(arms)), arms)
        axes.tick_params(axis="x", length=0)
        axes.set_xlabel(arms_are)
        axes.set_ylabel(f"{outcome.name}{_in(outcome.unit)}")
        axes.set_xlim(-0.5, len(arms) - 0.5)
        legend_above(figure, axes, 3 if len(groups) > 1 else 2)

    says = f"{outcome.name} by arm: the numbers stand in the tables below"
    return drawn((7.4, 4.3), says, draw)


def _in(unit: str) -> str:
    return f" [{unit}]" if unit else ""


def _draw_group(
    axes: Axes, name: str, summaries: Sequence[ArmSummary], at: float, number: int
) -> None:
    """Draw one group: nine of ten people as bars, means with their intervals."""
    colour, marker = mark_of(number)
    places = np.arange(len(summaries)) + at
    low, high = [s.p5 for s in summaries], [s.p95 for s in summaries]
    axes.vlines(places, low, high, color=colour, linewidth=7, alpha=0.22)
    means = np.array([s.mean for s in summaries])
    ends = np.array([[s.mean - s.low, s.high - s.mean] for s in summaries]).T
    axes.errorbar(
        places, means, np.nan_to_num(ends), fmt=marker, color=colour, markersize=7, capsize=3,
        elinewidth=1.4, markeredgecolor=SHEET, markeredgewidth=0.6, label=name,
    )  # fmt: skip


def _draw_measured(axes: Axes, arms: Sequence[str], measured: Sequence[PublishedMean]) -> None:
    for number, each in enumerate(m for m in measured if m.mean is not None):
        axes.errorbar(
            [arms.index(each.arm) + _MEASURED_AT], [each.mean or 0.0],
            None if each.sd is None else [each.sd], fmt="D", color=MEASURED, markersize=7,
            capsize=2, elinewidth=1.2, markeredgecolor=SHEET, markeredgewidth=0.6,
            label=None if number else _measured_label(measured),
        )  # fmt: skip


def _measured_label(measured: Sequence[PublishedMean]) -> str:
    spread = " and SD" if any(each.sd is not None for each in measured) else ""
    return f"measured in people who live: mean{spread}"


def effects_figure(analysis: SensitivityAnalysis, unit: str) -> str:
    """Return what moves an outcome as SVG: a property a line, the largest at the top."""
    shown = analysis.effects[:_SHOWN]
    colour, marker = mark_of(0)

    def draw(figure: Figure, axes: Axes) -> None:
        places = np.arange(len(shown))[::-1]
        axes.grid(axis="x", linewidth=0.8)
        axes.hlines(places, 0.0, [e.size for e in shown], color=colour, linewidth=6, alpha=0.22)
        axes.errorbar(
            [e.size for e in shown], places, xerr=[e.half_width for e in shown], fmt=marker,
            color=colour, capsize=3, elinewidth=1.4, label=_size_label(analysis.asked.method),
        )  # fmt: skip
        if analysis.asked.method == "sobol":
            alone, _ = mark_of(1)
            axes.plot(
                [e.s1 or 0.0 for e in shown], places, "|", color=alone, markersize=11,
                markeredgewidth=2, label="alone",
            )  # fmt: skip
            axes.set_xlabel("share of the variance between people")
        else:
            axes.set_xlabel(f"mean size of the effect{_in(unit)}")
        axes.set_yticks(places, [e.varied.replace("_", " ") for e in shown])
        axes.tick_params(axis="y", length=0)
        axes.axvline(0.0, color=INK, linewidth=1)
        legend_above(figure, axes, 2)

    says = f"what moves {analysis.asked.outcome}: the numbers stand in the table below"
    return drawn((7.4, 1.3 + 0.31 * len(shown)), says, draw)


def _size_label(method: str) -> str:
    if method == "sobol":
        return "with all it does together with others, and 95 % interval"
    return "mean size, and 95 % interval"
