"""The form of a journey: what was typed, leg by leg, and the journey that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleus.journal import InvalidEntryError, JourneyEntry, JourneyLeg
from soleus.language import msgid, place_words, places, translate, zone_called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from uuid import UUID

    from soleus.web.sent_form import SentForm

FIELDS = ("departs", "departs_zone", "arrives", "arrives_zone", "means", "seat")
_CALLED = "{field}_{n}"
_PLACES = {"departs_zone": msgid("From"), "arrives_zone": msgid("To")}
MOST_ROWS = 6


@dataclass(frozen=True, slots=True)
class JourneyForm:
    """The legs as they stand in the form, each field a text."""

    rows: tuple[Mapping[str, str], ...]

    @classmethod
    def empty(cls, zone: str) -> JourneyForm:
        """Return the form of a new journey, which leaves from where the person lives, if known."""
        place = place_words(zone)
        place = place if place in places() else ""
        return cls(({"departs_zone": place, "means": "flight", "seat": ""},))

    @classmethod
    def of(cls, entry: JourneyEntry) -> JourneyForm:
        """Return the form of a journey as it stands."""
        return cls(tuple(_row(leg) for leg in entry.legs))

    @classmethod
    def sent(cls, form: SentForm) -> JourneyForm:
        """Return what was typed; rows with neither a time nor a place to go to are left out."""
        rows = (
            {name: form.text(_CALLED.format(field=name, n=n)) for name in FIELDS}
            for n in range(1, MOST_ROWS + 1)
        )
        typed = [row for row in rows if row["departs"] or row["arrives"] or row["arrives_zone"]]
        return cls(tuple(typed))

    @property
    def shown(self) -> tuple[Mapping[str, str], ...]:
        """The rows to show: those with something in them, or one that is empty."""
        return self.rows or ({"means": "flight", "seat": ""},)

    def with_another(self) -> JourneyForm:
        """Return the form with one more row, which leaves from where the last one arrives."""
        last = self.shown[-1]
        row = {"departs_zone": last.get("arrives_zone", ""), "means": last["means"], "seat": ""}
        return JourneyForm((*self.shown, row)[:MOST_ROWS])

    def read(self, journey: UUID) -> JourneyEntry:
        """Return the journey that was typed.

        Raises
        ------
        InvalidEntryError
            with one line for each thing that is wrong, each naming its leg.
        """
        if not self.rows:
            raise InvalidEntryError([translate("Write when and where the journey goes.")])
        faults: list[str] = []
        legs = [_leg(n, row, faults) for n, row in enumerate(self.rows, 1)]
        if faults:
            raise InvalidEntryError(faults)
        return JourneyEntry(journey, tuple(leg for leg in legs if leg))


def _row(leg: JourneyLeg) -> Mapping[str, str]:
    shape = {name: str(value or "") for name, value in leg.as_dict().items()}
    for name in _PLACES:
        place = place_words(shape[name])
        shape[name] = place if zone_called(place) == shape[name] else shape[name]
    return shape


def _leg(n: int, row: Mapping[str, str], faults: list[str]) -> JourneyLeg | None:
    found = [*_missing(row)]
    shape: dict[str, Any] = {**row, "seat": row["seat"] or None}
    for name in _PLACES:
        shape[name] = zone_called(row[name]) or ""
    if not found:
        try:
            return JourneyLeg.from_dict(shape)
        except InvalidEntryError as error:
            found = list(error.faults)
    faults += [translate("Part {n}: {fault}", n=n, fault=fault) for fault in found]
    return None


def _missing(row: Mapping[str, str]) -> Iterator[str]:
    """Yield what of a leg is not there, or is no place of which the clock is known."""
    if not row["departs"]:
        yield translate("write the day and the time of leaving")
    if not row["arrives"]:
        yield translate("write the day and the time of arriving")
    for name, label in _PLACES.items():
        if not row[name]:
            text = msgid("{field}: name the place, since the time there goes by its clock")
            yield translate(text, field=translate(label))
        elif zone_called(row[name]) is None:
            text = msgid("{field}: no clock is known for “{place}”; name a large city near it")
            yield translate(text, field=translate(label), place=row[name])
