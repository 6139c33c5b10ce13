"""``soleus lab fit``: fits chosen numbers of the model to somebody's own measurements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from soleus.cli.app import fail
from soleus.cli.lab_people import RUN_FAILED
from soleus.cli.output import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence


def fit_rows(words: Sequence[str], *, free: str, out: Path | None, as_json: bool) -> None:
    """Fit the numbers named in ``free`` to a file of rows, and print or write the result."""
    from soleus.circulation import (
        ExperimentError,
        RunFailedError,
        fit_numbers,
        fit_table,
        fit_toml,
        read_own_rows,
    )

    if len(words) != 1:
        fail("say which rows, as in: soleus lab fit rows.csv --free h_gain,P_set --out fitted.toml")
    names = [name.strip() for name in free.split(",") if name.strip()]
    try:
        fitted = fit_numbers(read_own_rows(Path(words[0])), names)
    except ExperimentError as error:
        fail(*error.faults)
    except RunFailedError as error:
        print(f"{words[0]}: {error}", file=sys.stderr)
        raise typer.Exit(RUN_FAILED) from error
    if out:
        try:
            out.write_text(fit_toml(fitted), "utf-8")
        except OSError as error:
            fail(f"{out}: cannot be written: {error.strerror}")
    if as_json:
        print_json(fitted.as_dict(), allow_nan=False)
    else:
        print(fit_table(fitted))
