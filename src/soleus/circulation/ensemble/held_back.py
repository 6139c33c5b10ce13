"""Virtual people who were held back, and what would be measured of them at home, with error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from soleus.circulation.ensemble.at_home import calf_girth_cm, errors, fullness, raises
from soleus.circulation.ensemble.battery import read_people
from soleus.circulation.ensemble.bodies import crowd_of, people_of
from soleus.circulation.ensemble.known import Known
from soleus.circulation.ensemble.prior import Prior, dimensions
from soleus.circulation.ensemble.untold import with_untold
from soleus.circulation.kernel import Array
from soleus.circulation.network import LEGS
from soleus.circulation.population import VirtualPerson, sample
from soleus.circulation.population.diseases import Chance

GROUPS = {
    "adults": "adults with what disease adults have, of which nothing is told",
    "healthy": "adults who tell of no disease, both legs told as C0",
    "chronic_venous_disease": "C2 to C6 by their shares, the class told",
    "arterial_disease": "claudicants, of whom the ankle indices alone tell",
    "heart_failure": "heart failure, its grade told",
}
"""Who is held back. All have what is not told of them as often as people of the age and sex."""
SEED = 15_000
"""Far from the seeds that others draw people by."""
APART = 10_000
"""Between the seeds of two groups: no two of their people share any chance."""
KINDS = ("arm", "ankle_index", "calf_raises", "calf_girth", "evening")
SITTING_H = 4.0
"""Hours of sitting of the held back people's days."""


@dataclass(frozen=True, slots=True)
class HeldBackPerson:
    """Somebody whose legs are known, and what is known of them at home.

    Parameters
    ----------
    place : in the group, from 0
    seed : the chance by which this person is fitted, and nobody else
    person : whose true readings count
    told : what is told without measuring
    known : the same, and everything that was measured
    readings : of the model itself, by name
    """

    place: int
    seed: int
    person: VirtualPerson
    told: Known
    known: Known
    readings: Mapping[str, float]


def held_back(group: str, n: int, first: int = 0) -> tuple[HeldBackPerson, ...]:
    """Return ``n`` people of a group from the ``first`` on, read by the model and measured."""
    places = range(first, first + n)
    people = people_held_back(group, n, first)
    read = read_people(people)
    rows = [{name: float(v[i]) for name, v in read.items()} for i in range(n)]
    return tuple(
        HeldBackPerson(
            *(place, _seed(group) + place, person, _told(group, person)),
            _noted(
                *(_told(group, person), row, _chance(group, place, "body", dimensions())[None]),
                *(person, _chance(group, place, "tape", 9)),
            ),
            row,
        )
        for place, person, row in zip(places, people, rows, strict=True)
    )


def people_held_back(group: str, n: int, first: int = 0) -> tuple[VirtualPerson, ...]:
    """Return ``n`` people of a group from the ``first`` on, not yet read by the model."""
    if group == "adults":
        return _adults(first, n)
    return tuple(
        with_untold(one, _told(group, one), _numbers(group, first + i))
        for i, one in enumerate(sample(group, first + n, _seed(group))[first:])
    )


def _seed(group: str) -> int:
    return SEED + APART * list(GROUPS).index(group)


def _numbers(group: str, place: int) -> Chance:
    """Return random numbers from 0 to 1 that belong to one person of one group alone."""
    stream = np.random.default_rng([_seed(group), place, len("untold")])
    return lambda: float(stream.random())


def _chance(group: str, place: int, of: str, n: int) -> Array:
    """Return normal scores that belong to one person of one group alone."""
    words = [SEED, list(GROUPS).index(group), place, len(of)]
    return np.random.default_rng(words).standard_normal(n)


def _adults(first: int, n: int) -> tuple[VirtualPerson, ...]:
    scores = [_chance("adults", first + i, "adult", dimensions()) for i in range(n)]
    return people_of(Prior.of(Known()).crowd(np.stack(scores)))


def _told(group: str, one: VirtualPerson) -> Known:
    p = one.person
    told = Known(age=p.age, sex=p.sex, height_cm=p.height_cm, weight_kg=p.weight_kg)
    if group == "adults":
        return told
    told = replace(told, heart_failure=p.heart_failure)
    ceap = one.ceap or ("C0" if group != "chronic_venous_disease" else "")
    return replace(told, ceap=dict.fromkeys(LEGS, ceap))


def _noted(
    told: Known, row: Mapping[str, float], latent: Array, one: VirtualPerson, chance: Array
) -> Known:
    """Return what somebody notes who measures this person once with everything at home."""
    t, crowd = errors(), crowd_of([one])
    girth = float(calf_girth_cm(crowd, latent)[0])
    score = float(fullness(crowd, latent, np.array([[row["swelling_4h"]]]))[0, 0])
    tape, index = t["calf_girth"]["log_sd"], t["ankle_index"]["sd"]
    return replace(
        told,
        systolic_mmhg=_within(
            "systolic", row["arm_systolic"] + t["arm"]["systolic_sd"] * chance[0]
        ),
        diastolic_mmhg=_within(
            "diastolic", row["arm_diastolic"] + t["arm"]["diastolic_sd"] * chance[1]
        ),
        ankle_index={
            leg: max(row[f"{leg}_index"] + index * c, 0.0)
            for leg, c in zip(LEGS, chance[2:4], strict=True)
        },
        calf_raises=float(
            raises(crowd, latent)[0] * np.exp(t["calf_raises"]["log_sd"] * chance[4])
        ),
        calf_girth_cm={
            leg: float(girth * np.exp(tape * c)) for leg, c in zip(LEGS, chance[5:7], strict=True)
        },
        evening_swelling=float(np.clip(score + t["evening"]["mean_sd"] * chance[7], 0.0, 10.0)),
        sitting_hours=SITTING_H,
    )


def _within(name: str, value: float) -> float:
    """Return a pressure within what the records take."""
    least, most = {"systolic": (60.0, 260.0), "diastolic": (30.0, 160.0)}[name]
    return float(min(max(value, least), most))


def only(known: Known, told: Known, kinds: Sequence[str]) -> Known:
    """Return what is known if only some kinds of measurement had been made."""
    fields = {
        "arm": ("systolic_mmhg", "diastolic_mmhg"),
        "ankle_index": ("ankle_index",),
        "calf_raises": ("calf_raises",),
        "calf_girth": ("calf_girth_cm",),
        "evening": ("evening_swelling", "sitting_hours"),
    }
    names = [name for kind in kinds for name in fields[kind]]
    return replace(told, **{name: getattr(known, name) for name in names})
