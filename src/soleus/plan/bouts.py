"""How the week's minutes become bouts: spread over days, split in a day, each with an id."""

from collections.abc import Sequence
from datetime import date

from soleus.plan.frame import weekday
from soleus.plan.item import Item
from soleus.plan.kinds import Kind
from soleus.plan.targets import targets


def fresh_id(kind: Kind, day: date, items: Sequence[Item]) -> str:
    """Return the next free id for an item: weekday, kind and number."""
    stem = f"{weekday(day)[:3]}.{kind.id}."
    numbers = [int(i.id.removeprefix(stem)) for i in items if i.id.startswith(stem)]
    return f"{stem}{max(numbers, default=0) + 1}"


def spread(minutes: int, days: int) -> list[int]:
    """Spread minutes over days as evenly as bouts allow: on a day none, or at least one bout's."""
    numbers = targets()
    most = numbers.bouts_a_day_most.value * numbers.bout_most_minutes.value
    used = min(days, minutes // numbers.bout_least_minutes.value)
    if not used:
        return [0] * days
    every = [min(most, minutes // used + (n < minutes % used)) for n in range(used)]
    chosen = {n * days // used: amount for n, amount in enumerate(every)}
    return [chosen.get(n, 0) for n in range(days)]


def split(minutes: int, wished: int) -> list[int]:
    """Split a day's minutes into bouts of the length that counts, ``wished`` if they fit."""
    numbers = targets()
    least, most = numbers.bout_least_minutes.value, numbers.bout_most_minutes.value
    if minutes < least:
        return []
    fewest, highest = -(-minutes // most), minutes // least
    number = max(fewest, min(highest, wished, numbers.bouts_a_day_most.value))
    return [minutes // number + (n < minutes % number) for n in range(number)]
