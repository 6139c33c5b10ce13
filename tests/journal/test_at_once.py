"""Many entries in one go: all or none, once for each id; taken back together."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from soleus.journal import (
    SELF,
    ActivityEntry,
    Happening,
    Intensity,
    InvalidEntryError,
    Journal,
    UnknownEntryError,
    append_all,
    withdraw_all,
)


def happenings(now: datetime, number: int = 3) -> list[Happening]:
    entry = ActivityEntry(20, Intensity.MODERATE)
    return [Happening(uuid4(), entry, now - timedelta(days=each), UTC) for each in range(number)]


def test_all_are_recorded_and_again_none(journal: Journal) -> None:
    some = happenings(journal._clock.now())
    for _ in range(2):
        assert append_all(journal, SELF, some) == 3
    assert {each.id for each in journal.entries(SELF)} == {each.id for each in some}


def test_one_that_cannot_be_leaves_all_out(journal: Journal) -> None:
    now = journal._clock.now()
    some = [*happenings(now), *happenings(now + timedelta(days=900), 1)]
    with pytest.raises(InvalidEntryError):
        append_all(journal, SELF, some)
    assert journal.entries(SELF) == ()


def test_taking_back_is_all_or_none_too(journal: Journal) -> None:
    some = happenings(journal._clock.now())
    append_all(journal, SELF, some)
    ids = [each.id for each in some]
    with pytest.raises(UnknownEntryError):
        withdraw_all(journal, [*ids, uuid4()])
    assert len(journal.entries(SELF)) == 3
    assert withdraw_all(journal, ids) == 3
    assert withdraw_all(journal, ids) == 0
    assert journal.entries(SELF) == ()
