"""Reminders on the pages and for programs: settings, buttons, the gate, the feed."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient

from patience import PATIENCE_SECONDS, until
from reminders.hosts import CERTIFICATE, host, says, whole
from reminders.ics.odd import GOOD, event, file
from soleus.coach import Coach
from soleus.journal import BreakEntry, BreakEvent
from soleus.reminders import CalendarCache, ReminderSettings, calendar_cache
from soleus.vocabulary.clock import FixedClock
from web.conftest import EMERGENCY, TODAY, WELL

FORM: dict[str, Any] = {
    "is_on": "yes",
    "mode": "desk",
    "days": ["monday", "tuesday"],
    "starts": "09:00",
    "ends": "17:00",
    "interval_minutes": "40",
    "away_minutes": "5",
    "quiet_starts": "22:00",
    "quiet_ends": "07:00",
    "calendar": "",
    "zone": "",
}


@pytest.fixture
def asked(client: TestClient, coach: Coach) -> TestClient:
    coach.checks.record("self", WELL)
    assert client.post("/reminders", data=FORM).headers["location"] == "/reminders?saved=yes"
    return client


def at(clock: FixedClock, hour: int, minute: int = 0) -> None:
    clock.moment = datetime(2026, 3, 2, hour, minute, tzinfo=UTC)


def test_the_card_says_when_and_why(asked: TestClient, clock: FixedClock) -> None:
    at(clock, 9, 5)
    why = "09:40, because your day begins at 09:00 and you asked for every 40 minutes."
    for path in ("/", "/reminders", "/reminders/card"):
        assert why in asked.get(path).text


def test_what_was_set_is_shown_again(asked: TestClient, coach: Coach) -> None:
    kept = coach.reminders.settings("self")
    assert (kept.interval_minutes, len(kept.days)) == (40, 2)
    html = asked.get("/reminders").text
    assert 'value="40"' in html
    assert html.count('name="days"') == 7


def test_every_fault_is_said_and_nothing_is_lost(asked: TestClient, coach: Coach) -> None:
    bad = {**FORM, "interval_minutes": "20", "quiet_ends": "", "days": [], "away_minutes": "x"}
    answer = asked.post("/reminders", data=bad)
    assert answer.status_code == 422
    assert "away_minutes is &#39;x&#39;, but has to be a whole number" in answer.text
    assert "from 30 to 60" in answer.text
    assert 'value="20"' in answer.text
    answer = asked.post("/reminders", data={**bad, "away_minutes": "5", "interval_minutes": "30"})
    for fault in ("both a start and an end", "at least one day"):
        assert fault in answer.text
    assert coach.reminders.settings("self").interval_minutes == 40


def test_faults_are_said_in_the_language_of_the_page(asked: TestClient) -> None:
    asked.cookies.set("language", "de")
    flight = {
        "departs_1": "2026-03-07T10:00",
        "departs_zone_1": "Europe/Berlin",
        "arrives_1": "2026-03-07T09:00",
        "arrives_zone_1": "Europe/Berlin",
    }
    answer = asked.post("/reminders", data={**FORM, **flight})
    assert "Flüge: 1: ein Flug muss nach dem Abflug ankommen" in answer.text
    answer = asked.post("/reminders", data={**FORM, "calendar": "http://example.org/a.ics"})
    assert "Die Adresse des Kalenders muss mit https://" in answer.text


def test_flights_are_kept_and_taken_out(asked: TestClient, coach: Coach) -> None:
    flight = {
        "departs_1": "2026-03-07T10:00",
        "departs_zone_1": "Europe/Berlin",
        "arrives_1": "2026-03-07T13:00",
        "arrives_zone_1": "America/New_York",
        "departs_2": "",
        "departs_zone_2": "UTC",
        "arrives_2": "",
        "arrives_zone_2": "UTC",
    }
    asked.post("/reminders", data={**FORM, **flight})
    assert len(coach.reminders.settings("self").flights) == 1
    assert 'value="2026-03-07T13:00"' in asked.get("/reminders").text
    answer = asked.post("/reminders", data={**FORM, **flight, "arrives_1": "2026-03-07T01:00"})
    assert "has to land after it leaves" in answer.text
    asked.post("/reminders", data=FORM)
    assert coach.reminders.settings("self").flights == ()


def test_a_host_is_named_before_it_is_asked(asked: TestClient, coach: Coach) -> None:
    assert "asks that host" in asked.get("/reminders").text
    answer = asked.post("/reminders", data={**FORM, "calendar": "http://example.org/a.ics"})
    assert answer.status_code == 422
    assert "begin with https://" in answer.text
    assert coach.reminders.settings("self").calendar == ""


def test_a_calendar_file_that_is_gone_is_said(asked: TestClient, tmp_path: Any) -> None:
    answer = asked.post("/reminders", data={**FORM, "calendar": str(tmp_path / "no.ics")})
    assert answer.headers["location"] == "/reminders?saved=but_calendar"
    assert "There is no calendar file" in asked.get("/reminders").text


CALENDAR = file(GOOD, event("DTSTART:tomorrow"))
ADDRESSES_THAT_CANNOT_WORK = [
    "https://[",
    "https://℀/",
    "https://host.example/a b.ics",
    "https://host.example:abc/a.ics",
    "ftp://host.example/a.ics",
    "~nobody-of-that-name/a.ics",
]
PAGES = ["/", "/week", "/reminders", "/reminders/card", "/reminders/now", "/api/reminders/next"]


@pytest.mark.parametrize("source", ADDRESSES_THAT_CANNOT_WORK)
def test_an_address_that_cannot_work_and_is_stored_all_the_same_makes_no_page_fail(
    asked: TestClient, coach: Coach, source: str
) -> None:
    stored = {**coach.reminders.settings("self").as_dict(), "calendar": source}
    coach.journal.save_setting("self", "reminders", stored)
    token = coach.reminders.token("self")
    for address in (*PAGES, f"/reminders.ics?token={token}"):
        assert asked.get(address).status_code == 200
    assert asked.post("/reminders", data={**FORM, "is_on": ""}).status_code == 303


@pytest.mark.parametrize("source", ADDRESSES_THAT_CANNOT_WORK[:-1])
def test_an_address_that_cannot_work_is_not_saved(
    asked: TestClient, coach: Coach, source: str
) -> None:
    answer = asked.post("/reminders", data={**FORM, "calendar": source})
    assert answer.status_code == 422
    assert "This is no address of a calendar" in answer.text or "cannot be read" in answer.text
    assert coach.reminders.settings("self").calendar == ""


def test_what_could_not_be_read_of_a_calendar_and_when_it_was_read_is_said(
    asked: TestClient, tmp_path: Any
) -> None:
    path = tmp_path / "work.ics"
    path.write_text(CALENDAR)
    answer = asked.post("/reminders", data={**FORM, "calendar": str(path)})
    assert answer.headers["location"] == "/reminders?saved=yes"
    shown = asked.get("/reminders").text
    assert "1 entry of your calendar could not be read" in shown
    assert "Last read 08:" in shown or "Last read 09:" in shown
    assert "could not be read" not in asked.get("/").text


def test_a_password_in_an_address_is_kept_and_never_shown_again(
    asked: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with host(says(whole(CALENDAR.encode()))) as address:
        source = address.replace("https://", "https://me:verysecret@")
        asked.post("/reminders", data={**FORM, "calendar": source})
    assert coach.reminders.settings("self").calendar == source
    for page in PAGES:
        assert "verysecret" not in asked.get(page).text
    shown = source.replace("verysecret", "•••")
    assert shown in asked.get("/reminders").text
    asked.post("/reminders", data={**FORM, "calendar": shown, "interval_minutes": "50"})
    saved = coach.reminders.settings("self")
    assert (saved.calendar, saved.interval_minutes) == (source, 50)


def waits_for_ever(*_: object) -> None:
    raise AssertionError("a page would wait")


def test_no_other_page_waits_while_a_host_lets_one_wait(
    asked: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setattr(calendar_cache, "MOST_WAIT_SECONDS", 0.2)
    is_let, is_asked = threading.Event(), threading.Event()

    def waits(opened: Any, _: str) -> None:
        is_asked.set()
        is_let.wait(PATIENCE_SECONDS)
        opened.sendall(whole(CALENDAR.encode()))

    with host(waits) as address:
        answer = asked.post("/reminders", data={**FORM, "calendar": f"{address}/a.ics"})
        assert answer.headers["location"] == "/reminders?saved=but_calendar"
        assert is_asked.wait(PATIENCE_SECONDS)
        monkeypatch.setattr(CalendarCache, "read", waits_for_ever)
        for page in PAGES:
            assert asked.get(page).status_code == 200
        assert "Your calendar is being read" in asked.get("/reminders").text
        is_let.set()
        until(lambda: "Last read" in asked.get("/reminders").text, "the calendar")


def test_a_calendar_that_came_with_a_copy_is_asked_only_once_it_was_saved_here(
    asked: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    heads: list[str] = []

    def notes(opened: Any, head: str) -> None:
        heads.append(head)
        opened.sendall(whole(CALENDAR.encode()))

    with host(notes) as address:
        source = f"{address}/a.ics?id=victim"
        stored = {**coach.reminders.settings("self").as_dict(), "calendar": source}
        coach.journal.save_setting("self", "reminders", stored)
        for page in (*PAGES, f"/reminders.ics?token={coach.reminders.token('self')}"):
            asked.get(page)
        assert "came with a copy of a journal" in asked.get("/reminders").text
        assert heads == []
        asked.post("/reminders", data={**FORM, "calendar": source})
        assert len(heads) == 1


@pytest.mark.parametrize(
    ("what", "minutes", "kept"),
    [
        ("moved", 0, BreakEntry(BreakEvent.MOVED)),
        ("snooze", 5, BreakEntry(BreakEvent.SNOOZED, 5)),
        ("skip", 0, BreakEntry(BreakEvent.SKIPPED)),
        ("pause", 30, BreakEntry(BreakEvent.PAUSED, 30)),
        ("resume", 0, BreakEntry(BreakEvent.RESUMED)),
    ],
)
def test_each_button_is_noted_without_a_script(
    asked: TestClient, coach: Coach, clock: FixedClock, what: str, minutes: int, kept: BreakEntry
) -> None:
    at(clock, 9, 41)
    answer = asked.post(f"/reminders/{what}", data={"minutes": minutes, "back": "/reminders"})
    assert answer.headers["location"] == f"/reminders?break={what}#breaks"
    assert coach.journal.entries("self", (BreakEntry,))[-1].entry == kept
    assert asked.get(answer.headers["location"]).status_code == 200


def test_a_button_pressed_on_an_old_page_leads_to_how_it_stands(asked: TestClient) -> None:
    answer = asked.post("/reminders/snooze", data={"minutes": 5, "back": "https://example.org"})
    assert answer.headers["location"] == "/?break=not_now#breaks"
    assert "not possible now" in asked.get("/?break=not_now").text
    assert asked.post("/reminders/dance").status_code == 404


def test_the_third_one_left_out_is_spoken_of_once(asked: TestClient, clock: FixedClock) -> None:
    for hour, minute in ((9, 40), (10, 20), (11, 0)):
        at(clock, hour, minute)
        answer = asked.post("/reminders/skip")
    said = "That was the third one left out."
    assert said in asked.get(answer.headers["location"].partition("#")[0]).text
    assert said not in asked.get("/").text


def test_programs_get_the_same(asked: TestClient, clock: FixedClock) -> None:
    at(clock, 9, 41)
    told = asked.get("/api/reminders/next").json()
    assert told["due"]["at"] == "2026-03-02T09:40:00+00:00"
    assert told["notice"]["link"] == "/session/ankle-pumps"
    assert told["next"]["why"].startswith("10:20, because the one before is at 09:40")
    told = asked.post("/api/reminders/snooze", json={"minutes": 10}).json()
    assert told["next"]["why"] == "09:51, because at 09:41 you asked to wait a little."
    again = asked.post("/api/reminders/snooze", json={"minutes": 10})
    assert again.status_code == 422
    assert again.json()["error"]["message"] == "No break is due now."
    told = asked.post("/api/reminders/away", json={"minutes": 7, "asleep": True}).json()
    assert told["next"]["because"] == "asleep"
    assert asked.post("/api/reminders/moved").json()["next"]["because"] == "moved"


def test_the_zone_of_the_device_counts(asked: TestClient, clock: FixedClock) -> None:
    at(clock, 15)
    told = asked.get("/api/reminders/next?zone=America/New_York").json()
    assert told["next"]["at"] == "2026-03-02T10:20:00-05:00"
    assert asked.get("/reminders/now?zone=Nowhere").json()["next"]["at"].endswith("+00:00")


def test_a_break_that_is_due_where_the_device_is_can_be_left_out_there(
    asked: TestClient, clock: FixedClock
) -> None:
    at(clock, 19)
    zone = "America/New_York"
    assert f'name="zone" value="{zone}"' in asked.get(f"/reminders/card?zone={zone}").text
    left = asked.post("/reminders/skip", data={"zone": zone})
    assert left.headers["location"] == "/?break=skip#breaks"
    assert asked.post("/reminders/skip").headers["location"] == "/?break=not_now#breaks"


@pytest.mark.parametrize("document", [TODAY, EMERGENCY])
def test_no_break_is_offered_while_the_gate_holds(
    asked: TestClient, coach: Coach, clock: FixedClock, document: dict[str, Any]
) -> None:
    coach.checks.record("self", document)
    at(clock, 9, 41)
    card = asked.get("/reminders/card").text
    assert "I just moved" not in card
    assert "/session/" not in card
    assert "See the result of your check." in card
    told = asked.get("/api/reminders/next").json()
    assert (told["due"], told["next"], told["is_held"]) == (None, None, True)
    assert told["notice"]["link"] == "/result"


def test_without_asking_there_is_only_the_way_to_ask(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", WELL)
    html = client.get("/").text
    assert "Reminders are off." in html
    assert 'href="/reminders"' in html
    assert "I just moved" not in html


def test_the_feed_answers_only_to_its_secret(asked: TestClient, coach: Coach) -> None:
    token = coach.reminders.token("self")
    answer = asked.get(f"/reminders.ics?token={token}")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert Calendar.from_ical(answer.content).walk("VEVENT")
    assert token in asked.get("/reminders").text
    for wrong in ("", "?token=", "?token=self", f"?token={token}x"):
        assert asked.get(f"/reminders.ics{wrong}").status_code == 404
    asked.post("/reminders/token")
    assert asked.get(f"/reminders.ics?token={token}").status_code == 404


def test_settings_that_are_off_remind_of_nothing(asked: TestClient, coach: Coach) -> None:
    asked.post("/reminders", data={key: each for key, each in FORM.items() if key != "is_on"})
    assert coach.reminders.settings("self") == ReminderSettings(
        interval_minutes=40, days=coach.reminders.settings("self").days
    )
    assert asked.get("/api/reminders/next").json()["says"] == "Reminders are off."


@pytest.mark.parametrize("minutes", ["Infinity", "NaN", "1e400"])
@pytest.mark.parametrize("what", ["snooze", "pause", "away"])
def test_minutes_without_end_are_refused(client: TestClient, what: str, minutes: str) -> None:
    content = f'{{"minutes": {minutes}}}'
    json = {"content-type": "application/json"}
    answer = client.post(f"/api/reminders/{what}", content=content, headers=json)
    assert answer.status_code == 422
