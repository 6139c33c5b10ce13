"""Writes what figures of Learn draw: ``python -m soleus.prediction.figure_kept [FIGURE …]``.

Run after each change of the model or of a published row; a test says when that is. It takes some
minutes; without names every figure is run, with names the others keep their curves.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from pathlib import Path

from soleus.circulation import Row, load_rows, model_fingerprint
from soleus.handbook import CurveFigure, PointWords, curve_figures
from soleus.prediction.figure_runs import FIGURES, PEOPLE, RawCurve
from soleus.prediction.figures import KeptCurve, KeptFigure, KeptPoint, kept_figures

FILE = Path(__file__).with_name("figures.toml")
_HEAD = """\
# What the figures of Learn draw: simulated curves, and the published values on them.
# Written by python -m soleus.prediction.figure_kept; do not change by hand.
"""
_SD = re.compile(r"SD ([\d.]+)$")


def kept_curve(raw: RawCurve) -> KeptCurve:
    """Return what one, five and nine of ten people do not pass at each x."""
    columns = [sorted(column) for column in zip(*raw.values, strict=True)]
    low, middle, high = (
        tuple(float(f"{column[_place(len(column), part)]:.4g}") for column in columns)
        for part in (0.1, 0.5, 0.9)
    )
    return KeptCurve(raw.x, low, middle, high)


def kept_points(figure: CurveFigure) -> tuple[KeptPoint, ...]:
    """Return the published values of a figure, out of the rows of the validation."""
    rows = {row.id: row for row in load_rows()}
    return tuple(_point(each, rows[each.row]) for each in figure.points)


def further_studies(figure: CurveFigure) -> tuple[str, ...]:
    """Return the studies of a figure whose values cannot be drawn."""
    rows = {row.id: row.citation for row in load_rows()}
    return tuple(dict.fromkeys(rows[each.row] for each in figure.spans if each.row))


def written(figures: Mapping[str, KeptFigure], *, fingerprint: str, people: int = PEOPLE) -> str:
    """Return the content of the file that keeps the figures."""
    lines = [_HEAD, f'fingerprint = "{fingerprint}"', f"people = {people}"]
    for name, figure in figures.items():
        lines += ["", f"[figures.{name}]", f"further = {json.dumps(list(figure.further))}"]
        for curve_id, curve in figure.curves.items():
            lines += ["", f"[figures.{name}.curves.{curve_id}]"]
            lines += [f"{key} = {list(values)}" for key, values in curve.as_dict().items()]
        for point in figure.points:
            lines += ["", f"[[figures.{name}.points]]", *_told(point)]
    return "\n".join(lines) + "\n"


def main(names: Sequence[str]) -> None:
    """Simulate figures and write the file."""
    wanted = names or tuple(FIGURES)
    before = {} if set(wanted) == set(FIGURES) else kept_figures().figures
    figures = {
        name: KeptFigure(
            {curve: kept_curve(raw) for curve, raw in run(PEOPLE).items()}
            if name in wanted
            else before[name].curves,
            kept_points(curve_figures()[name]),
            further_studies(curve_figures()[name]),
        )
        for name, run in FIGURES.items()
    }
    FILE.write_text(written(figures, fingerprint=model_fingerprint()), encoding="utf-8")


def _place(people: int, part: float) -> int:
    return max(0, ceil(part * people - 1e-9) - 1)


def _point(words: PointWords, row: Row) -> KeptPoint:
    value = words.times * float(row.measured)
    sd = _SD.match(row.spread)
    low, high = (None, None)
    if sd:
        far = words.times * float(sd[1])
        low, high = (float(f"{value + sign * far:.4g}") for sign in (-1, 1))
    return KeptPoint(row.id, float(f"{value:.4g}"), row.spread, row.citation, low, high)


def _told(point: KeptPoint) -> Iterator[str]:
    for key, value in point.as_dict().items():
        if value is not None:
            said = str(value).replace('"', "'")
            yield f"{key} = {value}" if isinstance(value, float) else f'{key} = "{said}"'


if __name__ == "__main__":
    main(sys.argv[1:])
