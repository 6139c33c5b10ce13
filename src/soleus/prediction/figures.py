"""What the figures of Learn draw: simulated curves and the published values on them, as kept data.

Pages read them from ``figures.toml`` and need no simulation; ``figure_kept`` writes that file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Annotated

from soleus.records import NonBlank, Record, limits, load_file

Values = Annotated[tuple[float, ...], limits.list_of(limits.real(), least=2)]


@dataclass(frozen=True, slots=True)
class KeptCurve(Record):
    """One simulated curve: what one, five and nine of ten people do not pass, along x."""

    x: Values
    low: Values
    middle: Values
    high: Values

    def _faults_between(self) -> tuple[str, ...]:
        lengths = {len(each) for each in (self.x, self.low, self.middle, self.high)}
        return () if len(lengths) == 1 else ("x, low, middle and high are not as long",)


@dataclass(frozen=True, slots=True)
class KeptPoint(Record):
    """One published value, and how it is spread as far as that was published.

    Parameters
    ----------
    row : id of the published measurement
    low, high : a standard deviation below and above; None where none was published
    spread : what was published of the spread, in its own words
    """

    row: NonBlank
    value: float
    spread: str
    citation: NonBlank
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class KeptFigure(Record):
    """The curves of one figure by their ids, and its published values in their order.

    ``further`` are the studies of what was published without a value that could be drawn.
    """

    curves: Mapping[NonBlank, KeptCurve]
    points: tuple[KeptPoint, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptFigures(Record):
    """Every figure.

    Parameters
    ----------
    fingerprint : of the model that the curves were simulated with
    people : how many simulated people each curve has
    """

    fingerprint: NonBlank
    people: int
    figures: Mapping[NonBlank, KeptFigure]


@cache
def kept_figures() -> KeptFigures:
    """Return every figure."""
    return load_file(KeptFigures, files("soleus.prediction") / "figures.toml")
