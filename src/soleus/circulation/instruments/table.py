"""All instruments by name, with the places that each can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from soleus.circulation.instruments import (
    air_plethysmograph,
    artery,
    blood,
    doppler,
    foot_vein,
    heart,
    muscle_flow,
    oxygen,
    saphenous_probe,
    state,
    toe,
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
    read: Callable[[View, str], Mapping[str, Any]]


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
    "saphenous_probe": Instrument("place", saphenous_probe.PLACES, saphenous_probe.saphenous_probe),
    "oxygen": Instrument("", (), oxygen.oxygen),
    "toe": Instrument("place", toe.PLACES, toe.toe),
    "state": Instrument("name", state.state_names(), state.state),
}


def reading(view: View, name: str) -> dict[str, Any]:
    """Return the values of an instrument in one step, named as ``heart`` or ``foot_vein:left``.

    A value that cannot be had is None, and ``why`` says why.
    """
    instrument, _, place = name.partition(":")
    return dict(INSTRUMENTS[instrument].read(view, place))
