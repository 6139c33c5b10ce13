"""Draws the outcomes of a trial: means with intervals, people, and what was measured."""

from __future__ import annotations

import re
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from soleus.trials.report.drawing import (
    HAIRLINE,
    INK,
    MEASURED,
    SHEET,
    SOFT,
    Drawing,
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
_BESIDE = 0.1
_SHOWN = 12
"""Properties that are drawn; the table has all."""


def outcome_figure(
    outcome: TrialOutcome,
    groups: Mapping[str, Sequence[ArmSummary]],
    measured: Sequence[PublishedMean],
    arms_are: str,
    by: str = "",
) -> Drawing:
    """Return one outcome: an arm a place, a group a colour, measured ones as diamonds.

    Parameters
    ----------
    groups : summaries of every arm, by group
    measured : published means of this outcome, of everybody or of one of the groups
    arms_are : what the arms are called under the axis
    by : what people are cut by
    """
    arms = [each.arm for each in next(iter(groups.values()))]

    def draw(figure: Figure, axes: Axes, is_narrow: bool) -> None:
        axes.grid(axis="y", linewidth=0.8)
        if outcome.counted != "value":  # where nothing has changed
            axes.axhline(float(outcome.counted == "ratio"), color=SOFT, linewidth=1, zorder=1)
        for place in range(1, len(arms)):
            axes.axvline(place - 0.5, color=HAIRLINE, linewidth=0.8)
        places = _places(list(groups), is_among_measured=bool(measured))
        size = 5 if is_narrow else 7
        for number, (name, summaries) in enumerate(groups.items()):
            _draw_group(axes, name, summaries, places[name], number, size)
        _draw_measured(axes, arms, measured, places, size)
        axes.set_xticks(range(len(arms)), [fill(a, 8) if is_narrow else a for a in arms])
        axes.tick_params(axis="x", length=0, labelsize=9 if is_narrow else None)
        axes.set_xlabel(arms_are)
        axes.set_ylabel(f"{outcome.name}{_in(outcome.unit)}")
        axes.set_xlim(-0.5, len(arms) - 0.5)
        legend_above(figure, axes, 1 if is_narrow else 3 if len(groups) > 1 else 2)

    says = f"{outcome.name} by arm: the numbers stand in the tables below"
    name = slug(f"{outcome.name} by {by}" if by else outcome.name)
    tall = 3.6 + 0.22 * (len(groups) + bool(measured))
    return drawn(name, says, draw, (4.3, tall))


def slug(words: str) -> str:
    """Return words as the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _places(groups: Sequence[str], *, is_among_measured: bool) -> dict[str, float]:
    """Return where each group stands beside the middle of an arm's place."""
    aside = 0.04 if is_among_measured else 0.0
    step = _SLOT / max(1, len(groups) - 1)
    first = 0.0 if len(groups) == 1 else -_SLOT / 2
    return {name: first - aside + number * step for number, name in enumerate(groups)}


def _in(unit: str) -> str:
    return f" [{unit}]" if unit else ""


def _draw_group(
    axes: Axes, name: str, summaries: Sequence[ArmSummary], at: float, number: int, size: int
) -> None:
    """Draw one group: nine of ten people as bars, means with their intervals."""
    colour, marker = mark_of(number)
    places = np.arange(len(summaries)) + at
    low, high = [s.p5 for s in summaries], [s.p95 for s in summaries]
    axes.vlines(places, low, high, color=colour, linewidth=size, alpha=0.22)
    means = np.array([s.mean for s in summaries])
    ends = np.array([[s.mean - s.low, s.high - s.mean] for s in summaries]).T
    axes.errorbar(
        places, means, np.nan_to_num(ends), fmt=marker, color=colour, markersize=size,
        capsize=size - 4, elinewidth=1.4, markeredgecolor=SHEET, markeredgewidth=0.6, label=name,
    )  # fmt: skip


def _draw_measured(
    axes: Axes,
    arms: Sequence[str],
    measured: Sequence[PublishedMean],
    places: Mapping[str, float],
    size: int,
) -> None:
    """Draw what was measured: beside its group, or at the end of its arm's place."""
    for number, each in enumerate(measured):
        beside = places[each.group] + _BESIDE if each.group else _MEASURED_AT
        axes.errorbar(
            [arms.index(each.arm) + beside], [each.mean or 0.0],
            None if each.sd is None else [each.sd], fmt="D", color=MEASURED, markersize=size,
            capsize=2, elinewidth=1.2, markeredgecolor=SHEET, markeredgewidth=0.6,
            label=None if number else _measured_label(measured),
        )  # fmt: skip


def _measured_label(measured: Sequence[PublishedMean]) -> str:
    spread = " and SD" if any(each.sd is not None for each in measured) else ""
    return f"measured in people who live: mean{spread}"


def effects_figure(analysis: SensitivityAnalysis, unit: str) -> Drawing:
    """Return what moves an outcome: a property a line, the largest at the top."""
    shown = analysis.effects[:_SHOWN]
    colour, marker = mark_of(0)

    def draw(figure: Figure, axes: Axes, is_narrow: bool) -> None:
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
            axes.set_xlabel("share of the variance")
        else:
            axes.set_xlabel(f"mean size of the effect{_in(unit)}")
        axes.set_yticks(places, [e.varied.replace("_", " ") for e in shown])
        axes.tick_params(axis="y", length=0)
        axes.axvline(0.0, color=INK, linewidth=1)
        legend_above(figure, axes, 1 if is_narrow else 2)

    says = f"what moves {analysis.asked.outcome}: the numbers stand in the table below"
    name = f"sensitivity-{analysis.number}-{analysis.asked.method}"
    return drawn(name, says, draw, (1.3 + 0.31 * len(shown), 1.6 + 0.31 * len(shown)))


def _size_label(method: str) -> str:
    if method == "sobol":
        return "together with others, 95 % interval"
    return "mean size, 95 % interval"
