"""Every page there is in process, and what on it is still English."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF
from soleus.language import use
from soleus.language.catalogues import catalogues
from soleus.language.texts import translate

_ENGLISH = re.compile(
    r"\b(the|you|your|and|with|this|that|what|when|it|of|is|are|for|to)\b", re.IGNORECASE
)
_SHOWN = ("aria-label", "placeholder", "title", "alt", "aria-valuetext")


class Words(HTMLParser):
    """The texts of a page with what a screen reader says, but what is marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_passed_over = tag in ("script", "style", "cite") or given.get("lang") == "en"
        inside = bool(self._open) and self._open[-1][1]
        if tag not in ("meta", "link", "input", "br", "img", "hr"):
            self._open.append((tag, inside or is_passed_over))
        if not inside:
            self.found += [str(given[name]) for name in _SHOWN if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            last, _ = self._open.pop()
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not (self._open and self._open[-1][1]):
            self.found.append(text)


def words_of(html: str) -> list[str]:
    """Return what a page says."""
    parser = Words()
    parser.feed(html)
    return parser.found


def english_in(html: str, *, names: tuple[str, ...] = ()) -> list[str]:
    """Return what a German page still says in English; ``names`` are people's own words."""
    known = english_texts()
    return [
        text
        for text in words_of(html)
        if text not in names and (text in known or len(_ENGLISH.findall(text)) > 1)
    ]


def english_texts() -> frozenset[str]:
    """Return every English text that German says in another way."""
    with use("de"):
        return frozenset(
            str(message.id)
            for part in catalogues("de").values()
            for message in part
            if isinstance(message.id, str) and message.id and translate(message.id) != message.id
        )


def pages(coach: Coach, client: TestClient) -> Iterator[str]:
    """Yield the addresses of one person's pages, with everything there that can be."""
    from browser.test_every_page import (
        addresses,
        answer_follow_ups,
        examples,
        note_what_was_given,
    )

    coach.weeks.make(SELF, coach.weeks.profile(SELF))
    note_what_was_given(coach)
    answer_follow_ups(coach)
    coach.practice.begin(SELF, "ankle_pumps", anything_new=False)
    found = addresses(examples(coach))
    yield from (path for path in found if not path.endswith((".ics", ".json", ".csv", ".js")))
