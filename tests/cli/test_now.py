"""``soleus`` alone as it is typed: the check, the plan, then today's list."""

import pytest

from cli.said import Run
from coach.samples import WELL
from soleus.compose import Settings, open_coach
from soleus.journal import SELF


def check() -> None:
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record(SELF, {**WELL})


def test_without_a_check_it_says_that_the_check_comes_first(typed: Run) -> None:
    said = typed()
    assert said.status == 2
    assert "soleus check" in said.err


def test_with_a_check_and_no_plan_it_says_how_to_make_one(typed: Run) -> None:
    check()
    said = typed()
    assert said.status == 0
    assert "soleus plan make" in said.out


def test_with_a_plan_it_shows_todays_list_and_what_is_next(typed: Run) -> None:
    check()
    assert typed("plan", "make").status == 0
    lines = typed().out.splitlines()
    assert lines[0] == "Today: 0 of 3 done"
    assert sum(line.startswith("  [ ] ") for line in lines) == 3
    assert any("To begin: soleus session " in line for line in lines)
    assert len(lines) < 10


def test_the_plan_shows_today_first_with_its_ticks(typed: Run) -> None:
    check()
    typed("plan", "make")
    with open_coach(Settings.from_environment()) as coach:
        found = coach.days.now(SELF)
        assert found is not None
        coach.days.tick(SELF, found.shown[0].item.id)
    said = typed("plan").out
    assert said.startswith("Today: 1 of 3 done")
    assert said.count("[x]") == 1


@pytest.mark.parametrize("words", [("--help",), ("plan", "--help")])
def test_help_is_still_there(typed: Run, words: tuple[str, ...]) -> None:
    assert "Usage" in typed(*words).out
