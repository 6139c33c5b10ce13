"""Simulated cycles of a person: made behind, kept with the person, none where none can be."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.practice.test_ending import finished
from patience import until
from soleus.coach import Coach
from soleus.coach.simulated import cycles as cycles_module
from soleus.coach.simulated.cycles import CycleLook, Cycles, SessionMotion
from soleus.journal import SELF, Journal, TapeEntry
from soleus.prediction import CycleTable
from soleus.session import read_event
from soleus.vocabulary import POCKET, Limbs, as_in
from soleus.vocabulary.clock import FixedClock

VEINS = {"answers": {"age": 40, "varicose_veins": "left"}, "others": "no"}
"""Somebody who was told of varicose veins of one leg."""

PUMPS = SessionMotion("ankle_pumps", "seated")
RAISES = SessionMotion("calf_raises", "standing")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cycles_module._remembered.clear()
    yield
    cycles_module._remembered.clear()


def made(coach: Coach, motion: SessionMotion = RAISES) -> CycleTable:
    """Wait until the cycle is there."""
    until(lambda: coach.cycles.look(SELF, motion).table is not None, "a cycle")
    table = coach.cycles.table(SELF, motion)
    assert table is not None
    return table


def drafts(coach: Coach) -> list[str]:
    legs = ("left", "right")
    kinds = [f"cycle {m.activity} {m.posture} {leg}" for m in (PUMPS, RAISES) for leg in legs]
    return [kind for kind in kinds if coach.journal.draft(SELF, kind)]


def test_it_is_made_behind_and_kept(well: Coach) -> None:
    assert well.cycles.look(SELF, RAISES) == CycleLook(is_coming=True)
    table = made(well)
    assert (table.activity, table.posture, table.leg) == ("calf_raises", "standing", "right")
    assert drafts(well) == ["cycle calf_raises standing right"]


def test_what_is_kept_is_there_at_once_for_the_next_program(
    well: Coach, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(well)
    cycles_module._remembered.clear()
    monkeypatch.setattr(cycles_module, "_simulated", lambda *_: pytest.fail("simulated again"))
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as other:
        assert made(other) == before


def test_something_else_known_of_the_body_makes_another(well: Coach, clock: FixedClock) -> None:
    made(well)
    clock.advance(timedelta(hours=1))
    well.checks.record(SELF, VEINS)
    assert well.cycles.look(SELF, RAISES).table is None
    table = made(well)
    assert (table.leg, table.leaks) == ("left", True)


def test_what_was_kept_is_made_anew_once_more_is_known_and_nothing_else(
    well: Coach, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(well)
    asked: list[str] = []
    monkeypatch.setattr(well.cycles, "_behind", lambda what, _: asked.append(what[0]))
    well.cycles.renew(SELF, RAISES)
    assert asked == []
    clock.advance(timedelta(hours=1))
    well.checks.record(SELF, VEINS)
    well.cycles.renew(SELF, PUMPS)
    assert asked == []
    well.cycles.renew(SELF, RAISES)
    assert asked == [SELF]


def test_legs_of_which_the_same_is_known_stand_for_each_other(well: Coach) -> None:
    assert made(well, SessionMotion("calf_raises", "standing", "left")).leg == "right"


def test_the_foot_that_moves_is_the_leg_that_is_shown_where_they_differ(well: Coach) -> None:
    well.checks.record(SELF, VEINS)
    table = made(well, SessionMotion("calf_raises", "standing", "right"))
    assert (table.leg, table.leaks) == ("right", False)


@pytest.mark.parametrize(
    "motion",
    [
        None,
        SessionMotion("elevation", "raised"),
        SessionMotion("calf_raises", "lying"),
        SessionMotion.of("prescribed-00000000-0000-0000-0000-000000000005", {}),
    ],
)
def test_what_the_model_does_not_know_has_none(well: Coach, motion: SessionMotion | None) -> None:
    made(well)
    assert well.cycles.look(SELF, motion) == CycleLook()
    assert not well.cycles.may_have(SELF, motion)


def test_somebody_with_one_leg_has_none(well: Coach) -> None:
    made(well)
    well.limbs.keep(SELF, Limbs.LEFT_LEG)
    assert well.cycles.look(SELF, RAISES) == CycleLook()
    assert well.cycles.table(SELF, RAISES) is None


def test_without_the_model_a_session_goes_on_as_if_there_were_none(
    well: Coach, clock: FixedClock
) -> None:
    with as_in(POCKET):
        alone = Cycles(well.journal, well.body, well.limbs, well.fits)
    assert alone.look(SELF, PUMPS) == CycleLook()
    assert not alone.may_have(SELF, PUMPS)
    assert alone.table(SELF, PUMPS) is None
    session = finished(well, clock)
    assert replace(well.endings, cycles=alone).of(SELF, session).simulated == ()


def test_where_the_room_cannot_be_entered_there_is_none_from_then_on(
    well: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "soleus.prediction", None)
    assert well.cycles.look(SELF, PUMPS).is_coming
    until(lambda: not well.cycles.look(SELF, PUMPS).is_coming, "the try to be over")
    assert well.cycles.look(SELF, PUMPS) == CycleLook()


def test_a_model_that_fails_is_not_asked_again_and_says_nothing_of_the_body(
    well: Coach, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    def fail(_room: object, wanted: object, *_: object) -> None:
        asked.append(wanted)
        raise ValueError("a woman of 55")

    monkeypatch.setattr(cycles_module, "_simulated", fail)
    until(lambda: well.cycles.look(SELF, PUMPS) == CycleLook(), "the failure")
    assert well.cycles.look(SELF, PUMPS) == CycleLook()
    assert len(asked) == 1
    assert "ValueError" in caplog.text
    assert "55" not in caplog.text


def test_what_is_deleted_meanwhile_does_not_come_back(
    well: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(well)
    until(lambda: well.cycles._room is not None, "the model")
    real = cycles_module._simulated
    is_begun: list[bool] = []
    may_end: list[bool] = []

    def slow(*what: object) -> object:
        table = real(*what)  # type: ignore[arg-type]
        is_begun.append(True)
        until(lambda: bool(may_end), "the deletion")
        return table

    monkeypatch.setattr(cycles_module, "_simulated", slow)
    assert well.cycles.look(SELF, PUMPS).is_coming
    until(lambda: bool(is_begun), "the run")
    well.delete([SELF])
    may_end.append(True)
    until(lambda: not well.cycles._under_way, "the thread")
    assert drafts(well) == []


def test_nothing_is_said_in_a_copy_of_the_journal(well: Coach) -> None:
    made(well)
    assert "cycle" not in str(well.journal.export_json())


def test_the_gate_stands_as_it_did(well: Coach) -> None:
    before = well.gate.standing(SELF)
    made(well)
    assert well.gate.standing(SELF) == before


def test_the_end_of_a_session_says_what_was_simulated(well: Coach, clock: FixedClock) -> None:
    table = made(well, PUMPS)
    says = [text.says for text in well.endings.of(SELF, finished(well, clock)).simulated]
    gain = table.gain_at(60)
    assert gain is not None
    assert says[0].startswith("Simulated: 60 pumps a minute drove blood up your leg about ")
    assert says[1] == f"People differ: between {gain.low:.1f} and {gain.high:.1f} times."
    assert says[2].endswith(" L more out of one leg.")


def test_who_stopped_before_a_minute_is_told_nothing_of_it(well: Coach, clock: FixedClock) -> None:
    made(well, PUMPS)
    session = well.practice.begin(SELF, "ankle_pumps", anything_new=False)
    well.practice.on(SELF, session.id, (read_event({"do": "begin"}),))
    clock.advance(timedelta(seconds=30))
    ended = well.practice.on(SELF, session.id, (read_event({"do": "finish"}),))
    assert well.endings.of(SELF, ended).simulated == ()


def test_a_tape_is_taken_into_account(well: Coach) -> None:
    made(well)
    well.notes.take(SELF, TapeEntry(calf_left_cm=38.0, calf_right_cm=38.0))
    assert well.cycles.look(SELF, RAISES).table is None
