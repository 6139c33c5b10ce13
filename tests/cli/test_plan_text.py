from datetime import timedelta
from typing import Any

import pytest

from plan.samples import MONDAY, clearance, profile, referred
from soleus.cli.plan_text import render
from soleus.language import use
from soleus.plan import Setting, WeekPlan, draft, drop

JOURNEY: dict[str, Any] = {"journey_starts_at": "2026-03-03T09:00", "journey_minutes": 240}


def test_a_week_is_shown_day_by_day_with_how_and_why() -> None:
    text = render(draft(clearance(), profile(), start=MONDAY))
    assert text.startswith("Your week from Monday 2 March 2026\n")
    assert "\n\nThis week: 70 minutes, about 10 a day." in text
    assert "  13:00  Walk, 5 min  [mon.walking_bout.1]" in text
    assert "  09:00  Stand and walk, 2 min, every 45 minutes until 17:00" in text
    assert text.count("Why: Each step squeezes the deep veins") == 1
    assert max(len(line) for line in text.splitlines()) <= 88


def test_a_referral_comes_before_anything_to_do() -> None:
    text = render(draft(referred(), profile(), start=MONDAY))
    first, second, *_ = text.split("\n\n")
    assert first == "Your week from Monday 2 March 2026"
    assert second.startswith("See a clinician within days")
    assert text.count("See a clinician within days") == 1


def test_a_limit_is_shown_with_its_claims() -> None:
    text = render(draft(referred(), profile(), start=MONDAY))
    assert "  Limit: Keep to this limit. (B07)" in text


def test_what_needs_a_new_check_is_marked() -> None:
    late = draft(clearance(), profile(), start=MONDAY + timedelta(days=4))
    rows = [row for row in render(late).splitlines() if "mon.walking_bout.1" in row]
    assert rows == ["  13:00  Walk, 5 min  (after a new check)  [mon.walking_bout.1]"]


def test_changes_and_what_fell_away_are_told() -> None:
    plan = draft(clearance(), profile(), start=MONDAY)
    text = render(drop(plan, "mon.walking_bout.1"))
    assert "Changed since it was drawn up\n  Walk, 5 min, Monday 13:00: dropped" in text
    again = render(WeekPlan.from_dict(plan.as_dict(), referred()))
    assert "  Ankle pumps (21 times): Your last check does not allow this now." in again


def test_an_empty_day_says_so() -> None:
    assert "Sunday 8 March 2026\n  Nothing planned." in render(
        draft(referred(), profile(), start=MONDAY)
    )


@pytest.mark.parametrize("setting", Setting)
def test_in_another_language_nothing_of_the_week_stays_english(setting: Setting) -> None:
    person = profile(setting=setting, **JOURNEY if setting is Setting.JOURNEY else {})
    english = render(draft(clearance(), person, start=MONDAY))
    with use("de"):
        german = render(draft(clearance(), person, start=MONDAY))
        same = [block for block in paragraphs(english) if block in paragraphs(german)]
    assert same == []


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a week that say something, each on one line."""
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return [block for block in blocks if len(block) > 60]
