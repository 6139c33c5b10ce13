"""Units as a person prefers them; inside, and in the journal, everything is metric."""

from enum import StrEnum

_CM_PER_INCH = 2.54


class Units(StrEnum):
    """How lengths are written and read on the page."""

    METRIC = "metric"
    IMPERIAL = "imperial"

    @property
    def length_unit(self) -> str:
        """The short sign of the unit of length."""
        return "in" if self is Units.IMPERIAL else "cm"


def length(centimetres_: float, units: Units) -> float:
    """Return centimetres in the units preferred, to a tenth."""
    return round(centimetres_ / _CM_PER_INCH if units is Units.IMPERIAL else centimetres_, 1)


def centimetres(length_: float, units: Units) -> float:
    """Return a length given in the units preferred as centimetres, to a tenth."""
    return round(length_ * _CM_PER_INCH, 1) if units is Units.IMPERIAL else length_
