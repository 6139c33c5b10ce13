"""Measures what pages cost in a journal of years, as multiples of their cost in one of days.

Each journal is taken in as a copy, like one moved from another machine, with a check at its end.
Prints one line for each page with its time on the processor at every size; the last must cost at
most 1.5 times what the page costs once it is full. Run by ``make bench``.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF, Journal
from soleus.vocabulary.clock import FixedClock
from soleus.web import create_app

SIZES = (100, 4_000, 50_000)
"""Entries: ten days, a year, and more than a life of notes."""

PAGES = {
    "/": 100,
    "/week": 4_000,
    "/journal": 4_000,
    "/visits": 100,
    "/api/standing": 100,
    "/offline/sessions.json": 100,
    "/offline/check/kept.json": 4_000,
}
"""The size with which each page is compared: three look at weeks, which ten days do not fill."""

LIMIT = 1.5
"""The most that a page may cost at the last size, in multiples of that."""

A_DAY = 10
"""Entries of one day."""

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
WELL = {"answers": {"age": 40}, "others": "no"}


def notes(number: int, now: datetime = NOW) -> Iterator[dict[str, Any]]:
    """Give entries of a copy, the oldest first: scores, walks and a tape, ten a day."""
    for place in range(number):
        at = now - timedelta(hours=2.4 * (number - place))
        kind, payload = _note(place)
        yield {
            "id": str(UUID(int=place + 1)),
            "person": SELF,
            "kind": kind,
            "at": at.isoformat(),
            "recorded_at": at.isoformat(),
            "supersedes": None,
            "is_withdrawn": False,
            "payload": payload,
        }


def _note(place: int) -> tuple[str, dict[str, Any]]:
    if place % A_DAY == 0:
        return "tape", {"calf_left_cm": 36.0, "calf_right_cm": 36.1}
    if place % A_DAY < 6:  # about half of what people note
        return "symptom", {"scores": {"swelling_left": place % 3, "heaviness": place % 4}}
    return "activity", {"minutes": 10 + place % 20, "intensity": "moderate"}


def fill(coach: Coach, size: int, now: datetime = NOW) -> None:
    """Put so many entries into a journal, with a check and a week at its end."""
    person = {"id": SELF, "name": "me", "is_self": True, "settings": {}}
    copy = {"format": "soleus-journal", "version": 1, "people": [person]}
    coach.journal.import_json({**copy, "entries": list(notes(size, now))}, own_entries_of=SELF)
    coach.checks.record(SELF, WELL)
    coach.weeks.make(SELF, coach.weeks.profile(SELF))


def milliseconds(client: TestClient, page: str) -> float:
    """Return the processor's time of one answer, the best of five after one to warm up."""
    times = []
    for _ in range(6):
        began = time.process_time()
        answer = client.get(page)
        times.append(time.process_time() - began)
        assert answer.status_code == 200, (page, answer.status_code)
    return min(times[1:]) * 1000


def costs(size: int) -> dict[str, float]:
    """Return what each page costs in a journal of ``size`` entries, in milliseconds."""
    clock = FixedClock(NOW)
    with (
        TemporaryDirectory() as folder,
        Coach(Journal.open(Path(folder) / "journal.sqlite3", clock), clock) as coach,
        TestClient(create_app(coach), base_url="http://localhost") as client,
    ):
        fill(coach, size)
        return {page: milliseconds(client, page) for page in PAGES}


def main() -> int:
    """Print the cost of each page at every size; return 1 if one grows over the limit."""
    found = {size: costs(size) for size in SIZES}
    print(f"{'ms on the processor':28}" + "".join(f"{size:>9,}" for size in SIZES) + "    ratio")
    over = False
    for page, base in PAGES.items():
        times = [found[size][page] for size in SIZES]
        ratio = times[-1] / found[base][page]
        over |= ratio > LIMIT
        print(f"{page:28}" + "".join(f"{each:9.1f}" for each in times) + f"{ratio:9.2f}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
