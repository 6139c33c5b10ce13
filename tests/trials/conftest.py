"""A small trial: ankle pumps against lying still."""

from copy import deepcopy
from typing import Any

import pytest

_REST = {"name": "rest", "posture": "supine", "seconds": 10}
_STILL = {"name": "pumps", "posture": "supine", "seconds": 10}
_PUMPS = _STILL | {"activity": "ankle_pumps", "per_minute": 60}


def small_trial() -> dict[str, Any]:
    """Return the parsed file of a trial of 70 people, who take two units."""
    return deepcopy(
        {
            "title": "Ankle pumps",
            "seed": 3,
            "people": 70,
            "does_not_show": ["whether anybody feels better"],
            "population": [{"of": "healthy"}, {"of": "chronic_venous_disease", "share": 0.5}],
            "arm": [
                {"name": "still", "step": [_REST, _STILL]},
                {"name": "60 a minute", "step": [_REST, _PUMPS]},
            ],
            "outcome": [
                {
                    "name": "velocity",
                    "read": "doppler:left_common_femoral_vein",
                    "part": "tamv_cm_s",
                    "step": "pumps",
                    "against": "rest",
                    "counted": "ratio",
                }
            ],
            "subgroup": [{"by": "sex"}, {"by": "age", "at": [40, 60]}],
        }
    )


@pytest.fixture
def table() -> dict[str, Any]:
    """The same, for a test to change."""
    return small_trial()
