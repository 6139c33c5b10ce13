"""Draws the rooms and which of them import which, from `.importlinter` and the imports themselves.

An arrow that follows from others is left out: where `web` imports `coach` and `coach` imports
`journal`, no arrow leads from `web` to `journal`.
"""

import ast
from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "soleus"

WIDTH, HEIGHT = 136, 54
"""Of a box."""
BESIDE, BELOW = 24, 26
"""Between two boxes."""
MARGIN = 8
LONGEST_LINE = 23
ASIDE = 12
"""How far an arrow goes round a box that stands in its way."""

STYLE = """
  .box { fill: #f3f6fa; stroke: #5b7a99; stroke-width: 1.2 }
  .name { font: 600 14px system-ui, sans-serif; fill: #16324f; text-anchor: middle }
  .says { font: 10px system-ui, sans-serif; fill: #46586a; text-anchor: middle }
  .arrow { fill: none; stroke: #5b7a99; stroke-width: 1.2; marker-end: url(#tip) }
  .tip { fill: #5b7a99 }
  @media (prefers-color-scheme: dark) {
    .box { fill: #17212b; stroke: #7fa3c7 }
    .name { fill: #e6eef6 }
    .says { fill: #b3c2d1 }
    .arrow { stroke: #7fa3c7 }
    .tip { fill: #7fa3c7 }
  }
"""


@dataclass(frozen=True)
class Box:
    """A room where it is drawn: its middle, and its place from the top."""

    room: str
    x: float
    y: float
    row: int

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - HEIGHT / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + HEIGHT / 2

    def side(self, x: float) -> float:
        """Return the edge that looks towards ``x``."""
        return self.x + (WIDTH / 2 if x > self.x else -WIDTH / 2)


def picture() -> str:
    """Return the drawing as SVG."""
    boxes = _placed()
    widest = max(len(row) for row in rows())
    width = widest * (WIDTH + BESIDE) - BESIDE + 2 * MARGIN
    height = len(rows()) * (HEIGHT + BELOW) - BELOW + 2 * MARGIN
    arrows = [
        f'<path class="arrow" d="{_way(boxes[room], boxes[other])}"/>'
        for room in boxes
        for other in sorted(shown_imports(room))
    ]
    drawn = [line for box in boxes.values() for line in _drawn(box)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
            'aria-labelledby="title">',
            '<title id="title">The rooms of Soleus: each imports only rooms below it</title>',
            f"<style>{STYLE}</style>",
            '<marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker>',
            *arrows,
            *drawn,
            "</svg>\n",
        ]
    )


@cache
def rows() -> tuple[tuple[str, ...], ...]:
    """Return the rooms of each layer, from the top."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    layers = contracts["importlinter:contract:layers"]["layers"].split("\n")
    return tuple(tuple(room.strip() for room in row.split("|")) for row in layers if row.strip())


@cache
def imports() -> dict[str, frozenset[str]]:
    """Return the rooms that each room imports."""
    rooms = [room for row in rows() for room in row]
    return {
        room: frozenset(
            other
            for path in _modules(room)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for other in _named(node)
            if other in rooms and other != room
        )
        for room in rooms
    }


def shown_imports(room: str) -> set[str]:
    """Return the rooms to which an arrow leads: those reached by no longer way."""
    return {
        other
        for other in imports()[room]
        if not any(other in _reached(between) for between in imports()[room] - {other})
    }


def _reached(room: str) -> set[str]:
    return set(imports()[room]).union(*(_reached(other) for other in imports()[room]))


def _modules(room: str) -> list[Path]:
    return sorted((SOURCE / room).rglob("*.py")) or [SOURCE / f"{room}.py"]


def _named(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.ImportFrom) or not node.module:
        return []
    package, *inside = node.module.split(".")
    if package != "soleus":
        return []
    return inside[:1] or [name.name for name in node.names]


def _placed() -> dict[str, Box]:
    """Return the box of each room; of a layer, rooms that are imported from far above stand out."""
    middle = max(len(row) for row in rows()) * (WIDTH + BESIDE) / 2 - BESIDE / 2 + MARGIN
    found = {}
    for number, row in enumerate(rows()):
        y = MARGIN + HEIGHT / 2 + number * (HEIGHT + BELOW)
        nearest_first = sorted(row, key=lambda room: (-_nearest_importer(room), row.index(room)))
        left, right = nearest_first[1::2][::-1], nearest_first[2::2]
        for place, room in enumerate([*left, nearest_first[0], *right]):
            x = middle + (place - len(left)) * (WIDTH + BESIDE)
            found[room] = Box(room, x, y, number)
    return found


def _nearest_importer(room: str) -> int:
    """Return the row of the lowest room from which an arrow leads to ``room``."""
    above = [
        number for number, row in enumerate(rows()) for other in row if room in shown_imports(other)
    ]
    return max(above, default=-1)


def _way(start: Box, end: Box) -> str:
    """Return the path of an arrow: straight down, round a box in the way, or one corner."""
    if start.x == end.x and end.row == start.row + 1:
        return f"M{start.x} {start.bottom}V{end.top}"
    if start.x == end.x:
        turn = start.side(start.x + (1 if start.row % 2 else -1))
        aside = turn + (ASIDE if turn > start.x else -ASIDE)
        return f"M{turn} {start.y + HEIGHT / 4}H{aside}V{end.y - HEIGHT / 4}H{turn}"
    if len(rows()[start.row]) == 1:
        return f"M{start.side(end.x)} {start.y}H{end.x}V{end.top}"
    return f"M{start.x} {start.bottom}V{end.y}H{end.side(start.x)}"


def _drawn(box: Box) -> list[str]:
    says = _what_for(box.room)
    first = box.y - 5 * len(says)
    return [
        f'<rect class="box" x="{box.x - WIDTH / 2}" y="{box.top}" width="{WIDTH}" '
        f'height="{HEIGHT}" rx="7"/>',
        f'<text class="name" x="{box.x}" y="{first}">{box.room}</text>',
        *(
            f'<text class="says" x="{box.x}" y="{first + 14 + 12 * line}">{escape(text)}</text>'
            for line, text in enumerate(says)
        ),
    ]


def _what_for(room: str) -> list[str]:
    """Return what a room is for in at most two lines, from the first clause of its docstring."""
    package = SOURCE / room / "__init__.py"
    path = package if package.exists() else SOURCE / f"{room}.py"
    said = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    for end in (":", ".", ";", ",", " with "):
        if end not in (",", " with ") or len(wrap(said, LONGEST_LINE)) > 2:
            said = said.split(end)[0]
    return wrap(said, LONGEST_LINE)[:2]
