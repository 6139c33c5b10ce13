"""The page before Soleus is in the browser, where that browser cannot take it in."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.pocket import hosted, packed_once
from soleus.packing import Packed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NO_MODULES = """
ServiceWorkerContainer.prototype.register = async (address, { type }) => {
  throw new TypeError(`${address}: type ${type} is not supported`);
};
"""
NO_WORKERS = "delete Navigator.prototype.serviceWorker;"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return packed_once(tmp_path_factory)


def opened(context: BrowserContext, address: str, lacking: str) -> Page:
    page = context.new_page()
    page.add_init_script(lacking)
    page.goto(address)
    return page


def test_a_browser_that_takes_no_module_is_told_what_it_needs(
    chromium: Browser, packed: Packed
) -> None:
    with hosted(packed.folder) as host, chromium.new_context(locale="en-GB") as context:
        page = opened(context, host.address, NO_MODULES)
        page.get_by_role("button", name="Start", exact=True).click()
        expect(page.locator("#said")).to_contain_text("Firefox 147")
        expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
        expect(page.get_by_role("progressbar")).to_be_hidden()


def test_a_browser_without_workers_is_told_before_anything_is_fetched(
    chromium: Browser, packed: Packed
) -> None:
    with hosted(packed.folder) as host, chromium.new_context(locale="en-GB") as context:
        page = opened(context, host.address, NO_WORKERS)
        expect(page.locator("#said")).to_contain_text("cannot keep Soleus")
        assert not [path for path in host.asked if path.startswith("/pocket/")]
