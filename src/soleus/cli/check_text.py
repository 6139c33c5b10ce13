"""The words in which a decision is told at the terminal: what to do, why, and on whose word."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from typing import TYPE_CHECKING, Any

from soleus.vocabulary import Status, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from soleus.assessment import ActivityExplained, Decision, Explanation, Led, Ruling

WIDEST = 88
"""Lines longer than this are hard to follow, however wide the terminal is."""

_STATUS_WORDS = {
    Status.PERMITTED: "you may do this",
    Status.CAUTION: "with care",
    Status.HOLD: "on hold",
    Status.WITHHELD: "not for you now",
}


def told(document: Mapping[str, Any], decision: Decision, country: str | None = None) -> str:
    """Return the decision in plain words; of an emergency nothing but what to do."""
    from soleus.assessment import explain

    explanation = explain(document, decision)
    if decision.urgency is Urgency.EMERGENCY:
        return _wrapped([*_emergency(explanation, country)])
    return _wrapped([*_told(explanation)])


def emergency_call(country: str | None) -> str:
    """Return whom to call: of this country, else of the machine's, else 112."""
    from soleus.handbook import emergency_numbers_of

    found = emergency_numbers_of(country or _country_of_machine())
    return f"CALL {found.ambulance} NOW ({found.country or 'or your own emergency number'})."


def _country_of_machine() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        match = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(name, ""))
        if match:
            return match.group(1)
    return None


def _emergency(explanation: Explanation, country: str | None) -> Iterator[str]:
    yield emergency_call(country)
    yield ""
    yield f"{explanation.first.text} {_cited(explanation.first.claims)}"
    yield ""
    yield from _reasons(explanation.led)
    yield ""
    yield f"{explanation.change.text} {_cited(explanation.change.claims)}"


def _told(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.first.text} {_cited(explanation.first.claims)}"
    if explanation.led:
        yield ""
        yield "What led here"
        yield from _reasons(explanation.led)
    yield ""
    yield f"{explanation.pattern.text} {_cited(explanation.pattern.claims)}"
    yield ""
    yield "What you may do"
    for alike in _alike(explanation.activities):
        yield from _activities(alike)
    if explanation.open:
        yield ""
        yield "Still open"
        for question in explanation.open:
            yield f"  - {question.short}: {question.could.text} {_cited(question.could.claims)}"
    yield ""
    yield "What would change this"
    yield f"  {explanation.change.text} {_cited(explanation.change.claims)}"
    yield ""
    yield "Each code in brackets is a source: soleus evidence CODE shows it."


def _reasons(led: Iterable[Led]) -> Iterator[str]:
    for one in led:
        yield f"  - {one.reason.text} {_cited(one.reason.claims)}"
        for given in _some(one):
            yield f"      You said: {given}"


def _some(led: Led) -> Iterator[str]:
    """Yield the answers; of what is merely unanswered only how much there is."""
    answered = [given for given in led.answers if given.answer != "not answered"]
    for given in answered:
        yield f"{given.short}: {given.answer}"
    missing = len(led.answers) - len(answered)
    if missing:
        yield f"nothing yet to {missing} question{'s' if missing > 1 else ''}"


def _alike(activities: Iterable[ActivityExplained]) -> Iterable[list[ActivityExplained]]:
    """Return the activities in groups that are ruled for the same reasons."""
    groups: dict[Ruling, list[ActivityExplained]] = {}
    for activity in activities:
        groups.setdefault(activity.ruling, []).append(activity)
    return groups.values()


def _activities(alike: list[ActivityExplained]) -> Iterator[str]:
    first = alike[0]
    names = ", ".join(one.activity.replace("_", " ") for one in alike).capitalize()
    yield f"  {names}: {_STATUS_WORDS[first.ruling.status]}."
    if first.waits:
        yield f"      {first.waits.text} {_cited(first.waits.claims)}"
    for led in first.led:
        yield f"    - {led.reason.text} {_cited(led.reason.claims)}"


def _cited(claims: Iterable[str]) -> str:
    return f"[{' '.join(claims)}]"


def _wrapped(lines: Iterable[str]) -> str:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    out: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" -")))
        out += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(out)
