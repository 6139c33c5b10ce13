"""The application as the worker asks it, run here by the ordinary Python."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from soleus.pocket import Pocket, start
from soleus.reminders import CalendarCache, CalendarError, refuse_source
from soleus.vocabulary import POCKET, as_in
from soleus.vocabulary.clock import FixedClock

HERE = "https://legs.example"


@pytest.fixture
def pocket(tmp_path: Path) -> Iterator[Pocket]:
    with as_in(POCKET):
        running = start(str(tmp_path), "legs.example", "Europe/Berlin")
        yield running
        running.close()


def ask(pocket: Pocket, method: str, path: str, **more: Any) -> tuple[dict[str, Any], str]:
    body = more.pop("body", b"")
    told = {"method": method, "url": f"{HERE}{path}", "headers": [], "is_page": True}
    told |= {"referrer": f"{HERE}/", **more}
    head, content = asyncio.run(pocket.answer(json.dumps(told), body))
    return json.loads(head), content.decode()


def test_a_page_says_that_it_runs_here(pocket: Pocket) -> None:
    head, page = ask(pocket, "GET", "/")
    assert head["status"] == 200
    assert "<html lang" in page
    assert " data-pocket" in page


FORM = [["content-type", "application/x-www-form-urlencoded"]]


def test_a_choice_is_remembered_by_the_jar(pocket: Pocket) -> None:
    head, _ = ask(pocket, "POST", "/settings", headers=FORM, body=b"text=largest&language=de")
    assert head["status"] == 303
    assert not [name for name, _ in head["headers"] if name == "set-cookie"]
    assert 'data-text="largest"' in ask(pocket, "GET", "/settings")[1]


def test_another_sites_form_is_refused(pocket: Pocket) -> None:
    sent = {"headers": FORM, "body": b"text=largest", "referrer": ""}
    assert ask(pocket, "POST", "/settings", **sent)[0]["status"] == 403
    assert 'data-text="normal"' in ask(pocket, "GET", "/settings")[1]


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("/reminders", 'name="calendar"'),
        ("/reminders", 'id="feed-address"'),
        ("/reminders", "soleus remind"),
        ("/settings", 'id="forget"'),
        ("/exercises/new", 'type="file"'),
        ("/about", "openapi.json"),
        ("/check", "on this computer"),
        ("/people", "on this computer"),
    ],
)
def test_what_needs_a_server_is_not_offered(pocket: Pocket, path: str, offered: str) -> None:
    assert offered not in ask(pocket, "GET", path)[1]


def test_an_address_of_a_calendar_is_refused_with_the_reason() -> None:
    with as_in(POCKET), pytest.raises(CalendarError, match="cannot ask a host for a calendar"):
        refuse_source("https://cal.example/a.ics")


def test_a_calendar_of_a_taken_in_copy_is_not_asked() -> None:
    """There is no thread to ask it in: the page says why there are no meetings."""
    cache = CalendarCache(FixedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)), read=lambda _: b"")
    with as_in(POCKET):
        for wait in (True, False):
            known = cache.meetings("https://cal.example/a.ics", ZoneInfo("UTC"), wait=wait)
            assert "cannot ask a host" in str(known.fault)


ABSENT = """
import sys
absent = set(sys.argv[2].split(","))
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
import asyncio, json
from soleus.pocket import start
from soleus.vocabulary import POCKET, as_in
with as_in(POCKET):
    pocket = start(sys.argv[1], "legs.example", "UTC")
    for path in sys.argv[3:]:
        told = {"method": "GET", "url": f"https://legs.example{path}", "headers": [],
                "referrer": "", "is_page": True}
        head, body = asyncio.run(pocket.answer(json.dumps(told), b""))
        print(json.loads(head)["status"], path)
    pocket.close()
"""
NOT_THERE = (
    "numpy scipy llvmlite h5py h5netcdf xarray matplotlib PIL pandas desktop_notifier uvicorn "
    "typer rich click shellingham"
).split()
PAGES = (
    "/ /check /plan /journal /learn /you /settings /reminders /week /progress "
    "/habits /exercises /exercises/new /journey /people /visits /about /emergency /languages "
    "/data/import /data/delete /journal/export.json /journal/export.csv /offline/sessions.json"
).split()


def test_every_page_does_without_what_a_browser_lacks(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ABSENT, str(tmp_path), ",".join(NOT_THERE), *PAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout.splitlines() == [f"200 {path}" for path in PAGES], done.stderr[-2000:]
