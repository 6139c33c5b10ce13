"""The five places of the pages, and in which of them a page lies."""

from __future__ import annotations

from dataclasses import dataclass

from soleus.language import msgid


@dataclass(frozen=True, slots=True)
class Place:
    """One of the words on the way round.

    Parameters
    ----------
    name : also the name of its icon
    href : its own page
    label : what it is called
    holds : the first parts of the addresses that lie in it
    """

    name: str
    href: str
    label: str
    holds: tuple[str, ...]

    def has(self, path: str) -> bool:
        """Whether a page lies here."""
        return path == self.href or path.split("/")[1] in self.holds


PLACES = (
    Place("today", "/", msgid("Today"), ("check", "result", "session")),
    Place("plan", "/plan", msgid("Plan"), ("plan", "journey")),
    Place(
        "progress",
        "/progress",
        msgid("Progress"),
        ("progress", "journal", "week", "report", "report.pdf"),
    ),
    Place("learn", "/learn", msgid("Learn"), ("learn", "what-if")),
    Place(
        "you",
        "/you",
        msgid("You"),
        (
            "you",
            "body",
            "people",
            "visits",
            "exercises",
            "habits",
            "reminders",
            "settings",
            "data",
            "activity",
            "languages",
            "about",
        ),
    ),
)
