"""Attack a Soleus of this machine, for as many cases as are asked for, and print what came of it.

``python scripts/attack.py --cases 2000 --copies 500 --calendars 2000 --kills 20 --full 5``

Nothing of a person is touched: each part works in folders of its own. The parts are what tests
hold in small, and share their makers. ``--full`` fills a small disk and needs leave to mount one.
"""

# ruff: noqa: E402 - the tests' own makers of odd things lie beside the package
import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import httpx2
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

from full_disk import small_disk
from reminders.ics.odd import AT, GOOD, read
from soleus.coach import Coach
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, Journal
from soleus.reminders import CalendarError
from soleus.vocabulary.clock import FixedClock
from web.conftest import MONDAY_MORNING, WELL
from web.described import Case, Described
from web.test_bodies import asking
from web.test_odd_copies import NOTED, ODD, SPOTS, broken, odd_copy, opened, take_in

SOLEUS = Path(sys.executable).with_name("soleus")
WALK = {"kind": "activity", "payload": {"minutes": 20, "intensity": "light"}}


def main() -> None:
    """Run the parts that are asked for; end with 1 where anything was not as it has to be."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts = {
        "cases": api_cases,
        "copies": odd_copies,
        "calendars": odd_calendars,
        "kills": kills,
        "full": full_disks,
    }
    for name in parts:
        asked.add_argument(f"--{name}", type=int, default=0, metavar="N")
    asked.add_argument("--seed", type=int, default=int(time.time()))
    wanted = asked.parse_args()
    print(f"seed {wanted.seed}")
    faults = [
        fault
        for name, part in parts.items()
        if (count := getattr(wanted, name))
        for fault in part(count, wanted.seed)
    ]
    for fault in faults[:40]:
        print("FAULT", fault)
    sys.exit(bool(faults))


# The API


def api_cases(count: int, seed: int) -> list[str]:
    """Send generated requests to a real server, while another page is asked for all the time."""
    with folder() as data:
        with open_coach(Settings(data)) as coach:
            coach.checks.record(SELF, WELL)
        with server(data) as (_, address), asking(address) as at_rest:
            time.sleep(5)
        with (
            server(data) as (process, address),
            asking(address) as took,
            httpx2.Client(base_url=address, timeout=60) as client,
        ):
            described = Described(client)
            _send(described, count, seed)
            memory = peak_megabytes(process.pid)
    statuses = ", ".join(f"{status}: {n}" for status, n in sorted(described.statuses.items()))
    print(f"api: {sum(described.statuses.values())} requests: {statuses}")
    print(
        f"api: /about at most {max(took) * 1000:.0f} ms ({len(took)} times; with nothing else "
        f"asked {max(at_rest) * 1000:.0f} ms); {memory} MB at most"
    )
    return described.broken


def _send(described: Described, count: int, seed: int) -> None:
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        derandomize=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=described.cases())
    def send(case: Case) -> None:
        described.ask(case)

    from hypothesis import seed as seeded

    seeded(seed)(send)()


# Copies of a journal


def odd_copies(count: int, seed: int) -> list[str]:
    """Take in odd copies, each into a journal of its own, and open every page after each."""
    ends = seed + count
    shares = [range(at, min(at + SHARE, ends)) for at in range(seed, ends, SHARE)]
    taken: Counter[str] = Counter()
    faults: list[str] = []
    began = time.monotonic()
    with ProcessPoolExecutor() as workers:
        for fates, broke in workers.map(_take_share_in, shares):
            taken += fates
            faults += broke
            if time.monotonic() - began > PROGRESS_SECONDS:
                began = time.monotonic()
                print(f"copies: so far {dict(taken)}, {len(faults)} faults", flush=True)
    print(f"copies: {count}, of which {dict(taken)}; pages that broke: {len(faults)}")
    return faults


SHARE = 100
"""Copies that one process takes in with the same application; making one takes longest."""

PROGRESS_SECONDS = 60


def _take_share_in(seeds: range) -> tuple[Counter[str], list[str]]:
    fates: Counter[str] = Counter()
    faults: list[str] = []
    with folder() as data, opened(data) as (coach, client), client:
        for seed in seeds:
            fate, broke = _take_one_in(seed, client)
            fates[fate] += 1
            faults += broke
        client.app.state.coach = coach  # type: ignore[attr-defined]
    return fates, faults


def _take_one_in(seed: int, client: TestClient) -> tuple[str, list[str]]:
    chance = random.Random(seed)
    copies = [_odd_copy(chance) for _ in range(chance.randint(1, 3))]
    whole = copies[0]
    for n, other in enumerate(copies[1:], start=8):
        [entry] = other["entries"]
        number = f"00000000-0000-0000-0000-{n:012}"
        whole["entries"].append({**entry, "id": number} if isinstance(entry, dict) else entry)
    clock = FixedClock(MONDAY_MORNING)
    with (
        folder(MEMORY) as data,
        Journal.open(_begun(data, is_checked=chance.random() < 0.5), clock) as journal,
    ):
        coach = client.app.state.coach = Coach(journal, clock)  # type: ignore[attr-defined]
        client.cookies.clear()
        before = coach.journal.newest_seq()
        answer = take_in(client, whole)
        is_taken = coach.journal.newest_seq() != before
        wrong = [f"import {answer.status_code}"] if answer.status_code >= 500 else []
        wrong += broken(client) if is_taken else []
    fate = "taken in" if is_taken else "refused"
    return fate, [f"copy of seed {seed}: {each}" for each in wrong]


_READY: dict[bool, bytes] = {}
"""The files of a new journal, by whether a check is in it: making one takes longest."""


def _begun(data: Path, *, is_checked: bool) -> Path:
    file = data / "journal.sqlite3"
    if is_checked not in _READY:
        with opened(data) as (coach, _):
            if is_checked:
                coach.checks.record(SELF, WELL)
        _READY[is_checked] = file.read_bytes()
    file.write_bytes(_READY[is_checked])
    return file


def _odd_copy(chance: random.Random) -> dict[str, Any]:
    kind, spot = chance.choice(SPOTS)
    value: Any = NOTED[kind]
    for key in spot:
        value = value[key]
    odd = chance.choice(ODD) if chance.random() < 0.2 else _mild(value, chance)
    return odd_copy(kind, spot, odd)


WORDS = (
    "emergency", "today", "within_days", "right", "both", "none", "walking", "elevation", "gp",
    "calf_raises", "vigorous", "dropped", "finished", "smoking", "salt", "away", "snoozed", "lying",
)  # fmt: skip


def _mild(value: object, chance: random.Random) -> object:
    """Return another value of the same kind, which is more often taken in."""
    match value:
        case bool():
            return not value
        case int() | float():
            return chance.choice([value + 1, value * 2, value / 2, 0, 1, 100])
        case str():
            days = ["2026-01-01", "2027-12-31", "2026-02-28"]
            return chance.choice([*WORDS, *days, value.upper(), f"{value} ", "x" * 200, "é\n!"])
        case list():
            return chance.choice([[], value * 2, [_mild(each, chance) for each in value]])
        case dict():
            few = {name: each for name, each in value.items() if chance.random() < 0.7}
            return {name: _mild(each, chance) for name, each in few.items()}
    return None


# Calendars

EVENTS = (
    "DTSTART:20260325T090000Z\nDTEND:20260325T100000Z",
    "DTSTART;TZID=Europe/Berlin:20260325T090000\nDURATION:PT1H",
    "DTSTART;VALUE=DATE:20260325\nDTEND;VALUE=DATE:20260326",
    "DTSTART:20260301T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9\nEXDATE:20260304T090000Z",
    "DTSTART:20260301T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;BYSETPOS=1;UNTIL=20270101T000000Z",
    "DTSTART:20260325T090000Z\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nEND:VALARM",
    "DTSTART:20260325T090000Z\nATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org\nTRANSP:OPAQUE",
    "RECURRENCE-ID:20260325T090000Z\nDTSTART:20260325T110000Z\nSTATUS:CANCELLED\nSEQUENCE:2",
    "DTSTART;TZID=Own:20260325T090000\nDTEND;TZID=Own:20260325T100000\nSUMMARY:Long\\, and so on",
)
ZONE = (
    "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\n"
    "TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE"
)
BUSY = "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20260326T090000Z/PT2H\nEND:VFREEBUSY"
LINES = (
    "", ":", ";", "END:VEVENT", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VCALENDAR", "BEGIN:VCALENDAR",
    "X-WR-TIMEZONE:Mars/Sea", "RRULE:FREQ=SECONDLY", "DTSTART:20260332T250000Z", "UID:odd", "\0",
    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "DURATION:P9999W", "TZOFFSETFROM:+9999", "no line",
    "DTEND:19000101T000000Z", "EXRULE:FREQ=DAILY", 'X;Y="open:z', "DTSTART;TZID=\"a:b\":20260325T0",
    "A" * 5000, "\ufeff", "\u2028", "METHOD:PUBLISH", "SEQUENCE:x", "TZID:Own",
)  # fmt: skip
SLOWEST_SECONDS = 5.0


def odd_calendars(count: int, seed: int) -> list[str]:
    """Read odd calendars; the good meeting in each is there, or that something is lost is said."""
    chance = random.Random(seed)
    came: Counter[str] = Counter()
    faults, slowest = [], 0.0
    for n in range(count):
        content = _odd_calendar(chance)
        began = time.process_time()
        try:
            found = read(content)
        except CalendarError:
            fate = "refused"
        else:
            is_there = any(m.starts <= AT.starts and AT.ends <= m.ends for m in found.meetings)
            fate = "found" if is_there else "lost"
            fate += ", a loss said" if found.unreadable else ""
        took = time.process_time() - began
        slowest = max(slowest, took)
        came[fate] += 1
        if fate == "lost" or took > SLOWEST_SECONDS:
            faults.append(f"calendar {n} of seed {seed}: {fate}, {took:.1f} s: {content!r}")
    print(f"calendars: {count}: {dict(came)}; the slowest took {slowest * 1000:.0f} ms")
    return faults


def _odd_calendar(chance: random.Random) -> bytes:
    """Return a calendar with some lines changed; those of the good meeting stay as they are."""
    events = chance.sample(EVENTS, chance.randint(1, 3))
    parts = [f"BEGIN:VEVENT\nUID:e{n}\n{each}\nEND:VEVENT" for n, each in enumerate(events)]
    parts += [part for part in (ZONE, BUSY) if chance.random() < 0.4]
    chance.shuffle(parts)
    place = chance.randint(0, len(parts))
    before = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//EN", *_lines(parts[:place])]
    after = [*_lines(parts[place:]), "END:VCALENDAR"]
    for _ in range(chance.randint(1, 4)):
        _change(chance, chance.choice([before, after]))
    text = "\n".join([*before, GOOD.rstrip("\n"), *after, ""])
    text = text.replace("\n", chance.choice(["\n", "\r\n", "\r\n", "\r"]))
    return text.encode(chance.choice(["utf-8", "utf-8", "utf-8-sig", "utf-16"]))


def _lines(parts: list[str]) -> list[str]:
    return [line for part in parts for line in part.split("\n")]


def _change(chance: random.Random, lines: list[str]) -> None:
    at = chance.randrange(len(lines) + 1)
    here = min(at, len(lines) - 1)
    match chance.randrange(5):
        case 0:
            lines.insert(at, chance.choice(LINES))
        case 1 if len(lines) > 1:
            del lines[here]
        case 2:
            lines.insert(at, chance.choice(lines))
        case 3:
            line, cut = lines[here], chance.randrange(len(lines[here]) + 1)
            put = chance.choice(["", "\t", "\ufffd", "9", ";", "é"])
            lines[here] = line[:cut] + put + line[cut + 1 :]
        case _:
            other = chance.randrange(len(lines))
            lines[here], lines[other] = lines[other], lines[here]


# A server that is killed, and one on a full disk


def kills(count: int, seed: int) -> list[str]:
    """Kill a server again and again while it notes; what it acknowledged has to be there."""
    chance = random.Random(seed)
    faults: list[str] = []
    acknowledged: list[str] = []
    with folder() as data:
        for round_ in range(count):
            with server(data) as (process, address):
                notes = [threading.Thread(target=_note, args=(address, acknowledged)) for _ in "ab"]
                for each in notes:
                    each.start()
                time.sleep(chance.uniform(0.2, 4))
                process.kill()
                for each in notes:
                    each.join()
            there = _ids(data)
            lost = [id_ for id_ in acknowledged if id_ not in there]
            faults += [f"round {round_}: acknowledged and lost: {id_}" for id_ in lost]
    print(f"kills: {count}, entries acknowledged: {len(acknowledged)}, lost: {len(faults)}")
    return faults


def full_disks(count: int, seed: int) -> list[str]:
    """Note on a small disk until it is full; nothing acknowledged is lost, a danger is answered."""
    chance = random.Random(seed)
    faults: list[str] = []
    acknowledged = 0
    for round_ in range(count):
        with folder() as place, small_disk(place, chance.randint(500, 900)) as disk:
            if disk is None:
                return ["no leave to mount a small disk here"]
            noted: list[str] = []
            with server(disk) as (_, address):
                last = _note(address, noted)
                faults += [] if last == 503 else [f"round {round_}: the end was {last}"]
                faults += [f"round {round_}: {each}" for each in _what_a_full_server_says(address)]
            lost = set(noted) - _ids(disk)
            acknowledged += len(noted)
            faults += [f"round {round_}: acknowledged and lost: {id_}" for id_ in lost]
    print(f"full disks: {count}, entries acknowledged: {acknowledged}, faults: {len(faults)}")
    return faults


def _what_a_full_server_says(address: str) -> Iterator[str]:
    danger = {"kind": "symptom", "payload": {"findings": {"chest_pain": True}}}
    with httpx2.Client(base_url=address, timeout=60) as client:
        answer = client.post("/api/journal", json=danger)
        if answer.status_code != 503 or "emergency" not in answer.text:
            yield f"a danger sign: {answer.status_code} {answer.text[:200]}"
        for page in ("/", "/journal", "/emergency", "/api/standing"):
            if client.get(page).status_code >= 500:
                yield f"{page} does not open"
        if client.get("/api/standing").json()["activities"]:
            yield "something is open after a danger sign"


def _note(address: str, acknowledged: list[str]) -> int:
    """Note walks until the server takes no more; return the last status, 0 where it is gone."""
    with suppress(httpx2.TransportError), httpx2.Client(base_url=address, timeout=60) as client:
        while True:
            answer = client.post("/api/journal", json=WALK)
            if answer.status_code != 201:
                return answer.status_code
            acknowledged.append(answer.json()["id"])
    return 0


def _ids(data: Path) -> set[str]:
    with open_coach(Settings(data)) as coach:
        return {str(each.id) for each in coach.journal.entries(SELF)}


MEMORY = next((path for path in (Path("/dev/shm"),) if os.access(path, os.W_OK)), None)
"""Where a folder is in memory, so that thousands of journals do not wait for the disk."""


@contextmanager
def folder(inside: Path | None = None) -> Iterator[Path]:
    """Make an empty folder, gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="soleus-attack-", dir=inside))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def server(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``soleus serve`` on a free port, and its address."""
    environment = {**os.environ, "SOLEUS_DATA_DIR": str(data)}
    command = [str(SOLEUS), "serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            yield process, next(word for word in line.split() if word.startswith("http"))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def peak_megabytes(pid: int) -> int:
    """Return the most memory that a process has had [MB]."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    return int(peak.split()[1]) // 1024


if __name__ == "__main__":
    main()
