"""How a quantity is spread between people: a distribution cut at what living people have."""

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Annotated

from scipy.special import ndtr, ndtri

from soleus.circulation.body import between, names_like
from soleus.records import NonBlank, Record, limits

OF_PERSON = ("height_cm", "bmi", "calf_strength")
"""Quantities that make the person; every other one multiplies numbers of the model."""

Point = Annotated[tuple[float, ...], limits.list_of(limits.real(), least=2, most=2)]
Share = Annotated[float, limits.real(0.0, 1.0)]
Positive = Annotated[float, limits.real(1e-9)]


@dataclass(frozen=True, slots=True)
class CutNormal(Record):
    """A normal distribution, or one of logarithms, of which only a part can be drawn.

    Parameters
    ----------
    mean, sd : of the whole distribution
    least, most : the part that is drawn from
    is_log : whether the logarithms are normal
    """

    mean: float
    sd: Positive
    least: float
    most: float
    is_log: bool = False

    def _faults_between(self) -> tuple[str, ...]:
        if self.is_log and self.least <= 0.0:
            return (f"least is {self.least:g}, but logarithms need more than 0",)
        if not self.least < self.mean < self.most:
            return (f"the mean {self.mean:g} lies outside {self.least:g} to {self.most:g}",)
        return ()

    def quantile(self, part: float) -> float:
        """Return the value that this part of people lies below."""
        low, high = self._scores()
        below = float(ndtr(low))
        score = float(ndtri(below + part * (float(ndtr(high)) - below)))
        score = min(max(score, low), high)  # rounding at the far ends of the tails
        centre, width = self._normal()
        value = centre + width * score
        return min(max(exp(value) if self.is_log else value, self.least), self.most)

    def _normal(self) -> tuple[float, float]:
        """Return mean and SD of the values, or of their logarithms."""
        if not self.is_log:
            return self.mean, self.sd
        width = log(1.0 + (self.sd / self.mean) ** 2)
        return log(self.mean) - width / 2.0, sqrt(width)

    def _scores(self) -> tuple[float, float]:
        centre, width = self._normal()
        ends = (self.least, self.most)
        low, high = (((log(x) if self.is_log else x) - centre) / width for x in ends)
        return low, high


@dataclass(frozen=True, slots=True)
class Spread(Record):
    """How one quantity is spread between people of the same age, sex and build, and its source."""

    name: str
    kind: Annotated[str, limits.literal("normal", "lognormal")]
    sd: Positive
    least: float
    most: float
    varies: NonBlank
    source: NonBlank
    mean: float = 1.0
    female_mean: float | None = None
    female_sd: Annotated[float | None, limits.optional(limits.real(1e-9))] = None
    sd_by_age: tuple[Point, ...] = ()
    of: Annotated[str, limits.literal("", *OF_PERSON)] = ""
    numbers: tuple[str, ...] = ()

    def _faults_between(self) -> tuple[str, ...]:
        faults = []
        if bool(self.of) == bool(self.numbers):
            faults.append("name either what of a person it is (of), or numbers of the model")
        faults += [
            f"no number of the model is like '{n}'" for n in self.numbers if not names_like((n,))
        ]
        ages = [age for age, _ in self.sd_by_age]
        if ages != sorted(set(ages)):
            faults.append("sd_by_age has to rise in age")
        return tuple(faults)

    def at(self, age: float, sex: str) -> CutNormal:
        """Return the distribution among people of this age and sex."""
        mean, sd = self.mean, self.sd
        if sex == "female":
            mean = mean if self.female_mean is None else self.female_mean
            sd = sd if self.female_sd is None else self.female_sd
        if self.sd_by_age:
            sd *= between(self.sd_by_age, age)
        return CutNormal(mean, sd, self.least, self.most, self.kind == "lognormal")
