"""What ``soleus lab`` takes, option by option."""

from pathlib import Path
from typing import Annotated

import typer

Experiments = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="EXPERIMENT.toml...|validate|numbers|states|people N|fit ROWS.csv",
        help="Files to run; or a word: validate, to hold the model against measurements; "
        "numbers or states, to list every number or state of the model; people and how many, "
        "to draw simulated people; fit and a file of measurements, to fit numbers to them.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the readings as JSON.")]
NumbersFile = Annotated[
    Path | None, typer.Option(help="Take the table [numbers] of this file, such as of a fit.")
]
PeopleFile = Annotated[
    Path | None, typer.Option(help="Run everybody of this file (.csv or .parquet) at once.")
]
OutFile = Annotated[
    Path | None,
    typer.Option(help="Write readings or people (.csv or .parquet), or a fit (.toml), here."),
]
Free = Annotated[
    str, typer.Option(help="With fit: the numbers that may move, with commas between them.")
]
CellmlFile = Annotated[
    Path | None,
    typer.Option(help="Write the equations as CellML 2 to this file, and SED-ML beside it."),
]
NetcdfFile = Annotated[
    Path | None, typer.Option(help="Write the whole run of one experiment to this file.")
]
WithStates = Annotated[
    bool,
    typer.Option("--states", help="With --netcdf: write every state and inner signal too."),
]
PlotFile = Annotated[
    Path | None, typer.Option(help="Draw one experiment to this file (.png, .svg or .pdf).")
]
DiagramFile = Annotated[
    Path | None, typer.Option(help="Draw the model's network to this SVG file.")
]
OfPopulation = Annotated[
    str, typer.Option(help="With people: the population that they are drawn from.")
]
Seed = Annotated[int, typer.Option(min=0, help="With people: another seed draws other people.")]
