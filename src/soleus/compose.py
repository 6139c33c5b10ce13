"""Building the app from settings: the one place where adapters meet rooms."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.records import machine_zone
from soleus.vocabulary import Clock, SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI

    from soleus.coach import Coach
    from soleus.journal import Journal

JOURNAL_FILE = "journal.sqlite3"
THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs from one installation to another.

    Parameters
    ----------
    data_dir : the folder that holds the journal; made on first use, for its owner alone
    allowed_hosts : the host names that the server answers to; by default this machine's only
    timezone : IANA name of the zone whose days people live here
    """

    data_dir: Path
    allowed_hosts: tuple[str, ...] = THIS_MACHINE
    timezone: str = "UTC"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read ``SOLEUS_DATA_DIR`` and ``SOLEUS_ALLOWED_HOSTS`` (names, comma-separated).

        The time zone is the one that ``TZ`` means, or else this machine's own.

        Raises
        ------
        SoleusError
            where that names none.
        """
        environment = os.environ if environment is None else environment
        chosen = environment.get("SOLEUS_DATA_DIR")
        more = environment.get("SOLEUS_ALLOWED_HOSTS", "")
        return cls(
            data_dir=Path(chosen).expanduser() if chosen else _platform_data_dir(),
            allowed_hosts=(*THIS_MACHINE, *(n.strip() for n in more.split(",") if n.strip())),
            timezone=machine_zone(environment),
        )


def _platform_data_dir() -> Path:
    from platformdirs import user_data_path

    return user_data_path("soleus", appauthor=False)


def open_journal(settings: Settings, clock: Clock | None = None) -> Journal:
    """Open the journal of this installation; the caller closes it."""
    from soleus.journal import Journal

    zone = ZoneInfo(settings.timezone)
    return Journal.open(settings.data_dir / JOURNAL_FILE, clock or SystemClock(), zone)


def open_coach(settings: Settings, clock: Clock | None = None) -> Coach:
    """Open the journal and return the coach that works on it; the caller closes it."""
    from soleus.coach import Coach

    clock = clock or SystemClock()
    return Coach(open_journal(settings, clock), clock, timezone=settings.timezone)


def build(settings: Settings, clock: Clock | None = None) -> FastAPI:
    """Build the web application: pages and JSON API over one coach."""
    from soleus.web import create_app

    coach = open_coach(settings, clock)
    return create_app(coach, allowed_hosts=settings.allowed_hosts)
