"""Since when somebody tells of something: by the checks in their order, and the notes between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from soleus.journal import CheckEntry, Recorded, SymptomEntry
    from soleus.vocabulary import Answer

Days: TypeAlias = "Sequence[tuple[date, Mapping[str, Answer]]]"


@dataclass(frozen=True, slots=True)
class Since:
    """When something was told first, as far as the journal goes back.

    Parameters
    ----------
    first : the first day of the unbroken stretch in which it was told
    denied : the day of the last check before that in which it was denied; None where there is none
    is_shown : whether the diary shows it, and nobody told it
    """

    first: date
    denied: date | None = None
    is_shown: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What was told on which day: whole checks, single notes of something new, and the diary.

    A check stands there with its day, its answers, and whether all else was denied.
    """

    checks: Sequence[tuple[date, Mapping[str, Answer], bool]]
    notes: Days = field(default=())
    shown: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        checks: Iterable[Recorded[CheckEntry]],
        notes: Iterable[Recorded[SymptomEntry]] = (),
        shown: Mapping[str, date] | None = None,
    ) -> History:
        """Return the history that entries of a journal hold.

        Parameters
        ----------
        shown : findings that the diary shows, with the first day of each
        """
        return cls(
            sorted(map(_check, checks), key=_day),
            sorted(((each.local_date, each.entry.findings) for each in notes), key=_day),
            shown or {},
        )

    def since(self, finding: str) -> Since | None:
        """Return since when a finding has been told, or is shown; None where nothing has it."""
        denied, first = None, None
        for day, answers, is_rest_denied in self.checks:
            answer = answers.get(finding, False if is_rest_denied else None)
            if is_so(answer):
                first = first or day
            elif answer is not None:
                denied, first = day, None
        noted = [
            day
            for day, findings in self.notes
            if is_so(findings.get(finding)) and (denied is None or day >= denied)
        ]
        days = [*([first] if first else []), *noted]
        if days:
            return Since(min(days), denied)
        shown = self.shown.get(finding)
        return Since(shown, denied, is_shown=True) if shown else None


def is_so(value: Answer) -> bool:
    """Whether an answer says yes in any way, such as by naming a leg."""
    return value not in (None, False, "none", [])


def _check(recorded: Recorded[CheckEntry]) -> tuple[date, Mapping[str, Answer], bool]:
    """Return the day of a check, its answers, and whether all that it does not name was denied."""
    entry = recorded.entry
    return recorded.local_date, entry.answers, entry.document.get("others") == "no"


def _day(told: tuple[date, *tuple[object, ...]]) -> date:
    return told[0]
