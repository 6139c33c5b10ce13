"""Writes what validation found: a table for the terminal and for the page."""

from collections import Counter
from collections.abc import Sequence

from soleus.circulation.validation.measure import Result


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def counts(results: Sequence[Result]) -> dict[str, tuple[int, int]]:
    """Return inside and all rows, by topic."""
    inside = Counter(r.row.topic for r in results if r.inside)
    return {t: (inside[t], n) for t, n in sorted(Counter(r.row.topic for r in results).items())}


def results_table(results: Sequence[Result]) -> str:
    """Return a Markdown table of all results, with the share of rows inside at its end."""
    lines = [
        "| row | measured | accepted | simulated | unit | |",
        "|---|---|---|---|---|---|",
    ]
    for r in results:
        mark = "inside" if r.inside else "**outside**"
        span = f"{r.row.low:g} to {r.row.high:g}"
        lines.append(
            f"| {r.row.id} | {r.row.measured} | {span} | {_number(r.simulated)} | {r.row.unit} | {mark} |"
        )
    inside = sum(r.inside for r in results)
    lines += ["", "| topic | inside | rows |", "|---|---|---|"]
    lines += [f"| {t} | {i} | {n} |" for t, (i, n) in counts(results).items()]
    lines += ["", f"{inside} of {len(results)} rows inside."]
    return "\n".join(lines)
