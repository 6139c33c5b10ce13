"""What a figure draws for each reading that an experiment asks for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf

import numpy as np

from soleus.circulation.instruments import doppler, muscle_flow, saphenous_probe, volume
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.run import Run, View
from soleus.circulation.signals import signal_of

Values = Callable[[View], Array]
"""Returns the values of one line in one step."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a figure.

    Parameters
    ----------
    panel : title of the panel that it belongs to; legs have panels of their own
    unit : of the panel's axis
    label : the line's name in the legend
    values : its values in one step
    """

    panel: str
    unit: str
    label: str
    values: Values


USUAL = ("foot_vein:left", "foot_vein:right", "heart", "doppler:left_common_femoral_vein")
"""What is drawn of a run where nobody asks for a reading."""


def _signal(name: str, factor: float = 1.0) -> Values:
    return lambda view: np.asarray(factor * view.signal(name)[1])


def _words(name: str) -> str:
    return name.replace("_", " ")


def _doppler(place: str) -> Iterator[Curve]:
    leg, vessel = place.split("_", 1)
    panel = f"{leg} leg: blood velocity"
    yield Curve(panel, "cm/s", _words(vessel), lambda view: doppler.trace(view, place, inf))


def _saphenous_probe(leg: str) -> Iterator[Curve]:
    panel = f"{leg} leg: blood velocity"
    label = "great saphenous vein"
    yield Curve(panel, "cm/s", label, lambda view: saphenous_probe.trace(view, leg)[1])


def _foot_vein(leg: str) -> Iterator[Curve]:
    yield Curve(f"{leg} leg: venous pressure", "mmHg", "foot vein", _signal(f"P_{leg}_foot_vein"))


def _artery(place: str) -> Iterator[Curve]:
    leg, where = place.split("_")
    name = "P_brachial_artery" if where == "brachial" else f"P_{leg}_{where}_artery"
    yield Curve(f"{leg} side: arterial pressure", "mmHg", f"{where} artery", _signal(name))


def _abi(_: str) -> Iterator[Curve]:
    for leg in LEGS:
        yield from _artery(f"{leg}_brachial")
        yield from _artery(f"{leg}_ankle")


def _volume(place: str) -> Iterator[Curve]:
    leg, part = place.split("_")
    for kind in ("blood", "interstitial"):
        label = f"{part}: {'blood' if kind == 'blood' else 'tissue fluid'}"
        values = partial(_gain, volume.names_of(place, kind))
        yield Curve(f"{leg} leg: change of volume", "mL", label, values)


def _gain(names: Sequence[str], view: View) -> Array:
    start = sum(view.run.at_start(n, view.person) for n in names)
    return np.asarray(sum(view.signal(n)[1] for n in names) - start)


def _muscle_flow(place: str) -> Iterator[Curve]:
    leg = place.split("_", maxsplit=1)[0]
    for what, label in (("q_bed", "calf muscle: flow"), ("demand", "calf muscle: demand")):
        values = partial(_per_100_ml, leg, what)
        yield Curve(f"{leg} leg: muscle flow", "mL/min/100 mL", label, values)


def _per_100_ml(leg: str, what: str, view: View) -> Array:
    return muscle_flow.per_100_ml(view, leg, what)


def _blood(place: str) -> Iterator[Curve]:
    leg = place.split("_", maxsplit=1)[0]

    def haematocrit(view: View) -> Array:
        h, x = view.signal("haematocrit")[1], view.signal(f"x_{place}")[1]
        return np.asarray(100.0 * h / (1.0 - x * (1.0 - h)))

    yield Curve(f"{leg} leg: haematocrit", "%", "foot vein", haematocrit)


def _heart(_: str) -> Iterator[Curve]:
    yield Curve("heart: arterial pressure", "mmHg", "aorta", _signal("P_aorta"))
    yield Curve("heart: rate", "1/min", "heart rate", _signal("rate", 60.0))


def _oxygen(_: str) -> Iterator[Curve]:
    for leg in LEGS:
        values = partial(_leg_inflow, leg)
        yield Curve("oxygen: blood to the legs", "mL/min", f"{leg} leg", values)


def _leg_inflow(leg: str, view: View) -> Array:
    return np.asarray(60.0 * doppler.flow(view, leg, "common_femoral_artery", inf))


def _toe(leg: str) -> Iterator[Curve]:
    label = "toe artery"
    yield Curve(f"{leg} side: arterial pressure", "mmHg", label, _signal(f"P_{leg}_toe_artery"))
    flow = _signal(f"q_bed_{leg}_foot", 60.0)
    yield Curve(
        f"{leg} leg: forefoot flow", "mL/min", "skin and tissue",
        lambda view: flow(view) * view.numbers["forefoot_part"],
    )  # fmt: skip


def _state(name: str) -> Iterator[Curve]:
    unit, means = signal_of(name)
    yield Curve(means, unit, name, _signal(name))


LINES: Mapping[str, Callable[[str], Iterator[Curve]]] = {
    "doppler": _doppler, "saphenous_probe": _saphenous_probe, "foot_vein": _foot_vein,
    "artery": _artery, "abi": _abi, "volume": _volume, "muscle_flow": _muscle_flow,
    "blood": _blood, "heart": _heart, "oxygen": _oxygen, "toe": _toe,
    "state": _state,
}  # fmt: skip
"""The lines of each instrument; the air plethysmograph has a run of its own and none here."""


def lines_of(reads: Sequence[str]) -> dict[str, list[Curve]]:
    """Return the lines to draw, by panel, for readings named as ``foot_vein:left``."""
    panels: dict[str, dict[str, Curve]] = {}
    drawn = [r for r in reads if r.partition(":")[0] in LINES] or list(USUAL)
    for read in drawn:
        instrument, _, place = read.partition(":")
        for line in LINES[instrument](place):
            panels.setdefault(line.panel, {})[line.label] = line
    return {panel: list(lines.values()) for panel, lines in panels.items()}


def times_of(run: Run, step: int) -> Array:
    """Return the times of a step's records [s]."""
    return run.signal("P_aorta", step)[0]
