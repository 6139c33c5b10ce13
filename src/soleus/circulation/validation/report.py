"""Shows the results of validation: tables, and a figure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from soleus.circulation.data import read_data
from soleus.circulation.validation.kept import fingerprint, kept_fingerprint, left_out_values
from soleus.circulation.validation.measure import Result, calibrating_rows, waiting_rows

LEAVE_OUT = "soleus.circulation.validation.leave_one_out"
FARTHEST = 3.0
"""Half widths of its interval beyond which a row is drawn at the edge."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows of a set lie inside."""

    name: str
    inside: int
    rows: int


def left_out_results(results: Iterable[Result]) -> list[Result]:
    """Return the same rows as they read when their study had no part in the calibration."""
    kept = left_out_values()
    return [Result(r.row, kept[r.row.id]) for r in results if r.row.id in kept]


def _share(name: str, results: Iterable[Result]) -> Share:
    some = list(results)
    return Share(name, sum(r.inside for r in some), len(some))


def shares(results: Sequence[Result]) -> list[Share]:
    """Return the share of rows inside, by set; what was foretold comes first."""
    left_out = left_out_results(results)
    calibrating = {r.id for r in calibrating_rows()}
    fitted = [r for r in results if r.row.id in calibrating]
    others = [r for r in results if r.row.id not in calibrating and not r.row.held_back]
    all_shares = [
        _share("foretold: each row with its study left out", left_out),
        _share("foretold: rows held back", [r for r in results if r.row.held_back]),
        *(
            _share(f"{way}: {of} set", [r for r in some if r.row.set == of])
            for of in ("first", "second", "third")
            for way, some in (("fitted", fitted), ("left out", left_out), ("not fitted", others))
        ),
    ]
    return [s for s in all_shares if s.rows]


def counts(results: Sequence[Result]) -> dict[str, tuple[int, int]]:
    """Return the number of rows inside and of all rows, by topic."""
    inside = Counter(r.row.topic for r in results if r.inside)
    return {t: (inside[t], n) for t, n in sorted(Counter(r.row.topic for r in results).items())}


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return [*lines, *(f"| {' | '.join(map(str, cells))} |" for cells in rows), ""]


def _mark(result: Result) -> str:
    return "inside" if result.inside else "**outside**"


def _row_cells(result: Result, left_out: Mapping[str, Result]) -> tuple[str, ...]:
    row, without = result.row, left_out.get(result.row.id)
    span = f"{row.low:g} to {row.high:g}"
    alone = "held back" if row.held_back else "-"
    if without:
        alone = f"{_number(without.simulated)} {_mark(without)}"
    simulated = f"{_number(result.simulated)} {_mark(result)}"
    return (row.id, row.set, row.measured, span, simulated, alone, row.unit)


def _why_outside(results: Iterable[Result]) -> list[tuple[str, str]]:
    why = read_data("validation/why")["why"]
    return [(r.row.id, why.get(r.row.id, "not known yet")) for r in results if not r.inside]


def _age_of_outcome() -> list[str]:
    """Return a warning if studies were left out with another model or other rows, or not at all."""
    if kept_fingerprint() == fingerprint():
        return []
    what = "belongs to another model or other rows" if kept_fingerprint() else "is still to be made"
    return [f"What rows read with their study left out {what}: run `python -m {LEAVE_OUT}`.", ""]


def results_table(results: Sequence[Result]) -> str:
    """Return Markdown tables: shares inside, every row, why rows lie outside, what waits."""
    left_out = {r.row.id: r for r in left_out_results(results)}
    head = ("row", "set", "measured", "accepted", "simulated", "its study left out", "unit")
    inside = sum(r.inside for r in results)
    lines = [
        *_age_of_outcome(),
        *_table(("rows", "inside", "of"), [(s.name, s.inside, s.rows) for s in shares(results)]),
        *_table(head, [_row_cells(r, left_out) for r in results]),
        *_table(("topic", "inside", "rows"), [(t, i, n) for t, (i, n) in counts(results).items()]),
        *_table(("outside", "why"), _why_outside(results)),
        *_table(("cannot be run yet", "needs"), [(r.id, r.needs) for r in waiting_rows()]),
        f"{inside} of {len(results)} rows inside.",
    ]
    return "\n".join(lines)


def _position(result: Result) -> float | None:
    """Return where a row lies in half widths of its interval from the interval's middle."""
    if result.simulated is None:
        return None
    half = (result.row.high - result.row.low) / 2.0
    z = (result.simulated - result.row.low - half) / half
    return max(min(z, FARTHEST), -FARTHEST)


def plot_results(results: Sequence[Result], path: Path) -> None:
    """Draw shares inside, and every row, scaled so that its interval is the band from -1 to 1."""
    from matplotlib.figure import Figure

    height = 0.13 * len(results)
    figure = Figure(figsize=(8, height + 3), layout="constrained")
    top, axes = figure.subplots(2, height_ratios=[2, height + 1])
    parts = shares(results)[::-1]
    top.barh([f"{s.name} ({s.rows})" for s in parts], [100 * s.inside / s.rows for s in parts])
    top.set_xlim(0, 100)
    top.set_xlabel("rows inside their interval, %")
    axes.axvspan(-1, 1, color="0.9")
    left_out = {r.row.id: r for r in left_out_results(results)}
    for i, r in enumerate(results):
        colour = "C2" if r.row.held_back else "C0"
        if (z := _position(r)) is not None:
            axes.plot(z, i, "o" if r.inside else "x", color=colour if r.inside else "C3")
        without = left_out.get(r.row.id)
        if without and (z := _position(without)) is not None:
            axes.plot(z, i, "o", markerfacecolor="none", color="0.4", markersize=8)
    axes.set_yticks(range(len(results)), [r.row.id for r in results], fontsize=5)
    axes.set_xlabel(
        "half widths of the accepted interval from its middle\n"
        "blue: calibrates; green: held back; cross: outside; ring: its study left out"
    )
    axes.set_ylim(len(results), -1)
    figure.savefig(path)
