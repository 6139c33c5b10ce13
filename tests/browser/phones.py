"""What is done on a phone with no network, and how its store is looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from patience import until_true
from soleus.journal import SELF, SymptomEntry, TapeEntry
from soleus.web import offline

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.serving import Served

KEPT = """async ([wanted, person]) => {
  const names = (await caches.keys())
    .filter((name) => name.startsWith("soleus-person-") && name.endsWith(person));
  const kept = [];
  for (const name of names)
    for (const each of await (await caches.open(name)).keys())
      kept.push(new URL(each.url).pathname);
  return wanted.every((path) => kept.includes(path));
}"""
WANTED = [offline.RULES, *offline.PERSONAL_DATA, "/", "/journal", "/learn"]


def visit(page: Page) -> None:
    page.goto("/")
    until_kept(page, WANTED)


def until_kept(page: Page, wanted: list[str], *, person: str = "") -> None:
    """Wait until the worker keeps these pages of the person, or of anybody."""
    until_true(page, KEPT, [wanted, person])


def standing(page: Page) -> str:
    """What the page says of itself and of what waits."""
    line = page.locator("#network")
    expect(line).to_be_visible()
    return line.inner_text()


def note_swelling(page: Page, score: str = "4") -> None:
    page.goto("/journal")
    page.wait_for_load_state("load")
    say_swollen(page)
    page.locator("#swelling_left").fill(score)
    open_more(page)
    page.locator("#calf_left_cm").fill("36,5")
    page.locator("#feel > p > button").click()


def say_swollen(page: Page) -> None:
    """Choose the answer that asks which leg, and how much."""
    page.locator("#feel label.choice", has_text="Swollen").click()


def open_more(page: Page) -> None:
    """Unfold the finer scores, the tape and the line of one's own."""
    page.get_by_text("More: heavy, tired, sore").click()


def symptoms(served: Served) -> list[Any]:
    with served.coach() as coach:
        return list(coach.journal.entries(SELF, (SymptomEntry, TapeEntry)))


HOW_MANY_WAIT = """() => new Promise((resolve) => {
  const request = indexedDB.open("soleus-queue", 1);
  request.onsuccess = () => {
    const database = request.result;
    const count = database.transaction("waiting").objectStore("waiting").count();
    count.onsuccess = () => { database.close(); resolve(count.result); };
  };
})"""


def until_none_waits(page: Page) -> None:
    """Wait until the server has taken all that waited; the page's line may not be written yet."""
    until_true(page, f"async () => await ({HOW_MANY_WAIT})() === 0")
    expect(page.locator("#network")).not_to_contain_text("wait")


def begin(page: Page) -> None:
    page.goto("/session/ankle-pumps")
    page.get_by_role("button", name="No, nothing new. Begin").click()
    page.wait_for_selector('#session[data-phase="running"]')


def skip(page: Page) -> None:
    page.get_by_role("button", name="Skip", exact=True).click()


COUNTS = """() => {
  const shown = document.querySelector("#count").innerText;
  const [, number, all] = shown.match(/(\\d+) of (\\d+)/) ?? [];
  return Number(number) >= 2 && Number(all) > 5;
}"""


def until_counting(page: Page) -> None:
    """Wait until something was done of a session: it is past getting ready, and goes on."""
    until_true(page, COUNTS)


LET_ONE_WAIT = """(id) => new Promise((resolve) => {
  const request = indexedDB.open("soleus-queue", 1);
  request.onsuccess = () => {
    const database = request.result;
    const transaction = database.transaction("waiting", "readwrite");
    const at = new Date().toISOString();
    const payload = { calf_left_cm: 3 };
    transaction.objectStore("waiting").put(
      { id, person: "self", kind: "tape", at, taken_at: at, payload });
    transaction.oncomplete = () => { database.close(); resolve(); };
  };
})"""


WAITING = """() => new Promise((resolve) => {
  const request = indexedDB.open("soleus-queue", 1);
  request.onsuccess = () => {
    const database = request.result;
    const all = database.transaction("waiting").objectStore("waiting").getAll();
    all.onsuccess = () => { database.close(); resolve(all.result); };
  };
})"""


def waiting(page: Page) -> list[dict[str, Any]]:
    """Return what waits on the device to be sent, as it lies on its disk."""
    found: list[dict[str, Any]] = page.evaluate(WAITING)
    return found


def open_page(page: Page, path: str) -> None:
    """Open a page and wait until its scripts are in place."""
    page.goto(path)
    page.wait_for_load_state("load")
