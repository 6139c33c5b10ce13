"""A newer build at the same address: when it takes over, and what it finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.pocket import Hosted, fetched, hosted, newer_build, packed_once, settle, stop_worker
from browser.visitor import Visitor
from patience import PATIENCE_MS, until, until_true
from soleus.packing import Packed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REGISTRATION = "navigator.serviceWorker.getRegistration()"
WAITS = f"() => {REGISTRATION}.then((it) => Boolean(it.waiting))"
LOOKS = f"() => {REGISTRATION}.then((it) => it.update()).then({WAITS})"
CHECK = '{"answers": {"age": 40, "sits_long": true}, "others": "no"}'
TAPE = '{"kind": "tape", "payload": {"calf_left_cm": 36.25}}'
SHOWS = "(words) => document.body.innerText.includes(words)"
LOOKED = "async () => (await (await fetch('/about')).text())"


@dataclass
class Address:
    """One address at which first an older build lies and then a newer one."""

    host: Hosted
    served: Path
    older: Packed
    newer: str

    def serve(self, folder: Path) -> None:
        """Have another folder lie there."""
        self.served.unlink(missing_ok=True)
        self.served.symlink_to(folder)


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return packed_once(tmp_path_factory)


@pytest.fixture
def address(packed: Packed, tmp_path: Path) -> Iterator[Address]:
    newer = newer_build(packed, tmp_path / "newer")
    (tmp_path / "served").symlink_to(packed.folder)
    with hosted(tmp_path / "served") as host:
        yield Address(host, tmp_path / "served", packed, newer)


@pytest.fixture
def phone(chromium: Browser, address: Address) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=address.host.address, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def send(page: Page, path: str, body: str) -> None:
    headers = {"content-type": "application/json"}
    got = fetched(page, path, method="POST", body=body, headers=headers)
    assert got["status"] < 400, got


def is_of(page: Page, digest: str) -> bool:
    """Whether the Python that answers is of a build; About says it."""
    return digest in str(page.evaluate(LOOKED))


def test_a_newer_build_waits_for_the_session_and_keeps_the_journal(
    phone: BrowserContext, address: Address, tmp_path: Path
) -> None:
    page = settle(phone, address.host.address)
    send(page, "/api/check", CHECK)
    send(page, "/api/journal", TAPE)
    visitor = Visitor(page)
    visitor.begin_session()
    visitor.start()
    visitor.wait_for_phase("running")

    address.serve(tmp_path / "newer")
    until_true(page, LOOKS)
    page.wait_for_timeout(3000)  # the page asks the newer one to take over meanwhile
    assert page.evaluate(WAITS)
    assert is_of(page, address.older.digest)
    assert page.locator("#session").get_attribute("data-phase") == "running"

    visitor.press("Pause")
    visitor.press("End here")
    page.wait_for_url("**/session/over/*")
    until_true(page, f"async () => !await ({WAITS})()")
    page.goto("/about")
    until_true(page, SHOWS, address.newer)

    phone.set_offline(True)
    stop_worker(page)
    page.goto("/learn")
    until(lambda: page.title().startswith("Learn"), "Learn with no network", page)
    journal = fetched(page, "/journal/export.json")["text"]
    assert "36.25" in journal
    assert journal.count('"kind": "session"') == 1
