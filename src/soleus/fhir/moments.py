"""The dates and times of FHIR: a day is taken at noon, and less than a day is no moment."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def happened_at(resource: Mapping[str, Any], zone: tzinfo) -> datetime | None:
    """Return when an Observation was made; None where it tells no day or no moment.

    Parameters
    ----------
    zone : where the days of the person are, for what tells a day alone
    """
    period = resource.get("effectivePeriod")
    started = period.get("start") if isinstance(period, dict) else None
    told = resource.get("effectiveDateTime") or resource.get("effectiveInstant") or started
    return read_moment(told, zone)


def read_moment(told: object, zone: tzinfo) -> datetime | None:
    """Return the moment that a text of FHIR tells."""
    if not isinstance(told, str):
        return None
    try:
        if _DAY.fullmatch(told):
            return datetime.combine(date.fromisoformat(told), time(12), zone)
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
