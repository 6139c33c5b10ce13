"""What week and journeys say that the check asks too: in bed or after surgery, a long journey."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from soleus.assessment import Circumstance
from soleus.plan import Profile, Setting
from soleus.vocabulary import FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.journal import JourneyEntry

PROFILE = "profile"
SAID_WITH = "profile_said_with"
"""The settings that have the profile, and the entry with which it was said."""

_LONG_MINUTES = 4 * 60
_RECENT = timedelta(weeks=4)
"""As the check asks: four hours or more, within four weeks."""

_IN_BED = ("bed_rest", "recent_leg_surgery", "recent_surgery_or_hospital_stay")
"""Any of these is what "In bed, or after surgery" can mean."""


@dataclass(frozen=True, slots=True)
class During:
    """What a profile says, and from when until when it is so; None where there is no such end."""

    any_of: tuple[str, ...]
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it is so now."""
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )

    def as_of(self, seq: int | None) -> Circumstance:
        """Return it for the assessment; ``seq`` is that of the entry with which it was said."""
        return Circumstance(seq, self.any_of, self.since)


def said_with(settings: Mapping[str, Any]) -> UUID | None:
    """Return the entry with which the profile was said; None in one from before that was kept."""
    with suppress(ValueError):
        return UUID(str(settings.get(SAID_WITH)))
    return None


def said_in(settings: Mapping[str, Any]) -> tuple[During, ...]:
    """Return what the profile among a person's settings says; nothing where it cannot be read."""
    try:
        return said_by(Profile.from_dict(settings.get(PROFILE, {})))
    except FaultsError:
        return ()


def said_by(profile: Profile) -> tuple[During, ...]:
    """Return what a profile says."""
    return tuple(_said(profile))


def said_by_journey(entry: JourneyEntry) -> tuple[During, ...]:
    """Return what a journey says; one that is short, or cancelled, says nothing."""
    minutes = (entry.ends - entry.starts) / timedelta(minutes=1)
    if entry.is_cancelled or minutes < _LONG_MINUTES:
        return ()
    return tuple(_journey(entry.starts, minutes))


def _said(profile: Profile) -> Iterator[During]:
    if profile.setting is Setting.BED:
        yield During(_IN_BED)
    start, minutes = profile.journey_starts_at, profile.journey_minutes
    if start is None or minutes is None or minutes < _LONG_MINUTES:
        return
    yield from _journey(start.replace(tzinfo=ZoneInfo(profile.timezone)), minutes)


def _journey(start: datetime, minutes: float) -> Iterator[During]:
    yield During(("long_journey",), until=start)
    yield During(("recent_long_journey",), start, start + timedelta(minutes=minutes) + _RECENT)
