"""The words in which a decision is told at the terminal: what to do, why, and on whose word."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from typing import TYPE_CHECKING, Any

from soleus.language import ENGLISH, current, inside, msgid, plural, territory_name, translate
from soleus.vocabulary import Status, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from soleus.assessment import ActivityExplained, Decision, Explanation, Led, Ruling

WIDEST = 88
"""Lines longer than this are hard to follow, however wide the terminal is."""

_STATUS_WORDS = {
    Status.PERMITTED: msgid("you may do this"),
    Status.CAUTION: msgid("with care"),
    Status.HOLD: msgid("on hold"),
    Status.WITHHELD: msgid("not for you now"),
}

_UNREVIEWED = msgid("No clinician has reviewed the safety texts in this language.")


def told(document: Mapping[str, Any], decision: Decision, country: str | None = None) -> str:
    """Return the decision in plain words; of an emergency nothing but what to do."""
    from soleus.assessment import explain

    explanation = explain(document, decision)
    unreviewed = [] if current() == ENGLISH else ["", translate(_UNREVIEWED)]
    if decision.urgency is Urgency.EMERGENCY:
        return _wrapped([*_emergency(explanation, country), *unreviewed])
    return _wrapped([*_told(explanation), *unreviewed])


def emergency_call(country: str | None) -> str:
    """Return whom to call: of this country, else of the machine's, else 112."""
    from soleus.handbook import emergency_numbers_of

    found = emergency_numbers_of(country or _country_of_machine())
    where = translate("or your own emergency number")
    if found.country:
        where = territory_name(found.code or "", found.country)
    return translate("CALL {number} NOW ({where}).", number=found.ambulance, where=where)


def _country_of_machine() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        match = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(name, ""))
        if match:
            return match.group(1)
    return None


def _emergency(explanation: Explanation, country: str | None) -> Iterator[str]:
    yield emergency_call(country)
    yield ""
    yield f"{translate(explanation.first.text)} {_cited(explanation.first.claims)}"
    yield ""
    yield from _reasons(explanation.led)
    yield ""
    yield f"{translate(explanation.change.text)} {_cited(explanation.change.claims)}"


def _told(explanation: Explanation) -> Iterator[str]:
    yield f"{translate(explanation.first.text)} {_cited(explanation.first.claims)}"
    if explanation.led:
        yield ""
        yield translate("What led here")
        yield from _reasons(explanation.led)
    yield ""
    yield f"{explanation.pattern.text} {_cited(explanation.pattern.claims)}"
    yield ""
    yield translate("What you may do")
    for alike in _alike(explanation.activities):
        yield from _activities(alike)
    if explanation.open:
        yield ""
        yield translate("Still open")
        for question in explanation.open:
            could = f"{translate(question.could.text)} {_cited(question.could.claims)}"
            yield f"  - {translate(question.short)}: {could}"
    yield ""
    yield translate("What would change this")
    yield f"  {translate(explanation.change.text)} {_cited(explanation.change.claims)}"
    yield ""
    yield translate("Each code in brackets is a source: soleus evidence CODE shows it.")


def _reasons(led: Iterable[Led]) -> Iterator[str]:
    for one in led:
        yield f"  - {translate(one.reason.text)} {_cited(one.reason.claims)}"
        for given in _some(one):
            yield "      " + translate("You said: {answer}", answer=given)


def _some(led: Led) -> Iterator[str]:
    """Yield the answers; of what is merely unanswered only how much there is."""
    answered = [given for given in led.answers if given.answer != "not answered"]
    for given in answered:
        yield f"{translate(given.short)}: {translate(given.answer)}"
    missing = len(led.answers) - len(answered)
    if missing:
        yield plural("nothing yet to {n} question", "nothing yet to {n} questions", missing)


def _alike(activities: Iterable[ActivityExplained]) -> Iterable[list[ActivityExplained]]:
    """Return the activities in groups that are ruled for the same reasons."""
    groups: dict[Ruling, list[ActivityExplained]] = {}
    for activity in activities:
        groups.setdefault(activity.ruling, []).append(activity)
    return groups.values()


def _activities(alike: list[ActivityExplained]) -> Iterator[str]:
    from soleus.assessment import activity_title

    first = alike[0]
    titles = [translate(activity_title(one.activity)) for one in alike]
    names = ", ".join([titles[0], *map(inside, titles[1:])])
    yield f"  {names}: {translate(_STATUS_WORDS[first.ruling.status])}."
    if first.waits:
        yield f"      {translate(first.waits.text)} {_cited(first.waits.claims)}"
    for led in first.led:
        yield f"    - {translate(led.reason.text)} {_cited(led.reason.claims)}"


def _cited(claims: Iterable[str]) -> str:
    return f"[{' '.join(claims)}]"


def _wrapped(lines: Iterable[str]) -> str:
    width = min(shutil.get_terminal_size().columns, WIDEST)
    out: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" -")))
        out += textwrap.wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(out)
