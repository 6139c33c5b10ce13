"""What a page sends is read strictly, but a stop is never refused."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.session import (
    Answer,
    Begin,
    InvalidEventError,
    Pause,
    Position,
    Sent,
    Stop,
    read_batch,
    read_sent,
)
from soleus.vocabulary import Leg

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
    assert read_sent(data) == Sent(Pause(), "e1", 0.5, Position(1, 12.3))


def test_an_event_needs_nothing_but_its_name() -> None:
    assert read_sent({"do": "begin"}) == Sent(Begin())


def test_an_answer_carries_its_value() -> None:
    assert read_sent({"do": "answer", "value": 4}).event == Answer(4)
    assert read_sent({"do": "answer"}).event == Answer(None)


def test_a_stop_carries_its_rule_and_leg() -> None:
    data = {"do": "stop", "rule": "pain", "leg": "left"}
    assert read_sent(data).event == Stop("pain", Leg.LEFT)
    assert read_sent({**data, "leg": "both"}).event == Stop("pain", None)


def test_all_faults_of_an_event_are_told_at_once() -> None:
    data: dict[str, Any] = {"id": 5, "do": "paus", "ago_seconds": -1, "position": [1]}
    with pytest.raises(InvalidEventError) as caught:
        read_sent(data)
    assert len(caught.value.faults) == 4
    assert "pause" in caught.value.faults[0]


@given(JSON, JSON, JSON, JSON, JSON)
def test_a_stop_is_never_refused(
    rule: object, leg: object, name: object, ago: object, position: object
) -> None:
    data = {"do": "stop", "rule": rule, "leg": leg, "id": name, "ago_seconds": ago}
    assert isinstance(read_sent({**data, "position": position}).event, Stop)


@given(JSON)
def test_nothing_but_our_own_error_comes_of_other_data(data: object) -> None:
    with suppress(InvalidEventError):
        assert isinstance(read_sent(data), Sent)


def test_an_event_that_cannot_be_read_takes_no_other_with_it() -> None:
    batch = [{"do": "fly"}, {"do": "stop", "rule": "chest_pain", "id": 7}, "beat", {"do": "pause"}]
    sent, faults = read_batch(batch)
    assert [each.event for each in sent] == [Stop("chest_pain"), Pause()]
    assert [fault.split(":")[0] for fault in faults] == ["event 1", "event 3"]


@pytest.mark.parametrize("odd", ["\ud800", "a\0b"])
def test_what_no_disk_can_keep_is_left_out_and_the_stop_counts(odd: str) -> None:
    stop, answer = {"do": "stop", "rule": "chest_pain", "id": odd}, {"do": "answer", "value": odd}
    sent, faults = read_batch([stop, answer])
    assert [(each.event, each.id) for each in sent] == [(Stop("chest_pain"), None)]
    assert len(faults) == 1
