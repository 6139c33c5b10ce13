"""What age, sex and build make of the model's numbers, for many bodies at once."""

from collections.abc import Mapping

import numpy as np

from soleus.circulation.body import REFERENCE, Difference, differences
from soleus.circulation.ensemble.space import Crowd, Flags, quantiles, quantity_names
from soleus.circulation.kernel import Array
from soleus.circulation.numbers import numbers_with
from soleus.circulation.population.differences import differences_between_people


def own(crowd: Crowd, name: str) -> Array:
    """Return what each body has of a quantity, against people of its age, sex and build (n,)."""
    spread = differences_between_people().spreads[name]
    scores = crowd.scores[:, quantity_names().index(name)]
    return quantiles(spread, crowd.age, crowd.is_female, scores)


def bodily(crowd: Crowd, number: str) -> Array:
    """Return by what age, sex and build multiply a number of the model, for each body (n,)."""
    columns = {
        "age": crowd.age,
        "height_cm": crowd.height_cm,
        "weight_kg": crowd.weight_kg,
        "scale": (crowd.weight_kg / 70.0) ** 0.425 * (crowd.height_cm / 170.0) ** 0.725,
        "bmi": crowd.weight_kg / (crowd.height_cm / 100.0) ** 2,
    }
    out = np.ones(len(crowd))
    for difference in differences():
        if number in difference.names:
            out *= _factors(difference, columns, crowd.is_female)
    return out


def _factors(difference: Difference, columns: Mapping[str, Array], is_female: Flags) -> Array:
    """Return ``difference.factor`` of many bodies, from their measures and sex (n,)."""
    t = difference.table
    if "female" in t:
        return np.where(is_female, float(t["female"]), 1.0)
    x = columns[t["by"]]
    if "power" in t:
        out = (x / REFERENCE[t["by"]]) ** t["power"]
    else:
        ends, values = np.array(t["points"], float).T
        out = np.interp(x, ends, values)
    applies = {"female": is_female, "male": ~is_female}.get(t.get("sex", ""), True)
    return np.where(applies, out, 1.0)


def tissue_ml(crowd: Crowd, *parts: str) -> Array:
    """Return the tissue of parts of one leg [mL] (n,)."""
    numbers, much = numbers_with(), own(crowd, "leg_volume")
    each = [numbers[f"tissue_{p}"] * bodily(crowd, f"tissue_{p}") for p in parts]
    return np.asarray(much * sum(each))
