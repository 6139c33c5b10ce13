"""A setting of a simulated leg, and two of them that differ in one thing; each is an address."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Self
from urllib.parse import urlencode

from soleus.language import msgid, translate
from soleus.prediction.controls import controls
from soleus.records import Limit, Record, limits, limits_of
from soleus.vocabulary import Activity, FaultsError

VIEWS = ("flow", "vein", "toe", "swelling")
"""What can be looked at: blood leaving the leg, pressure in a foot vein, at the toe, swelling."""

INSIDE = (5.0, 95.0)
"""Percentiles of people between which a range is said to lie: 90 of 100."""

CHANGES: Mapping[str, tuple[str, ...]] = {
    "posture": ("vein", "flow", "toe", "swelling"),
    "cadence": ("flow", "vein"),
    "raised_cm": ("toe", "vein", "flow"),
    "stocking": ("swelling", "vein", "flow"),
    "narrowing": ("toe", "flow", "vein"),
    "leaking": ("vein", "flow", "swelling"),
    "hours": ("swelling",),
    "breaks": ("swelling",),
}
"""What can be changed, each with what can be looked at; the first is what it shows most in."""

_TOE_POSTURES = ("lying", "raised", "sitting")
_LONG_POSTURES = ("lying", "raised", "sitting", "standing")


class UnknownSettingError(FaultsError):
    """A setting that cannot be, with one clear line for each fault."""


@dataclass(frozen=True, slots=True)
class LegSetting(Record):
    """One leg's circumstances; the defaults are a healthy leg of somebody who sits still.

    Parameters
    ----------
    posture : how the legs are held
    raised_cm : of the feet above the heart, where they are raised [cm]
    cadence : ankle pumps a minute; standing, calf raises; a walk has its usual pace [1/min]
    stocking : class of a compression stocking
    narrowing : part of the diameter that the thigh artery has lost [%]
    leaking : which veins have no working valves
    hours : how long, where swelling is looked at [h]
    breaks : a break of two minutes' walking after so many minutes, 0 for none [min]
    """

    error: ClassVar = UnknownSettingError
    posture: Annotated[
        str, limits.literal("lying", "raised", "sitting", "hanging", "standing", "walking")
    ] = "sitting"
    raised_cm: Annotated[int, limits.whole(0, 60)] = 30
    cadence: Annotated[int, limits.whole(0, 120)] = 0
    stocking: Annotated[str, limits.literal("none", "class1", "class2", "class3")] = "none"
    narrowing: Annotated[int, limits.whole(0, 100)] = 0
    leaking: Annotated[str, limits.literal("none", "surface", "deep")] = "none"
    hours: Annotated[int, limits.whole(1, 10)] = 4
    breaks: Annotated[int, limits.whole(0, 120)] = 0

    def _faults_between(self) -> tuple[str, ...]:
        if 0 < self.breaks < 10:
            return (translate(msgid("Breaks stand at least 10 minutes apart.")),)
        return ()

    def seen_in(self, view: str) -> Self:
        """Return the setting with that as usual which is not simulated where this is looked at."""
        is_long = view == "swelling"
        return replace(
            self,
            raised_cm=self.raised_cm if self.posture == "raised" else 30,
            cadence=self.cadence if view in ("flow", "vein") and self.posture != "walking" else 0,
            hours=self.hours if is_long else 4,
            breaks=self.breaks if is_long else 0,
        )

    def activities(self, view: str) -> tuple[Activity, ...]:
        """Return what somebody would do who did this, in the gate's words; none may be empty."""
        is_long, moves = view == "swelling", view in ("flow", "vein")
        pumps = Activity.CALF_RAISES if self.posture == "standing" else Activity.ANKLE_PUMPS
        walks = self.posture == "walking"
        found = {
            Activity.ELEVATION: self.posture == "raised" and self.raised_cm > 0,
            Activity.WALKING: walks or (is_long and self.breaks > 0),
            pumps: moves and not walks and self.cadence > 0,
            Activity.COMPRESSION: self.stocking != "none",
        }
        return tuple(activity for activity in Activity if found.get(activity))


@dataclass(frozen=True, slots=True)
class Comparison(Record):
    """Two settings that differ in one thing, and what of them is looked at.

    Parameters
    ----------
    first : the one setting
    change : the field in which the other differs
    to : its value there
    view : what is looked at
    """

    error: ClassVar = UnknownSettingError
    first: LegSetting
    change: Annotated[str, limits.literal(*CHANGES)]
    to: str | int
    view: Annotated[str, limits.literal(*VIEWS)]

    def _faults_between(self) -> tuple[str, ...]:
        if self.view not in CHANGES[self.change]:
            return (translate(msgid("This change is not seen in what was asked for.")),)
        try:
            both = (self.first, self.second)
        except UnknownSettingError as error:
            return tuple(error.faults)
        if self.change == "cadence" and self.first.posture == "walking":
            return (translate(msgid("A walk has its usual pace here. Choose another posture.")),)
        postures = {"toe": _TOE_POSTURES, "swelling": _LONG_POSTURES}.get(self.view)
        if postures and any(each.posture not in postures for each in both):
            if self.view == "toe":
                return (translate(msgid("The toe is looked at lying, raised or sitting.")),)
            return (translate(msgid("Hours are looked at lying, sitting or standing.")),)
        return ()

    @property
    def second(self) -> LegSetting:
        """The other setting."""
        changed: dict[str, Any] = {self.change: self.to}
        return replace(self.first, **changed)

    def next_to_it(self) -> Iterator[Self]:
        """Yield those that differ in the other setting's value, which is what is changed most."""
        for value in controls()[self.change].offered:
            with suppress(UnknownSettingError):
                yield replace(self, to=value)

    @property
    def query(self) -> str:
        """The comparison as the query of an address; what is as usual is left out."""
        usual = usual_setting(self.change).as_dict()
        own = {name: value for name, value in self.first.as_dict().items() if value != usual[name]}
        own |= {"change": self.change, "to": self.to}
        return urlencode(own | ({"view": self.view} if self.view != self._usual_view else {}))

    @property
    def _usual_view(self) -> str:
        return CHANGES[self.change][0]

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> Self:
        """Read a comparison from the fields of an address; those that say nothing are usual.

        Raises
        ------
        UnknownSettingError
            with one line for each fault.
        """
        change = query.get("change") or "posture"
        if change not in CHANGES:
            says = msgid("What is to change is not known here: {name}")
            raise UnknownSettingError([translate(says, name=" ".join(change.split())[:40] or "?")])
        known = limits_of(LegSetting)
        written = (name for name in known if query.get(name))
        values = {name: _value(known[name], query[name]) for name in written}
        first = LegSetting.from_dict(usual_setting(change).as_dict() | values)
        is_same = query.get("was") in (None, "", change)  # else the form changed what changes
        to = (query.get("to") if is_same else "") or str(_OTHERWISE[change])
        view = (query.get("view") if is_same else "") or CHANGES[change][0]
        return cls(first, change, _value(known[change], to), view)


_USUAL: Mapping[str, Mapping[str, str | int]] = {
    "raised_cm": {"posture": "raised", "raised_cm": 0},
    "narrowing": {"posture": "lying"},
    "leaking": {"posture": "walking"},
    "stocking": {"hours": 8},
    "breaks": {"hours": 8},
}
"""What the first setting is where nothing is said, by what changes, if not the usual one."""

_OTHERWISE: Mapping[str, str | int] = {
    "posture": "standing",
    "cadence": 60,
    "raised_cm": 30,
    "stocking": "class2",
    "narrowing": 80,
    "leaking": "surface",
    "hours": 8,
    "breaks": 30,
}
"""What each thing changes to, where nothing is said."""


def usual_setting(change: str) -> LegSetting:
    """Return the first setting of a change, where an address says nothing of it."""
    return LegSetting(**_USUAL.get(change, {}))  # type: ignore[arg-type]


def _value(limit: Limit, text: str) -> str | int:
    """Return what was written in an address: a whole number where one is asked for, or the text."""
    is_number = limit.schema.get("type") == "integer"
    if is_number and len(text) < 6 and text.removeprefix("-").isdecimal():
        return int(text)
    return text[:40]
