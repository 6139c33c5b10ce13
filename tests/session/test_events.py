"""What a page sends is read strictly, but a stop is never refused."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.session import Act, Event, read_batch, read_event
from soleus.session.events import Position
from soleus.vocabulary import FaultsError, Leg

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def test_an_event_is_read_with_all_it_says() -> None:
    data = {
        "id": "e1",
        "do": "pause",
        "ago_seconds": 0.5,
        "position": {"segment": 1, "seconds": 12.3},
    }
    assert read_event(data) == Event(
        Act.PAUSE, id="e1", ago_seconds=0.5, position=Position(1, 12.3)
    )


def test_an_event_needs_nothing_but_its_name() -> None:
    assert read_event({"do": "begin"}) == Event(Act.BEGIN)


def test_an_answer_carries_its_value() -> None:
    assert read_event({"do": "answer", "value": 4}) == Event(Act.ANSWER, value=4)
    assert read_event({"do": "answer"}) == Event(Act.ANSWER)


def test_a_stop_carries_its_rule_and_leg() -> None:
    data = {"do": "stop", "rule": "pain", "leg": "left"}
    assert read_event(data) == Event(Act.STOP, rule="pain", leg=Leg.LEFT)
    assert read_event({**data, "leg": "both"}) == Event(Act.STOP, rule="pain")


def test_all_faults_of_an_event_are_told_at_once() -> None:
    data: dict[str, Any] = {"id": 5, "do": "paus", "ago_seconds": -1, "position": [1]}
    with pytest.raises(FaultsError) as caught:
        read_event(data)
    assert len(caught.value.faults) == 4
    assert "pause" in caught.value.faults[0]


@given(JSON, JSON, JSON, JSON, JSON)
def test_a_stop_is_never_refused(
    rule: object, leg: object, name: object, ago: object, position: object
) -> None:
    data = {"do": "stop", "rule": rule, "leg": leg, "id": name, "ago_seconds": ago}
    assert read_event({**data, "position": position}).do is Act.STOP


@given(JSON)
def test_nothing_but_our_own_error_comes_of_other_data(data: object) -> None:
    with suppress(FaultsError):
        assert isinstance(read_event(data), Event)


def test_an_event_that_cannot_be_read_takes_no_other_with_it() -> None:
    batch = [{"do": "fly"}, {"do": "stop", "rule": "chest_pain", "id": 7}, "beat", {"do": "pause"}]
    sent, faults = read_batch(batch)
    assert sent == (Event(Act.STOP, rule="chest_pain"), Event(Act.PAUSE))
    assert [fault.split(":")[0] for fault in faults] == ["event 1", "event 3"]


@pytest.mark.parametrize("odd", ["\ud800", "a\0b"])
def test_what_no_disk_can_keep_is_left_out_and_the_stop_counts(odd: str) -> None:
    stop, answer = {"do": "stop", "rule": "chest_pain", "id": odd}, {"do": "answer", "value": odd}
    sent, faults = read_batch([stop, answer])
    assert sent == (Event(Act.STOP, rule="chest_pain"),)
    assert len(faults) == 1
