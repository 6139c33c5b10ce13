"""The numbers that files are held to, read from ``limits.toml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.records import Record, load_file


@dataclass(frozen=True, slots=True)
class DeviceLimits(Record):
    """What each number is for stands beside it in ``limits.toml``."""

    earliest_year: int
    ahead_hours: int
    longest_hours: int
    longest_elapsed_hours: int
    fastest_kmh: float
    standing_kmh: float
    least_heart_rate: int
    most_heart_rate: int
    most_steps_a_minute: int
    most_steps_a_day: int
    moved_steps: int
    walk_steps_a_minute: int
    walk_minutes: int
    same_percent: int
    most_bytes: int
    most_members: int
    most_activities: int
    most_days: int
    table_bytes: int
    table_rows: int
    table_columns: int
    json_bytes: int
    json_values: int
    database_bytes: int
    most_unpacking: int
    most_sources: int


@cache
def device_limits() -> DeviceLimits:
    """Return the numbers."""
    return load_file(DeviceLimits, files("soleus.devices") / "limits.toml")
