"""Every sentence is short, easy, one, and answers for its claims."""

import re

from code_health.readability import too_hard
from soleus.evidence import claims
from soleus.reminders import Because, Mode, break_for, breaks, carriers, lines, whys
from soleus.vocabulary import Activity


def spoken() -> dict[str, str]:
    """What a notice says."""
    return {each.id: each.says for mode in breaks().values() for each in mode.breaks}


def filled(says: str) -> str:
    return says.format(at="10:40", since="10:00", minutes=40)


def test_a_notice_is_one_short_sentence() -> None:
    for id_, says in spoken().items():
        assert len(says.split()) <= 12, id_
        assert len(re.findall(r"[.!?]", says)) == 1, id_


def test_why_is_one_sentence_that_begins_with_when() -> None:
    assert set(whys()) == set(Because)
    for said in whys().values():
        assert said.says.startswith("{at}, because")
        assert len(re.findall(r"[.!?]", said.says)) == 1


def test_a_child_of_eleven_can_read_it() -> None:
    texts = spoken() | {said.id: filled(said.says) for said in whys().values()}
    texts |= {said.id: said.says for said in lines().values()}
    assert too_hard(texts) == []


def test_everything_is_carried_by_claims_of_the_ledger() -> None:
    carried = {each.id for each in carriers()}
    assert {f"break.{id_}" for id_ in spoken()} <= carried
    assert {said.id for said in (*whys().values(), *lines().values())} <= carried
    assert all(each.claims and set(each.claims) <= set(claims()) for each in carriers())


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
    assert [each.id for each in kinds if each] == [
        "travel.pumps", "travel.aisle", "travel.pumps", "travel.aisle",
    ]  # fmt: skip


def test_in_bed_nobody_is_told_to_stand() -> None:
    assert {each.activity for each in breaks()[Mode.BED].breaks} == {Activity.ANKLE_PUMPS}
