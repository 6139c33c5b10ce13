"""Reading a kept plan back: every item has to pass today's clearance again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from soleus.assessment import Clearance
from soleus.language import msgid
from soleus.plan.changes import Change, Edit, RefusedItem
from soleus.plan.errors import ImpossibleEditError, InvalidPlanError, InvalidProfileError
from soleus.plan.item import Item, is_item_id
from soleus.plan.kinds import kinds
from soleus.plan.profile import Profile
from soleus.plan.step import Step, step_for
from soleus.vocabulary import NotPermittedError, nearest

_FORMAT = 1
_YEARS = range(1900, 9000)
_DERIVED = ("expires_at", "urgency", "planned_minutes", "step", "statements", "advice", "refused")
_KEPT = ("format", "start", "profile", "previous_minutes", "items", "changes")

_NOT_OPEN = msgid(
    "Your last check does not open this now. Its result says why and what it waits for."
)
_TOO_MANY = msgid("Under your last check the week may hold fewer minutes.")


@dataclass(frozen=True, slots=True)
class KeptWeek:
    """The parts of a week that was kept, as far as a clearance still opens them."""

    profile: Profile
    start: date
    previous_minutes: int | None
    items: tuple[Item, ...]
    changes: tuple[Change, ...]
    refused: tuple[RefusedItem, ...]


def read_week(data: object, clearance: Clearance) -> KeptWeek:
    """Return the parts of a kept week; raise :class:`InvalidPlanError` with every fault."""
    faults = list(_shape_faults(data))
    if faults or not isinstance(data, Mapping):
        raise InvalidPlanError(*faults)
    profile = Profile.from_dict(data["profile"])
    previous = data["previous_minutes"]
    items, refused = _items(data["items"], clearance, step_for(clearance, profile, previous))
    start = date.fromisoformat(data["start"])
    changes = tuple(_change(entry) for entry in data["changes"])
    return KeptWeek(profile, start, previous, tuple(items), changes, tuple(refused))


def _items(
    entries: list[Mapping[str, Any]], clearance: Clearance, step: Step
) -> tuple[list[Item], list[RefusedItem]]:
    items: list[Item] = []
    refused: list[RefusedItem] = []
    left = step.to_place
    for entry in entries:
        item = _item(entry, clearance)
        if isinstance(item, Item) and item.counted_minutes <= left:
            left -= item.counted_minutes
            items.append(item)
        else:
            why = _TOO_MANY if isinstance(item, Item) else item
            refused.append(RefusedItem(entry["id"], kinds()[entry["kind"]].title, why))
    return items, refused


def _item(entry: Mapping[str, Any], clearance: Clearance) -> Item | str:
    """Return the item of an entry, or why it cannot come back."""
    kind = kinds()[entry["kind"]]
    try:
        return Item(
            id=entry["id"],
            kind=kind,
            permit=clearance.permit(kind.activity),
            day=date.fromisoformat(entry["day"]),
            at=datetime.fromisoformat(entry["at"]),
            minutes=entry["minutes"],
            until=datetime.fromisoformat(entry["until"]) if entry["until"] else None,
            every_minutes=entry["every_minutes"],
        )
    except NotPermittedError:
        return _NOT_OPEN
    except ImpossibleEditError as error:
        return str(error)


def _change(entry: Mapping[str, Any]) -> Change:
    at = datetime.fromisoformat(entry["at"]) if entry["at"] else None
    return Change(Edit(entry["edit"]), entry["item_id"], entry["text"], at, entry["kind"])


def _shape_faults(data: object) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield "a plan must be an object"
        return
    known = (*_KEPT, *_DERIVED)
    for key in data:
        if key not in known:
            yield f"unknown key '{key}'{nearest(key, known)}"
    missing = [key for key in _KEPT if key not in data]
    yield from (f"'{key}' is missing" for key in missing)
    if missing:
        return
    if data["format"] != _FORMAT:
        yield f"'format' must be {_FORMAT}: this plan was kept by another version"
    yield from _value_faults(data)
    for name, check in (("items", _item_faults), ("changes", _change_faults)):
        if not isinstance(data[name], list):
            yield f"'{name}' must be a list"
        else:
            for number, entry in enumerate(data[name], start=1):
                yield from (f"{name} {number}: {fault}" for fault in check(entry))


def _value_faults(data: Mapping[str, Any]) -> Iterator[str]:
    if not _is_date(data["start"]):
        yield "'start' must be a date such as '2026-03-02'"
    previous = data["previous_minutes"]
    if previous is not None and (type(previous) is not int or previous < 0):
        yield "'previous_minutes' must be a whole number of minutes or null"
    try:
        Profile.from_dict(data["profile"] if isinstance(data["profile"], Mapping) else {})
    except InvalidProfileError as error:
        yield from (f"profile: {fault}" for fault in error.faults)


def _item_faults(entry: object) -> Iterator[str]:
    keys = ("id", "kind", "day", "at", "minutes", "until", "every_minutes")
    if not isinstance(entry, Mapping):
        yield "must be an object"
        return
    yield from (f"'{key}' is missing" for key in keys if key not in entry)
    if any(key not in entry for key in keys):
        return
    if not is_item_id(entry["id"]):
        yield "'id' must be like 'mon.walking_bout.1'"
    if not isinstance(entry["kind"], str) or entry["kind"] not in kinds():
        yield f"no kind of item is called '{entry['kind']}'{nearest(str(entry['kind']), kinds())}"
    if not _is_date(entry["day"]):
        yield "'day' must be a date such as '2026-03-02'"
    if not _is_moment(entry["at"]):
        yield "'at' must be a date and time such as '2026-03-02T09:15'"
    if entry["until"] is not None and not _is_moment(entry["until"]):
        yield "'until' must be a date and time or null"
    if type(entry["minutes"]) is not int:
        yield "'minutes' must be a whole number"
    every = entry["every_minutes"]
    if every is not None and (type(every) is not int or every < 1):
        yield "'every_minutes' must be a whole number of minutes or null"


def _change_faults(entry: object) -> Iterator[str]:
    keys = ("edit", "item_id", "text", "at", "kind")
    if not isinstance(entry, Mapping) or any(key not in entry for key in keys):
        yield f"must be an object with {', '.join(keys)}"
        return
    if not is_item_id(entry["item_id"]):
        yield "'item_id' must be like 'mon.walking_bout.1'"
    if not isinstance(entry["text"], str):
        yield "'text' must be text"
    kind = entry["kind"]
    if kind is not None and (not isinstance(kind, str) or kind not in kinds()):
        yield f"no kind of item is called '{kind}'"
    if entry["edit"] not in list(Edit):
        yield f"'edit' must be one of: {', '.join(Edit)}"
    if entry["at"] is not None and not _is_moment(entry["at"]):
        yield "'at' must be a date and time or null"


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).year in _YEARS
    except ValueError:
        return False


def _is_moment(value: object) -> bool:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is None and moment.year in _YEARS
