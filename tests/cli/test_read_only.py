"""A journal that can only be read is read: pages, lists and exports; what is noted is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx2
import pytest

from cli.test_serve import SOLEUS, server
from soleus.compose import Settings, open_coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    Intensity,
    JournalUnavailableError,
    SymptomEntry,
)
from web.conftest import WELL
from web.test_odd_copies import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Take the right to write away; the administrator's can only be taken by a mount."""
    if os.getuid():
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    mount = shutil.which("mount") or "mount"
    for options in (["--bind", str(folder)], ["-o", "remount,bind,ro"]):
        if subprocess.run([mount, *options, str(folder)], check=False).returncode:
            pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data"
    with open_coach(Settings(data)) as coach:
        coach.checks.record(SELF, WELL)
        coach.journal.append(SELF, ActivityEntry(20, Intensity.LIGHT, "to the shop"))
    with write_protected(data):
        yield data


@pytest.fixture(params=["as it was left", "without its index", "with an empty log"])
def killed(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The journal of a program that was killed: its newest entries are in the log beside it."""
    live, data = tmp_path / "live", tmp_path / "killed"
    data.mkdir(mode=0o700)
    with open_coach(Settings(live)) as coach:
        coach.checks.record(SELF, WELL)
    with open_coach(Settings(live)) as coach:
        coach.journal.append(SELF, SymptomEntry(findings={"chest_pain": True}))
        for file in live.glob("journal.sqlite3*"):
            shutil.copy(file, data)
    log, index = (data / f"journal.sqlite3-{end}" for end in ("wal", "shm"))
    assert log.stat().st_size
    if request.param == "without its index":
        index.unlink()
    if request.param == "with an empty log":
        shutil.copy(live / "journal.sqlite3", data)
        log.write_bytes(b"")
        index.unlink()
    with write_protected(data):
        yield data


def test_what_only_the_log_of_changes_holds_counts_or_nothing_is_shown(killed: Path) -> None:
    log = killed / "journal.sqlite3-wal"
    if log.stat().st_size and not log.with_name("journal.sqlite3-shm").exists():
        with pytest.raises(JournalUnavailableError, match="its newest entries are in") as told:
            open_coach(Settings(killed))
        assert "\n" not in str(told.value)
        return
    with open_coach(Settings(killed)) as coach:
        assert coach.gate.standing(SELF).is_emergency
        with pytest.raises(JournalUnavailableError):
            coach.journal.append(SELF, ActivityEntry(20, Intensity.LIGHT))


def test_every_page_is_shown_and_what_is_noted_is_answered(folder: Path) -> None:
    with server(folder) as (_, address), httpx2.Client(base_url=address, timeout=60) as client:
        broken = [page for page in PAGES if client.get(page).status_code >= 500]
        assert broken == []
        assert "to the shop" in client.get("/journal").text
        walk = {"kind": "activity", "payload": {"minutes": 20, "intensity": "light"}}
        assert client.post("/api/journal", json=walk).status_code == 503
        assert client.get("/api/standing").json()["activities"] != []
        danger = {"kind": "symptom", "payload": {"findings": {"chest_pain": True}}}
        answer = client.post("/api/journal", json=danger)
        assert answer.status_code == 503
        assert "could not be kept" in answer.text
        assert client.get("/api/standing").json()["activities"] == []


def test_it_is_listed_and_exported(folder: Path) -> None:
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(folder)}
    for words in (["list"], ["export"]):
        done = subprocess.run(
            [SOLEUS, "journal", *words], env=environment, capture_output=True, text=True, check=True
        )
        assert "to the shop" in done.stdout
    noted = subprocess.run(
        [SOLEUS, "journal", "add", "activity", "--minutes", "20", "--intensity", "light"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert noted.returncode != 0
    assert "nothing of this was recorded" in noted.stderr
    assert "Traceback" not in noted.stderr
