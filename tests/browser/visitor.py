"""What a person does with the pages: read, press, choose. One method for each thing done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Locator, Page, Response

from patience import until

SEEN = """(heading) => {
  const seen = [...heading.childNodes].filter((each) => !each.classList?.contains("unseen"));
  return seen.map((each) => each.textContent).join("").trim();
}"""


class Visitor:
    """A person before one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The heading as it is seen, without what is only heard before it."""
        return str(self.page.get_by_role("heading", level=1).evaluate(SEEN))

    @property
    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def open(self, path: str) -> Response:
        answer = self.page.goto(path)
        assert answer is not None
        return answer

    def press(self, name: str, *, within: str = "body") -> None:
        """Press the button or link that says so; a page that it leads to is there in full.

        A form that a device can keep asks first whether the server is there, and is sent then.
        """
        pressed = self._pressable(name, within)
        if pressed.evaluate("(it) => Boolean(it.form?.dataset.entries)"):
            with self._something_to_come_of_it():
                pressed.click()
        else:
            pressed.click()
        self.page.wait_for_load_state()

    @contextmanager
    def _something_to_come_of_it(self) -> Iterator[None]:
        """Wait until another page is there, or this one says why it stays."""
        left: list[Frame] = []

        def is_left(frame: Frame) -> None:
            left.append(frame)

        self.page.on("framenavigated", is_left)
        yield
        until(lambda: left or self._is_told(), "something to come of the press", self.page)
        self.page.remove_listener("framenavigated", is_left)

    def _is_told(self) -> bool:
        """Whether the page says what became of a form, or that it is not filled in."""
        return self.page.locator("#network:visible, form:has(:focus) :invalid").count() > 0

    def _pressable(self, name: str, within: str) -> Locator:
        place = self.page.locator(within)
        button = place.get_by_role("button", name=name, exact=True)
        return button.or_(place.get_by_role("link", name=name, exact=True))

    def choose(self, label: str) -> None:
        """Choose or mark the line that says so."""
        self.page.locator("label").filter(has_text=label).click()

    # the check

    def begin_check(self) -> None:
        self.open("/check")
        if self.page.locator("#begin-check").count():
            self.press("Rather not say")
        else:
            self.press("Begin the check")

    @property
    def screen(self) -> str:
        """The id of the screen that asks."""
        assert self.path.startswith("/check/screen/"), f"no screen asks at {self.path}"
        return self.path.rsplit("/", 1)[1]

    def deny(self) -> None:
        """Answer no to whatever the screen asks."""
        with self.page.expect_navigation():
            self.page.locator("button[name=none], button[value=no], button[name=still]").click()

    def tell(self, marked: Mapping[str, str]) -> None:
        """Answer a screen: findings and values; of a group, no to the rest."""
        self.page.wait_for_load_state()
        if self.page.locator("button[name=only]").count() == 0:
            [(finding, value)] = marked.items()
            with self.page.expect_navigation():
                self.page.locator(f'button[name="{finding}"][value="{value}"]').click()
            return
        for finding, value in marked.items():
            self.page.locator(f'label:has(input[name="mark.{finding}"])').click()
            self.page.locator(f'label:has(input[name="{finding}"][value="{value}"])').click()
        self.press("Only what I marked. No to the rest")

    def take_check(self, said: Mapping[str, Mapping[str, str]]) -> None:
        """Take the check: ``said`` by screen, no to every other, until it leads elsewhere."""
        self.begin_check()
        while self.path.startswith(("/check/screen/", "/check/so-far")):
            if self.path == "/check/so-far":
                self.press("Answer a few more questions")
            elif self.screen in said:
                self.tell(said[self.screen])
            elif self.screen == "age":
                self.page.get_by_label("Age in whole years").fill("44")
                self.press("Go on")
            else:
                self.deny()

    # the session

    def begin_session(self, routine: str = "ankle-pumps") -> None:
        """Answer the first question and go to the page that guides."""
        self.open(f"/session/{routine}")
        self.press("No, nothing new. Begin")
        self.page.wait_for_url("**/session/run/*")

    def start(self) -> None:
        """Press Begin on the page that guides, and wait until the server has heard of it."""
        with self.page.expect_response("**/events"):
            self.press("Begin")

    @property
    def phase(self) -> str:
        return self.page.locator("#session").get_attribute("data-phase") or ""

    def wait_for_phase(self, phase: str) -> None:
        self.page.wait_for_selector(f'#session[data-phase="{phase}"]')

    def goes_wrong(self, label: str, leg: str | None = None) -> None:
        """Press "Something is wrong" and say what."""
        self.press("Something is wrong")
        if leg:
            self.page.locator("#legs").get_by_text(leg, exact=True).click()
        self.press(label)
