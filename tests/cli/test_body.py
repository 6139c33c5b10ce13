"""``soleus body``: what was said stays until it is taken back, and what was measured is listed."""

import json

from cli.said import Run


def test_year_and_height_are_kept_and_can_be_forgotten(typed: Run) -> None:
    assert "Year of birth: not said. Height: not said." in typed("body").out
    assert typed("body", "--born", "1960").status == 0
    said = typed("body", "--height", "171,5")
    assert "Year of birth: 1960. Height: 171.5 cm." in said.out
    typed("body", "--born", "0")
    kept = json.loads(typed("body", "--json").out)
    assert (kept["birth_year"], kept["height_cm"]) == (None, 171.5)


def test_what_does_not_fit_is_refused_and_nothing_is_kept(typed: Run) -> None:
    for option, value, words in (
        ("--born", "1850", "from 1900"),
        ("--height", "17", "from 100 to 250 cm"),
    ):
        refused = typed("body", option, value)
        assert refused.status == 2
        assert words in refused.err
    assert "not said. Height: not said" in typed("body").out


def test_the_last_value_of_each_thing_is_listed(typed: Run) -> None:
    typed("journal", "add", "weight", "--weight-kg", "84", "--at", "2026-01-01")
    typed("journal", "add", "weight", "--weight-kg", "82.5")
    typed("journal", "add", "tape", "--calf-left-cm", "36.5")
    typed("journal", "add", "heel-raises", "--heel-raises-right", "22")
    said = typed("body").out
    assert "weight: 82.5 kg" in said
    assert "calf left: 36.5 cm" in said
    assert "heel raises right: 22 (" in said
    assert "84" not in said
