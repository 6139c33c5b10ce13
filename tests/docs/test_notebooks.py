"""The notebooks run from top to bottom, cell by cell, and hold no output of an earlier run."""

import json
import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def code_of(notebook: Path) -> list[dict[str, Any]]:
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def test_there_are_four_and_none_holds_an_output() -> None:
    assert [each.stem for each in NOTEBOOKS] == [
        "first_experiment", "fitting", "population", "sensitivity",
    ]  # fmt: skip
    assert not [each.name for each in NOTEBOOKS for cell in code_of(each) if cell["outputs"]]


@pytest.mark.slow
@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda each: each.stem)
def test_a_notebook_runs_from_top_to_bottom(
    notebook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    mpl.use("agg")
    names: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "FigureCanvasAgg is non-interactive")
        for number, cell in enumerate(code_of(notebook), 1):
            exec(compile("".join(cell["source"]), f"{notebook.name}, cell {number}", "exec"), names)
    if notebook.stem == "fitting":
        printed = capsys.readouterr().out
        assert printed.count(" lies inside ") >= 2
        assert "tau_creep  not told: the rows hardly move with it" in printed
