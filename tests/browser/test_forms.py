"""What a person types and presses counts once, as meant, and is not lost to a fault."""

import pytest
from playwright.sync_api import Page, expect

from browser.phones import open_more, say_swollen
from browser.samples import WELL
from browser.serving import Served
from browser.visitor import Visitor
from soleus.journal import SELF, ActivityEntry, SymptomEntry

pytestmark = pytest.mark.browser

NOT_NOTED = "\N{EN DASH}"
PRESS_TWICE = "(button) => { button.click(); button.click(); }"


@pytest.fixture
def journal(visitor: Visitor, served: Served) -> Page:
    served.record(WELL)
    visitor.open("/journal")
    visitor.page.wait_for_load_state()
    return visitor.page


def minutes(served: Served) -> list[float]:
    with served.coach() as coach:
        return [each.entry.minutes for each in coach.journal.entries(SELF, (ActivityEntry,))]


def scores(served: Served) -> list[dict[str, int]]:
    with served.coach() as coach:
        entries = coach.journal.entries(SELF, (SymptomEntry,))
    return [{score.value: value for score, value in each.entry.scores.items()} for each in entries]


def test_a_button_pressed_twice_notes_it_once(journal: Page, served: Served) -> None:
    journal.locator("#how-long").fill("25")
    with journal.expect_navigation():
        journal.locator("#minutes button").evaluate(PRESS_TWICE)
    assert minutes(served) == [25]


def test_pressed_twice_with_no_network_it_is_kept_once(journal: Page) -> None:
    journal.context.set_offline(True)
    journal.locator("#how-long").fill("25")
    journal.locator("#minutes button").evaluate(PRESS_TWICE)
    expect(journal.locator("#network")).to_contain_text("1 entry waits on this device.")


def test_the_last_of_two_answers_is_the_one_that_counts(visitor: Visitor) -> None:
    visitor.open("/check/screen/pregnancy")
    buttons = visitor.page.locator("form.check button.choice")
    with visitor.page.expect_navigation():
        buttons.evaluate_all("(all) => { all[0].click(); all[1].click(); }")
    visitor.open("/check/screen/pregnancy")
    expect(buttons.nth(1)).to_have_attribute("aria-current", "true")


def test_nought_can_be_said_with_the_keys_alone(journal: Page, served: Served) -> None:
    say_swollen(journal)
    left = journal.locator("#swelling_left")
    expect(left).to_have_attribute("aria-valuetext", "not noted yet")
    left.focus()
    journal.keyboard.press("Tab")
    expect(left).to_have_attribute("aria-valuetext", "not noted yet")
    left.press("Home")
    expect(left).to_have_attribute("aria-valuetext", "0 of 10")
    with journal.expect_navigation():
        journal.locator("#feel > p > button").click()
    assert scores(served) == [{"swelling_left": 0}]


def test_a_fault_has_the_focus_and_the_form_has_what_was_typed(
    journal: Page, served: Served
) -> None:
    say_swollen(journal)
    journal.locator("#swelling_left").fill("4")
    open_more(journal)
    journal.locator("#calf_left_cm").fill("thick")
    with journal.expect_navigation():
        journal.locator("#feel > p > button").click()
    expect(journal.get_by_role("alert")).to_be_focused()
    expect(journal.locator("#swelling_left-value")).to_have_text("4")
    expect(journal.locator("#swelling_right-value")).to_have_text(NOT_NOTED)
    journal.locator("#calf_left_cm").fill("36.5")
    with journal.expect_navigation():
        journal.locator("#feel > p > button").click()
    assert scores(served) == [{"swelling_left": 4}]


def test_what_was_kept_leaves_the_sliders_as_they_began(journal: Page) -> None:
    journal.context.set_offline(True)
    say_swollen(journal)
    journal.locator("#swelling_left").fill("7")
    journal.locator("#feel > p > button").click()
    expect(journal.locator("#network")).to_contain_text("Kept on this device.")
    expect(journal.locator("#swelling_left-value")).to_have_text(NOT_NOTED)
    assert journal.locator("#swelling_left").input_value() == "0"
    journal.locator("#feel > p > button").click()
    expect(journal.locator("#network")).to_contain_text("Nothing is noted yet.")


def test_a_wheel_turned_over_a_number_leaves_it_as_it_is(visitor: Visitor) -> None:
    visitor.open("/reminders")
    page = visitor.page
    page.wait_for_load_state()
    page.get_by_text("Days and hours").click()
    numbers = page.locator("input[type=number]")
    assert numbers.count() >= 2
    for field in numbers.all():
        before = field.input_value()
        field.click()
        for _ in range(3):
            page.mouse.wheel(0, 100)
        expect(field).not_to_be_focused()
        assert field.input_value() == before
        field.fill("41")  # by the keys it changes as before
        assert field.input_value() == "41"
