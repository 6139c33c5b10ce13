"""The form of a journey: places by their names in both languages, every fault beside its part."""

from typing import Any
from uuid import UUID

import pytest

from soleus.journal import InvalidEntryError
from soleus.language import use
from soleus.web.journey_form import JourneyForm
from soleus.web.sent_form import SentForm

ID = UUID(int=4)
RIGHT = {
    "means_1": "flight",
    "seat_1": "aisle",
    "departs_zone_1": "Berlin",
    "departs_1": "2026-03-04T13:00",
    "arrives_zone_1": "Tokyo",
    "arrives_1": "2026-03-05T08:00",
}


def sent(**changed: str) -> JourneyForm:
    typed = {**RIGHT, **changed}
    return JourneyForm.sent(SentForm({name: [value] for name, value in typed.items()}))


def test_a_journey_is_read_and_shown_again_as_it_was_typed() -> None:
    entry = sent().read(ID)
    [leg] = entry.legs
    assert (leg.departs_zone, leg.arrives_zone) == ("Europe/Berlin", "Asia/Tokyo")
    assert JourneyForm.of(entry).rows == sent().rows


@pytest.mark.parametrize("typed", ["tokyo", " Tokyo ", "Asia/Tokyo", "asia/tokyo"])
def test_a_place_is_known_however_it_is_typed(typed: str) -> None:
    assert sent(arrives_zone_1=typed).read(ID).legs[0].arrives_zone == "Asia/Tokyo"


def test_in_german_a_place_has_its_german_name_and_the_english_one_is_known_too() -> None:
    with use("de"):
        for typed in ("Tokio", "Tokyo"):
            entry = sent(arrives_zone_1=typed).read(ID)
            assert entry.legs[0].arrives_zone == "Asia/Tokyo"
        assert JourneyForm.of(entry).rows[0]["arrives_zone"] == "Tokio"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"arrives_zone_1": "Atlantis"}, "no clock is known for “Atlantis”"),
        ({"arrives_zone_1": ""}, "Part 1: To: name the place"),
        ({"departs_1": ""}, "Part 1: write the day and the time of leaving"),
        ({"arrives_1": "2026-03-04T14:00"}, "Part 1: a part has to arrive after it leaves"),
        ({"arrives_1": "2026-03-06T13:00"}, "Part 1: 40 hours are longer"),
        ({"departs_1": "soon"}, "local date and time"),
    ],
)
def test_each_fault_is_one_line_that_names_its_part(changed: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidEntryError, match=says) as caught:
        sent(**changed).read(ID)
    assert len(caught.value.faults) == 1


def test_every_fault_of_every_part_is_told_at_once() -> None:
    second = {name.replace("_1", "_2"): value for name, value in RIGHT.items()}
    wrong = {**second, "departs_2": "", "arrives_zone_2": "Atlantis"}
    with pytest.raises(InvalidEntryError) as caught:
        sent(departs_zone_1="Nowhere", **wrong).read(ID)
    assert [fault[:6] for fault in caught.value.faults] == ["Part 1", "Part 2", "Part 2"]


def test_nothing_typed_is_told_as_that() -> None:
    with pytest.raises(InvalidEntryError, match="when and where"):
        JourneyForm.sent(SentForm({})).read(ID)


def test_another_part_begins_where_the_last_one_ends() -> None:
    more = sent().with_another()
    assert len(more.shown) == 2
    assert more.shown[1]["departs_zone"] == "Tokyo"
    assert more.shown[0] == sent().rows[0]


def test_a_machine_in_no_place_leaves_from_nowhere() -> None:
    assert JourneyForm.empty("Etc/UTC").shown[0]["departs_zone"] == ""
    assert JourneyForm.empty("Europe/Berlin").shown[0]["departs_zone"] == "Berlin"
