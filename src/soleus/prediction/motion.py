"""What a session asks of a leg, in the model's terms; None where the model knows no such thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

from soleus.records import Record, limits, load_table, read_toml

if TYPE_CHECKING:
    from soleus.circulation import Protocol

REST_SECONDS = 40.0
"""At rest before the movement; the last three quarters are what it is compared with."""

MOVING_SECONDS = 80.0
"""Flow no longer rises after half of it: what 150 s give differs by 1 % (measured)."""


@dataclass(frozen=True, slots=True)
class Motion(Record):
    """A movement that the model can make, and the paces at which it is simulated.

    Parameters
    ----------
    posture : the model's word
    cadences : paces, rising, as a session counts [1/min]
    events : what the model counts for one of a session's cycles
    """

    posture: str
    cadences: Annotated[tuple[float, ...], limits.list_of(limits.real(1.0, 120.0), least=1)]
    events: Annotated[int, limits.whole(1, 4)] = 1

    def protocol(self, activity: str, per_minute: float) -> Protocol:
        """Return rest and then the movement at one pace."""
        from soleus.circulation import Protocol, Step

        rest = Step("rest", self.posture, REST_SECONDS)
        moving = Step("moving", self.posture, MOVING_SECONDS, activity, per_minute * self.events)
        return Protocol((rest, moving))


@cache
def _motions() -> dict[tuple[str, str], Motion]:
    data = read_toml(files(__package__) / "motions.toml")
    return {
        (activity, posture): load_table(Motion, table, f"motions.toml, {activity}.{posture}")
        for activity, postures in data.items()
        for posture, table in postures.items()
    }


def motion_of(activity: str, posture: str) -> Motion | None:
    """Return the movement of a session's activity and posture; None where the model has none.

    Examples
    --------
    >>> from soleus.prediction import motion_of
    >>> motion_of("ankle_pumps", "lying").posture
    'supine'
    >>> motion_of("elevation", "raised") is None
    True
    """
    return _motions().get((activity, posture))
