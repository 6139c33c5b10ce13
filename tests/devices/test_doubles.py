"""The same activity told twice, held against looking at every pair."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from soleus.devices import Overlaps, TimeSpan, first_of_each
from soleus.devices.doubles import overlaps

SPANS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90)), max_size=12).map(
    lambda pairs: [span(begins, long) for begins, long in pairs]
)


def span(begins: int, long: int) -> TimeSpan:
    at = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=begins)
    return TimeSpan(at, at + timedelta(minutes=long))


@given(SPANS)
def test_what_is_kept_overlaps_nothing_else_that_is_kept(spans: list[TimeSpan]) -> None:
    firsts = first_of_each(spans)
    kept = [place for place, first in enumerate(firsts) if first is None]
    for a in kept:
        assert not any(overlaps(spans[a], spans[b]) for b in kept if a != b)
    for place, first in enumerate(firsts):
        assert first is None or (first < place and overlaps(spans[place], spans[first]))


@given(SPANS, st.integers(0, 300), st.integers(0, 90))
def test_a_span_is_found_again_exactly_if_it_overlaps(
    spans: list[TimeSpan], begins: int, long: int
) -> None:
    one = span(begins, long)
    place = Overlaps.of(spans).find(one)
    assert (place is not None) == any(overlaps(one, other) for other in spans)
    assert place is None or overlaps(one, spans[place])


def test_a_half_of_the_shorter_one_is_enough() -> None:
    assert overlaps(span(0, 60), span(50, 20))
    assert not overlaps(span(0, 60), span(55, 20))
    assert not overlaps(span(0, 30), span(30, 30))
