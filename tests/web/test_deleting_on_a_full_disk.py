"""Deleting on a disk with no room: all or nothing, and said which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from full_disk import fill, small_disk
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry, Intensity, Journal
from soleus.vocabulary.clock import FixedClock
from web.conftest import MONDAY_MORNING, WELL
from web.test_odd_copies import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

pytestmark = pytest.mark.slow

SECRET = "the blue house by the river"
WALKS = 150


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, 12_000) as found:
        if found is None:
            pytest.skip("no leave to mount a small disk here")
        yield found


def noted(disk: Path) -> tuple[str, ...]:
    clock = FixedClock(MONDAY_MORNING)
    with Coach(Journal.open(disk / "journal.sqlite3", clock), clock) as coach:
        return tuple(str(each.id) for each in coach.journal.entries(SELF))


def delete(client: TestClient, coach: Coach) -> Any:
    as_of = coach.journal.newest_seq()
    return client.post("/data/delete", data={"word": "delete", "as_of": str(as_of)})


@pytest.mark.parametrize("room", [0, 4, 8, 16, 32, 64, 128, 256, 512])
def test_all_is_gone_or_all_is_there_and_it_is_said_which(disk: Path, room: int) -> None:
    with opened(disk) as (coach, _):
        coach.checks.record(SELF, WELL)
        for _ in range(WALKS):
            coach.journal.append(SELF, ActivityEntry(20, Intensity.LIGHT, SECRET))
    before = noted(disk)
    assert len(before) == WALKS + 1
    with opened(disk) as (coach, client):
        assert client.get("/").status_code == 200
        filler = fill(disk, room)
        answer = delete(client, coach)
        is_gone = coach.journal.entries(SELF) == ()
        if is_gone:
            assert answer.status_code == 200, answer.text
        else:
            assert answer.status_code == 503
            assert "Nothing was deleted: " in answer.text
            assert "disk is full" in answer.text
            assert len(coach.journal.entries(SELF)) == len(before)
            assert client.get("/journal").status_code == 200
            filler.unlink()
            assert delete(client, coach).status_code == 200
            assert coach.journal.entries(SELF) == ()
        filler.unlink(missing_ok=True)
    assert noted(disk) == ()
    for file in disk.glob("journal.sqlite3*"):
        assert SECRET.encode() not in file.read_bytes()
