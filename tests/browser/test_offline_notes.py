"""In flight mode everything of the day can be noted; what is refused is kept, told and mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from browser.phones import (
    LET_ONE_WAIT,
    open_more,
    open_page,
    say_swollen,
    until_kept,
    until_none_waits,
    visit,
    waiting,
)
from browser.samples import WELL
from patience import until
from soleus.journal import (
    SELF,
    ActivityEntry,
    BreakEntry,
    HabitEntry,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
)
from soleus.plan import Setting
from soleus.reminders import ReminderSettings

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

    from browser.conftest import OpenTab
    from browser.serving import Served
    from chromium_flags import NewContext

pytestmark = pytest.mark.browser

LET_IT_WAIT = """(entry) => new Promise((resolve) => {
  const request = indexedDB.open("soleus-queue", 1);
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction("waiting", "readwrite");
    transaction.objectStore("waiting").put(entry);
    transaction.oncomplete = () => { database.close(); resolve(); };
  };
})"""


def recorded(served: Served, kind: type[Any]) -> list[Any]:
    with served.coach() as coach:
        return [each.entry for each in coach.journal.entries(SELF, (kind,))]


def is_kept(page: Page) -> None:
    expect(page.locator("#network")).to_contain_text("Kept on this device.")


def note_all_of_the_journal(page: Page) -> None:
    open_page(page, "/journal")
    say_swollen(page)
    open_more(page)
    for name in ("swelling_left", "swelling_right", "heaviness", "leg_fatigue", "leg_pain"):
        page.locator(f"#{name}").fill("4")
    for name in ("calf_left_cm", "calf_right_cm", "ankle_left_cm", "ankle_right_cm"):
        page.locator(f"#{name}").fill("36,5")
    page.locator("#note").fill("after the flight")
    page.locator("#feel button[class=button]").click()
    is_kept(page)
    page.locator("#how-long").fill("25")
    page.locator("#minutes summary").first.click()
    page.locator("label.choice", has_text="Hard").click()
    page.locator("#what").fill("stairs")
    page.locator("#minutes button").click()
    expect(page.locator("#network")).to_contain_text("3 entries wait")


def test_all_that_the_journal_asks_is_noted_in_flight_mode_and_arrives_once(
    tab: Page, served: Served
) -> None:
    note_all_of_the_journal(tab)
    ids = {each["id"] for each in waiting(tab)}
    assert len(ids) == 3
    tab.context.set_offline(False)
    for _ in range(2):
        tab.goto("/journal")
        until_none_waits(tab)
    [symptom] = recorded(served, SymptomEntry)
    assert set(symptom.scores.values()) == {4}
    assert len(symptom.scores) == 5
    assert symptom.note == "after the flight"
    assert [each.as_dict() for each in recorded(served, TapeEntry)] == [
        dict.fromkeys(("calf_left_cm", "calf_right_cm", "ankle_left_cm", "ankle_right_cm"), 36.5)
    ]
    [walked] = recorded(served, ActivityEntry)
    assert (walked.minutes, walked.intensity.value, walked.what) == (25, "vigorous", "stairs")
    with served.coach() as coach:
        assert ids == {
            str(each.id)
            for each in coach.journal.entries(SELF, (SymptomEntry, TapeEntry, ActivityEntry))
        }


def test_the_browser_is_asked_to_keep_what_waits_and_not_before(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    page.add_init_script(
        "window.asked = 0; StorageManager.prototype.persisted = async () => false;"
        "StorageManager.prototype.persist = async () => { window.asked++; return true; };"
    )
    visit(page)
    until_kept(page, ["/journal"])
    phone.set_offline(True)
    open_page(page, "/journal")
    assert page.evaluate("window.asked") == 0
    for _ in range(2):
        page.locator("#how-long").fill("25")
        page.locator("#minutes button").click()
        is_kept(page)
    assert page.evaluate("window.asked") == 1
    assert len(waiting(page)) == 2


def test_every_fault_of_a_form_is_told_at_once_in_the_lines_of_the_server(tab: Page) -> None:
    open_page(tab, "/journal")
    open_more(tab)
    tab.locator("#calf_left_cm").fill("3")
    tab.locator("#ankle_left_cm").fill("thick")
    tab.locator("#feel button[class=button]").click()
    line = tab.locator("#network")
    expect(line).to_contain_text("Calf left: a number is needed, from 15 to 100 cm")
    expect(line).to_contain_text("Ankle left: a number is needed, from 10 to 80 cm")
    assert waiting(tab) == []


def test_habits_are_answered_and_a_break_is_noted_in_flight_mode(
    phone: BrowserContext, served: Served
) -> None:
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        coach.reminders.save(SELF, ReminderSettings(is_on=True))
    page = phone.new_page()
    visit(page)
    until_kept(page, ["/habits"])
    phone.set_offline(True)
    open_page(page, "/habits")
    smoking = page.locator("#smoking form")
    smoking.locator("label.choice", has_text="No").first.click()
    smoking.locator("button").click()
    is_kept(page)
    open_page(page, "/")
    page.get_by_role("button", name="I just moved").click()
    is_kept(page)
    phone.set_offline(False)
    open_page(page, "/habits")
    until_none_waits(page)
    assert [each.thread for each in recorded(served, HabitEntry)] == ["smoking"]
    assert [each.what.value for each in recorded(served, BreakEntry)].count("moved") == 1


def refused(page: Page, kind: str, payload: dict[str, Any]) -> str:
    """Let something wait that the server will refuse, as an older page might have."""
    id_ = str(uuid4())
    at = page.evaluate("new Date(Date.now() - 3600000).toISOString()")
    entry = {"id": id_, "person": SELF, "kind": kind, "at": at, "taken_at": at, "payload": payload}
    page.evaluate(LET_IT_WAIT, {**entry, "from": "/journal"})
    return id_


def test_what_is_refused_is_mended_in_its_form_and_then_taken(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    refused(page, "tape", {"calf_left_cm": 3, "ankle_left_cm": 24})
    open_page(page, "/settings")
    line = page.locator("#network")
    expect(line).to_contain_text("not taken: Calf left: a number is needed")
    page.get_by_role("link", name="Mend it").click()
    expect(line).to_contain_text("Mend it below and save.")
    assert page.locator("#calf_left_cm").input_value() == "3"
    assert page.locator("#ankle_left_cm").input_value() == "24"
    page.locator("#calf_left_cm").fill("36")
    page.locator("#feel button[class=button]").click()
    page.wait_for_url(lambda url: "mend" not in url)
    until_none_waits(page)
    [measured] = recorded(served, TapeEntry)
    assert (measured.calf_left_cm, measured.ankle_left_cm) == (36, 24)


def test_what_is_refused_can_be_removed_after_asking_again(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    page.evaluate(LET_ONE_WAIT, str(uuid4()))
    open_page(page, "/settings")
    page.get_by_role("button", name="Remove it").click()
    assert len(waiting(page)) == 1
    page.get_by_role("button", name="Press again to remove it for good").click()
    expect(page.locator("#network")).to_be_hidden()
    assert waiting(page) == []
    assert recorded(served, TapeEntry) == []


def test_something_new_that_was_refused_can_be_mended_but_never_taken_away(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    refused(page, "symptom", {"scores": {"heaviness": 99}, "is_new": True})
    open_page(page, "/settings")
    expect(page.locator("#network")).to_contain_text("One was not taken")
    assert page.get_by_role("button", name="Remove it").count() == 0
    page.get_by_role("link", name="Mend it").click()
    expect(page.locator("#network")).to_contain_text("Mend it below")
    page.locator("label", has_text="Something is new or worse").click()
    page.locator("#heaviness").fill("9")
    page.locator("#feel button[class=button]").click()
    page.wait_for_url(lambda url: "mend" not in url)
    until_none_waits(page)
    [noted] = recorded(served, SymptomEntry)
    assert noted.is_new
    with served.coach() as coach:
        assert coach.gate.standing(SELF).clearance is None


def test_what_another_entry_has_taken_the_place_of_is_told_and_kept(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    id_ = refused(page, "tape", {"calf_left_cm": 36})
    open_page(page, "/settings")
    until_none_waits(page)
    page.evaluate(
        LET_IT_WAIT,
        {
            **{"id": id_, "person": SELF, "kind": "tape", "from": "/journal"},
            **{"at": "2026-03-01T08:00:00Z", "taken_at": "2026-03-01T08:00:00Z"},
            "payload": {"calf_left_cm": 41},
        },
    )
    open_page(page, "/settings")
    expect(page.locator("#network")).to_contain_text("taken by another entry")
    [first] = recorded(served, TapeEntry)
    assert first.calf_left_cm == 36
    page.get_by_role("link", name="Mend it").click()
    expect(page.locator("#network")).to_contain_text("Mend it below")
    page.locator("#feel button[class=button]").click()
    page.wait_for_url(lambda url: "mend" not in url)
    until_none_waits(page)
    assert [each.calf_left_cm for each in recorded(served, TapeEntry)] == [41, 36]


def test_a_kept_page_of_yesterday_notes_minutes_as_of_today(tab: Page) -> None:
    tab.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=1))
    open_page(tab, "/journal")
    expect(tab.locator("#network")).to_contain_text("This page is as it was on")
    tab.locator("#how-long").fill("20")
    tab.locator("#minutes button").click()
    is_kept(tab)
    [entry] = waiting(tab)
    assert entry["at"][:10] == tab.evaluate("new Date().toISOString().slice(0, 10)")


def test_half_of_what_waited_is_sent_the_tab_is_killed_and_the_rest_arrives_once(
    tab: Page, served: Served
) -> None:
    note_all_of_the_journal(tab)
    phone = tab.context
    # the server takes all of it, and the device never hears that it did
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()
        lost.append(route.request.url)

    phone.route("**/api/sync", lose_the_answer)
    phone.set_offline(False)
    tab.evaluate("import(document.querySelector('script[src*=\"offline/page\"]').src)")
    until(lambda: lost, "an answer to be lost", tab)
    assert recorded(served, TapeEntry)
    assert len(waiting(tab)) == 3
    tab.close(run_before_unload=False)
    phone.unroute_all(behavior="ignoreErrors")  # one more may be under way as the tab goes
    other = phone.new_page()
    open_page(other, "/journal")
    until_none_waits(other)
    for kind in (SymptomEntry, TapeEntry, ActivityEntry):
        assert len(recorded(served, kind)) == 1


def test_a_button_pressed_before_it_is_known_that_nobody_answers_is_kept(
    phone: BrowserContext, served: Served
) -> None:
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        coach.reminders.save(SELF, ReminderSettings(is_on=True))
    page = phone.new_page()
    visit(page)
    open_page(page, "/")
    page.wait_for_load_state("networkidle")  # the card is put anew at the beginning
    phone.route("**/api/sync", lambda route: route.abort())
    page.get_by_role("button", name="I just moved").click()
    is_kept(page)
    assert [each["kind"] for each in waiting(page)] == ["break"]
    assert "moved" not in [each.what.value for each in recorded(served, BreakEntry)]


def test_a_button_pressed_at_once_goes_to_a_server_that_answers(
    phone: BrowserContext, served: Served
) -> None:
    with served.coach() as coach:
        coach.weeks.make(SELF, coach.weeks.profile(SELF))
        coach.reminders.save(SELF, ReminderSettings(is_on=True))
    page = phone.new_page()
    visit(page)
    page.get_by_role("button", name="I just moved").click()
    expect(page.locator("#breaks")).to_contain_text("Noted.")
    assert waiting(page) == []
    assert [each.what.value for each in recorded(served, BreakEntry)].count("moved") == 1


def test_what_it_means_is_promised_with_no_network_and_told_once_it_arrived(
    tab: Page, served: Served
) -> None:
    open_page(tab, "/journal")
    tab.locator("#feel label.choice", has_text="None").click()
    tab.locator("#feel > p > button").click()
    is_kept(tab)
    expect(tab.locator("#network")).to_contain_text("What it means is told when it arrives.")
    tab.context.set_offline(False)
    open_page(tab, "/")
    tab.get_by_role("link", name="Your notes have arrived.").click()
    expect(tab.locator("#meaning")).to_contain_text("Noted: left 0, right 0.")
    [noted] = recorded(served, SymptomEntry)
    assert set(noted.scores.values()) == {0}


def noted_before(served: Served, left: int, right: int, *, days: int = 1) -> None:
    """Have an evening noted some days ago."""
    with served.coach() as coach:
        past = coach.moment_on(coach.today() - timedelta(days=days))
        scores = {Score.SWELLING_LEFT: left, Score.SWELLING_RIGHT: right}
        coach.notes.take(SELF, SymptomEntry(scores=scores), at=past)


def note_in_flight_mode(page: Page, answer: str) -> None:
    visit(page)
    page.context.set_offline(True)
    open_page(page, "/journal")
    page.locator("#feel label.choice", has_text=answer).first.click()
    page.locator("#feel > p > button").click()
    is_kept(page)


@pytest.mark.parametrize(
    ("before", "answer", "says"),
    [
        ((4, 4), "None", "Less than yesterday: left from 4 to 0, right from 4 to 0."),
        ((0, 0), "None", "No swelling, as yesterday."),
        ((3, 4), "As yesterday", "As yesterday: left 3, right 4."),
        ((0, 3), "A little", "More than yesterday: left from 0 to 2."),
    ],
)
def test_with_no_network_a_note_is_held_against_the_evening_before(
    phone: BrowserContext, served: Served, before: tuple[int, int], answer: str, says: str
) -> None:
    noted_before(served, *before)
    page = phone.new_page()
    note_in_flight_mode(page, answer)
    line = page.locator("#network")
    expect(line).to_contain_text(says)
    expect(line).to_contain_text("What it means is told when it arrives.")
    expect(line).not_to_contain_text("Better")
    assert page.locator("#network a").count() == 0


def test_two_notes_of_a_day_are_held_against_the_days_before_and_the_later_counts(
    phone: BrowserContext, served: Served
) -> None:
    noted_before(served, 4, 4, days=3)
    page = phone.new_page()
    note_in_flight_mode(page, "A little")
    expect(page.locator("#network")).to_contain_text("Less than on")
    page.locator("#feel label.choice", has_text="None").click()
    page.locator("#feel > p > button").click()
    expect(page.locator("#network")).to_contain_text("left from 4 to 0, right from 4 to 0.")


def test_in_german_a_note_is_held_against_the_evening_before_too(
    new_context: NewContext, served: Served
) -> None:
    noted_before(served, 4, 4)
    context = new_context(base_url=served.address, locale="de-DE", service_workers="allow")
    page = context.new_page()
    visit(page)
    context.set_offline(True)
    open_page(page, "/journal")
    page.locator("#feel label.choice").first.click()
    page.locator("#feel > p > button").click()
    expected = "Weniger als gestern: links von 4 auf 0, rechts von 4 auf 0."
    expect(page.locator("#network")).to_contain_text(expected)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"answers": {"leg_pain": "left"}, "others": "no"}, "See a doctor today."),
        (
            {"answers": {"ankle_skin_discolouration": "left"}, "others": "no"},
            "See a doctor within days.",
        ),
    ],
)
def test_who_has_to_be_seen_is_told_so_and_not_that_it_is_less(
    phone: BrowserContext, served: Served, document: dict[str, Any], says: str
) -> None:
    noted_before(served, 4, 4)
    with served.coach() as coach:
        coach.checks.record(SELF, document)
    page = phone.new_page()
    note_in_flight_mode(page, "None")
    line = page.locator("#network")
    expect(line).to_contain_text(says)
    expect(line).not_to_contain_text("Less than")
    line.get_by_role("link", name=says).click()
    expect(page.locator("#check h1")).to_contain_text(says.removesuffix("."))


def test_what_this_device_alone_finds_is_told_with_its_result(
    phone: BrowserContext, served: Served
) -> None:
    """Veins that are new or worse, with pain: single notes show it, one of them waits here."""
    with served.coach() as coach:
        findings: dict[str, Any] = {"varicose_veins": "left"}
        coach.checks.record(SELF, {"answers": {"varicose_veins": "left"}, "others": "no"})
        coach.notes.take(SELF, SymptomEntry(findings=findings, is_new=True))
        coach.checks.record(SELF, {"answers": {"varicose_veins": "left"}, "others": "no"})
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    open_page(page, "/journal")
    open_more(page)
    page.locator("#leg_pain").fill("5")
    page.locator("#feel > p > button").click()
    is_kept(page)
    line = page.locator("#network")
    expect(line).to_contain_text("See a doctor")
    line.get_by_role("link", name="See a doctor").click()
    expect(page.locator("#check h1")).to_contain_text("See a doctor")


def test_a_page_that_no_worker_stands_behind_keeps_the_note_and_says_that_it_is_told_later(
    open_tab: OpenTab, served: Served
) -> None:
    served.record(WELL)
    noted_before(served, 4, 4)
    page = open_tab(served.address)  # keeps no pages and no modules
    open_page(page, "/journal")
    page.context.set_offline(True)
    page.locator("#feel label.choice", has_text="None").click()
    page.locator("#feel > p > button").click()
    is_kept(page)
    expect(page.locator("#network")).to_contain_text("What it means is told when it arrives.")
    assert len(waiting(page)) == 1


def test_the_morning_is_noted_in_flight_mode_and_who_swells_by_evening_is_led_to_the_check(
    phone: BrowserContext, served: Served
) -> None:
    evening: dict[str, Any] = {"swelling": "both", "swelling_course": "comes_and_goes"}
    with served.coach() as coach:
        coach.checks.record(SELF, {"answers": {"age": 40, **evening}, "others": "no"})
    noted_before(served, 3, 3)
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    open_page(page, "/")
    page.get_by_role("button", name="No, still there").click()
    is_kept(page)
    line = page.locator("#network")
    expect(line).to_contain_text("Noted: still there this morning.")
    expect(page.locator("#morning")).to_have_count(0)
    line.get_by_role("link", name="Take the check now.").click()
    expect(page.locator("#check h1")).to_be_visible()


def test_an_emergency_leads_at_once_to_help_with_no_network(
    phone: BrowserContext, served: Served
) -> None:
    page = phone.new_page()
    visit(page)
    with served.coach() as coach:
        coach.checks.record(SELF, {"answers": {"short_of_breath": True}, "others": "no"})
    page.evaluate("fetch('/offline/check/kept.json')")
    phone.set_offline(True)
    open_page(page, "/journal")
    page.locator("#feel label.choice", has_text="None").click()
    page.locator("#feel > p > button").click()
    expect(page.locator("#check h1")).to_contain_text("Call 999 now")
    assert len(waiting(page)) == 1


def with_a_week(served: Served, setting: Setting = Setting.DESK) -> None:
    with served.coach() as coach:
        coach.weeks.make(SELF, replace(coach.weeks.profile(SELF), setting=setting))


def ticked(served: Served) -> list[str]:
    with served.coach() as coach:
        found = coach.days.now(SELF)
        assert found is not None
        return [each.item.id for each in found.shown if each.by_hand]


@pytest.mark.parametrize("setting", [Setting.DESK, Setting.BED])
def test_todays_list_is_ticked_in_flight_mode_and_arrives_once(
    phone: BrowserContext, served: Served, setting: Setting
) -> None:
    with_a_week(served, setting)
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    open_page(page, "/")
    rows = page.locator(".todo > li")
    rows.nth(1).get_by_role("button", name="I did this").click()
    expect(rows.nth(1)).to_have_class("is-done")
    expect(rows.get_by_role("link", name="Start")).to_have_count(2)
    is_kept(page)
    expect(page.locator("#list")).to_contain_text("1 of 3 done")
    open_page(page, "/")
    expect(rows.nth(1)).to_have_class("is-done")
    rows.nth(1).get_by_role("button", name="Not done after all").click()
    expect(rows.nth(1)).not_to_have_class("is-done")
    expect(page.locator("#list")).to_contain_text("0 of 3 done")
    assert waiting(page) == []
    rows.nth(1).get_by_role("button", name="I did this").click()
    expect(rows.nth(1)).to_have_class("is-done")
    phone.set_offline(False)
    until_none_waits(page)
    expect(rows.nth(1)).to_have_class("is-done")
    for _ in range(2):
        open_page(page, "/")
        until_none_waits(page)
    assert len(ticked(served)) == 1
    assert len(recorded(served, ActivityEntry)) + len(recorded(served, SessionEntry)) == 1
    expect(page.locator("#list")).to_contain_text("1 of 3 done")


def test_a_tick_that_the_server_has_waits_for_a_network_to_be_taken_back(
    phone: BrowserContext, served: Served
) -> None:
    with_a_week(served)
    page = phone.new_page()
    visit(page)
    page.locator(".todo > li").nth(1).get_by_role("button", name="I did this").click()
    expect(page.locator("#list")).to_contain_text("1 of 3 done")
    until_kept(page, ["/"])
    phone.set_offline(True)
    open_page(page, "/")
    page.get_by_role("button", name="Not done after all").click()
    expect(page.locator("#network")).to_contain_text("a network is needed")
    expect(page.locator(".todo > li").nth(1)).to_have_class("is-done")
    assert len(ticked(served)) == 1


def test_a_session_in_flight_mode_ticks_the_item_that_it_was_begun_from(
    phone: BrowserContext, served: Served
) -> None:
    with_a_week(served, Setting.BED)
    page = phone.new_page()
    visit(page)
    phone.set_offline(True)
    open_page(page, "/")
    page.locator(".todo > li").nth(2).get_by_role("link", name="Start").click()
    item = page.url.rpartition("item=")[2]
    page.get_by_role("button", name="No, nothing new. Begin").click()
    page.wait_for_selector('#session[data-phase="running"]')
    page.get_by_role("button", name="Skip", exact=True).click()
    page.evaluate(LEAVE_IT)
    open_page(page, "/journal")
    until(lambda: len(waiting(page)) == 2, "the session to be kept", page)
    [session] = [each for each in waiting(page) if each["kind"] == "session"]
    assert session["payload"]["item"] == item


LEAVE_IT = """() => new Promise((resolve) => {
  const request = indexedDB.open("soleus-queue", 1);
  request.onsuccess = () => {
    const database = request.result;
    const store = database.transaction("running", "readwrite").objectStore("running");
    const all = store.getAll();
    all.onsuccess = () => {
      for (const one of all.result) store.put({ ...one, as_of: "2026-01-01T00:00:00Z" });
      store.transaction.oncomplete = () => { database.close(); resolve(); };
    };
  };
})"""
"""What a tab that was killed leaves behind, long ago."""
