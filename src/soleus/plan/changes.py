"""What happened to a week after drafting: changes by the person, and items that fell away."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from soleus.language import ENGLISH, current, translate, weekday_name
from soleus.plan.item import ItemId
from soleus.plan.kinds import kind_id, kinds
from soleus.records import Record, limits


class Edit(StrEnum):
    """What a person, or the re-balancing after them, did to an item."""

    MOVED = "moved"
    SWAPPED = "swapped"
    DROPPED = "dropped"
    OFFERED = "offered"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One change to the week: which item, and where or what it became.

    ``at`` is the local moment it was moved to or is back on, ``kind`` what it was swapped to;
    ``text`` says it in English, as it is kept.
    """

    ignores_unknown: ClassVar[bool] = True
    edit: Edit
    item_id: ItemId
    text: str
    at: Annotated[datetime, limits.local_moment()] | None = None
    kind: Annotated[str, kind_id()] | None = None

    @property
    def says(self) -> str:
        """The change in the language spoken now, from what is kept of it."""
        if current() == ENGLISH:
            return self.text
        what = translate(kinds()[self.item_id.split(".")[1]].title)
        if self.edit is Edit.SWAPPED and self.kind:
            other = translate(kinds()[self.kind].title)
            return translate("{what}: now {other}", what=what, other=other)
        if self.edit is Edit.MOVED and self.at:
            when = f"{weekday_name(self.at)} {self.at:%H:%M}"
            return translate("{what}: moved to {when}", what=what, when=when)
        if self.edit is Edit.RETURNED and self.at:
            when = f"{weekday_name(self.at)} {self.at:%H:%M}"
            return translate("{what}: back on {when}", what=what, when=when)
        if self.edit is Edit.OFFERED:
            return translate("{what}: offered in place of what was dropped", what=what)
        return translate("{what}: dropped", what=what)


@dataclass(frozen=True, slots=True)
class RefusedItem(Record):
    """An item of a kept plan that could not come back, and why."""

    id: str
    title: str
    why: str
