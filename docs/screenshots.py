"""Take the pictures of every page: ``python docs/screenshots.py [name …]``.

Starts the real server on a journal of its own in a temporary folder, filled with invented days, and
writes ``docs/screenshots/<page>-<width>-<scheme>.png``, which Git ignores. The few that documents
show are copied to ``docs/pictures``.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import uvicorn
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from chromium_flags import chromium_path
from soleus.coach import Coach
from soleus.journal import (
    ActivityEntry,
    Intensity,
    Journal,
    Score,
    SymptomEntry,
    TapeEntry,
)
from soleus.plan import Profile, Setting
from soleus.vocabulary.clock import FixedClock
from soleus.web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parent / "screenshots"
SHOWN = {"session-1440-light.png": Path(__file__).parent / "pictures" / "session.png"}
"""Pictures that documents show, and where they stand for them."""
NOW = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)
SIZES = {360: 1040, 1440: 900}
"""Width to height: what is seen at a glance, a little more on the phone."""
SCHEMES = ("light", "dark")
WELL = {"answers": {"age": 47, "sits_long": True, "sedentary": True}, "others": "no"}

PAGES: dict[str, tuple[str, dict[str, Any] | None]] = {
    "start": ("/", None),
    "check": ("/check/screen/swelling", None),
    "emergency": ("/result", {"answers": {"short_of_breath": True}, "others": "no"}),
    "result-today": ("/result", {"answers": {"leg_pain": "left"}, "others": "no"}),
    "result-within-days": (
        "/result",
        {"answers": {"pain_walking_eases_with_rest": "right"}, "others": "no"},
    ),
    "result-self-care": ("/result", WELL),
    "today": ("/", WELL),
    "plan": ("/plan", WELL),
    "before-session": ("/session/ankle-pumps", WELL),
    "session": ("/session/ankle-pumps", WELL),
    "journal": ("/journal", WELL),
    "week": ("/week", WELL),
    "reminders": ("/reminders", WELL),
    "exercises": ("/exercises", WELL),
    "visits": ("/visits", WELL),
    "habits": ("/habits", WELL),
    "languages-german": ("/languages", WELL),
    "check-german": ("/check/screen/breath", None),
    "learn": ("/learn/calf-pump", WELL),
    "what-if": ("/what-if?change=cadence", WELL),
    "what-if-narrowed": (
        "/what-if?narrowing=80&change=raised_cm&to=30",
        {"answers": {"age": 66, "known_pad": True}, "others": "no"},
    ),
    "what-if-leaking": ("/what-if?change=leaking", WELL),
    "day-plan": ("/plan/breaks", WELL),
    "about": ("/about", WELL),
    "settings": ("/settings", WELL),
}


def main(names: list[str]) -> None:
    """Take the named pictures, or all."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or PAGES:
            path, document = PAGES[name]
            with _served(document) as address:
                _take(browser, name, address + path)
        browser.close()
    for picture, place in SHOWN.items():
        if (FOLDER / picture).exists():
            shutil.copyfile(FOLDER / picture, place)


@contextmanager
def _served(document: dict[str, Any] | None) -> Iterator[str]:
    clock = FixedClock(NOW - timedelta(weeks=7))
    with (
        TemporaryDirectory() as folder,
        Coach(Journal.open(Path(folder) / "journal.sqlite3", clock), clock) as coach,
    ):
        if document is not None:
            _live(coach, clock)
        clock.moment = NOW
        if document is not None:
            coach.checks.record("self", document)
        if document is WELL:
            coach.weeks.make("self", Profile(setting=Setting.DESK, current_minutes_per_day=12))
        yield from _run(coach)


def _live(coach: Coach, clock: FixedClock) -> None:
    """Fill seven weeks: swelling that eases, a calf that is measured, a walk on most days."""
    for day in range(49):
        clock.moment = NOW - timedelta(days=49 - day)
        if day % 2 == 0:
            ease = day // 7  # gone in the last weeks: what stays would lead to a doctor
            scores = {
                Score.SWELLING_LEFT: max(0, 5 - ease - day % 3 // 2),
                Score.SWELLING_RIGHT: max(0, 3 - ease),
            }
            coach.notes.take("self", SymptomEntry(scores=scores))
        if day % 7 == 1:
            tape = TapeEntry(calf_left_cm=38.6 - day / 40, calf_right_cm=37.4 - day / 70)
            coach.notes.take("self", tape)
        if day % 3:
            walk = ActivityEntry(10.0 + day // 3, Intensity.MODERATE, "Walk")
            coach.notes.take("self", walk)
    clock.moment = NOW
    coach.notes.take(
        "self", ActivityEntry(10, Intensity.MODERATE, "Walk"), at=NOW - timedelta(minutes=65)
    )


def _run(coach: Coach) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(create_app(coach), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def _take(browser: Browser, name: str, address: str) -> None:
    for width, height in SIZES.items():
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,  # type: ignore[arg-type]
                locale="de-DE" if name.endswith("-german") else "en-GB",
                service_workers="block",
            )
            page = context.new_page()
            page.goto(address)
            if name == "session":
                _pump(page)
            page.wait_for_timeout(150)
            page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")
            context.close()


def _pump(page: Page) -> None:
    page.get_by_role("button", name="No, nothing new. Begin").click()
    page.wait_for_url("**/session/run/**")
    page.click("#begin")
    page.wait_for_timeout(7350)


if __name__ == "__main__":
    main(sys.argv[1:])
