"""What diaries show: the plain cases, the evidence, and no look ahead."""

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from learning.simulated import SCORES, START, Life, diary, level, ramp, step
from soleus.assessment import DerivedFinding, Learnt
from soleus.learning import learn


def noted(
    *values: dict[str, Any], evaluated_on: str | None = None, pattern: str | None = None
) -> dict[str, Any]:
    entries = [
        {"date": (START + timedelta(days=day)).isoformat(), **each}
        for day, each in enumerate(values)
    ]
    return {"entries": entries, "evaluated_on": evaluated_on, "pattern": pattern}


def shown(document: dict[str, Any]) -> dict[str, DerivedFinding]:
    return {each.finding: each for each in learn(document).findings}


def raised(swelling: float, other: float | None = None) -> dict[str, Any]:
    right = swelling if other is None else other
    return {"swelling_left": swelling, "swelling_right": right, "elevation_minutes": 20}


def test_swelling_of_three_that_stays_with_the_legs_raised_is_found() -> None:
    found = shown(noted(*[raised(3)] * 10))["swelling_not_improving"]
    assert found.value is True
    assert "3.0 of 10" in found.evidence


def test_swelling_without_any_effort_is_not_this_finding() -> None:
    still = {"swelling_left": 5, "swelling_right": 5, "elevation_minutes": 0}
    assert "swelling_not_improving" not in shown(noted(*[still] * 14))


def test_an_effort_that_nobody_noted_is_not_taken_for_one() -> None:
    silent = {"swelling_left": 5, "swelling_right": 5}
    assert "swelling_not_improving" not in shown(noted(*[silent] * 14))


def test_swelling_that_goes_down_is_not_this_finding() -> None:
    falling = [raised(7 - day // 2) for day in range(13)]
    assert "swelling_not_improving" not in shown(noted(*falling))


def test_swelling_that_got_better_at_last_holds_no_more() -> None:
    days = [raised(5)] * 12 + [raised(1)] * 8
    assert "swelling_not_improving" in shown(noted(*days[:12]))
    assert "swelling_not_improving" not in shown(noted(*days))


def test_from_six_to_one_in_nine_days_is_better_on_each_of_the_last_four() -> None:
    days = [raised(6 - 5 * day / 8) for day in range(9)]
    for ends in range(6, 10):
        assert "swelling_not_improving" not in shown(noted(*days[:ends]))


def gone(swelling: float, by_morning: bool | None = True) -> dict[str, Any]:
    return {**raised(swelling), "heaviness": swelling, "gone_by_morning": by_morning}


def test_what_is_gone_by_most_mornings_is_no_swelling_that_stays() -> None:
    days = [gone(4, by_morning=day % 5 != 0) for day in range(20)]
    assert "swelling_not_improving" not in shown(noted(*days))


def test_a_morning_that_nobody_noted_is_not_known_to_be_gone() -> None:
    half = [gone(4, by_morning=True if day % 2 else None) for day in range(20)]
    assert "swelling_not_improving" in shown(noted(*half, pattern="evening"))
    none = [gone(4, by_morning=None)] * 10
    assert "swelling_not_improving" in shown(noted(*none, pattern="evening"))


def test_in_the_first_days_a_few_mornings_that_it_was_left_are_too_few_to_doubt() -> None:
    few = [gone(4, by_morning=day > 2) for day in range(6)]
    assert shown(noted(*few, pattern="evening")) == {}
    assert "swelling_not_improving" in shown(noted(*few))
    more = [gone(4, by_morning=day > 3) for day in range(6)]
    assert "swelling_not_improving" in shown(noted(*more, pattern="evening"))


def test_evenings_that_are_no_longer_gone_by_morning_are_told() -> None:
    days = [gone(4)] * 21 + [gone(4, by_morning=False)] * 7
    assert shown(noted(*days[:21], pattern="evening")) == {}
    assert "swelling_not_improving" in shown(noted(*days, pattern="evening"))


def test_swelling_that_rises_is_told_gone_by_morning_or_not() -> None:
    days = [gone(round(3 + day * 0.1)) for day in range(28)]
    found = shown(noted(*days, pattern="evening"))
    assert "gone up" in found["swelling_not_improving"].evidence
    assert found["swelling_not_improving"].implies["swelling"] == "both"
    assert "persistent_unexplained" in found


def test_an_ordinary_evening_is_no_symptom_that_lasts_unexplained() -> None:
    days = [{**gone(4), "leg_fatigue": 4}] * 30
    assert shown(noted(*days, pattern="evening")) == {}
    assert "persistent_unexplained" in shown(noted(*days))
    hurting = [{**each, "leg_pain": 3} for each in days]
    assert "persistent_unexplained" in shown(noted(*hurting, pattern="evening"))
    one_sided = [{**each, "swelling_right": 0} for each in days]
    assert "persistent_unexplained" in shown(noted(*one_sided, pattern="evening"))


def test_one_leg_up_by_much_is_told_at_the_first_note() -> None:
    days = [raised(1)] * 5 + [raised(7, 1)]
    found = shown(noted(*days))
    assert found["swelling"].value == "left"
    assert "7 of 10 for the left leg and 1 for the other" in found["swelling"].evidence
    assert found["swelling_course"].value == "recent"
    assert "swelling" not in shown(noted(*days[:5]))


def test_one_leg_up_from_one_to_nine_is_told_on_the_second_day_of_a_diary() -> None:
    assert shown(noted(raised(1), raised(1, 9)))["swelling"].value == "right"


def test_one_leg_up_by_less_is_told_at_the_second_note_if_it_stays() -> None:
    days = [raised(1)] * 10 + [raised(4.5, 1)] * 2
    assert "swelling" not in shown(noted(*days[:11]))
    assert shown(noted(*days))["swelling"].value == "left"
    assert "swelling" not in shown(noted(*days[:11], raised(1)))


def test_two_legs_up_alike_are_no_growth_of_one() -> None:
    days = [raised(1)] * 10 + [raised(7, 7)] * 2
    assert "swelling" not in shown(noted(*days))


def test_a_leg_that_is_down_again_is_told_no_more() -> None:
    days = [raised(1)] * 5 + [raised(7, 1)] + [raised(1)] * 3
    assert "swelling" not in shown(noted(*days))


def test_the_tape_and_the_score_of_one_leg_are_one_finding() -> None:
    before = {**raised(1), **calves(37, 37)}
    days = [before] * 14 + [{**raised(7, 1)}, {**raised(7, 1), **calves(40, 37)}]
    found = shown(noted(*days))["swelling"]
    assert "grown 3.0 cm" in found.evidence
    assert found.first_on == START + timedelta(days=14)


def test_the_leg_that_is_swollen_is_named() -> None:
    found = shown(noted(*[raised(5, 0)] * 10))["swelling_not_improving"]
    assert "left leg" in found.evidence
    assert found.implies["swelling"] == "left"


def test_heaviness_that_rises_is_found_and_told_with_its_numbers() -> None:
    days = [{"heaviness": 2}] * 14 + [{"heaviness": min(10, 2 + day // 3)} for day in range(1, 19)]
    found = shown(noted(*days))["heaviness_worsening"]
    assert "Heaviness" in found.evidence
    assert found.first_on > START + timedelta(days=14)


def test_a_rise_from_the_first_day_on_is_found_too() -> None:
    days = [{"leg_fatigue": min(10, round(1 + day * 0.25))} for day in range(21)]
    assert "heaviness_worsening" in shown(noted(*days))


def test_heavier_working_days_are_no_rise() -> None:
    week = [4, 4, 4, 4, 4, 2, 2]
    for ends in range(35, 42):
        days = [{"heaviness": week[day % 7]} for day in range(ends)]
        assert "heaviness_worsening" not in shown(noted(*days))


def test_a_symptom_of_two_weeks_is_found_unless_somebody_looked_since() -> None:
    days = [{"leg_pain": 3}] * 14
    assert "persistent_unexplained" in shown(noted(*days))
    assert "persistent_unexplained" in shown(noted(*days, evaluated_on="2026-02-10"))
    assert "persistent_unexplained" not in shown(noted(*days, evaluated_on="2026-03-10"))


def test_what_begins_after_the_visit_is_counted() -> None:
    days = [{"leg_pain": 0}] * 14 + [{"leg_pain": 4}] * 16
    found = shown(noted(*days, evaluated_on="2026-03-10"))["persistent_unexplained"]
    assert found.first_on > date(2026, 3, 14)


def test_what_lasted_before_the_visit_is_not_counted_after_it() -> None:
    days = [{"leg_pain": 4}] * 40
    assert "persistent_unexplained" not in shown(noted(*days, evaluated_on="2026-03-05"))


def test_a_few_bad_days_do_not_last() -> None:
    days = [{"leg_pain": 0}] * 12 + [{"leg_pain": 4}] * 3
    assert "persistent_unexplained" not in shown(noted(*days))


def calves(left: float, right: float) -> dict[str, Any]:
    return {"calf_left_cm": left, "calf_right_cm": right}


def test_three_centimetres_are_enough_without_a_baseline() -> None:
    answers = learn(noted(calves(35.2, 38.2))).answers
    assert answers == {"swelling": "right", "swelling_course": "recent"}
    assert learn(noted(calves(35.3, 38.2))).answers == {}


def test_a_calf_that_grows_is_found_by_its_own_baseline() -> None:
    days = [calves(37, 38.5)] * 14 + [calves(38.5, 38.5), calves(40, 38.5)]
    found = shown(noted(*days))["swelling"]
    assert found.value == "left"
    assert "grown 3.0 cm" in found.evidence
    assert "swelling" not in shown(noted(*days[:14]))


def test_two_calves_that_grow_alike_are_no_growth_of_one() -> None:
    days = [calves(37, 37)] * 14 + [calves(40, 40)]
    assert "swelling" not in shown(noted(*days))


def test_one_wrong_tape_passes() -> None:
    days = [calves(37, 37)] * 14 + [calves(40, 37)] + [calves(37, 37)] * 3
    assert "swelling" in shown(noted(*days[:15]))
    assert "swelling" not in shown(noted(*days))


def test_one_leg_alone_is_compared_with_nothing() -> None:
    days = [{"calf_left_cm": 37}] * 14 + [{"calf_left_cm": 42}]
    assert shown(noted(*days)) == {}


def lives(rng: random.Random) -> Life:
    """Return a life in which something changes, or not."""
    at = rng.randrange(5, 30)
    truths = [level(rng.uniform(0, 6)), step(1, 5, at), step(5, 1, at), ramp(1, 0.3, at)]
    scores = {name: rng.choice(truths) for name in SCORES}
    left = rng.choice([level(37), step(37, 40, at, 2), step(41, 37, at)])
    return Life(scores, (left, level(37)), effort_share=rng.random())


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_a_later_day_changes_nothing_before_it(seed: int) -> None:
    """Each day's findings are what the diary cut off there shows, and first_on is their begin."""
    rng = random.Random(seed)
    document = diary(lives(rng), 45, rng)
    entries = document["entries"]
    held: dict[str, str] = {}
    for number in range(1, len(entries) + 1):
        found = _by_leg(learn({**document, "entries": entries[:number]}))
        today = entries[number - 1]["date"]
        for finding in held.keys() - found.keys():
            del held[finding]
        for finding, each in found.items():
            begins = held.setdefault(finding, today)
            assert each.first_on.isoformat() == begins


def _by_leg(learnt: Learnt) -> dict[str, DerivedFinding]:
    """Return the findings by name, a grown leg's with its leg: the other is another finding."""
    return {
        f"swelling {each.value}" if each.finding == "swelling" else each.finding: each
        for each in learnt.findings
        if each.finding != "swelling_course"  # stands beside that of its leg
    }


def test_the_order_of_the_days_changes_nothing() -> None:
    rng = random.Random(7)
    document = diary(lives(rng), 45, rng)
    entries = document["entries"]
    mixed = {**document, "entries": rng.sample(entries, len(entries))}
    assert learn(mixed) == learn(document)
