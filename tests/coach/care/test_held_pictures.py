"""Pictures of forms that are not done: held together, whoever sends others at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING
from uuid import UUID

from coach.notes.test_notes import WEBP
from soleus.coach.care.held_pictures import MOST_HELD, HeldPictures
from soleus.journal import SELF, Journal, PictureEntry

if TYPE_CHECKING:
    from pathlib import Path

    from soleus.coach import Coach


_NONE = UUID(int=0)
_FORMS = 8


def picture(number: int) -> PictureEntry:
    return PictureEntry(WEBP + bytes([number]))


def test_pictures_that_come_at_once_are_all_held(coach: Coach) -> None:
    together = Barrier(_FORMS)

    def hold(number: int) -> UUID:
        with coach.journal.as_one():  # as while a page is made, which has read what was held before
            coach.exercises.held.find(SELF, _NONE)
            together.wait(60)
            return coach.exercises.held.hold(SELF, picture(number))

    with ThreadPoolExecutor(_FORMS) as forms:
        ids = list(forms.map(hold, range(_FORMS)))
    found = [coach.exercises.held.find(SELF, id_) for id_ in ids]
    assert found == [picture(number) for number in range(_FORMS)]


def test_pictures_that_two_programs_hold_at_once_are_all_held(coach: Coach, tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3", coach.clock) as other:
        here, there = coach.exercises.held, HeldPictures(other)

        def hold(number: int) -> UUID:
            return (here, there)[number % 2].hold(SELF, picture(number))

        with ThreadPoolExecutor(4) as forms:
            ids = list(forms.map(hold, range(MOST_HELD)))
        assert all(here.find(SELF, id_) for id_ in ids)


def test_of_too_many_the_newest_stay(coach: Coach) -> None:
    held = coach.exercises.held
    ids = [held.hold(SELF, picture(number)) for number in range(MOST_HELD + 2)]
    assert [bool(held.find(SELF, id_)) for id_ in ids] == [False] * 2 + [True] * MOST_HELD


def test_a_form_that_is_done_leaves_what_another_has_put_there_meanwhile(coach: Coach) -> None:
    held = coach.exercises.held
    mine = held.hold(SELF, picture(1))
    before = held.ids(SELF)
    theirs = held.hold(SELF, picture(2))
    held.drop(SELF, before)
    assert held.find(SELF, mine) is None
    assert held.find(SELF, theirs) == picture(2)
    held.drop(SELF, held.ids(SELF))
    assert coach.journal.draft(SELF, "pictures") is None
