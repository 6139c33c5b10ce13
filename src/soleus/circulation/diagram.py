"""Draws the network from its data: what blood can be in, and the ways between."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from soleus.circulation.network import Element, load_network, read_data

_COLUMNS = {"artery": 130, "bed": 330, "vein": 560}
_ROW_PX = 44
_TRUNK_X = 850


def _label(name: str) -> str:
    return escape(name.replace("_", " "))


def _places() -> dict[str, tuple[int, int]]:
    """Return where each element of the left leg and the trunk is drawn."""
    net, standing = load_network(), read_data("postures")["standing"]
    places: dict[str, tuple[int, int]] = {}
    for kind, x in _COLUMNS.items():
        mine = [e for e in net.of(kind) if e.leg == "left"]
        mine.sort(key=lambda e: standing.get(e.data.get("height", ""), 0.0))
        for i, e in enumerate(mine):
            places[e.id] = (x, 60 + i * _ROW_PX)
    trunk = [e for e in net.of("chamber", "elastic", "vein", "bed") if not e.leg]
    for i, e in enumerate(trunk):
        places[e.id] = (_TRUNK_X + 210 * (e.kind == "bed"), 60 + i * _ROW_PX // 2)
    return places


def _ends(e: Element) -> tuple[str, str]:
    net = load_network()
    return net.find(e.data["from"], e.leg).id, net.find(e.data["to"], e.leg).id


def _ways(places: dict[str, tuple[int, int]]) -> Iterator[str]:
    net = load_network()
    kinds = ("inertial", "open_artery", "open_vein", "open_trunk", "valve", "gate")
    pairs = [(*_ends(e), e.kind in ("valve", "gate")) for e in net.of(*kinds) if e.leg != "right"]
    for e in net.of("bed"):
        if e.leg != "right":
            up, down = _ends(e)
            pairs += [(up, e.id, False), (e.id, down, False)]
    for up, down, is_valve in pairs:
        (x1, y1), (x2, y2) = places[up], places[down]
        ends = ' marker-end="url(#to)"' + (' stroke-dasharray="6 3"' if is_valve else "")
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{ends}/>'


def draw_network() -> str:
    """Return the network as an SVG picture: one leg (the other is alike) and the trunk.

    Dashed lines have valves; arrows point the way that blood goes.
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
            *_ways(places),
            *boxes,
            "</svg>",
        ]
    )


def write_diagram(path: Path) -> None:
    """Write the picture of the network to ``path``."""
    path.write_text(draw_network() + "\n", "utf-8")
