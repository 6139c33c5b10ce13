"""The numbers of the week, read from ``targets.toml``: what to reach and how fast to get there."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.records import Record, load_file


@dataclass(frozen=True, slots=True)
class Amount(Record):
    """One number and the claims it rests on.

    ``is_choice``: the claims give the direction only; the number is our own cautious choice.
    """

    value: int
    claims: tuple[str, ...]
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class Targets(Record):
    """Every number that bounds a week; the unit is in the name."""

    moderate_minutes_per_week: Amount
    vigorous_minutes_per_week: Amount
    vigorous_counts: Amount
    strength_days_per_week: Amount
    start_minutes_per_day: Amount
    step_percent: Amount
    step_least_minutes_per_week: Amount
    bout_least_minutes: Amount
    bout_most_minutes: Amount
    bouts_a_day_most: Amount
    offered_minutes_a_day_most: Amount
    bed_pump_every_minutes: Amount
    pain_guided_days_per_week: Amount


@cache
def targets() -> Targets:
    """Return the numbers of the week."""
    return load_file(Targets, files("soleus.plan") / "targets.toml")
