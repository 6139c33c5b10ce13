"""What a note means, said as soon as it is noted: how the swelling stands, and whom to see."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from soleus.assessment import Section, Standing, swells_by_evening
from soleus.coach.gate.gate import Gate
from soleus.evidence import Text
from soleus.journal import Entry, Journal, Recorded, Score, SymptomEntry, daily_scores, mornings
from soleus.language import day_words, msgid, translate
from soleus.learning import SWELLING, Course, SwellingChange, change_on
from soleus.records import NonBlank, Record, load_table, read_toml
from soleus.vocabulary import Urgency

CURVE_DAYS = 14
"""The days that the small curve beside the sentence shows."""

_ALIKE_POINTS = 2
"""By how much the scores of two legs that swell alike can differ, each being noted to a point."""

_LOOKS_BACK = timedelta(days=28)
_REFERS = (Urgency.EMERGENCY, Urgency.TODAY, Urgency.WITHIN_DAYS)
_FALLS = (Course.LOWER, Course.BETTER)
_FROM_TO: Mapping[Score, str] = {
    Score.SWELLING_LEFT: msgid("left from {before} to {now}"),
    Score.SWELLING_RIGHT: msgid("right from {before} to {now}"),
}
_NOW: Mapping[Score, str] = {
    Score.SWELLING_LEFT: msgid("left {now}"),
    Score.SWELLING_RIGHT: msgid("right {now}"),
}


@dataclass(frozen=True, slots=True)
class MeaningText(Record):
    """One sentence of ``meaning.toml``; what only repeats own numbers has no claims."""

    says: NonBlank
    claims: tuple[NonBlank, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the notes of a day mean.

    Parameters
    ----------
    says : one sentence in the language spoken now; empty where nothing is to be said
    claims : what it rests on; none where it repeats the person's own numbers
    course : what became of the swelling; None where none was noted that day
    checks_again : whether it says to take the check again
    refers : how soon somebody has to be seen by all that is known now; None where nobody has to.
        The result's card says it then, and no sentence says that anything is better
    """

    says: str
    claims: tuple[str, ...]
    course: Course | None
    refers: Urgency | None
    checks_again: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a note means, with whom to see where somebody has to, and because of what days."""

    meaning: Meaning
    card: Section | None
    because: tuple[Text, ...]

    def as_dict(self) -> dict[str, object]:
        """Return it in the JSON shape of an answer; what is said is in the language in use."""
        lines = [line for row in self.card.rows for line in row] if self.card else []
        card = {"title": self.card.title, "lines": _said(lines)} if self.card else None
        course, refers = self.meaning.course, self.meaning.refers
        return {
            "text": self.meaning.says,
            "claims": list(self.meaning.claims),
            "course": course.value if course else None,
            "refers": refers.value if refers else None,
            "card": card,
            "because": _said(self.because),
        }


@dataclass(frozen=True, slots=True)
class Meanings:
    """Says what notes mean, and what is asked of the morning. ``today`` gives the person's day."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]

    def of(self, person_id: str, day: date | None = None) -> Meaning:
        """Return what the notes of a day, else of today, mean; days after it do not count."""
        at = day or self.today()
        change = change_on(at, daily_scores(self._notes(person_id, at)))
        meaning = meaning_of(change, self.gate.standing(person_id))
        return self._with_morning(person_id, meaning) if at == self.today() else meaning

    def _with_morning(self, person_id: str, meaning: Meaning) -> Meaning:
        """Return what it means, with what is to be said of this morning.

        Where somebody has to be seen the card says what to do. That it was gone is said where the
        day has nothing newer; that it was not, always.
        """
        gone = mornings(self._notes(person_id, self.today())).get(self.today())
        if gone is None or meaning.refers or (gone and meaning.says):
            return meaning
        document = self.gate.standing(person_id).document
        is_evening = document is not None and swells_by_evening(document)
        is_alike = _is_alike(self.evening_before(person_id))
        if gone:
            name = "gone" if is_alike else "gone_of_one"
        else:
            name = "left_of_evening" if is_evening else "left"
        text = _texts()[name]
        claims = dict.fromkeys((*meaning.claims, *text.claims))
        says = f"{meaning.says} {translate(text.says)}".strip()
        return replace(
            meaning, says=says, claims=tuple(claims), checks_again=name == "left_of_evening"
        )

    def swelling_of_days(self, person_id: str) -> list[dict[str, object]]:
        """Return the swelling of the last days, for a device to hold a note against."""
        days = daily_scores(self._notes(person_id, self.today()))
        noted = [
            (each.day, {leg.value: each.scores[leg] for leg in SWELLING if leg in each.scores})
            for each in days
        ]
        return [{"day": day.isoformat(), "scores": scores} for day, scores in noted if scores]

    def evening_before(self, person_id: str) -> Mapping[Score, int]:
        """Return the swelling that was noted yesterday, of each leg that was noted."""
        today = self.today()
        days = daily_scores(self._notes(person_id, today))
        scores = {each.day: each.scores for each in days}.get(today - timedelta(days=1), {})
        return {leg: scores[leg] for leg in SWELLING if leg in scores}

    def asks_of_morning(self, person_id: str) -> bool:
        """Whether to ask if it was gone this morning: there was some, and nobody has told."""
        told = mornings(self._notes(person_id, self.today()))
        return any(self.evening_before(person_id).values()) and self.today() not in told

    def _notes(self, person_id: str, day: date) -> tuple[Recorded[Entry], ...]:
        entries: tuple[Recorded[Entry], ...] = self.journal.entries(
            person_id, (SymptomEntry,), day - _LOOKS_BACK
        )
        return entries


def meaning_of(change: SwellingChange | None, standing: Standing) -> Meaning:
    """Return what is said of a change, by where the person stands."""
    decision = standing.decision
    refers = decision.urgency if decision and decision.urgency in _REFERS else None
    course = change.course if change else None
    if refers and (change is None or course in _FALLS):
        text = _texts()["refers"]
        return Meaning(translate(text.says), text.claims, course, refers)
    if change is None:
        return Meaning("", (), None, refers)
    text, ago = _texts()[_name(change, refers)], (change.day - change.since).days
    says = translate(text.says, scores=_scores(change), day=_day(change), n=ago)
    return Meaning(says, text.claims, course, refers)


def _is_alike(evening: Mapping[Score, int]) -> bool:
    """Whether both legs swelled, by about as much."""
    scores = list(evening.values())
    is_both = len(scores) == len(SWELLING) and all(scores)
    return is_both and max(scores) - min(scores) <= _ALIKE_POINTS


def _name(change: SwellingChange, refers: Urgency | None) -> str:
    if refers and change.course is Course.UP:  # the card says what to do
        return "up_refers"
    if change.course is Course.SAME and not any(change.now.values()):
        return "none"
    is_longer = change.day - change.since > timedelta(days=1)
    return "better_days" if change.course is Course.BETTER and is_longer else change.course.value


def _said(texts: Iterable[Text]) -> list[dict[str, object]]:
    return [
        {"text": each.says.replace("**", ""), "claims": list(each.claims)}
        for each in texts
        if each.says
    ]


def leg_scores(scores: Mapping[Score, int]) -> str:
    """Return the swelling of each leg in words, such as "left 3, right 3"."""
    return ", ".join(translate(_NOW[leg], now=now) for leg, now in scores.items())


def _scores(change: SwellingChange) -> str:
    if change.course in (Course.FIRST, Course.SAME):
        return leg_scores(change.now)
    return ", ".join(
        translate(_FROM_TO[leg], before=change.before[leg], now=now)
        for leg, now in change.now.items()
        if change.course is not Course.UP or now > change.before[leg]
    )


def _day(change: SwellingChange) -> str:
    ago = (change.day - change.since).days
    return (
        translate("yesterday") if ago == 1 else translate("on {day}", day=day_words(change.since))
    )


@cache
def _texts() -> Mapping[str, MeaningText]:
    tables = read_toml(files("soleus.coach.notes") / "meaning.toml")
    return {
        name: load_table(MeaningText, table, f"meaning.toml, {name}")
        for name, table in tables.items()
    }
