"""What is known of a person's body, as the simulated circulation takes it; the gate reads none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING

from soleus.coach.known_person import KnownSex
from soleus.journal import (
    Score,
    SymptomEntry,
    TapeEntry,
    circumferences,
    daily_scores,
)
from soleus.vocabulary import Answer, FaultsError, Leg, Sex, if_not_answered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from soleus.assessment import Standing
    from soleus.circulation import Known
    from soleus.coach.gate import Gate
    from soleus.journal import Journal
    from soleus.records import Record

LOOKS_BACK = timedelta(days=28)
"""How far back the evenings are from which the mean of the scores is taken."""

_SWELLING = (Score.SWELLING_LEFT, Score.SWELLING_RIGHT)
_LEAST_FAILURE = "mild"
"""The check asks whether there is heart failure, not how much: a yes means at least this."""


@dataclass(frozen=True, slots=True)
class KnownBody:
    """Reads what is known of a person's body; nothing that is read here opens or shuts the gate."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    def known_of(self, person_id: str) -> Known:
        """Return what is known of a person now; what is not known is left out, and never normal.

        What the model has no people for, such as a child's age, counts as not known. The room of
        the simulated circulation is entered here, and only when this is asked.
        """
        from soleus.circulation import Known  # takes long to load, and most pages need none of it

        known: dict[str, object] = {
            "sex": self._sex(person_id),
            "calf_girth_cm": self._calf_girth(person_id),
            "evening_swelling": self._evening_swelling(person_id),
            **self._by_check(self.gate.standing(person_id)),
        }
        return Known.from_dict(
            {name: value for name, value in known.items() if _is_taken(Known, name, value)}
        )

    def _sex(self, person_id: str) -> str | None:
        sex = KnownSex(self.journal).of(person_id)
        return None if sex is Sex.UNSAID else sex.value

    def _by_check(self, standing: Standing) -> Mapping[str, object]:
        """Return what the newest check and the notes since say of age, heart and surface veins."""
        answers = standing.answers
        other = if_not_answered(standing.document)
        age = answers.get("age")
        return {
            "age": self._age_now(age, standing) if isinstance(age, int) else None,
            "heart_failure": _heart_failure(answers.get("heart_failure", other)),
            "leaking": _legs(answers.get("varicose_veins")),
        }

    def _age_now(self, age: int, standing: Standing) -> float:
        """Return an age as it was said in a check, with the whole years since."""
        checked = standing.checked_at
        return age + (0 if checked is None else (self.today() - checked.date()).days // 365)

    def _calf_girth(self, person_id: str) -> Mapping[str, float] | None:
        tapes = self.journal.entries(person_id, [TapeEntry])
        girths = {
            leg.value: measured[-1]
            for leg in Leg
            if (measured := [c.calf_cm for c in circumferences(tapes, leg) if c.calf_cm])
        }
        return girths or None

    def _evening_swelling(self, person_id: str) -> float | None:
        """Return the mean over the last evenings of what each leg was given; None of no evening."""
        entries = self.journal.entries(person_id, [SymptomEntry], self.today() - LOOKS_BACK)
        days = [
            fmean(scores)
            for day in daily_scores(entries)
            if (scores := [day.scores[leg] for leg in _SWELLING if leg in day.scores])
        ]
        return fmean(days) if days else None


def _is_taken(record: type[Record], name: str, value: object) -> bool:
    """Whether a value is known, and within the limits of its field."""
    if value is None:
        return False
    try:
        record.from_dict({name: value})
    except FaultsError:
        return False
    return True


def _heart_failure(answer: Answer) -> str | None:
    if answer is None:
        return None
    return _LEAST_FAILURE if answer is True else "none"


def _legs(answer: Answer) -> tuple[str, ...] | None:
    """Return the legs that a sided answer names; None where it names none or is unknown."""
    named = tuple(leg.value for leg in Leg if answer in (leg.value, "both"))
    return named or None
