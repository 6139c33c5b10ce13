"""Rules of repetition: as dateutil counts them, and never more work than for the days asked."""

from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from soleus.reminders.ics.moments import UTC_ZONE, UnreadableError
from soleus.reminders.ics.recurrence import Budget, TooMuchError, times_between
from soleus.reminders.ics.rules import read_rule

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
STEPS = 10_000_000


def some(values: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda chosen: ",".join(map(str, chosen))
    )


TOGETHER = [
    (),
    ("BYDAY",),
    ("BYMONTHDAY",),
    ("BYMONTH",),
    ("BYMONTH", "BYDAY"),
    ("BYMONTHDAY", "BYDAY"),
    ("BYDAY", "BYSETPOS"),
    ("BYMONTHDAY", "BYSETPOS"),
    ("BYYEARDAY",),
    ("BYHOUR", "BYDAY"),
    ("BYHOUR", "BYSETPOS"),
    ("BYWEEKNO",),
    ("BYWEEKNO", "BYDAY"),
]
"""Parts that stand together in rules that people make, so that dateutil too comes to an end."""


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Return a rule that repeats; its weekdays are all numbered or none is."""
    pace = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    names = draw(st.sampled_from(TOGETHER))
    is_numbered = draw(st.booleans()) and names == ("BYDAY",)
    numbers = st.sampled_from(["1", "2", "-1", "4"] if is_numbered else [""])
    parts = {
        "BYMONTH": some(st.integers(1, 12), 5),
        "BYMONTHDAY": some(st.sampled_from([1, 2, 13, 15, 28, 29, 31, -1, -2]), 4),
        "BYDAY": some(st.tuples(numbers, st.sampled_from(DAYS)).map("".join)),
        "BYYEARDAY": some(st.sampled_from([1, 60, 100, 200, 300, 366, -1])),
        "BYHOUR": some(st.integers(0, 23), 2),
        "BYSETPOS": some(st.sampled_from([1, -1]), 2),
        "BYWEEKNO": some(st.sampled_from([1, 2, 20, 52, 53, -1])),
    }
    assume("BYWEEKNO" not in names or pace == "YEARLY")
    rule = [f"FREQ={pace}", f"WKST={draw(st.sampled_from(DAYS))}"]
    if "BYMONTH" not in names:
        rule.append(f"INTERVAL={draw(st.integers(1, 4))}")
    if draw(st.booleans()):
        rule.append(f"COUNT={draw(st.integers(1, 60))}")
    return ";".join([*rule, *(f"{name}={draw(parts[name])}" for name in names)])


STARTS = st.datetimes(datetime(2023, 1, 1), datetime(2026, 1, 28)).map(
    lambda at: at.replace(day=min(at.day, 28), microsecond=0)
)


@given(rules(), STARTS, st.dates(date(2025, 12, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_a_rule_repeats_as_dateutil_counts(
    rule: str, starts: datetime, first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    beyond = datetime(last.year, last.month, last.day) + timedelta(days=1)
    wanted = [
        at
        for at in takewhile(lambda at: at < beyond, rrulestr(rule, dtstart=starts))
        if at.date() >= first
    ]
    read = read_rule(rule, UTC_ZONE)
    assert list(times_between(read, starts, first, last, Budget(STEPS))) == wanted


@pytest.mark.parametrize(
    ("rule", "first_times"),
    [
        ("freq=weekly;byday=mo, we", ["23", "25", "30", "01"]),
        ("FREQ=WEEKLY;BYDAY=MO,WE;;COUNT=-1;", ["23", "25", "30", "01"]),
        ("FREQ=YEARLY;BYDAY=MO,-1TU", ["23", "30"]),
        ("FREQ=DAILY;UNTIL=99991231T235959Z;INTERVAL=7", ["24", "31"]),
        ("FREQ=WEEKLY;X-ODD=1", ["24", "31"]),
    ],
)
def test_a_rule_is_read_with_its_faults_in_spelling(rule: str, first_times: list[str]) -> None:
    starts = datetime(2026, 3, 3, 9)
    found = times_between(
        read_rule(rule, UTC_ZONE), starts, date(2026, 3, 23), date(2026, 4, 4), Budget(STEPS)
    )
    assert [f"{at:%d}" for at in found] == first_times


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3;BYDAY=6MO",
        "FREQ=WEEKLY;INTERVAL=2;BYYEARDAY=366;BYMONTH=3",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29;BYSETPOS=-1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY",
    ],
)
@pytest.mark.parametrize("year", [1601, 2025])
def test_the_work_is_that_of_the_days_asked_whatever_the_rule(rule: str, year: int) -> None:
    budget = Budget(1000)
    first = date(2026, 3, 23)
    list(
        times_between(
            read_rule(rule, UTC_ZONE),
            datetime(year, 1, 4, 9),
            first,
            first + timedelta(days=17),
            budget,
        )
    )
    assert budget.steps > 500


@pytest.mark.parametrize("pace", ["DAILY", "WEEKLY"])
def test_a_plain_rule_that_ends_after_so_many_times_is_reckoned_and_not_counted(pace: str) -> None:
    budget, starts = Budget(200), datetime(1901, 1, 1, 9)
    rule = read_rule(f"FREQ={pace};COUNT=99999", UTC_ZONE)
    found = list(times_between(rule, starts, date(2026, 3, 23), date(2026, 4, 5), budget))
    assert len(found) == (14 if pace == "DAILY" else 2)


def test_a_rule_that_takes_too_long_to_count_is_not_read() -> None:
    rule = read_rule("FREQ=DAILY;COUNT=5;BYMONTH=2;BYMONTHDAY=30", UTC_ZONE)
    with pytest.raises(UnreadableError):
        list(
            times_between(
                rule, datetime(1601, 1, 1), date(2026, 3, 1), date(2026, 4, 1), Budget(STEPS)
            )
        )


def test_a_budget_ends_all_work() -> None:
    with pytest.raises(TooMuchError):
        list(
            times_between(
                read_rule("FREQ=DAILY", UTC_ZONE),
                datetime(2020, 1, 1),
                date(2026, 1, 1),
                date(2026, 12, 31),
                Budget(100),
            )
        )
