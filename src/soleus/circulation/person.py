"""A person, and the model's numbers for that person's body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from soleus.circulation.behind import worn_numbers
from soleus.circulation.body import bodily_numbers, body_scale, names_like, quantity
from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.laws import tube_volume
from soleus.circulation.lesion import lesion_coefficients
from soleus.circulation.network import LEGS, SKINS, elements
from soleus.circulation.numbers import Numbers, times_name
from soleus.records import Record, limits

_TABLES = read_data("network/persons")

SLOWEST_LESION = 0.01
"""Shortest time constant of flow through a lesion [s]; a shorter one would need shorter steps."""


Leg = Annotated[str, limits.literal(*LEGS)]
Fraction = Annotated[float, limits.real(0.0, 1.0)]


@dataclass(frozen=True, slots=True)
class Stenosis(Record):
    """A narrowing of a leg artery: the part of its diameter that is lost, and over which length."""

    error: ClassVar = ExperimentError
    leg: Leg
    vessel: Annotated[str, limits.literal(*_TABLES["lesion"])]
    diameter_reduction: Fraction
    length_cm: Annotated[float, limits.real(0.1, 40.0)] = 4.0


@dataclass(frozen=True, slots=True)
class Reflux(Record):
    """Valves of a leg vein that no longer close: severity 0 is competent, 1 is no valve at all."""

    error: ClassVar = ExperimentError
    leg: Leg
    vessel: Annotated[str, limits.literal(*_TABLES["reflux"])]
    severity: Fraction


@dataclass(frozen=True, slots=True)
class Person(Record):
    """One person; the defaults describe a healthy adult.

    Examples
    --------
    >>> from soleus.circulation import Person
    >>> round(Person(height_cm=160, weight_kg=60).scale, 2)
    0.9
    >>> round(Person().blood_ml, -2)
    4700.0
    """

    error: ClassVar = ExperimentError
    age: Annotated[float, limits.real(10, 110)] = 40.0
    sex: Annotated[str, limits.literal(*_TABLES["haematocrit"])] = "male"
    height_cm: Annotated[float, limits.real(120, 220)] = 170.0
    weight_kg: Annotated[float, limits.real(30, 250)] = 70.0
    heart_failure: Annotated[str, limits.literal(*_TABLES["heart_failure"])] = "none"
    calf_strength: Annotated[float, limits.real(0.0, 1.5)] = 1.0
    dehydration: Annotated[float, limits.real(0.0, 0.05)] = 0.0
    stockings: Annotated[str, limits.literal(*_TABLES["stockings"])] = "none"
    stenosis: tuple[Stenosis, ...] = ()
    reflux: tuple[Reflux, ...] = ()

    @property
    def scale(self) -> float:
        """Body surface relative to 1.70 m and 70 kg (Du Bois & Du Bois 1916)."""
        return body_scale(self)

    @property
    def blood_ml(self) -> float:
        """Blood volume without dehydration (Nadler 1962, Surgery 51:224-232)."""
        h, w = self.height_cm / 100.0, self.weight_kg
        if self.sex == "male":
            return 1000.0 * (0.3669 * h**3 + 0.03219 * w + 0.6041)
        return 1000.0 * (0.3561 * h**3 + 0.03308 * w + 0.1833)


def _per_leg(n: Numbers) -> Numbers:
    """Return separate numbers for each leg where legs may differ."""
    out: Numbers = {}
    for e in elements("vein"):
        out |= {f"{s}_{e.id}": n[f"{s}_{e.base}"] for s in ("V0", "dV")}
        out[f"Vref_{e.id}"] = tube_volume(
            10.0, n[f"V0_{e.base}"], n[f"dV_{e.base}"], n[f"Pk_{e.base}"], 2.0
        )
    for e in elements("valve"):
        out |= {f"G_{e.id}": n[f"G_{e.base}"], f"leak_{e.id}": 0.0}
    for e in elements("inertial"):
        if e.leg:
            out[f"L_{e.id}"] = n[f"L_{e.base}"]
            out |= {f"{s}_{e.id}": 0.0 for s in ("Rs", "Ks", "Gcol")}
    return out


def _tissue_numbers(n: Numbers) -> Numbers:
    out: Numbers = {}
    for e in elements("tissue"):
        volume = n[f"tissue_{e.base}"]
        out[f"filter_{e.base}"] = n[f"cfc_{e.base}"] * volume / 6000.0
        out[f"fluid_{e.base}"] = n["water_part"] * volume
        out[f"lymph0_{e.base}"] = n["lymph_rest"] * volume
    return out


def _add_lesions(p: Numbers, person: Person) -> None:
    places = _TABLES["lesion"]
    for s in person.stenosis:
        place = places[s.vessel]
        run = f"{s.leg}_{place['run']}"
        viscous, turbulent = lesion_coefficients(
            p[f"lesion.{s.vessel}.diameter_cm"], s.diameter_reduction, s.length_cm
        )
        p[f"Rs_{run}"] += viscous / person.scale
        p[f"Ks_{run}"] += turbulent / person.scale**2
        fed = sum(p[f"q0_{bed}"] for bed in place["beds"])
        p[f"Gcol_{run}"] = fed / (p["collateral_drop"] * p["P_drive"])
        largest = p[f"Rs_{run}"] + 2.0 * (100.0 * p[f"Ks_{run}"]) ** 0.5
        p[f"L_{run}"] = max(p[f"L_{run}"], largest * SLOWEST_LESION)


def leak_of(severity: float, strait: float) -> float:
    r"""Return the share of a valve's conductance that leaks backward at this severity.

    .. math:: \ell = \frac{s}{1 + \rho\,(1 - s)}

    What flows back has to pass the leak and the way to it, one after the other. ``strait`` is the
    leak's conductance without any valve over that of the way; then backward flow is in proportion
    to severity, from none at 0 to that of a vessel without a valve at 1.
    """
    return severity / (1.0 + strait * (1.0 - severity))


def _add_reflux(p: Numbers, person: Person) -> None:
    worst = {(r.leg, r.vessel): r for r in sorted(person.reflux, key=lambda r: r.severity)}
    for r in worst.values():  # a vessel that is named twice leaks once, as the worst that is said
        place = _TABLES["reflux"][r.vessel]
        leak = leak_of(r.severity, p[f"reflux.{r.vessel}.strait"])
        for valve in place["valves"]:
            name = f"leak_{r.leg}_{valve}"
            p[name] = max(p[name], p[f"reflux.{r.vessel}.{valve}"] * leak)
        for vein, gains in place["widened"].items():
            _widen(p, r, vein, gains)


def _widen(p: Numbers, r: Reflux, vein: str, gains: tuple[float, float]) -> None:
    """Widen a vein whose valves leak, and its links, as far as its severity goes."""
    i, (volume, way) = f"{r.leg}_{vein}", gains
    for n in ("V0", "dV", "Vref"):
        p[f"{n}_{i}"] *= 1.0 + volume * r.severity
    for e in elements("valve"):
        if i in e.ends and "perforators" not in e.base:
            p[f"G_{e.id}"] *= 1.0 + way * r.severity


def _failing(numbers: Numbers, person: Person) -> Numbers:
    """Return the numbers of a failing heart, its blunted reflexes and the muscle it feeds."""
    out = dict(numbers)
    grade = person.heart_failure
    for pattern in _TABLES["heart_failure"][grade]["times"]:
        for name in names_like((pattern,)):
            out[name] *= numbers[times_name(grade, pattern)]
    return out


def own_numbers(person: Person, numbers: Numbers) -> Numbers:
    """Return the data files' numbers as they are for this person's body and heart."""
    return _failing(bodily_numbers(numbers, person), person)


def uptake_at_rest(person: Person, numbers: Mapping[str, float]) -> float:
    """Return the oxygen that somebody takes up lying still [mL/min]."""
    joules_a_day = 4184.0 * quantity("rest_kcal_day", person)
    return joules_a_day / (24.0 * 60.0 * numbers["oxygen_joules"])


def _add_oxygen(p: Numbers, person: Person) -> None:
    """Set the heart's largest rate, and oxygen taken up lying at rest and at most [mL/min]."""
    grade = f"heart_failure.{person.heart_failure}"
    p["rate_most"] = p.get(f"{grade}.rate_left", 1.0) * quantity("rate_most", person)
    p["uptake_rest"] = uptake_at_rest(person, p)
    most = p.get(f"{grade}.uptake_left", 1.0) * quantity("most_ml_min_kg", person)
    most *= person.weight_kg
    # Somebody whose heart fails still walks across a room.
    p["uptake_most"] = max(most, 2.5 * p["uptake_rest"])


def _add_size(p: Numbers, numbers: Numbers) -> None:
    """Set how much the legs' blood flow at rest is against the reference adult's."""
    p["legs_flow"] = p["q0_thigh"] / numbers["q0_thigh"]


def _add_blood(p: Numbers, person: Person) -> None:
    """Set the mass of cells and protein, which plasma lost or gained leaves as they are."""
    hct = p[f"haematocrit.{person.sex}"]
    p["cells"] = person.blood_ml * hct
    p["protein_mass"] = person.blood_ml * (1.0 - hct)


def gained_blood_ml(person: Person, p: Mapping[str, float]) -> float:
    """Return plasma gained (heart failure) less plasma lost (dehydration) [mL].

    Plasma falls by 2.7 % for each percent of body mass lost as water (Sawka 2005, IOM review).
    """
    plasma = person.blood_ml * (1.0 - p[f"haematocrit.{person.sex}"])
    gained = p.get(f"heart_failure.{person.heart_failure}.gained_ml", 0.0)
    return gained * person.scale - 2.7 * person.dehydration * plasma


def person_numbers(person: Person, numbers: Numbers) -> Numbers:
    """Return the model's numbers for this person, by the names of the equations."""
    p = own_numbers(person, numbers)
    p |= _per_leg(p) | _tissue_numbers(p)
    _add_lesions(p, person)
    p |= worn_numbers(p)
    _add_reflux(p, person)
    _add_oxygen(p, person)
    _add_size(p, numbers)
    _add_blood(p, person)
    ankle = p.get(f"stockings.{person.stockings}", 0.0)
    return p | {f"stocking_{k}": ankle * p[f"stocking_part.{k}"] for k in SKINS}
