"""Sheets that a clinician ticked: which report a code belongs to, and what its ticks name.

Nothing is recorded here and nothing opened. What a sheet names fills in the form of a visit, which
the person looks over and saves; the gate then weighs that visit like any other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from soleus.assessment import LIFETIME, VISIT_GOOD_FOR
from soleus.coach.gate.gate import Gate
from soleus.journal import CheckEntry, Journal, Person, Recorded
from soleus.language import msgid, translate
from soleus.report import InvalidSheetCode, read_codes, sheet_code
from soleus.vocabulary import Activity

PRINTED_FOR = LIFETIME + VISIT_GOOD_FOR
"""How long after its check a report is looked for: its check holds a week, a visit three months."""

_UNKNOWN = msgid(
    "No report about {name} of the last three months has this code. Was the sheet made for "
    "somebody else, or on another machine?"
)
_ABOUT_YOU = msgid(
    "No report of yours of the last three months has this code. Was the sheet made for somebody "
    "else, or on another machine?"
)


@dataclass(frozen=True, slots=True)
class TickedSheet:
    """What the codes of a sheet mean.

    Parameters
    ----------
    code : of the sheet
    printed_on : the day of the report
    activities : whose lines were ticked
    is_of_newest_check : whether the check that it is about is still the newest one
    """

    code: str
    printed_on: date
    activities: tuple[Activity, ...]
    is_of_newest_check: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """Gives sheets their codes, and reads what comes back. ``today`` is the person's own day."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    def code(self, person_id: str) -> str | None:
        """Return the code of the sheet that is printed today; None where there is no check."""
        check = self.gate.standing(person_id).check
        return sheet_code(person_id, check.id, self.today()) if check else None

    def read(self, person: Person, typed: str) -> TickedSheet:
        """Return what the codes that somebody typed mean.

        Raises
        ------
        InvalidSheetCode
            where they are mistyped, or no report of this person has them.
        """
        codes = read_codes(typed)
        newest = self.gate.standing(person.id).check
        for check, day in self._reports(person.id):
            if sheet_code(person.id, check.id, day) == codes.sheet:
                is_newest = newest is not None and check.id == newest.id
                return TickedSheet(codes.sheet, day, codes.activities, is_newest)
        text = _ABOUT_YOU if person.is_self else _UNKNOWN
        raise InvalidSheetCode([translate(text, name=person.name)])

    def _reports(self, person_id: str) -> Iterator[tuple[Recorded[CheckEntry], date]]:
        """Yield every report that may have been printed: each check with each day after it."""
        today = self.today()
        since = today - PRINTED_FOR
        for check in reversed(self.journal.entries(person_id, [CheckEntry], since)):
            day = check.local_date
            while day <= today:
                yield check, day
                day += timedelta(days=1)
