"""Each routine keeps to what the ledger says of it, and a faulty file tells all its faults."""

import re
from pathlib import Path

import pytest

from soleus.records import load_file
from soleus.session import Routine, routine, routines
from soleus.session.routine import Part
from soleus.session.stop_rules import stop_rules
from soleus.vocabulary import Activity, InvalidDataError

FOLDER = Path(__file__).parents[2] / "src/soleus/session/routines"


def read(folder: Path, name: str, text: str) -> Routine:
    """Return the routine that a file of this name would be read as."""
    file = folder / f"{name}.toml"
    file.write_text(text, "utf-8")
    return load_file(Routine, file)


def parts(routine_id: str) -> dict[str, Part]:
    return {part.id: part for part in routine(routine_id).parts}


def test_every_activity_that_is_done_on_ones_own_body_has_a_routine() -> None:
    assert set(routines()) == {each.value for each in Activity} - {"compression"}


def test_a_routine_is_named_as_its_activity() -> None:
    assert all(each.activity.value == name for name, each in routines().items())


def test_hyphens_are_read_as_underscores() -> None:
    assert routine("ankle-pumps") is routine("ankle_pumps")


def test_an_unknown_routine_names_the_nearest() -> None:
    with pytest.raises(match="ankle_pumps"):
        routine("ankle-pump")


def test_ankle_pumps_default_to_sixty_a_minute_and_go_slower_on_request() -> None:
    pace = routine("ankle_pumps").numbers["per_minute"]
    assert (pace.default, pace.least, pace.most) == (60, 6, 60)
    assert {10, 20, 30, 60} == set(pace.offered)


def test_the_pace_is_never_called_settled() -> None:
    pace = routine("ankle_pumps").numbers["per_minute"].help
    assert {"C07", "C11", "X06"} <= set(pace.claims)
    assert "not settled" in pace.says


def test_ankle_pumps_last_two_to_three_minutes() -> None:
    length = routine("ankle_pumps").numbers["minutes"]
    assert (length.default, length.least, length.most) == (3, 2, 3)


def test_calf_raises_come_fifteen_to_twenty_times() -> None:
    times = routine("calf_raises").numbers["repetitions"]
    assert (times.default, times.least, times.most) == (15, 15, 20)


def test_a_calf_raise_is_held_one_second_and_lowered_more_slowly_than_raised() -> None:
    raise_ = parts("calf_raises")["raise"]
    rise, hold, lower, rest = (beat.phase * 60 / 10 for beat in raise_.beats)
    assert lower - hold == pytest.approx(1)
    assert rest - lower > hold - rise


def test_legs_are_up_for_ten_to_fifteen_minutes_by_pillows() -> None:
    length = routine("elevation").numbers["minutes"]
    assert (length.default, length.least, length.most) == (10, 10, 15)
    assert set(routine("elevation").choices["pillows"].offered) == {"one", "two"}


def test_a_walking_break_is_five_to_ten_minutes() -> None:
    length = routine("walking").numbers["minutes"]
    assert (length.least, length.most) == (5, 10)


def test_pain_guided_walking_walks_asks_rests_and_repeats() -> None:
    found = routine("pain_guided_walking")
    assert [part.id for part in found.parts][1:4] == ["walk", "pain", "rest"]
    assert found.repeat is not None
    assert (found.repeat.first, found.repeat.last) == ("walk", "rest")


def test_every_stop_rule_named_by_a_routine_exists() -> None:
    assert all(set(each.stop_rules) <= set(stop_rules()) for each in routines().values())


def test_every_emergency_can_be_said_in_every_routine() -> None:
    emergencies = {rule.id for rule in stop_rules().values() if rule.page == "emergency"}
    assert all(emergencies <= set(each.stop_rules) for each in routines().values())


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = (FOLDER / "ankle_pumps.toml").read_text("utf-8")
    text = text.replace('title = "Ankle pumps"', 'titel = "Ankle pumps"')
    text = text.replace("default = 3", 'default = "three"')
    with pytest.raises(InvalidDataError) as caught:
        read(tmp_path, "ankle_pumps", text)
    assert len(caught.value.faults) == 3
    told = str(caught.value)
    assert "titel" in told
    assert "title" in told
    assert "numbers minutes default is 'three'" in told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('rate = "per_minute"', 'rate = "pace"', "there is no number pace"),
        ("default = 60", "default = 90", "between least and most"),
        ('id = "get_ready"', 'id = "pump"', "pump is there twice"),
        ('default = "seated"', 'default = "sofa"', "one of those offered"),
        ("seconds = 5\n", "", "exactly one of"),
        ('kind = "done"', 'kind = "rest"', "must be of kind done"),
        ('kind = "move"', 'kind = "jump"', "has to be one of"),
        ('claims = ["C12"] },\n]', "claims = [] },\n]", "needs a claim"),
        ("offered = [2, 3]", "offered = 2", "has to be a list"),
        ("seconds = 5\n", "seconds = true\n", "has to be a whole number"),
        ("[choices.posture]", "[[choices.posture]]", "has to be a JSON object"),
        ('activity = "ankle_pumps"', "activity =", "x.toml: this is no TOML"),
    ],
)
def test_a_file_that_cannot_be_is_refused(
    before: str, after: str, told: str, tmp_path: Path
) -> None:
    text = (FOLDER / "ankle_pumps.toml").read_text("utf-8")
    assert before in text
    with pytest.raises(InvalidDataError, match=re.escape(told)):
        read(tmp_path, "x", text.replace(before, after))


def test_a_repeat_names_parts_and_a_number_that_exist(tmp_path: Path) -> None:
    text = (FOLDER / "pain_guided_walking.toml").read_text("utf-8")
    text = text.replace('first = "walk"', 'first = "run"').replace(
        'minutes = "minutes"', 'minutes = "hours"'
    )
    with pytest.raises(InvalidDataError) as caught:
        read(tmp_path, "x", text)
    assert len(caught.value.faults) == 2
