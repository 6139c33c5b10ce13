"""``soleus plan journey``: what to do when, at the terminal, with the claims and by the gate."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cli.said import Run
from soleus.compose import Settings, open_coach
from soleus.journal import JourneyEntry, JourneyLeg, Means, Seat

WELL = {"answers": {"age": 40}, "others": "no"}


def set_out(*, with_check: bool = True) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).replace(
        hour=9, minute=0, second=0, microsecond=0, tzinfo=None
    )
    leg = JourneyLeg(
        tomorrow,
        "Europe/London",
        tomorrow + timedelta(hours=10),
        "Asia/Dubai",
        Means.FLIGHT,
        Seat.AISLE,
    )
    with open_coach(Settings.from_environment()) as coach:
        if with_check:
            coach.checks.record("self", WELL)
        coach.notes.take("self", JourneyEntry(UUID(int=3), (leg,)))


def test_it_prints_the_hours_the_claims_and_the_signs(typed: Run) -> None:
    set_out()
    said = typed("plan", "journey")
    assert said.status == 0
    assert "Your journey to Dubai" in said.out
    assert "The clock in Dubai is 4 hours ahead of the one in London." in said.out
    assert "10:00  [ ] Pump your feet in the seat" in said.out
    assert "[F15, C05, C08, X43]" in said.out
    assert "call the emergency number" in said.out
    assert max(map(len, said.out.splitlines())) <= 88


def test_without_a_check_it_says_so_and_asks_for_no_movement(typed: Run) -> None:
    set_out(with_check=False)
    said = typed("plan", "journey")
    assert "it has to be asked before anything" in " ".join(said.out.split())
    assert "Pump your feet" not in said.out


def test_programs_read_it_as_json_and_nothing_noted_is_told(typed: Run) -> None:
    assert "No journey is noted." in typed("plan", "journey").err
    set_out()
    [told] = json.loads(typed("plan", "journey", "--json").out)["journeys"]
    assert told["stage"] == "ahead"


def test_the_journal_lists_it_in_words(typed: Run) -> None:
    set_out()
    assert "Dubai" in typed("journal", "list").out
