"""Soleus in a browser with no server: the whole way, what is kept, and what others cannot do."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect

from browser.phones import say_swollen
from browser.pocket import (
    SNAPSHOTS,
    Hosted,
    fetched,
    hosted,
    packed_once,
    settle,
    starts_from_snapshot,
    stop_worker,
    wait_until_ready,
)
from browser.visitor import Visitor
from chromium_flags import NewContext
from patience import PATIENCE_MS, until, until_true
from soleus.packing import Packed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OWN_HELP = """async (number) =>
  (await (await caches.match("/emergency")).text()).includes(number)"""
PHONE: ViewportSize = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return packed_once(tmp_path_factory)


@pytest.fixture(scope="module")
def host(packed: Packed) -> Iterator[Hosted]:
    with hosted(packed.folder) as running:
        yield running


@pytest.fixture(scope="module")
def pocket(chromium: Browser, host: Hosted) -> Iterator[BrowserContext]:
    """One phone for all these tests, which Soleus comes into once.

    An error in any script, or a request to another host, fails the last of them.
    """
    context = chromium.new_context(base_url=host.address, viewport=PHONE, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))

    def look(request: Request) -> None:
        if not request.url.startswith((host.address, "blob:", "http://localhost:")):
            wrong.append(request.url)

    context.on("request", look)
    settle(context, host.address)
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def tab(pocket: BrowserContext) -> Iterator[Page]:
    page = pocket.new_page()
    yield page
    page.close()


def note(page: Page, words: str) -> None:
    page.goto("/journal")
    until(lambda: page.title().startswith("Journal"), "the journal", page)
    page.wait_for_load_state("load")
    say_swollen(page)
    page.locator("#swelling_left").fill("4")
    page.get_by_text("More: heavy, tired, sore").click()
    page.locator("#feel [name=note]").fill(words)
    page.locator("#feel > p > button").click()
    until(lambda: "saved" in page.url and words in page.content(), "what was noted", page)


def test_check_plan_session_journal_and_learn_with_no_server(tab: Page, host: Hosted) -> None:
    page = tab
    until(lambda: any("/later." in path for path in host.asked), "what comes later", page)
    asked = len(host.asked)
    visitor = Visitor(page)
    visitor.take_check({"days": {"sits_long": "yes"}})
    visitor.press("See the result")
    assert visitor.path == "/result"
    visitor.press("Make my week")
    visitor.press("Make my week")
    until(lambda: "minutes this week" in visitor.text, "the week", page)
    visitor.begin_session()
    visitor.start()
    visitor.wait_for_phase("running")
    note(page, "from the pocket")
    expect(page.locator("body")).to_contain_text("from the pocket")
    visitor.open("/learn/flight")
    assert "flight" in visitor.heading.lower()
    # a browser looks whether there is a newer worker; nothing else is asked of the host
    assert [path for path in host.asked[asked:] if not path.endswith(".js")] == []


def test_with_no_network_after_one_visit_and_a_stopped_worker(tab: Page) -> None:
    page = tab
    note(page, "before the tunnel")
    page.context.set_offline(True)
    try:
        stop_worker(page)
        page.goto("/learn")
        until(lambda: page.title().startswith("Learn"), "Learn with no network", page)
        page.goto("/journal")
        expect(page.locator("body")).to_contain_text("before the tunnel")
        note(page, "in the tunnel")
        expect(page.locator("#network")).to_be_hidden()
    finally:
        page.context.set_offline(False)


def test_two_tabs_write_to_one_journal(pocket: BrowserContext, tab: Page) -> None:
    first = tab
    second = pocket.new_page()
    second.goto("/journal")
    note(first, "from the first")
    note(second, "from the second")
    for page in (first, second):
        page.goto("/journal")
        expect(page.locator("body")).to_contain_text("from the first")
        expect(page.locator("body")).to_contain_text("from the second")


def test_a_form_of_another_site_changes_nothing(
    pocket: BrowserContext, tab: Page, host: Hosted, tmp_path: Path
) -> None:
    """A site that hides itself sends an entry; our own page sends the same one after that."""
    entry = {"kind": "walk", "minutes": "17"}
    fields = "".join(f'<input name="{name}" value="{value}">' for name, value in entry.items())
    (tmp_path / "index.html").write_text(
        '<meta name="referrer" content="no-referrer"><form method="post" '
        f'action="{host.address}/journal/minutes">{fields}</form>'
    )
    sent = "document.forms[0].submit()"
    with hosted(tmp_path) as other:
        bad = pocket.new_page()
        bad.goto(other.address.replace("127.0.0.1", "localhost"))
        with bad.expect_response(lambda got: got.request.method == "POST") as answered:
            bad.evaluate(sent)
        assert answered.value.status == 403
        bad.close()
    tab.goto("/settings")
    assert '"minutes": 17' not in fetched(tab, "/journal/export.json")["text"]


def test_a_copy_goes_out_by_one_press_and_in_again(
    tab: Page, host: Hosted, tmp_path: Path, new_context: NewContext
) -> None:
    page = tab
    note(page, "to be carried")
    page.goto("/settings")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save a copy", exact=True).click()
    copy = tmp_path / saved.value.suggested_filename
    saved.value.save_as(copy)
    other = settle(new_context(base_url=host.address, viewport=PHONE), host.address)
    other.goto("/data/import")
    other.locator("#copy").set_input_files(copy)
    other.locator("label", has_text="It is about me").click()
    other.get_by_role("button", name="Take it in").click()
    expect(other.get_by_role("status").first).to_contain_text("taken in")
    other.goto("/journal")
    expect(other.locator("body")).to_contain_text("to be carried")


def test_the_way_to_help_never_waits_for_python(pocket: BrowserContext, tab: Page) -> None:
    page = tab
    page.goto("/")
    stop_worker(page)
    page.goto("/emergency")
    assert page.title().startswith("Call")


DAMAGED = """async ([name, path, what]) => {
  const cache = await caches.open(name);
  const kept = await (await cache.match(path)).arrayBuffer();
  const said = path.endsWith(".json") ? JSON.parse(new TextDecoder().decode(kept)) : null;
  if (what === "cut off") await cache.put(path, new Response(kept.slice(0, -65536)));
  else await cache.put(path, new Response(JSON.stringify({ ...said, [what]: "other" })));
}"""


def test_a_later_start_goes_on_with_a_snapshot_that_no_doubt_is_cast_on(tab: Page) -> None:
    page = tab
    note(page, "kept before")
    wait_until_ready(page)
    assert starts_from_snapshot(page)
    page.goto("/journal")
    expect(page.locator("body")).to_contain_text("kept before")
    note(page, "kept after")
    alarm = {"answers": {"chest_pain": True}, "others": "no"}
    decided = fetched(
        page,
        "/api/decide",
        method="POST",
        headers={"content-type": "application/json"},
        body=json.dumps(alarm),
    )
    assert json.loads(decided["text"])["urgency"] == "emergency"
    assert starts_from_snapshot(page)
    page.goto("/journal")
    expect(page.locator("body")).to_contain_text("kept after")


@pytest.mark.parametrize("what", ["functions", "cut off"])
def test_a_snapshot_that_is_doubted_is_thrown_away(tab: Page, what: str) -> None:
    page = tab
    page.goto("/emergency")  # any page of this origin
    kept = page.evaluate(SNAPSHOTS)
    if kept is None:
        page.goto("/journal")
        wait_until_ready(page)
        kept = page.evaluate(SNAPSHOTS)
    name, *paths = kept
    path = next(each for each in paths if each.endswith(".json") != (what == "cut off"))
    page.evaluate(DAMAGED, [name, path, what])
    assert not starts_from_snapshot(page)
    page.goto("/journal")
    until(lambda: page.title().startswith("Journal"), "the journal", page)


def test_while_it_starts_the_number_to_call_is_that_of_the_own_country(
    tab: Page, packed: Packed
) -> None:
    page = tab
    page.goto("/settings")
    headers = {"content-type": "application/x-www-form-urlencoded"}
    sent = {"method": "POST", "headers": headers, "body": "country=US"}
    assert fetched(page, "/emergency/country", **sent)["status"] < 400
    until_true(page, OWN_HELP, "tel:911")
    stop_worker(page)  # so that it starts while the page is looked at
    page.goto(f"/pocket/{packed.digest}/shells/en/starting.html")
    expect(page.locator("main a.call")).to_contain_text("911")


def test_deleting_all_leaves_the_app_and_nothing_else(tab: Page) -> None:
    page = tab
    note(page, "to be gone")
    page.goto("/data/delete")
    page.locator("#word").fill("delete")
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("#forgotten")).to_be_visible()
    assert page.evaluate("async () => (await indexedDB.databases()).map((each) => each.name)") == []
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate(SNAPSHOTS) is None
    page.goto("/journal")
    until(lambda: page.title().startswith("Journal"), "the journal", page)
    expect(page.locator("body")).not_to_contain_text("to be gone")
