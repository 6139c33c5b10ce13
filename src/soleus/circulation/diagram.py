"""Draws the network from its data: compartments, beds and the links between them."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from soleus.circulation.data import read_data
from soleus.circulation.network import LINKS, elements

_COLUMNS = {"artery": 130, "bed": 330, "vein": 560}
_ROW_PX = 44
_TRUNK_X = 850


def _label(name: str) -> str:
    return escape(name.replace("_", " "))


def _places() -> dict[str, tuple[int, int]]:
    """Return the coordinates of each element of the left leg and the trunk."""
    standing = read_data("network/postures")["standing"]
    places: dict[str, tuple[int, int]] = {}
    for kind, x in _COLUMNS.items():
        column = [e for e in elements(kind) if e.leg == "left"]
        column.sort(key=lambda e: standing.get(e.data.get("height", ""), 0.0))
        for i, e in enumerate(column):
            places[e.id] = (x, 60 + i * _ROW_PX)
    trunk = [e for e in elements("chamber", "elastic", "vein", "bed") if not e.leg]
    for i, e in enumerate(trunk):
        places[e.id] = (_TRUNK_X + 210 * (e.kind == "bed"), 60 + i * _ROW_PX // 2)
    return places


def _arrows(places: dict[str, tuple[int, int]]) -> Iterator[str]:
    for e in (*elements(*LINKS), *elements("bed")):
        if e.leg == "right":
            continue
        up, down = e.ends
        dashes = ' stroke-dasharray="6 3"' if "valve" in e.kind else ""
        for start, end in ((up, e.id), (e.id, down)) if e.kind == "bed" else ((up, down),):
            (x1, y1), (x2, y2) = places[start], places[end]
            yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" marker-end="url(#to)"{dashes}/>'


def draw_network() -> str:
    """Return the network as an SVG picture: the trunk and one leg, since both legs are alike.

    Dashed lines are valves; arrows point the way that blood flows.
    """
    places = _places()
    tall = max(y for _, y in places.values()) + 50
    boxes = [
        f'<g><rect x="{x - 85}" y="{y - 14}" width="170" height="28" rx="6"/>'
        f'<text x="{x}" y="{y + 5}">{_label(name.removeprefix("left_"))}</text></g>'
        for name, (x, y) in places.items()
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1180 {tall}" role="img">',
            "<title>The network of the circulation model</title>",
            "<style>line{stroke:#667;stroke-width:1.2}rect{fill:#fff;stroke:#334}"
            "text{font:13px sans-serif;text-anchor:middle}</style>",
            '<defs><marker id="to" markerWidth="8" markerHeight="8" refX="7" refY="3" '
            'orient="auto">'
            '<path d="M0 0 7 3 0 6z" fill="#667"/></marker></defs>',
            *_arrows(places),
            *boxes,
            "</svg>",
        ]
    )


def write_diagram(path: Path) -> None:
    """Write the picture of the network to ``path``."""
    path.write_text(draw_network() + "\n", "utf-8")
