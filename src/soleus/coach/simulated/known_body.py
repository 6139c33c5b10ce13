"""What is known of a person's body, as the simulated circulation takes it; the gate reads none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import TYPE_CHECKING

from soleus.coach.person.body_facts import KnownFacts
from soleus.coach.person.known_person import KnownSex
from soleus.coach.person.last_measured import LastMeasured, sitting_pressures
from soleus.journal import (
    Score,
    SymptomEntry,
    TapeEntry,
    circumferences,
    daily_scores,
)
from soleus.vocabulary import Answer, FaultsError, Leg, Sex, if_not_answered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from soleus.assessment import Standing
    from soleus.circulation import Known
    from soleus.coach.gate.gate import Gate
    from soleus.journal import Journal, Recorded
    from soleus.records import Record

LOOKS_BACK = timedelta(days=28)
"""How far back the evenings, and the girths of mornings, count."""

STIFF_ABOVE = 1.4
"""Above this index the arteries can be stiff (X45): it tells the model nothing of narrowing."""

_SWELLING = (Score.SWELLING_LEFT, Score.SWELLING_RIGHT)
_NOON = 12
_LEAST_FAILURE = "mild"
"""The check asks whether there is heart failure, not how much: a yes means at least this."""


@dataclass(frozen=True, slots=True)
class KnownBody:
    """Reads what is known of a person's body; nothing that is read here opens or shuts the gate."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    @property
    def facts(self) -> KnownFacts:
        """Year of birth and height, as the person said them."""
        return KnownFacts(self.journal, self.today)

    def known_of(self, person_id: str) -> Known:
        """Return what is known of a person now; what is not known is left out, and never normal.

        What the model has no people for, such as an age of 115, counts as not known. The room of
        the simulated circulation is entered here, and only when this is asked.
        """
        from soleus.circulation import Known  # takes long to load, and most pages need none of it

        facts, last = self.facts.of(person_id), LastMeasured.of(self.journal, person_id)
        known: dict[str, object] = {
            **self._by_check(self.gate.standing(person_id)),
            "sex": self._sex(person_id),
            "height_cm": facts.height_cm,
            "weight_kg": last.value("weight_kg"),
            **self._pressure(person_id),
            "ankle_index": _trusted(last.by_leg("ankle_index_{leg}")),
            "calf_raises": _mean(last.by_leg("heel_raises_{leg}").values()),
            "calf_girth_cm": self._calf_girth(person_id) or None,
            "evening_swelling": self._evening_swelling(person_id),
        }
        if (age := facts.age_on(self.today())) is not None:
            known["age"] = age
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

    def _pressure(self, person_id: str) -> Mapping[str, float | None]:
        """Return the mean of the readings of the last day on which it was taken sitting."""
        readings = sitting_pressures(self.journal, person_id)
        return {
            name: _mean([getattr(each, name) for each in readings])
            for name in ("systolic_mmhg", "diastolic_mmhg")
        }

    def _calf_girth(self, person_id: str) -> Mapping[str, float]:
        """Return the last girth of each calf; one of a morning of late goes before."""
        tapes = self.journal.entries(person_id, [TapeEntry])
        since = self.today() - LOOKS_BACK
        mornings = [t for t in tapes if t.local_time.hour < _NOON and t.local_date >= since]
        return {**_girths(tapes), **_girths(mornings)}

    def _evening_swelling(self, person_id: str) -> float | None:
        """Return the mean over the last evenings of what each leg was given; None of no evening."""
        entries = self.journal.entries(person_id, [SymptomEntry], self.today() - LOOKS_BACK)
        days = [
            fmean(scores)
            for day in daily_scores(entries)
            if (scores := [day.scores[leg] for leg in _SWELLING if leg in day.scores])
        ]
        return _mean(days)


def _girths(tapes: Iterable[Recorded[TapeEntry]]) -> dict[str, float]:
    tapes = tuple(tapes)
    return {
        leg.value: girths[-1]
        for leg in Leg
        if (girths := [each.calf_cm for each in circumferences(tapes, leg) if each.calf_cm])
    }


def _mean(values: Iterable[float]) -> float | None:
    known = tuple(values)
    return fmean(known) if known else None


def _trusted(index: Mapping[str, float]) -> Mapping[str, float] | None:
    return {leg: value for leg, value in index.items() if value <= STIFF_ABOVE} or None


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
