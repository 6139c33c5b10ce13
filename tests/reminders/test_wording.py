"""Every sentence is short, easy, one, and answers for its claims."""

import re

from code_health.readability import too_hard
from soleus.reminders import Mode
from soleus.reminders.breaks import break_for, breaks
from soleus.reminders.schedule import Because
from soleus.reminders.words import sentences
from soleus.vocabulary import Activity


def spoken() -> dict[str, str]:
    """What a notice says."""
    return {f"{mode}.{each.id}": each.says for mode in breaks() for each in breaks()[mode].breaks}


def filled(says: str) -> str:
    blanks = {
        "at": "10:40",
        "since": "10:00",
        "minutes": 40,
        "most": 60,
        "name": "it",
        "done": 1,
        "times": 2,
    }
    return says.format(**blanks)


def test_a_notice_is_one_short_sentence() -> None:
    for id_, says in spoken().items():
        assert len(says.split()) <= 12, id_
        assert len(re.findall(r"[.!?]", says)) == 1, id_


def test_why_is_one_sentence_that_begins_with_when() -> None:
    whys = {id_: said for id_, said in sentences().items() if id_.startswith("why.")}
    assert set(whys) == {f"why.{because}" for because in Because}
    for said in whys.values():
        assert said.says.startswith("{at}, because")
        assert len(re.findall(r"[.!?]", said.says)) == 1


def test_a_child_of_eleven_can_read_it() -> None:
    texts = spoken() | {id_: filled(said.says) for id_, said in sentences().items()}
    assert too_hard(texts) == []


def test_only_what_is_open_is_asked_for() -> None:
    for mode in Mode:
        for turn in range(3):
            for activity in Activity:
                found = break_for(mode, turn, {activity})
                assert found is None or found.activity is activity
        assert break_for(mode, 0, set()) is None


def test_pumps_in_the_seat_and_walks_in_the_aisle_take_turns() -> None:
    both = {Activity.ANKLE_PUMPS, Activity.WALKING}
    kinds = [break_for(Mode.TRAVEL, turn, both) for turn in range(4)]
    assert [each.id for each in kinds if each] == ["pumps", "aisle", "pumps", "aisle"]


def test_in_bed_nobody_is_told_to_stand() -> None:
    assert {each.activity for each in breaks()[Mode.BED].breaks} == {Activity.ANKLE_PUMPS}
