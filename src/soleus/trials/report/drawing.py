"""Draws figures as SVG that stands in a page: its colours by day and night, its letters, no ids."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, SOFT, HAIRLINE, SHEET = "#1c2023", "#444a4e", "#d8d0c1", "#fdfbf6"
MEASURED = "#a3470f"
GROUPS = ("#0f5666", "#7a3f8f", "#4f6b1e", "#8a5a00", "#3d5fa8", "#555b60")
"""Groups differ by their markers too, for those who do not tell colours apart."""
MARKERS = "osv^DP"

_WIDE, _NARROW = 7.4, 3.6
"""Width of a figure on a screen and on a phone [inch]: letters come out alike on both."""

COLOURS = {
    INK: "--ink",
    SOFT: "--ink-soft",
    HAIRLINE: "--hairline",
    SHEET: "--sheet",
    MEASURED: "--measured",
    **{colour: f"--group-{number}" for number, colour in enumerate(GROUPS)},
}
"""What a colour is called in the page's style, which has one for the night as well."""

_STYLE: dict[Any, Any] = {
    "svg.hashsalt": "soleus",
    "svg.fonttype": "none",
    "font.size": 10.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": SOFT,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": HAIRLINE,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One figure as SVG.

    Parameters
    ----------
    name : what its file is called, without an ending
    wide, narrow : to stand in a page, for a screen and for a phone
    alone : to be a file of its own, on its own ground
    says : the same in words, for those who do not see it
    """

    name: str
    wide: str
    narrow: str
    alone: str
    says: str


def drawn(
    name: str,
    says: str,
    draw: Callable[[Figure, Axes, bool], None],
    heights: tuple[float, float],
) -> Drawing:
    """Return a figure for every place that it stands in.

    Parameters
    ----------
    name, says : see ``Drawing``
    draw : puts everything onto the axes; told last whether it is for a phone
    heights : on a screen and on a phone [inch]
    """
    wide, narrow = (
        _svg((width, height), draw, is_narrow=width < _WIDE)
        for width, height in zip((_WIDE, _NARROW), heights, strict=True)
    )
    return Drawing(name, _for_page(wide, says), _for_page(narrow, says), _alone(wide, says), says)


def _svg(
    size: tuple[float, float], draw: Callable[[Figure, Axes, bool], None], *, is_narrow: bool
) -> str:
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    with mpl.rc_context(_STYLE):
        figure, axes = plt.subplots(figsize=size, layout="constrained")
        draw(figure, axes, is_narrow)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
        plt.close(figure)
    svg = out.getvalue()
    return re.sub(r"<metadata>.*?</metadata>\s*", "", svg[svg.index("<svg") :], flags=re.DOTALL)


def _for_page(svg: str, says: str) -> str:
    """Return a figure that takes colours and letters from the page, and leaves it its ids."""
    svg = re.sub(r' id="[A-Za-z0-9]+_\d+"', "", svg)
    # Only places in a style: a colour inside a name would be none.
    for colour, name in COLOURS.items():
        svg = svg.replace(f": {colour}", f": var({name}, {colour})")
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font: \1 var(--font, sans-serif)", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(says)}"', 1)


def _alone(svg: str, says: str) -> str:
    """Return a figure that is legible wherever it is shown: it brings its own ground."""
    ground = f'<title>{escape(says)}</title><rect width="100%" height="100%" fill="{SHEET}"/>'
    return re.sub(r"(<svg[^>]*>)", rf"\1{ground}", svg, count=1)


def legend_above(figure: Figure, axes: Axes, columns: int) -> None:
    """Put the legend above the axes, each entry once."""
    handles, labels = axes.get_legend_handles_labels()
    if labels:
        figure.legend(
            handles, labels, frameon=False, loc="outside upper left", ncols=columns,
            fontsize=9.5, handletextpad=0.5, columnspacing=1.4,
        )  # fmt: skip


def mark_of(number: int) -> tuple[str, str]:
    """Return colour and marker of the n-th group."""
    return GROUPS[number % len(GROUPS)], MARKERS[number % len(MARKERS)]
