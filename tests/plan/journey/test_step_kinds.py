"""The things to do on a journey as data: every turn can be found, every text has its claims."""

from itertools import product

from code_health.readability import too_hard
from plan.journey.test_timeline import TO_TOKYO
from soleus.journal import JourneyLeg, Means, Seat
from soleus.plan import HELD_INSTEAD, journey_texts, step_kinds
from soleus.plan.journey.step_kinds import When, turns_on


def test_every_leg_has_its_turns() -> None:
    one = TO_TOKYO
    for means, seat in product(Means, [*Seat, None]):
        leg = JourneyLeg(one.departs, one.departs_zone, one.arrives, one.arrives_zone, means, seat)
        assert {each.when for each in turns_on(leg)} == {When.ON_BOARD}


def test_what_belongs_to_a_time_of_day_has_one() -> None:
    by_day = {When.DAY_BEFORE, When.EVENING_OF_LANDING, When.DAY_AFTER}
    for kind in step_kinds().values():
        assert (kind.at is not None) == (kind.when in by_day), kind.id
        assert (kind.minutes > 0) == (kind.when in (When.BEFORE_LEAVING, When.AFTER_LANDING))


def test_each_activity_that_is_asked_for_has_something_else_where_it_is_held() -> None:
    asked = {kind.activity for kind in step_kinds().values()} - {None}
    assert asked == set(HELD_INSTEAD)


def test_a_person_reads_it_once() -> None:
    assert too_hard({kind.id: kind.says for kind in step_kinds().values()}) == []
    assert too_hard({case: text.says for case, text in journey_texts().items()}) == []
