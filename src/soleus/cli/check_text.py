"""A result at the terminal: the sections that the page shows, as lines."""

from __future__ import annotations

import os
import re
import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soleus.cli.output import cited, line_width
from soleus.language import ENGLISH, current, msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from soleus.assessment import Line, ResultView, Section
    from soleus.coach import CheckUnderWay, Coach
    from soleus.vocabulary import Calls

_UNREVIEWED = msgid(
    "No clinician has reviewed the safety texts in this language. "
    "In doubt, call a doctor, or the emergency number."
)
_SOURCES = msgid("Where each sentence comes from: soleus check --sources")
_CODES = msgid("Each code in brackets is a source: soleus evidence CODE shows it.")


@dataclass(frozen=True, slots=True)
class Telling:
    """How a result is told at the terminal.

    Parameters
    ----------
    country : whose numbers are named; None takes the machine's, else 112
    with_sources : whether each sentence names the claims that it rests on
    """

    country: str | None = None
    with_sources: bool = False

    @property
    def calls(self) -> Calls:
        """Whom to call."""
        from soleus.handbook import emergency_numbers_of

        return emergency_numbers_of(self.country or _country_of_machine()).calls()

    def result(self, coach: Coach, person_id: str) -> ResultView | None:
        """Return what is said of where a person stands; None where there was no check."""
        person, standing = coach.journal.person_of_id(person_id), coach.gate.standing(person_id)
        return coach.result(person, standing, self.calls)

    def so_far(self, check: CheckUnderWay) -> ResultView | None:
        """Return what is sure already of a check under way; None where that sends nobody."""
        from soleus.assessment import result_view
        from soleus.assessment.interview import to_document

        if (decision := check.so_far) is None:
            return None
        document, subject = to_document(check.answers), check.answers.subject
        view = result_view(document, decision, subject=subject, calls=self.calls)
        return replace(view, sections=tuple(each for each in view.sections if each.id == "first"))

    def card(self, card: Section) -> str:
        """Return the care card alone, each sentence with its claims."""
        return _wrapped(_section(card, with_sources=True))

    def text(self, view: ResultView) -> str:
        """Return a result as lines."""
        sources = translate(_CODES if self.with_sources else _SOURCES)
        lines = [*_sections(view, with_sources=self.with_sources), "", sources]
        return "\n\n".join(each for each in (_wrapped(lines), self.unreviewed) if each)

    @property
    def unreviewed(self) -> str:
        """That no clinician has reviewed the safety texts in this language; empty in English."""
        return "" if current() == ENGLISH else _wrapped([translate(_UNREVIEWED)])


def _country_of_machine() -> str | None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        match = re.match(r"[a-z]{2,3}_([A-Z]{2})\b", os.environ.get(name, ""))
        if match:
            return match.group(1)
    return None


def _sections(view: ResultView, *, with_sources: bool) -> Iterator[str]:
    for section in view.sections:
        if section is not view.sections[0]:
            yield ""
        yield from _section(section, with_sources=with_sources)


def _section(section: Section, *, with_sources: bool) -> Iterator[str]:
    if section.title:
        yield f"{section.said} {section.title}".strip()
    for place, row in enumerate(section.rows, 1):
        mark = {"text": "", "steps": f"  {place}. "}.get(section.shape, "  - ")
        for line in row:
            if line.says:
                yield f"{mark}{_said(line, with_sources=with_sources)}"
            mark = " " * len(mark)
            yield from (f"{mark}  - {point}".replace("**", "") for point in line.points)


def _said(line: Line, *, with_sources: bool) -> str:
    """Return a line, with the command that does what a press on the page would do."""
    says = line.says.replace("**", "")
    if line.to.startswith("/session/"):
        says += f" (soleus session {line.to.rpartition('/')[2]})"
    if with_sources and line.claims:
        says = cited(says, dict.fromkeys(line.claims))
    return says


def _wrapped(lines: Iterable[str]) -> str:
    out: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" -.123")))
        out += textwrap.wrap(
            line, line_width(), subsequent_indent=indent, break_on_hyphens=False
        ) or [""]
    return "\n".join(out)
