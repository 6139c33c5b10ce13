"""The numbers of the week, read from ``targets.toml``: what to reach and how fast to get there."""

from dataclasses import dataclass, fields
from functools import cache

from soleus.plan.loading import open_sections, refuse
from soleus.vocabulary import Table, nearest


@dataclass(frozen=True, slots=True)
class Amount:
    """One number and the claims it rests on.

    ``is_choice``: the claims give the direction only; the number is our own cautious choice.
    """

    value: int
    claims: tuple[str, ...]
    is_choice: bool = False


@dataclass(frozen=True, slots=True)
class Targets:
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
    break_least_minutes: Amount
    break_most_minutes: Amount
    bed_pump_every_minutes: Amount
    pain_guided_days_per_week: Amount


@cache
def targets() -> Targets:
    """Return the numbers of the week."""
    faults: list[str] = []
    names = [field.name for field in fields(Targets)]
    sections = open_sections("targets.toml", faults)
    faults += [f"targets.toml: '{name}' is missing" for name in names if name not in sections]
    unknown = [name for name in sections if name not in names]
    faults += [f"targets.toml: unknown key '{name}'{nearest(name, names)}" for name in unknown]
    amounts = {name: _amount(table) for name, table in sections.items()}
    refuse(faults)
    return Targets(**amounts)


def _amount(table: Table) -> Amount:
    amount = Amount(table.number("value"), table.texts("claims"), table.flag("choice", False))
    table.close()
    return amount
