"""All instruments by name, with the places each can be held to."""

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

Reading = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument: the word for its place, the places, and how it reads a step."""

    word: str
    places: tuple[str, ...]
    read: Callable[[View, str], Reading]


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
