"""A figure of a run: what the experiment asks for, over time, with the steps shaded and named."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from soleus.circulation.kernel import Array
from soleus.circulation.plot_lines import Curve, lines_of, times_of
from soleus.circulation.protocol import Step
from soleus.circulation.run import Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Colours that people with any colour vision can tell apart: Okabe & Ito 2008."""
ACROSS = 250
"""Parts of the figure's width that a curve may have; more would be a smear."""
RAW_S = 30.0
"""A run no longer than this is drawn record by record."""
BEAT_S = 1.0
WIDTH_INCHES, PANEL_INCHES = 11.0, 2.1
LETTER = 0.0088
"""Width of a letter of a step's name, as part of the panel's width."""

_SCALES = ((180.0, 1.0, "s"), (3 * 3600.0, 60.0, "min"), (float("inf"), 3600.0, "h"))


def _scale(seconds: float) -> tuple[float, str]:
    """Return the seconds of a unit of time, and the unit, that suit a run of this length."""
    return next((unit, word) for longest, unit, word in _SCALES if seconds <= longest)


def _part_s(step: Step, total: float) -> float | None:
    """Return how long the parts are that a step is summed up in; None to draw each record.

    A part holds at least a whole beat, and a whole cycle of movement, so that the envelope shows
    the movement's reach and not its phase.
    """
    if total <= RAW_S:
        return None
    cycle = 1.0 / step.cycles_per_second if step.moving else 0.0
    least = max(BEAT_S, cycle)
    # A step too short for that on this scale becomes two parts, not a smear of every record.
    part = max(min(total / ACROSS, step.seconds / 2.0), least)
    return part if step.seconds >= part else None


def summed_up(times: Array, x: Array, part_s: float | None) -> tuple[Array, Array, Array, Array]:
    """Return middle times, lowest, mean and highest values of parts of a step."""
    if part_s is None:
        return times, x, x, x
    parts = np.minimum(((times - times[0]) / part_s).astype(int), int(np.ptp(times) / part_s))
    starts = np.flatnonzero(np.diff(parts, prepend=-1))
    count = np.diff(np.append(starts, len(x)))

    def mean(values: Array) -> Array:
        return np.asarray(np.add.reduceat(values, starts) / count)

    low, high = np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts)
    return mean(times), np.asarray(low), _smoothed(mean(x)), np.asarray(high)


def _smoothed(x: Array) -> Array:
    """Weigh each mean with its neighbours: parts seldom hold whole numbers of beats."""
    if len(x) < 4:
        return x
    beside = np.concatenate([x[:1], x, x[-1:]])
    return np.asarray(0.25 * beside[:-2] + 0.5 * x + 0.25 * beside[2:])


def _draw(axes: "Axes", run: Run, line: Curve, colour: str, unit_s: float) -> None:
    total = sum(step.seconds for step in run.protocol.steps)
    parts = [
        summed_up(times_of(run, i), line.values(run.view(i)), _part_s(step, total))
        for i, step in enumerate(run.protocol.steps)
    ]
    times, low, mean, high = (np.concatenate(column) for column in zip(*parts, strict=True))
    axes.fill_between(times / unit_s, low, high, color=colour, alpha=0.22, linewidth=0)
    axes.plot(times / unit_s, mean, color=colour, linewidth=1.1, label=line.label)


def _named(steps: Sequence[Step]) -> Iterator[tuple[str, float, float]]:
    """Yield name, start and end of each step [s]; the rounds of a repeated one or block as one."""
    start = 0.0
    last = {(s.name, s.block): s.round for s in steps}

    def together(step: Step) -> tuple[str, str]:
        is_repeated = last[step.name, step.block] > 1
        return (step.block or step.name, "block") if is_repeated else (step.name, "")

    for _, group in groupby(steps, key=together):
        rounds = list(group)
        end = start + sum(step.seconds for step in rounds)
        names = " + ".join(dict.fromkeys(step.name for step in rounds))
        times = rounds[-1].round
        yield f"{times} times {names}" if times > 1 else names, start, end
        start = end


def _levels(named: Sequence[tuple[str, float, float]], total: float) -> list[int]:
    """Return how high above the panel each name stands, so that no two overlap."""
    taken: list[float] = []
    levels = []
    for name, start, end in named:
        half = LETTER * (len(name) + 2) / 2.0
        middle = min(max((start + end) / 2.0 / total, half), 1.0 - half)
        level = next((i for i, until in enumerate(taken) if until <= middle - half), len(taken))
        taken[level : level + 1] = [middle + half]
        levels.append(level)
    return levels


def _mark_steps(axes: "Axes", run: Run, unit_s: float, *, names: bool) -> None:
    """Shade every other step; write the steps' names above the panel if ``names``."""
    named = list(_named(run.protocol.steps))
    total = named[-1][2]
    above = axes.get_xaxis_transform()
    for i, ((name, start, end), level) in enumerate(zip(named, _levels(named, total), strict=True)):
        axes.axvspan(start / unit_s, end / unit_s, color="0.94" if i % 2 else "1.0", zorder=0)
        if names:
            half = LETTER * len(name) / 2.0 * total
            middle = min(max((start + end) / 2.0, half), max(total - half, half)) / unit_s
            axes.annotate(
                name, (middle, 1.0), (0, 4 + 13 * level), xycoords=above,
                textcoords="offset points", ha="center", va="bottom", fontsize=9,
                arrowprops={"arrowstyle": "-", "color": "0.7", "linewidth": 0.6} if level else None,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip


def _colour(line: Curve, panels: Mapping[str, Sequence[Curve]]) -> str:
    """Return a line's colour: the same for the same vessel in the panels of both legs."""
    kind = line.panel.partition(":")[2]
    alike = (each for title, lines in panels.items() if title.endswith(kind) for each in lines)
    labels = list(dict.fromkeys(each.label for each in alike))
    return COLOURS[labels.index(line.label) % len(COLOURS)]


def plot_run(run: Run, path: Path, reads: Sequence[str] = ()) -> None:
    """Write a figure of the first person's run to ``path``; its ending chooses the format.

    A band shows how far a curve swings within a beat or a cycle of movement, the line its mean.

    Parameters
    ----------
    run, path : what is drawn, and where to
    reads : the readings that the experiment asks for; without any, a usual few
    """
    from matplotlib.figure import Figure

    panels = lines_of(reads)
    total = sum(step.seconds for step in run.protocol.steps)
    unit_s, unit = _scale(total)
    height = 1.2 + PANEL_INCHES * len(panels)
    figure = Figure(figsize=(WIDTH_INCHES, height), layout="constrained")
    rows = figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
    for axes, (title, lines) in zip(rows, panels.items(), strict=True):
        _mark_steps(axes, run, unit_s, names=axes is rows[0])
        for line in lines:
            _draw(axes, run, line, _colour(line, panels), unit_s)
        axes.set_ylabel(lines[0].unit)
        axes.set_xlim(0.0, total / unit_s)
        axes.legend(
            loc="upper left", bbox_to_anchor=(1.01, 1.0), frameon=False, title=title,
            alignment="left", fontsize=9, title_fontsize=9,
        )  # fmt: skip
    said = "simulated; band: swing within a beat or cycle, line: mean"
    rows[-1].set_xlabel(f"time / {unit} ({said})")
    figure.savefig(path, dpi=120)
