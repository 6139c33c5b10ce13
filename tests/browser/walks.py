"""Eight ways through Soleus, walked as people would, with what each costs.

``PYTHONPATH=src:tests python -m browser.walks [--write] [WAY …]`` prints the table, and with
``--write`` puts it into ``docs/pages.md``. The browser counts presses, not what is typed into a
field; screenfuls are of every page met, at the size of that person's screen; waiting is from each
press until its page has loaded.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import Browser, sync_playwright

from browser.samples import WELL
from browser.serving import Served, thread
from browser.visitor import Visitor
from chromium_flags import CHROMIUM_FLAGS, chromium_path
from soleus.vocabulary import SystemClock
from soleus.vocabulary.clock import FixedClock

if TYPE_CHECKING:
    from playwright.sync_api import Page

TABLE = Path(__file__).parents[2] / "docs" / "pages.md"
MARKS = ("<!-- walks: begin -->\n", "<!-- walks: end -->\n")
PHONE = (360, 740)
DESK = (1440, 900)
LARGE = "--blink-settings=defaultFontSize=32,defaultFixedFontSize=26"
NINE_DAYS = timedelta(days=9)
LINES_OF_A_TERMINAL = 24

WATCH = """
addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses ?? 0) + 1;
}, true);
addEventListener("load", () => setTimeout(() => {
  const [loaded] = performance.getEntriesByType("navigation");
  const seen = JSON.parse(sessionStorage.seen ?? "[]");
  const screenfuls = document.documentElement.scrollHeight / innerHeight;
  seen.push([location.pathname, screenfuls, loaded.loadEventEnd - loaded.startTime]);
  sessionStorage.seen = JSON.stringify(seen);
}));
"""


@dataclass(frozen=True)
class Walked:
    """What a way cost: presses, pages, all screenfuls, the longest page, seconds waited."""

    way: str
    reaches: str
    presses: int
    pages: int
    screenfuls: float
    longest: float
    waited_s: float

    def row(self) -> str:
        """The row of the table."""
        return (
            f"| {self.way} | {self.reaches} | {self.presses} | {self.pages} "
            f"| {self.screenfuls:.0f} | {self.longest:.1f} | {self.waited_s:.1f} |"
        )


HEAD = (
    "| way | reaches | presses | pages | screenfuls | longest page | waiting, s |\n"
    "|---|---|---|---|---|---|---|"
)

Said = Mapping[str, Mapping[str, str]]


class Walker(Visitor):
    """A person who begins where there is nothing yet."""

    def check(self, said: Said, *, sex: str = "Female", age: str = "44") -> None:
        """Take the check from the page that asks what comes before it."""
        if self.page.locator("#begin-check").count():
            self.press(sex)
        else:
            self.press("Begin the check")
        while self.path.startswith(("/check/screen/", "/check/so-far")):
            if self.path == "/check/so-far":
                self.press("Answer a few more questions")
            elif self.screen in said:
                self.tell(said[self.screen])
            elif self.screen == "age":
                self.page.get_by_label("Age in whole years").click()
                self.page.keyboard.type(age)
                self.press("Go on")
            else:
                self.deny()
        if self.path == "/check/review":
            self.press("See the result")

    def go(self, place: str) -> None:
        """Press one of the five places."""
        self.press(place, within="nav.rounds")

    def pump(self, name: str = "Start with ankle pumps") -> None:
        """From a way to a session until it runs."""
        self.press(name)
        self.press("No, nothing new. Begin")
        self.press("Begin", within=".controls")
        self.wait_for_phase("running")

    def walked(self, way: str, reaches: str) -> Walked:
        """What it took."""
        self.page.wait_for_function("sessionStorage.seen")
        presses, seen = self.page.evaluate(
            "[Number(sessionStorage.presses ?? 0), JSON.parse(sessionStorage.seen)]"
        )
        lengths = [length for _, length, _ in seen]
        waited = sum(ms for _, _, ms in seen) / 1000
        return Walked(way, reaches, presses, len(seen), sum(lengths), max(lengths), waited)


def desk_worker(walker: Walker, _served: Served) -> str:
    walker.open("/")
    walker.check({"days": {"sits_long": "yes"}})
    walker.pump()
    return "the first pump"


def pad(walker: Walker, _served: Served) -> str:
    walker.open("/")
    same = {"since": {"since": "same"}}
    walker.check({"vessels": {"known_pad": "yes"}, **same}, sex="Male", age="71")
    assert walker.path == "/result"
    walker.go("Learn")
    walker.press("I have PAD. What is right for me?")
    return "the result, and what is right with PAD"


def after_birth(walker: Walker, _served: Served) -> str:
    walker.open("/")
    walker.check({"pregnancy": {"pregnant_or_recent_birth": "yes"}}, age="31")
    assert walker.path == "/result"
    return "the result"


def heart_failure(walker: Walker, _served: Served) -> str:
    walker.open("/")
    walker.check({"illnesses": {"heart_failure": "yes"}}, age="68")
    walker.go("Learn")
    walker.page.locator("#check-says").wait_for()
    return "what the check holds back, and why"


def flight(walker: Walker, served: Served) -> str:
    served.record(WELL)
    walker.open("/learn")
    walker.page.get_by_role("searchbox").click()
    walker.page.keyboard.type("flight")
    walker.page.locator("#all").get_by_role("link", name="I have a long flight").click()
    walker.page.wait_for_url("**/learn/flight")
    walker.go("You")
    walker.page.get_by_role("link", name="Breaks").click()
    walker.page.wait_for_url("**/reminders")
    walker.choose("On a journey")
    walker.page.get_by_text("Flights", exact=True).click()
    leaves = datetime.now(UTC) + timedelta(days=1)
    for name, moment in (("departs", leaves), ("arrives", leaves + timedelta(hours=9))):
        walker.page.locator(f"#{name}_1").fill(f"{moment:%Y-%m-%dT%H:%M}")
    walker.choose("Remind me")
    walker.press("Save")
    return "breaks on a flight"


def daughter(walker: Walker, _served: Served) -> str:
    walker.open("/")
    walker.press("For somebody else, or a leg is not there")
    walker.page.get_by_label("Their name").click()
    walker.page.keyboard.type("Father")
    walker.press("Add, and begin their check")
    walker.check({"swelling": {"leg_pain": "left"}}, sex="Male", age="74")
    assert walker.heading == "See a doctor today"
    return "where he has to go, and what to tell"


def nine_days(walker: Walker, served: Served) -> str:
    served.record_at(FixedClock(datetime.now(UTC) - NINE_DAYS), WELL)
    walker.open("/")
    walker.press("Take the check")
    walker.check({})
    walker.pump()
    return "a pump again"


WAYS: dict[str, tuple[str, Callable[[Walker, Served], str], tuple[int, int], bool]] = {
    "desk": ("somebody at a desk", desk_worker, PHONE, False),
    "pad": ("with PAD, a phone with letters twice as large", pad, PHONE, True),
    "birth": ("after a birth", after_birth, PHONE, False),
    "heart": ("with heart failure", heart_failure, PHONE, False),
    "flight": ("before a flight", flight, PHONE, False),
    "daughter": ("a daughter for her father", daughter, DESK, False),
    "back": ("back after nine days", nine_days, PHONE, False),
}


def walk(browser: Browser, name: str) -> Walked:
    """Walk one way on a new journal."""
    way, steps, (width, height), _ = WAYS[name]
    with TemporaryDirectory() as folder, thread(Path(folder), SystemClock()) as served:
        context = browser.new_context(
            base_url=served.address,
            viewport={"width": width, "height": height},
            locale="en-GB",
            service_workers="block",
        )
        page: Page = context.new_page()
        page.add_init_script(WATCH)
        walker = Walker(page)
        found = walker.walked(way, steps(walker, served))
        context.close()
    return found


def terminal(data_dir: Path) -> Walked:
    """Take the check at the terminal and make a week: lines typed, screenfuls of text."""
    served = Served("", data_dir)
    began = time.monotonic()
    asked, typed = _check_at_the_terminal(served)
    told = served.command("plan", "make").stdout
    lengths = [text.count("\n") / LINES_OF_A_TERMINAL for text in (asked, told)]
    waited = time.monotonic() - began
    presses = 2 + typed  # two commands, and each line
    return Walked(
        "at the terminal (lines typed)",
        "a week",
        presses,
        2,
        sum(lengths),
        max(lengths),
        waited,
    )


def _check_at_the_terminal(served: Served) -> tuple[str, int]:
    """Answer each prompt of ``soleus check``; return what it printed and how often it asked."""
    command = [sys.executable, "-u", "-m", "soleus", "check"]
    with subprocess.Popen(
        command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=served.environment()
    ) as asking:
        assert asking.stdin
        assert asking.stdout
        printed, since, typed = "", "", 0
        while got := asking.stdout.read(1):
            printed, since = printed + got, since + got
            if since.endswith("\n> "):
                asking.stdin.write(f"{_answer(since)}\n")
                asking.stdin.flush()
                since, typed = "", typed + 1
    return printed, typed


def _answer(asked: str) -> str:
    if "female" in asked:
        return "female"
    if "whole number" in asked:
        return "44"
    return "none" if "or none" in asked else "no"


@contextmanager
def browsers() -> Iterator[Callable[[bool], Browser]]:
    """A Chromium of usual letters, and one of letters twice as large, each when it is asked for."""
    opened: dict[bool, Browser] = {}
    with sync_playwright() as playwright:

        def of(is_large: bool) -> Browser:
            if is_large not in opened:
                args = [*CHROMIUM_FLAGS, *([LARGE] if is_large else [])]
                opened[is_large] = playwright.chromium.launch(
                    executable_path=chromium_path(), args=args
                )
            return opened[is_large]

        yield of
        for browser in opened.values():
            browser.close()


def table(found: list[Walked]) -> str:
    """The table in Markdown."""
    return "\n".join([HEAD, *(each.row() for each in found)]) + "\n"


def written(text: str, rows: str) -> str:
    """A document with the table between its marks."""
    begin, end = MARKS
    return re.sub(f"{begin}.*{end}", lambda _: f"{begin}{rows}{end}", text, flags=re.DOTALL)


def main(arguments: list[str]) -> None:
    """Walk the ways that are named, or all, and print what they cost."""
    names = [each for each in arguments if not each.startswith("-")] or [*WAYS, "terminal"]
    found = []
    with browsers() as of:
        found = [walk(of(WAYS[name][3]), name) for name in names if name in WAYS]
    if "terminal" in names:
        with TemporaryDirectory() as folder:
            found.append(terminal(Path(folder)))
    rows = table(found)
    sys.stdout.write(rows)
    if "--write" in arguments:
        TABLE.write_text(written(TABLE.read_text("utf-8"), rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
