"""What the journal's store in a browser has said that it kept is on the disk, and whole."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from browser.pocket import hosted
from soleus.packing.contents import OWN

pytestmark = pytest.mark.browser

FILES = """
globalThis.begin = async () => {
  const { openStore, eraseStore } = await import("/store.js");
  await eraseStore();
  globalThis.openStore = openStore;
  globalThis.store = await openStore();
  globalThis.disk = files();
};
globalThis.files = () => {  // as much of Emscripten's file system as the store asks for
  const held = new Map();
  const inside = (path) => [...held.keys()].filter((each) => each.startsWith(`${path}/`));
  return {
    held,
    readdir: (path) =>
      [...new Set(inside(path).map((each) => each.split("/")[path.split("/").length]))],
    stat: (path) => ({ mode: held.has(path) ? 0 : 1 }),
    isDir: Boolean,
    readFile: (path) => held.get(path).slice(),
    mkdirTree: () => undefined,
    writeFile: (path, content) => held.set(path, content.slice()),
  };
};
globalThis.change = ([path, size, at, byte]) => {
  if (size === null) return disk.held.delete(path);
  const content = new Uint8Array(size);
  content.set((disk.held.get(path) ?? new Uint8Array()).subarray(0, size));
  content.fill(byte, at, at + 9);
  disk.held.set(path, content);
};
globalThis.restored = async () => {  // as another worker finds it
  const found = files();
  await (await openStore()).restore(found, "/journal");
  return Object.fromEntries([...found.held].map(([path, content]) => [path, content.join()]));
};
globalThis.here = () =>
  Object.fromEntries([...disk.held].map(([path, content]) => [path, content.join()]));
globalThis.flushes = [];
const usual = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, how) {
  const made = usual.call(this, stores, mode, how);
  const flush = { mode: mode ?? "readonly", durability: made.durability, isOver: false };
  made.addEventListener("complete", () => { flush.isOver = true; });
  flushes.push(flush);
  return made;
};
null;
"""
FLUSHED = {"mode": "readwrite", "durability": "strict", "isOver": True}
BLOCK = 16_384

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["/journal/journal.db", "/journal/journal.db-wal", "/journal/a/b.json"]),
        st.none() | st.sampled_from([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5]),
        st.integers(0, 3 * BLOCK),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def opened(chromium: Browser) -> Iterator[Page]:
    with hosted(OWN / "pocket" / "worker") as host:
        context = chromium.new_context(base_url=host.address)
        page = context.new_page()
        page.goto("/store.js")
        page.evaluate(FILES)
        yield page
        context.close()


@pytest.fixture
def page(opened: Page) -> Page:
    opened.evaluate("begin()")
    return opened


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_what_was_kept_comes_back_to_the_byte(
    page: Page, changes: list[tuple[str, int | None, int, int]]
) -> None:
    there, here = page.evaluate(
        """async (changes) => {
          await begin();
          for (const change of changes) {
            globalThis.change(change);
            await store.save(disk, "/journal");
          }
          return [await restored(), here()];
        }""",
        changes,
    )
    assert there == here


def test_each_change_is_flushed_before_it_counts_as_kept(page: Page) -> None:
    seen = page.evaluate(
        """async () => {
          const seen = [];
          for (const byte of [1, 2, 2, 3]) {
            flushes.length = 0;
            change(["/journal/journal.db", 40000, 7, byte]);
            await store.save(disk, "/journal");
            seen.push(structuredClone(flushes));
          }
          return [...seen, store.writes];
        }"""
    )
    assert seen == [[FLUSHED], [FLUSHED], [], [FLUSHED], 3]


@pytest.mark.parametrize("pipelined", [False, True])
def test_after_a_failed_write_nothing_more_is_kept(page: Page, pipelined: bool) -> None:
    """The second of two tells how it differs from the first: alone it would tear the file."""
    outcome, there, before = page.evaluate(
        """async (pipelined) => {
          change(["/journal/journal.db", 40000, 7, 1]);
          await store.save(disk, "/journal");
          const before = here();
          const put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function () {
            IDBObjectStore.prototype.put = put;
            throw new DOMException("full", "QuotaExceededError");
          };
          change(["/journal/journal.db", 40000, 7, 2]);
          const first = store.save(disk, "/journal").then(() => "kept", () => "refused");
          if (!pipelined) await first;
          change(["/journal/journal.db", 40000, 30000, 3]);
          const second = store.save(disk, "/journal").then(() => "kept", () => "refused");
          return [await Promise.all([first, second]), await restored(), before];
        }""",
        pipelined,
    )
    assert outcome == ["refused", "refused"]
    assert there == before


def test_an_older_worker_can_write_nothing_more(page: Page) -> None:
    outcome, there = page.evaluate(
        """async () => {
          change(["/journal/journal.db", 100, 0, 1]);
          await store.save(disk, "/journal");
          await openStore();
          change(["/journal/journal.db", 100, 0, 2]);
          const outcome = await store.save(disk, "/journal").then(() => "kept", (e) => e.message);
          return [outcome, await restored()];
        }"""
    )
    assert outcome == "another writes"
    assert there["/journal/journal.db"].startswith("1,1,")
