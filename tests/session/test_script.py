"""A script is made from a permit alone, and its beats fall where they were promised."""

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session.samples import LIMIT, START, permit, script_of
from soleus.session import Kind, Script, routines, script
from soleus.vocabulary import Activity, FaultsError, NotPermittedError


def test_a_permit_for_another_activity_opens_nothing() -> None:
    with pytest.raises(NotPermittedError, match="not for ankle_pumps"):
        script(permit(Activity.WALKING), "ankle_pumps", now=START)


def test_no_permit_opens_nothing() -> None:
    nothing: Any = None
    with pytest.raises(NotPermittedError, match="take the check"):
        script(nothing, "ankle_pumps", now=START)


def test_a_permit_that_has_run_out_opens_nothing() -> None:
    late = permit(Activity.WALKING, expires_at=START)
    with pytest.raises(NotPermittedError, match="run out"):
        script(late, "walking", now=START)


def test_a_script_cannot_be_put_together_around_the_gate() -> None:
    made = script_of("walking")
    values = {name: getattr(made, name) for name in Script.__dataclass_fields__}
    with pytest.raises(NotPermittedError):
        Script(**{**values, "permit": None})
    with pytest.raises(NotPermittedError):
        Script(**{**values, "permit": permit(Activity.ELEVATION)})


@given(st.integers(6, 60), st.integers(2, 3), st.data())
def test_beat_n_falls_at_n_times_sixty_over_the_pace(
    pace: int, minutes: int, data: st.DataObject
) -> None:
    pump = script_of(per_minute=pace, minutes=minutes).segments[1]
    down, up = pump.beats
    number = data.draw(st.integers(0, pace * minutes - 1))
    assert down.count == up.count == pace * minutes
    assert down.at(number) == number * 60 / pace
    assert up.at(number) == (number + 0.5) * 60 / pace


@given(st.integers(6, 60), st.integers(2, 3))
def test_every_beat_falls_inside_its_segment(pace: int, minutes: int) -> None:
    pump = script_of(per_minute=pace, minutes=minutes).segments[1]
    assert pump.seconds == 60 * minutes
    assert all(beat.at((beat.count or 0) - 1) < pump.seconds for beat in pump.beats)


def test_three_minutes_at_sixty_are_a_hundred_and_eighty_cycles() -> None:
    made = script_of()
    assert made.planned_seconds == 180
    assert made.segments[1].beats[0].count == 180


@pytest.mark.parametrize(("times", "lasts"), [(15, 90), (20, 120)])
def test_calf_raises_take_six_seconds_each(times: int, lasts: int) -> None:
    made = script_of("calf_raises", repetitions=times)
    assert made.planned_seconds == lasts
    assert all(beat.count == times for beat in made.segments[1].beats)


@pytest.mark.parametrize(("name", "minutes"), [("elevation", 10), ("walking", 5)])
def test_the_shortest_is_the_default(name: str, minutes: int) -> None:
    assert script_of(name).planned_seconds == 60 * minutes


def test_pain_guided_walking_has_an_open_length_and_a_bound() -> None:
    made = script_of("pain_guided_walking", minutes=20)
    assert made.planned_seconds is None
    assert made.repeat is not None
    assert made.repeat.for_seconds == 1200


def test_words_are_spoken_on_the_beat_only_where_there_is_time_for_them() -> None:
    assert script_of(per_minute=60).segments[1].beats[0].say is None
    assert script_of(per_minute=20).segments[1].beats[0].say == "Away"


def test_numbers_are_spoken_about_every_ten_seconds() -> None:
    counters = [script_of(per_minute=pace).segments[1].counter for pace in (60, 30, 6)]
    assert [each.say_every for each in counters if each] == [10, 5, 1]


def test_half_way_and_the_last_seconds_are_told_where_they_fall() -> None:
    told = {cue.text: cue.at for cue in script_of(minutes=2).segments[1].cues}
    assert told["Half way."] == 60
    assert told["Ten seconds."] == 110


def test_only_what_fits_the_choice_is_told() -> None:
    lying = script_of(posture="lying")
    assert lying.posture == "lying"
    assert any(text.says.startswith("Lie down") for text in lying.intro)
    assert not any(text.says.startswith("Sit ") for text in lying.intro)


def test_the_limits_of_the_check_are_shown() -> None:
    limit = script_of().limits[0]
    assert (limit.says, limit.claims) == (LIMIT.says, LIMIT.claims)


def test_all_wrong_options_are_told_at_once() -> None:
    options = {"per_minute": 90, "minuts": 3, "posture": "sofa", "minutes": True}
    with pytest.raises(FaultsError) as caught:
        script(permit(Activity.ANKLE_PUMPS), "ankle_pumps", options, now=START)
    assert len(caught.value.faults) == 4
    assert "minutes" in caught.value.faults[0]


@pytest.mark.parametrize("name", routines())
def test_a_script_survives_json(name: str) -> None:
    shape = script_of(name).as_dict()
    assert json.loads(json.dumps(shape)) == shape


@pytest.mark.parametrize("name", routines())
def test_every_script_begins_with_time_to_get_ready_and_ends_with_done(name: str) -> None:
    segments = script_of(name).segments
    assert segments[0].kind in (Kind.GET_READY, Kind.SHOW)
    assert segments[-1].kind is Kind.DONE


@pytest.mark.parametrize("name", routines())
def test_every_text_of_a_script_carries_a_claim(name: str) -> None:
    assert list(_bare_texts(script_of(name).as_dict())) == []


def _bare_texts(shape: object) -> list[object]:
    if isinstance(shape, dict):
        own = [shape] if "text" in shape and not shape.get("claims") else []
        return own + [bare for value in shape.values() for bare in _bare_texts(value)]
    if isinstance(shape, list):
        return [bare for value in shape for bare in _bare_texts(value)]
    return []


def test_the_same_choices_give_the_same_mark_and_others_another() -> None:
    assert script_of().digest == script_of(minutes=3).digest
    assert script_of().digest != script_of(minutes=2).digest


def test_a_script_does_not_outlive_its_permit_by_being_early() -> None:
    soon = permit(Activity.WALKING, expires_at=START + timedelta(seconds=1))
    assert script(soon, "walking", now=START).activity is Activity.WALKING
