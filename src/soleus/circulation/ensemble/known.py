"""What is known of a person that the model can make use of; None where nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.network import LEGS
from soleus.records import Record, limits

_TABLES = read_data("network/persons")
_BY_LEG = limits.mapping_of(limits.literal(*LEGS), limits.real(0.0))
_CLASSES = limits.mapping_of(
    limits.literal(*LEGS), limits.literal("C0", "C1", "C2", "C3", "C4", "C5", "C6")
)


@dataclass(frozen=True, slots=True)
class Known(Record):
    """What is known of one person; None where nothing is, which is never read as normal.

    Parameters
    ----------
    age : [years]
    systolic_mmhg, diastolic_mmhg : at the arm, sitting
    ankle_index : of each leg that was measured
    heart_failure : its grade, ``none`` where it is said that there is none
    leaking : legs whose surface veins are said to leak (varicose veins)
    calf_raises : raises of one heel until the calf is tired
    calf_girth_cm : of each leg that was measured, in the morning
    evening_swelling : how full the legs feel in the evening, mean score from 0 to 10
    sitting_hours : of the day that the score is of
    ceap : class of venous disease of each leg that a clinician classed, C0 to C6

    Examples
    --------
    >>> Known(age=55, sex="female", height_cm=168).weight_kg is None
    True
    """

    error: ClassVar = ExperimentError
    age: Annotated[float | None, limits.optional(limits.real(10, 110))] = None
    sex: Annotated[str | None, limits.optional(limits.literal(*_TABLES["haematocrit"]))] = None
    height_cm: Annotated[float | None, limits.optional(limits.real(120, 220))] = None
    weight_kg: Annotated[float | None, limits.optional(limits.real(30, 250))] = None
    systolic_mmhg: Annotated[float | None, limits.optional(limits.real(60, 260))] = None
    diastolic_mmhg: Annotated[float | None, limits.optional(limits.real(30, 160))] = None
    ankle_index: Annotated[Mapping[str, float], _BY_LEG] = field(default_factory=dict)
    heart_failure: Annotated[
        str | None, limits.optional(limits.literal(*_TABLES["heart_failure"]))
    ] = None
    leaking: tuple[str, ...] = ()
    calf_raises: Annotated[float | None, limits.optional(limits.real(0, 200))] = None
    calf_girth_cm: Annotated[Mapping[str, float], _BY_LEG] = field(default_factory=dict)
    evening_swelling: Annotated[float | None, limits.optional(limits.real(0, 10))] = None
    sitting_hours: Annotated[float | None, limits.optional(limits.real(0, 24))] = None
    ceap: Annotated[Mapping[str, str], _CLASSES] = field(default_factory=dict)
