"""Journeys as entries: each way to be wrong has one clear line."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from soleus.journal import InvalidEntryError, JourneyEntry, JourneyLeg, entry_from_dict

JOURNEY = UUID(int=5)


def leg(**changed: Any) -> dict[str, Any]:
    usual = {
        "departs": "2026-03-02T13:00",
        "departs_zone": "Europe/Berlin",
        "arrives": "2026-03-03T08:00",
        "arrives_zone": "Asia/Tokyo",
        "means": "flight",
        "seat": "aisle",
    }
    return {**usual, **changed}


def journey(*legs: dict[str, Any]) -> JourneyEntry:
    entry = entry_from_dict("journey", {"journey": str(JOURNEY), "legs": list(legs)})
    assert isinstance(entry, JourneyEntry)
    return entry


def test_it_is_read_back_as_it_was_written() -> None:
    entry = journey(leg())
    assert entry_from_dict("journey", entry.as_dict()) == entry
    assert entry.starts == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert entry.ends - entry.starts == timedelta(hours=11)


@pytest.mark.parametrize(
    ("legs", "says"),
    [
        ([leg(arrives="2026-03-02T14:00")], "has to arrive after it leaves"),
        ([leg(arrives="2026-03-04T14:00")], "41 hours are longer than a part can be"),
        ([leg(arrives_zone="Atlantis/Poseidonis")], "has to name a time zone"),
        ([leg(departs="2026-03-29T02:30")], "2026-03-29 02:30 does not exist in Europe/Berlin"),
        ([leg(departs="9999-03-29T02:30")], "has to lie in the years"),
        ([leg(means="rocket")], "one of"),
        ([], "from 1 to 6"),
        ([leg()] * 7, "from 1 to 6"),
        ([leg(), leg(departs="2026-03-02T20:00")], "part 2 leaves before part 1 has arrived"),
        (
            [leg(), leg(departs="2026-03-09T20:00", arrives="2026-03-10T20:00")],
            "more than 4 days; make two journeys",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(legs: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(InvalidEntryError, match=says) as caught:
        journey(*legs)
    assert len(caught.value.faults) == 1


def test_over_the_date_line_it_may_land_the_day_before() -> None:
    back = leg(
        departs="2026-03-03T01:00",
        departs_zone="Asia/Tokyo",
        arrives="2026-03-02T13:00",
        arrives_zone="Pacific/Honolulu",
    )
    assert journey(back).ends - journey(back).starts == timedelta(hours=7)


def test_an_hour_that_comes_twice_is_the_first_one() -> None:
    twice = JourneyLeg.from_dict(leg(departs="2026-10-25T02:30", arrives="2026-10-26T02:00"))
    assert twice.starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_step_names_what_it_was() -> None:
    payload = {"journey": str(JOURNEY), "step": "pumps@20260302T1300Z", "is_done": True}
    assert entry_from_dict("journey_step", payload).as_dict() == payload
    with pytest.raises(InvalidEntryError, match="empty"):
        entry_from_dict("journey_step", {**payload, "step": " "})
