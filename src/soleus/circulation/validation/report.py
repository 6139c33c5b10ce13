"""Shows the results of validation: a table and a figure."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from soleus.circulation.validation.measure import Result


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def counts(results: Sequence[Result]) -> dict[str, tuple[int, int]]:
    """Return the number of rows inside and of all rows, by topic."""
    inside = Counter(r.row.topic for r in results if r.inside)
    return {t: (inside[t], n) for t, n in sorted(Counter(r.row.topic for r in results).items())}


def results_table(results: Sequence[Result]) -> str:
    """Return a Markdown table of all results, then the number of rows inside."""
    lines = [
        "| row | measured | accepted | simulated | unit | |",
        "|---|---|---|---|---|---|",
    ]
    for r in results:
        mark = "inside" if r.inside else "**outside**"
        span = f"{r.row.low:g} to {r.row.high:g}"
        cells = (r.row.id, r.row.measured, span, _number(r.simulated), r.row.unit, mark)
        lines.append(f"| {' | '.join(cells)} |")
    inside = sum(r.inside for r in results)
    lines += ["", "| topic | inside | rows |", "|---|---|---|"]
    lines += [f"| {t} | {i} | {n} |" for t, (i, n) in counts(results).items()]
    lines += ["", f"{inside} of {len(results)} rows inside."]
    return "\n".join(lines)


def plot_results(results: Sequence[Result], path: Path) -> None:
    """Draw every row to ``path``, scaled so that its interval is the grey band from -1 to 1."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 0.2 * len(results) + 1), layout="constrained")
    axes = figure.subplots()
    axes.axvspan(-1, 1, color="0.9")
    for i, r in enumerate(results):
        if r.simulated is not None:
            half = (r.row.high - r.row.low) / 2.0
            z = (r.simulated - r.row.low - half) / half
            axes.plot(
                max(min(z, 3), -3), i, "o" if r.inside else "x", color="C0" if r.inside else "C3"
            )
    axes.set_yticks(range(len(results)), [r.row.id for r in results], fontsize=6)
    axes.set_xlabel("simulated value in half widths of the accepted interval, from its middle")
    axes.invert_yaxis()
    figure.savefig(path)
