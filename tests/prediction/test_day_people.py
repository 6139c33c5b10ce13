"""People like somebody are simulated one after the other, the newest first, and forgotten."""

from __future__ import annotations

from threading import Event, Lock

from patience import until
from soleus.circulation import Known
from soleus.prediction import PeopleLikeThem
from soleus.prediction.alike import PeopleOf
from soleus.prediction.day_people import Between, PeopleOfADay, Wanted, people_in_general

WANTED = {"seated": ("ankle_pumps",)}


class Slow:
    """A simulation that takes until it is let go, and notes who runs beside whom."""

    def __init__(self) -> None:
        self.go, self.begun = Event(), Event()
        self.ages: list[float | None] = []
        self.most = self._now = 0
        self.ended = False
        self._lock = Lock()

    def __call__(
        self, known: Known, wanted: Wanted, like: PeopleOf | None, between: Between
    ) -> PeopleOfADay:
        with self._lock:
            self.ages.append(known.age)
            self._now += 1
            self.most = max(self.most, self._now)
        self.begun.set()
        try:
            while not self.go.wait(0.01):
                between()
        finally:
            self.ended = True
        with self._lock:
            self._now -= 1
        return PeopleOfADay(people_in_general().legs, {}, "", is_like_one=True)


def test_one_is_simulated_at_a_time_and_whom_was_asked_for_last_comes_next() -> None:
    slow = Slow()
    people = PeopleLikeThem(slow)
    assert people.of(Known(age=30.0), WANTED).is_coming
    assert slow.begun.wait(60)
    for age in (40.0, 50.0, 60.0):
        assert people.of(Known(age=age), WANTED).is_coming
    slow.go.set()
    for age in (30.0, 40.0, 50.0, 60.0):
        assert people.of(Known(age=age), WANTED, wait=True).is_like_one
    assert slow.ages == [30.0, 60.0, 50.0, 40.0]
    assert slow.most == 1


def test_who_is_forgotten_meanwhile_does_not_come_back() -> None:
    slow = Slow()
    people = PeopleLikeThem(slow)
    people.of(Known(age=30.0), WANTED)
    assert slow.begun.wait(60)
    people.of(Known(age=40.0), WANTED)
    people.forget()
    slow.go.set()
    assert people.of(Known(age=50.0), WANTED, wait=True).is_like_one
    until(lambda: not people.of(Known(age=30.0), WANTED).is_coming, "the next")
    assert slow.ages == [30.0, 50.0, 30.0]


def test_at_the_end_what_is_under_way_ends_too() -> None:
    slow = Slow()
    people = PeopleLikeThem(slow)
    people.of(Known(age=30.0), WANTED)
    assert slow.begun.wait(60)
    people.close()
    until(lambda: slow.ended, "the end of what was under way")
    assert people.of(Known(age=40.0), WANTED, wait=True) == people_in_general()
    assert slow.ages == [30.0]


def test_what_fails_leaves_people_in_general_and_the_next_is_simulated() -> None:
    def fails(
        known: Known, wanted: Wanted, like: PeopleOf | None, between: Between
    ) -> PeopleOfADay:
        if known.age == 30.0:
            raise ZeroDivisionError
        return PeopleOfADay(people_in_general().legs, {}, "", is_like_one=True)

    people = PeopleLikeThem(fails)
    assert people.of(Known(age=30.0), WANTED, wait=True) == people_in_general()
    assert people.of(Known(age=40.0), WANTED, wait=True).is_like_one
