"""Rows of CSV and Parquet files in and out; which of the two a file is, its name says."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from soleus.circulation.errors import ExperimentError
from soleus.vocabulary import MOST_FAULTS

ENDINGS = (".csv", ".parquet")


def ending_fault(path: Path) -> str | None:
    """Return what is wrong with a file's name, or None."""
    if path.suffix.lower() in ENDINGS:
        return None
    return f"{path}: a table ends in {' or '.join(ENDINGS)}"


def read_rows(path: Path, texts: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return the rows of a table by column; an empty cell is None, a cell of digits a number.

    Parameters
    ----------
    path : a file that ends in .csv or .parquet
    texts : columns that are texts even where they look like numbers

    Raises
    ------
    ExperimentError
        The file cannot be read.
    """
    if fault := ending_fault(path):
        raise ExperimentError([fault])
    try:
        if path.suffix.lower() == ".parquet":
            return _parquet_rows(path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _csv_rows(path, file, texts)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is no such table"
        raise ExperimentError([f"{path}: cannot be read: {reason}"]) from error


def _csv_rows(path: Path, file: Iterable[str], texts: Collection[str]) -> list[dict[str, Any]]:
    reader = csv.reader(file)
    heads = [head.strip() for head in next(reader, [])]
    twice = sorted({head for head in heads if heads.count(head) > 1})
    faults = [f"{path.name}: the column '{head}' stands there twice" for head in twice]
    rows = []
    for number, cells in enumerate(reader, 1):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heads):
            faults.append(
                f"{path.name}, row {number}: has {len(cells)} cells under {len(heads)} heads"
            )
        row = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
        rows.append({head: _value(cell, head in texts) for head, cell in row.items()})
    if faults:
        raise ExperimentError(faults[:MOST_FAULTS])
    return rows


def _value(cell: str, is_text: bool) -> float | str | None:
    if is_text or not cell:
        return cell or None
    try:
        return float(cell)
    except ValueError:
        return cell


def _parquet_rows(path: Path) -> list[dict[str, Any]]:
    arrow = _arrow()
    try:
        rows: list[dict[str, Any]] = arrow.read_table(path).to_pylist()
    except ValueError as error:  # what PyArrow raises is one
        raise ExperimentError([f"{path}: this is no Parquet file"]) from error
    return rows


def _arrow() -> Any:  # noqa: ANN401 - PyArrow has no types
    try:
        import pyarrow.parquet
    except ImportError as error:
        wanted = "Parquet needs PyArrow: pip install 'soleus[lab]', or use .csv"
        raise ExperimentError([wanted]) from error
    return pyarrow.parquet


def write_rows(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as a table; a row may lack columns that others have.

    Raises
    ------
    ExperimentError
        The file cannot be written.
    """
    if fault := ending_fault(path):
        raise ExperimentError([fault])
    heads = list(dict.fromkeys(key for row in rows for key in row))
    try:
        if path.suffix.lower() == ".parquet":
            arrow = _arrow()
            import pyarrow

            columns = {head: [row.get(head) for row in rows] for head in heads}
            arrow.write_table(pyarrow.table(columns), path)
            return
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, heads, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise ExperimentError([f"{path}: cannot be written: {error.strerror}"]) from error
