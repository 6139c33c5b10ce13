"""Draws figures as SVG that stands in a page: its colours by day and night, its letters, no ids."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
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


def drawn(size: tuple[float, float], says: str, draw: Callable[[Figure, Axes], None]) -> str:
    """Return a figure as SVG for a page.

    Parameters
    ----------
    size : width and height [inch]
    says : the same in words, for those who do not see it
    draw : puts everything onto the axes
    """
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    with mpl.rc_context(_STYLE):
        figure, axes = plt.subplots(figsize=size, layout="constrained")
        draw(figure, axes)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
        plt.close(figure)
    return _for_page(out.getvalue(), says)


def _for_page(text: str, says: str) -> str:
    svg = text[text.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r' id="[A-Za-z0-9]+_\d+"', "", svg)
    # Only places in a style: a colour inside a name would be none.
    for colour, name in COLOURS.items():
        svg = svg.replace(f": {colour}", f": var({name}, {colour})")
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font: \1 var(--font, sans-serif)", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(says)}"', 1)


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
