"""The sentences that a page tells a person, without its ways on, its drawings and its sources."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

_PASSED_OVER = (
    "script",
    "style",
    "svg",
    "template",
    "details",
    "summary",
    "figure",
    "nav",
    "button",
    "a",
)
_INLINE = ("strong", "span", "a")
_EMPTY = ("br", "img", "input", "link", "meta")


class _Blocks(HTMLParser):
    """The text of each block of what stands in ``main``, or of all where there is no ``main``."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self._passing_over: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        css = str(dict(attrs).get("class")).split()
        # what a result says, to be pressed, and what is only folded
        is_told = (tag == "a" and "act" in css) or (tag == "details" and "on-paper" in css)
        if self._passing_over or "eyebrow" in css or (tag in _PASSED_OVER and not is_told):
            self._passing_over += [] if tag in _EMPTY else [tag]
        elif tag not in _INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._passing_over:
            self._passing_over.pop()
        elif tag not in _INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._passing_over:
            self.blocks[-1] += data


def sentences_of_page(html: str) -> list[str]:
    """Return every sentence of the main part of a page, in order."""
    main = re.search(r"<main[^>]*>(.*)</main>", html, re.DOTALL)
    blocks = _Blocks()
    blocks.feed(main[1] if main else html)
    return sentences(blocks.blocks)


def sentences(texts: Iterable[str]) -> list[str]:
    """Return every sentence of some texts, in order; a text without a full stop is one as well."""
    flat = (" ".join(text.split()) for text in texts)
    return [part for text in flat for part in re.split(r"(?<=[.?!:])\s+", text) if part]
