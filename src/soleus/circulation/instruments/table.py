"""All instruments by name, with the places that each can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from soleus.circulation.instruments import (
    air_plethysmograph,
    artery,
    blood,
    doppler,
    foot_vein,
    heart,
    muscle_flow,
    volume,
)
from soleus.circulation.run import View


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument.

    Parameters
    ----------
    word : the key that names its place in an experiment file; empty if there is only one place
    places : the places it can read
    read : reads one place in one step
    """

    word: str
    places: tuple[str, ...]
    read: Callable[[View, str], Mapping[str, float | None]]


INSTRUMENTS: Mapping[str, Instrument] = {
    "doppler": Instrument("vessel", doppler.VESSELS, doppler.doppler),
    "foot_vein": Instrument("place", foot_vein.PLACES, foot_vein.foot_vein),
    "artery": Instrument("place", artery.PLACES, artery.artery),
    "abi": Instrument("", (), artery.abi),
    "air_plethysmograph": Instrument(
        "place", air_plethysmograph.PLACES, air_plethysmograph.air_plethysmograph
    ),
    "volume": Instrument("place", volume.PLACES, volume.volume),
    "muscle_flow": Instrument("place", muscle_flow.PLACES, muscle_flow.muscle_flow),
    "blood": Instrument("place", blood.PLACES, blood.blood),
    "heart": Instrument("", (), heart.heart),
}


def reading(view: View, name: str) -> dict[str, float | None]:
    """Return the values of an instrument in one step, named as ``heart`` or ``foot_vein:left``."""
    instrument, _, place = name.partition(":")
    return dict(INSTRUMENTS[instrument].read(view, place))
