"""Since when something is told: the unbroken stretch up to now, and the last no before it."""

from datetime import date, timedelta

from report.samples import START, checked, recorded
from soleus.journal import SymptomEntry
from soleus.report import Since
from soleus.report.since import History


def day(number: int) -> date:
    return START.date() + timedelta(days=number)


def test_it_begins_with_the_first_check_that_has_it() -> None:
    checks = [checked(0, smoker=True, swelling="left"), checked(7, smoker=True, swelling="both")]
    history = History.of(checks)
    assert history.since("swelling") == Since(day(0))
    assert history.since("leg_pain") is None


def test_what_was_denied_with_all_the_rest_was_denied() -> None:
    assert History.of([checked(0), checked(4, leg_pain="left")]).since("leg_pain") == Since(
        day(4), day(0)
    )


def test_a_no_in_between_begins_it_again_and_is_told() -> None:
    checks = [checked(0, swelling="left"), checked(7, swelling="none"), checked(9, swelling="left")]
    assert History.of(checks).since("swelling") == Since(day(9), day(7))


def test_a_note_of_something_new_comes_before_the_check_that_follows_it() -> None:
    note = recorded(SymptomEntry(findings={"leg_pain": "left"}, is_new=True), 5)
    old = recorded(SymptomEntry(findings={"leg_pain": "left"}, is_new=True), -20)
    checks = [checked(0, leg_pain="none"), checked(6, leg_pain="left")]
    assert History.of(checks, [old, note]).since("leg_pain") == Since(day(5), day(0))


def test_not_sure_neither_begins_nor_ends_it() -> None:
    checks = [checked(0, swelling="left"), checked(7, swelling=None), checked(9, swelling="left")]
    assert History.of(checks).since("swelling") == Since(day(0))
    assert History.of([checked(0, swelling=None)]).since("swelling") is None


def test_the_order_in_which_entries_are_handed_over_does_not_count() -> None:
    checks = [checked(9, swelling="left"), checked(0, swelling="none"), checked(7, swelling="left")]
    assert History.of(checks).since("swelling") == Since(day(7), day(0))


def test_what_the_diary_alone_shows_says_so() -> None:
    history = History.of([checked(9, swelling="none")], shown={"swelling": day(3)})
    assert history.since("swelling") == Since(day(3), day(9), is_shown=True)
    told = History.of([checked(9, swelling="left")], shown={"swelling": day(3)})
    assert told.since("swelling") == Since(day(9))
