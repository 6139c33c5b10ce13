"""Reading a kept plan back: every item has to pass today's clearance again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, ClassVar

from soleus.assessment import Clearance
from soleus.language import msgid, translate
from soleus.plan.changes import Change, RefusedItem
from soleus.plan.errors import ImpossibleEditError
from soleus.plan.item import Item, ItemId
from soleus.plan.kinds import kind_id, kinds
from soleus.plan.profile import Profile
from soleus.plan.step import step_for
from soleus.records import Record, limits
from soleus.vocabulary import FaultsError, NotPermittedError

_DERIVED = ("expires_at", "urgency", "planned_minutes", "step", "statements", "advice", "refused")

_NOT_OPEN = msgid(
    "Your last check does not allow this now. Its result says why and what it waits for."
)
_TOO_MANY = msgid("Under your last check the week may hold fewer minutes.")
_Moment = Annotated[datetime, limits.local_moment()]


@dataclass(frozen=True, slots=True)
class KeptItem(Record):
    """What is read of an item; its words and limits are worked out again."""

    ignores_unknown: ClassVar[bool] = True
    id: ItemId
    kind: Annotated[str, kind_id()]
    day: date
    at: _Moment
    minutes: int
    until: _Moment | None
    every_minutes: Annotated[int, limits.whole(1)] | None

    def under(self, clearance: Clearance) -> Item | str:
        """Return the item, or why it cannot come back under this clearance."""
        kind = kinds()[self.kind]
        try:
            permit = clearance.permit(kind.activity)
            times = (self.day, self.at, self.minutes, self.until, self.every_minutes)
            return Item(self.id, kind, permit, *times)
        except NotPermittedError:
            return _NOT_OPEN
        except ImpossibleEditError as error:
            return str(error)


@dataclass(frozen=True, slots=True)
class KeptWeek(Record):
    """A week as it was kept."""

    error: ClassVar[type[FaultsError]] = FaultsError
    format: Annotated[int, limits.whole(1, 1)]
    start: date
    profile: Profile
    previous_minutes: Annotated[int, limits.whole(0)] | None
    items: tuple[KeptItem, ...]
    changes: tuple[Change, ...]

    def _faults_between(self) -> tuple[str, ...]:
        fault = limits.moment().fault(datetime.combine(self.start, time(), UTC))
        return (limits.fault_of("start", fault),) if fault else ()

    def items_under(self, clearance: Clearance) -> tuple[tuple[Item, ...], tuple[RefusedItem, ...]]:
        """Return the items that a clearance still opens, and those that cannot come back."""
        items: list[Item] = []
        refused: list[RefusedItem] = []
        left = step_for(clearance, self.profile, self.previous_minutes).to_place
        for kept in self.items:
            item = kept.under(clearance)
            if isinstance(item, Item) and item.counted_minutes <= left:
                left -= item.counted_minutes
                items.append(item)
            else:
                why = _TOO_MANY if isinstance(item, Item) else item
                refused.append(RefusedItem(kept.id, kinds()[kept.kind].title, why))
        return tuple(items), tuple(refused)


def read_week(data: Any) -> KeptWeek:  # noqa: ANN401  any JSON
    """Return a kept week; raise :class:`FaultsError` with every fault."""
    if isinstance(data, Mapping):
        data = {key: value for key, value in data.items() if key not in _DERIVED}
        if data.get("format", 1) != 1:
            raise FaultsError([translate("this plan was kept by another version of Soleus")])
    return KeptWeek.from_dict(data)
