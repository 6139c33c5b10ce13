"""The result of a fit: as a file that the lab reads, and as a table for a terminal."""

from collections.abc import Iterator

import tomlkit

from soleus.circulation.fitting.least_squares import FittedNumbers
from soleus.circulation.numbers_listed import listed_numbers


def fit_toml(fitted: FittedNumbers) -> str:
    """Return the file: ``[numbers]`` as an experiment has it, and ``[fit]`` on their errors."""
    text = tomlkit.document()
    text.add(
        tomlkit.comment("Written by: soleus lab fit. Fitted numbers of a simulated circulation.")
    )
    text["numbers"] = {name: float(f"{value:.6g}") for name, value in fitted.numbers.items()}
    text["fit"] = {
        "rows": len(fitted.rows),
        "misfit_against_errors": float(f"{fitted.widened:.4g}"),
        "interval_95": {
            name: [float(f"{end:.4g}") for end in ends] for name, ends in fitted.intervals.items()
        },
        "not_told": dict(fitted.not_told),
    }
    return tomlkit.dumps(text)


def fit_table(fitted: FittedNumbers) -> str:
    """Return the numbers with their intervals, what was not told, and each row before and after."""
    return "\n".join([*_number_lines(fitted), *_row_lines(fitted)])


def _number_lines(fitted: FittedNumbers) -> Iterator[str]:
    known = listed_numbers()
    width = max(map(len, (*fitted.numbers, *fitted.not_told)))
    for name, value in fitted.numbers.items():
        low, high = fitted.intervals[name]
        unit, was = known[name].unit, known[name].value
        yield f"{name.ljust(width)}  {value:.4g} ({low:.4g} to {high:.4g}) {unit}; it was {was:.4g}"
    for name, why in fitted.not_told.items():
        yield f"{name.ljust(width)}  not told: {why}; it stays {known[name].value:.4g}"


def _row_lines(fitted: FittedNumbers) -> Iterator[str]:
    label = [f"{row.step} {row.reading}" for row in fitted.rows]
    width = max(map(len, (*label, "simulated")))
    yield f"{'simulated'.ljust(width)}  measured        before   after"
    rows = zip(label, fitted.rows, fitted.before, fitted.after, strict=True)
    for name, row, before, after in rows:
        measured = f"{row.value:.4g} ± {row.sd:.2g}"
        yield f"{name.ljust(width)}  {measured.ljust(14)}  {before:<7.4g}  {after:.4g}"
    if fitted.widened > 1.0:
        yield (
            f"the rows lie {fitted.widened:.2g} times as far off as their errors say; "
            "intervals are widened by that"
        )
