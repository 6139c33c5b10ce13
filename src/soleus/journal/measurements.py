"""What is measured of a body besides the legs' girth: pressure, ankle index, weight, heel raises.

The limits hold what can be read off an instrument. What can be but is unlikely is asked about
before it is noted (``coach/notes/unlikely.py``), and never refused.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from soleus.journal.entries import Entry
from soleus.language import translate
from soleus.records import limits


class Arm(StrEnum):
    """The arm that the cuff was on."""

    LEFT = "left"
    RIGHT = "right"


class CuffPosture(StrEnum):
    """How somebody was while their pressure was measured."""

    SITTING = "sitting"
    LYING = "lying"
    STANDING = "standing"


AnkleIndex = Annotated[float, limits.number(0, 3)] | None
HeelRaises = Annotated[int, limits.whole(0, 300)] | None


@dataclass(frozen=True, slots=True)
class BloodPressureEntry(Entry):
    """The blood pressure at the upper arm.

    Parameters
    ----------
    systolic_mmhg, diastolic_mmhg : the upper and the lower number
    pulse_per_minute : as the instrument showed it; None where it showed none
    """

    kind: ClassVar[str] = "blood_pressure"
    systolic_mmhg: Annotated[int, limits.whole(40, 300, "mmHg")]
    diastolic_mmhg: Annotated[int, limits.whole(20, 200, "mmHg")]
    pulse_per_minute: Annotated[int, limits.whole(20, 250, "a minute")] | None = None
    arm: Arm | None = None
    posture: CuffPosture | None = None

    def _faults_between(self) -> tuple[str, ...]:
        if self.diastolic_mmhg < self.systolic_mmhg:
            return ()
        return (translate("the lower number of the blood pressure has to be below the upper one"),)


@dataclass(frozen=True, slots=True)
class AnkleIndexEntry(Entry):
    """The ankle-brachial index of each leg, as a clinic measured it."""

    kind: ClassVar[str] = "ankle_index"
    ankle_index_left: AnkleIndex = None
    ankle_index_right: AnkleIndex = None

    def _faults_between(self) -> tuple[str, ...]:
        if self.ankle_index_left is not None or self.ankle_index_right is not None:
            return ()
        return (translate("nothing is recorded: give the index of at least one leg"),)


@dataclass(frozen=True, slots=True)
class WeightEntry(Entry):
    """The weight of the body."""

    kind: ClassVar[str] = "weight"
    weight_kg: Annotated[float, limits.number(20, 400, "kg")]


@dataclass(frozen=True, slots=True)
class HeelRaisesEntry(Entry):
    """How often one heel could be raised, standing on that leg alone, until it no longer rose."""

    kind: ClassVar[str] = "heel_raises"
    heel_raises_left: HeelRaises = None
    heel_raises_right: HeelRaises = None

    def _faults_between(self) -> tuple[str, ...]:
        if self.heel_raises_left is not None or self.heel_raises_right is not None:
            return ()
        return (translate("nothing is recorded: give the count of at least one leg"),)
