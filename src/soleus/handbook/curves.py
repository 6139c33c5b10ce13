"""The words of figures that draw the simulation with published values on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from soleus.evidence import Text
from soleus.records import NonBlank, Record, limits, load_table, read_toml, record_of


@dataclass(frozen=True, slots=True)
class CurveWords(Record):
    """One curve: its id among the simulated ones, and what it is called."""

    id: NonBlank
    label: NonBlank


@dataclass(frozen=True, slots=True)
class PointWords(Record):
    """A published value: its row in the validation, its place along x, and its study in short.

    Parameters
    ----------
    curve : the curve that it is to be held against
    times : what the published number is multiplied by to be in the figure's unit
    """

    row: NonBlank
    x: float
    study: NonBlank
    curve: NonBlank
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class SpanWords(Record):
    """What else was published about a part of x, though no value that could be drawn.

    ``row`` names the published measurement, where it is not a source of the figure's claims.
    """

    starts: float
    ends: float
    label: NonBlank
    row: str = ""


@dataclass(frozen=True, slots=True)
class CurveFigure(Text):
    """A figure of the simulation beside the claims that it illustrates.

    Parameters
    ----------
    title, along, unit : what it shows, along what, and in what it is measured
    says : what is to be seen, with its claims
    simulated : who was simulated, and what they do
    """

    title: NonBlank
    along: NonBlank
    unit: NonBlank
    simulated: NonBlank
    curves: Annotated[tuple[CurveWords, ...], limits.list_of(record_of(CurveWords), least=1)]
    points: Annotated[tuple[PointWords, ...], limits.list_of(record_of(PointWords), least=1)]
    spans: tuple[SpanWords, ...] = ()


@cache
def curve_figures() -> Mapping[str, CurveFigure]:
    """Return the figures of the simulation, by id."""
    tables = read_toml(files("soleus.handbook").joinpath("curves.toml"))
    return {
        name: load_table(CurveFigure, table, f"curves.toml, {name}")
        for name, table in tables.items()
    }
