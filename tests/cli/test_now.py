"""``soleus`` alone as it is typed: what cannot wait, then the day, each with its command."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run
from coach.samples import WELL, exercise
from soleus import compose
from soleus.coach import Reminders
from soleus.compose import Settings, open_coach
from soleus.journal import SELF, CheckEntry, Score, SymptomEntry
from soleus.reminders import CalendarCache, ReminderSettings
from soleus.vocabulary.clock import FixedClock

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
EMERGENCY = {"answers": {"age": 40, "chest_pain": True}, "others": "no"}
TODAY = {"answers": {"age": 40, "leg_pain": "left"}, "others": "no"}
WITHIN_DAYS = {"answers": {"age": 40, "ankle_skin_discolouration": "left"}, "others": "no"}
INCOMPLETE: dict[str, Any] = {"answers": {"age": 40}}
CARDS = {
    "emergency": (EMERGENCY, "Immediate action required: Call 112 now"),
    "today": (TODAY, "Urgent advice: See a doctor today"),
    "within_days": (WITHIN_DAYS, "Non-urgent advice: See a doctor within days"),
}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FixedClock:
    fixed = FixedClock(MONDAY)
    monkeypatch.setattr(compose, "SystemClock", lambda: fixed)
    monkeypatch.setenv("TZ", "UTC")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return fixed


@pytest.fixture
def soleus(typed: Run, clock: FixedClock) -> Run:
    """Return what types ``soleus WORDS`` on a Monday morning."""
    return typed


def do(change: Callable[..., object]) -> None:
    with open_coach(Settings.from_environment()) as coach:
        change(coach)


def check(document: dict[str, Any]) -> None:
    do(lambda coach: coach.checks.record(SELF, document))


def plan() -> None:
    check({**WELL})
    do(lambda coach: coach.weeks.make(SELF, coach.weeks.profile(SELF)))


def commands(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.startswith("  soleus ")]


def test_where_nothing_is_kept_it_says_how_to_begin_and_makes_nothing(
    soleus: Run, tmp_path: Path
) -> None:
    said = soleus()
    assert (said.status, said.err) == (0, "")
    assert commands(said.out) == ["soleus check"]
    assert "soleus --help" in said.out
    assert not (tmp_path / "data").exists()


def test_with_a_journal_and_no_check_the_check_comes_first(soleus: Run) -> None:
    do(lambda coach: coach.notes.take(SELF, SymptomEntry({Score.HEAVINESS: 2})))
    said = soleus()
    assert said.status == 0
    assert said.out.startswith("Take the check first.")
    assert commands(said.out) == ["soleus check"]


@pytest.mark.parametrize("urgency", CARDS)
def test_whom_to_see_stands_first_with_its_number_and_no_list(soleus: Run, urgency: str) -> None:
    plan()
    document, title = CARDS[urgency]
    check(document)
    said = soleus()
    assert said.status == 0
    assert said.out.splitlines()[0] == title
    assert "Call 112" in said.out
    assert "Today:" not in said.out
    assert not any(each.startswith("soleus session") for each in commands(said.out))


def test_after_an_emergency_nothing_but_help_and_the_check_is_named(soleus: Run) -> None:
    check(EMERGENCY)
    said = soleus().out
    assert commands(said) == ["soleus check"]
    assert said.index("Call 112") < said.index("Once you have been helped")
    assert "Your check holds" not in said


def test_whom_to_see_and_then_how_a_visit_is_noted(soleus: Run) -> None:
    check(TODAY)
    assert commands(soleus().out) == ["soleus visits add --help"]


def test_within_days_the_week_until_then_is_open_and_until_when(soleus: Run) -> None:
    check(WITHIN_DAYS)
    said = soleus().out
    assert commands(said) == ["soleus visits add --help", "soleus plan make"]
    assert "until Monday 9 March at 09:00" in " ".join(said.split()).replace("holds ", "")


def test_missing_answers_lead_back_to_the_check(soleus: Run) -> None:
    check(INCOMPLETE)
    said = soleus().out
    assert "Some answers are missing" in said
    assert commands(said) == ["soleus check"]


def test_with_a_check_and_no_plan_it_says_how_to_make_one(soleus: Run) -> None:
    check({**WELL})
    said = soleus().out
    assert commands(said) == ["soleus plan make"]
    assert "Your check holds until Monday 9 March at 09:00" in said


def test_the_days_list_has_a_command_for_each_thing_that_is_open(soleus: Run) -> None:
    plan()
    lines = soleus().out.splitlines()
    assert lines[0] == "Today: 0 of 3 done"
    items = [line for line in lines if line.startswith("  [ ] ")]
    assert len(items) == 3
    assert all("  soleus session " in line for line in items)
    named = {line.rpartition("soleus session ")[2].partition(" ")[0] for line in items}
    assert named <= {"ankle-pumps", "walking", "calf-raises", "elevation"}
    assert len(lines) <= 8


def test_of_two_of_a_kind_the_later_one_is_begun_by_its_name(soleus: Run) -> None:
    plan()
    walks = [each for each in soleus().out.splitlines() if "soleus session walking" in each]
    assert len(walks) == 2
    assert walks[0].endswith("soleus session walking")
    assert " --item mon.walking_bout." in walks[1]


def test_what_is_done_is_ticked_and_has_no_command(soleus: Run) -> None:
    plan()

    def tick(coach: Any) -> None:
        coach.days.tick(SELF, coach.days.now(SELF).shown[0].item.id)

    do(tick)
    ticked = [line for line in soleus().out.splitlines() if line.startswith("  [x] ")]
    assert len(ticked) == 1
    assert "soleus" not in ticked[0]


def test_the_break_that_is_due_is_said_with_what_to_type(soleus: Run, clock: FixedClock) -> None:
    plan()
    settings = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC")
    do(lambda coach: coach.reminders.save(SELF, settings))
    assert "soleus remind moved" not in soleus().out
    clock.moment = MONDAY + timedelta(minutes=50)
    said = soleus().out
    assert said.startswith("Stand up and walk for two minutes.")
    assert commands(said)[:2] == ["soleus session ankle-pumps", "soleus remind moved"]


def test_a_calendar_elsewhere_is_not_asked(
    soleus: Run, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan()
    settings = ReminderSettings(
        is_on=True, interval_minutes=40, zone="UTC", calendar="https://calendar.example/me.ics"
    )
    do(lambda coach: coach.journal.save_setting(SELF, "reminders", settings.as_dict()))
    monkeypatch.setattr(Reminders, "_may_ask", lambda *_: True)
    asked: list[str] = []
    monkeypatch.setattr(
        CalendarCache, "_read_behind", lambda _self, source, _zone: asked.append(source)
    )
    clock.moment = MONDAY + timedelta(minutes=50)
    assert "soleus remind status" in commands(soleus().out)
    assert asked == []


def test_an_exercise_that_was_prescribed_is_said_when_it_is_time(
    soleus: Run, clock: FixedClock
) -> None:
    plan()
    settings = ReminderSettings(is_on=True, interval_minutes=40, zone="UTC")

    def prescribe(coach: Any) -> None:
        coach.reminders.save(SELF, settings)
        coach.notes.take(SELF, exercise())

    do(prescribe)
    clock.moment = MONDAY + timedelta(hours=5)
    assert "soleus session 'Towel pull'" in commands(soleus().out)


def test_the_question_of_the_morning_has_both_its_answers(soleus: Run, clock: FixedClock) -> None:
    plan()
    scores = {Score.SWELLING_LEFT: 2, Score.SWELLING_RIGHT: 2}
    do(lambda coach: coach.notes.take(SELF, SymptomEntry(scores)))
    clock.moment = MONDAY + timedelta(hours=23)
    found = [each for each in commands(soleus().out) if "gone-by-morning" in each]
    assert len(found) == 2
    assert soleus(*found[0].split()[1:]).status == 0
    assert "gone-by-morning" not in soleus().out


def test_a_session_that_was_left_is_gone_on_with(soleus: Run) -> None:
    plan()
    do(lambda coach: coach.practice.begin(SELF, "ankle_pumps", anything_new=False))
    said = soleus().out
    assert said.startswith("Your session is waiting.")
    assert commands(said)[0] == "soleus session ankle-pumps"


@pytest.mark.parametrize(("days", "is_over"), [(6.9, False), (7.1, True)])
def test_a_check_that_has_run_out_is_taken_again(
    soleus: Run, clock: FixedClock, days: float, is_over: bool
) -> None:
    plan()
    clock.moment = MONDAY + timedelta(days=days)
    said = soleus().out
    assert said.startswith("Take the check again first.") is is_over
    assert ("soleus check" in commands(said)) is is_over
    assert ("Your check holds" in said) is not is_over


def test_a_referral_stands_also_when_its_check_has_run_out(soleus: Run, clock: FixedClock) -> None:
    check(WITHIN_DAYS)
    clock.moment = MONDAY + timedelta(days=8)
    said = soleus().out
    assert said.splitlines()[0] == CARDS["within_days"][1]
    assert commands(said) == ["soleus visits add --help", "soleus check"]


def test_something_new_ends_the_day_until_the_check(soleus: Run) -> None:
    plan()
    do(lambda coach: coach.notes.take(SELF, SymptomEntry(is_new=True)))
    said = soleus().out
    assert "Today:" not in said
    assert "soleus check" in commands(said)


def test_an_unfinished_check_is_gone_on_with(soleus: Run) -> None:
    def begin(coach: Any) -> None:
        first = coach.checks.current(SELF).screen
        coach.checks.answer(SELF, first.id, {}, none_of_these=True)

    do(begin)
    said = soleus().out
    assert said.startswith("Go on with your check. Your answers are kept.")
    assert commands(said) == ["soleus check"]


def test_what_an_unfinished_check_has_made_sure_stands_first(soleus: Run) -> None:
    plan()

    def half_way(coach: Any) -> None:
        checks = coach.checks
        while (now := checks.current(SELF)).so_far is None:
            screen = now.screen
            sign = {"leg_pain": "left"} if "leg_pain" in screen.findings else {}
            checks.answer(SELF, screen.id, sign, none_of_these=True)

    do(half_way)
    said = soleus().out
    assert said.splitlines()[0] == CARDS["today"][1]
    assert commands(said) == ["soleus check"]
    assert "Today:" not in said


def test_a_check_whose_answers_cannot_be_read_is_said(soleus: Run) -> None:
    entry = CheckEntry({"answers": {"no_such_finding": True}}, {})
    do(lambda coach: coach.journal.append(SELF, entry))
    assert soleus().out.startswith("The answers of your last check cannot be read here")


@pytest.mark.parametrize("document", [WELL, WITHIN_DAYS, TODAY, EMERGENCY, INCOMPLETE])
def test_it_says_everything_in_german(soleus: Run, document: dict[str, Any]) -> None:
    plan()
    check({**document})
    english, german = soleus().out, soleus("--language", "de").out
    same = set(german.splitlines()) & set(english.splitlines())
    is_words = re.compile(r"(?!  soleus )(?!.*\[?[A-Z0-9 ]+\]$).")
    assert [line for line in same if is_words.match(line)] == []
    assert commands(german) == commands(english)
    is_safety = document is not WELL
    assert ("nicht ärztlich geprüft" in german) is is_safety


def test_it_is_given_as_json_in_english(soleus: Run) -> None:
    plan()
    english, german = soleus("--json"), soleus("--language", "de", "--json")
    assert german == english
    said = json.loads(english.out)
    assert (said["urgency"], said["care"], said["steps"]) == ("self_care", None, [])
    assert [each["is_done"] for each in said["today"]["items"]] == [False] * 3
    assert all(each["command"].startswith("soleus session ") for each in said["today"]["items"])
    check(EMERGENCY)
    said = json.loads(soleus("--json").out)
    assert said["urgency"] == "emergency"
    assert said["care"]["title"] == "Call 112 now"
    assert all(each["claims"] for each in said["care"]["lines"])
    assert said["today"] is None


def test_json_comes_after_a_command(soleus: Run) -> None:
    said = soleus("--json", "plan")
    assert (said.status, said.out) == (2, "")
    assert "soleus plan --json" in said.err


def test_the_plan_shows_today_first_with_its_ticks(soleus: Run) -> None:
    plan()

    def tick(coach: Any) -> None:
        coach.days.tick(SELF, coach.days.now(SELF).shown[0].item.id)

    do(tick)
    said = soleus("plan").out
    assert said.startswith("Today: 1 of 3 done")
    assert said.count("[x]") == 1
    assert said.index("[x]") < said.index("Your week from")


def test_a_referral_stands_before_today_in_the_plan_too(soleus: Run) -> None:
    plan()
    check(WITHIN_DAYS)
    assert "Today:" not in soleus("plan").out


def test_help_is_as_it_was(soleus: Run) -> None:
    said = soleus("--help").out
    assert "--json" not in said
    assert said.count("\n") < 30
    for verb in ("check", "plan", "session", "journal", "remind", "visits", "serve"):
        assert f"\n  {verb} " in said


@pytest.mark.parametrize("is_kept", [False, True])
def test_it_imports_only_what_it_needs(soleus: Run, tmp_path: Path, is_kept: bool) -> None:
    if is_kept:
        plan()
    code = (
        "import sys; sys.argv = ['soleus']\n"
        "from soleus.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    loaded = set(done.stderr.split())
    never = {"fastapi", "uvicorn", "numpy", "scipy", "soleus.web", "soleus.circulation", "jinja2"}
    never |= {"alembic", "babel", "httpx", "icalendar"}
    assert loaded & never == set()
    if not is_kept:
        assert (
            loaded & {"sqlalchemy", "soleus.coach", "soleus.assessment", "soleus.journal"} == set()
        )
