"""FIT: sessions, clocks and both orders of bytes; what is cut off or damaged is refused."""

from datetime import datetime, timedelta

import pytest

from devices import samples
from devices.conftest import BEGAN, BERLIN, Read
from soleus.devices import Sport, WhenKnown


def test_one_session_is_one_activity_with_the_device_own_summary(read: Read) -> None:
    content = samples.fit(BEGAN, metres=2100, beats=104, local_offset=timedelta(hours=-7))
    (found,) = read(content)
    (one,) = found.activities
    assert (one.sport, one.seconds, one.distance_m, one.heart_rate) == (
        Sport.WALKING,
        1800,
        2100,
        104,
    )
    assert one.known is WhenKnown.BOTH
    assert one.begins(BERLIN).isoformat() == "2026-11-20T00:00:00-07:00"


def test_both_orders_of_bytes_say_the_same(read: Read) -> None:
    little, big = (read(samples.fit(BEGAN, is_big_endian=big)) for big in (False, True))
    assert little[0].activities == big[0].activities != ()


def test_several_sessions_of_one_file_are_several_activities(read: Read) -> None:
    three = (("swimming", 1200.0), ("cycling", 3600.0), ("running", 2400.0))
    (found,) = read(samples.fit(BEGAN, sessions=three))
    assert [(one.sport.value, one.seconds) for one in found.activities] == list(three)
    starts = [one.starts for one in found.activities]
    assert starts == [BEGAN, BEGAN + timedelta(seconds=1200), BEGAN + timedelta(seconds=4800)]


def test_a_watch_that_did_not_know_the_date_is_dated_by_its_own_clock_at_the_end(
    read: Read,
) -> None:
    at_the_end = datetime(2026, 11, 20, 18, 30)
    since_on = 17_000_000
    offset = (
        int((at_the_end - samples.FIT_EPOCH.replace(tzinfo=None)).total_seconds()) - since_on - 1800
    )
    (found,) = read(samples.fit(since_on, local_offset=timedelta(seconds=offset)))
    (one,) = found.activities
    assert one.known is WhenKnown.CLOCK
    assert one.begins(BERLIN) == datetime(2026, 11, 20, 18, 0, tzinfo=BERLIN)


def test_a_watch_that_knew_no_date_at_all_tells_nothing(read: Read) -> None:
    (found,) = read(samples.fit(17_000_000))
    assert found.activities == ()
    assert "has no time" in str(found.fault)


def test_no_file_that_is_cut_off_becomes_an_activity(read: Read) -> None:
    whole = samples.fit(BEGAN)
    for length in range(len(whole)):
        (found,) = read(whole[:length])
        assert found.activities == ()
        assert found.fault is not None


def test_a_check_sum_that_does_not_fit_is_told_in_one_line(read: Read) -> None:
    (found,) = read(samples.fit(BEGAN)[:-1] + b"\0")
    assert "check sum" in str(found.fault)


@pytest.mark.parametrize("year", [1999, 2031])
def test_a_clock_that_was_wrong_makes_no_activity(read: Read, year: int) -> None:
    (found,) = read(samples.fit(BEGAN.replace(year=year)))
    assert found.activities == ()
    assert "clock was wrong" in str(found.fault)
