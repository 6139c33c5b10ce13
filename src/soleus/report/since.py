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
    """

    first: date
    denied: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What was told on which day: whole checks, and single notes of something new."""

    checks: Days
    notes: Days = field(default=())

    @classmethod
    def of(
        cls,
        checks: Iterable[Recorded[CheckEntry]],
        notes: Iterable[Recorded[SymptomEntry]] = (),
    ) -> History:
        """Return the history that entries of a journal hold."""
        return cls(
            sorted(((each.local_date, each.entry.answers) for each in checks), key=_day),
            sorted(((each.local_date, each.entry.findings) for each in notes), key=_day),
        )

    def since(self, finding: str) -> Since | None:
        """Return since when a finding has been told; None where no check and no note has it."""
        denied, first = None, None
        for day, answers in self.checks:
            if is_so(answers.get(finding)):
                first = first or day
            elif finding in answers and answers[finding] is not None:
                denied, first = day, None
        noted = [
            day
            for day, findings in self.notes
            if is_so(findings.get(finding)) and (denied is None or day >= denied)
        ]
        days = [*([first] if first else []), *noted]
        return Since(min(days), denied) if days else None


def is_so(value: Answer) -> bool:
    """Whether an answer says yes in any way, such as by naming a leg."""
    return value not in (None, False, "none", [])


def _day(told: tuple[date, object]) -> date:
    return told[0]
