"""One sentence that is new each day: a line of the handbook that fits the person, with its claims.

Which one follows from the day and the person alone, so that it is the same all day long, on every
device, and comes round again only when all that fit have had their day. It is said only where
nobody has to be seen: there it would distract.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from soleus.assessment import Standing, findings
from soleus.coach.gate.gate import Gate
from soleus.coach.week.weeks import Weeks
from soleus.evidence import Text
from soleus.handbook import Topic, topics
from soleus.plan import Setting
from soleus.records import NonBlank, Record, limits, load_file, record_of
from soleus.vocabulary import Activity, InvalidDataError, Status, Urgency, if_not_answered


@dataclass(frozen=True, slots=True)
class DailyLine(Record):
    """Which line of the handbook it is, and whom it fits.

    Parameters
    ----------
    begins : how the line begins; no other line of the topic does
    settings : only where the day is spent so; empty: everywhere
    when_any : only where one of these is answered with yes; empty: for everybody
    unless : only where each of these is known to be no; unknown is not no
    where_open : only while the gate opens all of these without a limit
    """

    topic: NonBlank
    begins: NonBlank
    settings: tuple[Setting, ...] = ()
    when_any: tuple[NonBlank, ...] = ()
    unless: tuple[NonBlank, ...] = ()
    where_open: tuple[Activity, ...] = ()

    def fits(self, standing: Standing, setting: Setting) -> bool:
        """Whether the line can be said to somebody."""
        if standing.clearance is None or (self.settings and setting not in self.settings):
            return False
        known = _known(standing)
        if self.when_any and not any(_is_yes(known(each)) for each in self.when_any):
            return False
        rulings = standing.clearance.decision.activities
        return all(_is_no(known(each)) for each in self.unless) and all(
            rulings[each].status is Status.PERMITTED for each in self.where_open
        )


@dataclass(frozen=True, slots=True)
class Daily:
    """The sentence of one day: the question that it answers, in which topic, and the line."""

    topic: Topic
    text: Text


@dataclass(frozen=True, slots=True)
class DailySentences:
    """Chooses the sentence of the day. ``today`` gives the person's own day."""

    gate: Gate
    weeks: Weeks
    today: Callable[[], date]

    def of(self, person_id: str) -> Daily | None:
        """Return today's sentence; None where somebody has to be seen, or nothing is open."""
        standing = self.gate.standing(person_id)
        if not is_calm(standing):
            return None
        setting = self.weeks.profile(person_id).setting
        fitting = [each for each in daily_lines() if each.fits(standing, setting)]
        chosen = chosen_on(self.today(), person_id, fitting)
        return _said(chosen) if chosen else None


def is_calm(standing: Standing) -> bool:
    """Whether nothing stands that a pleasant line could distract from."""
    decision = standing.decision
    return (
        standing.clearance is not None
        and decision is not None
        and decision.urgency is Urgency.SELF_CARE
        and not standing.learnt.findings
    )


def chosen_on(day: date, person_id: str, fitting: Iterable[DailyLine]) -> DailyLine | None:
    """Return the line of a day: the person's own order of lines, one further each day."""
    rows = sorted(fitting, key=lambda each: _lot(person_id, each))
    return rows[day.toordinal() % len(rows)] if rows else None


def _lot(person_id: str, line: DailyLine) -> bytes:
    return sha256(f"{person_id}|{line.topic}|{line.begins}".encode()).digest()


def _is_no(answer: object) -> bool:
    return answer is False or answer == "none"


def _is_yes(answer: object) -> bool:
    return answer is not None and not _is_no(answer)


def _known(standing: Standing) -> Callable[[str], object]:
    """Return what gives an answer: as it was given, no where all the rest was denied, or None."""
    rest = if_not_answered(standing.document)
    return lambda finding: standing.answers.get(finding, rest)


def _said(line: DailyLine) -> Daily:
    topic = next(each for each in topics() if each.id == line.topic)
    text = next(each for each in _lines(topic) if each.says.startswith(line.begins))
    return Daily(topic, text)


def _lines(topic: Topic) -> tuple[Text, ...]:
    return (*topic.answer, *topic.more)


@cache
def daily_lines() -> tuple[DailyLine, ...]:
    """Return every line that can be the sentence of a day."""
    return load_lines(files("soleus.coach.today") / "daily.toml")


@dataclass(frozen=True, slots=True)
class _DailyFile(Record):
    line: Annotated[tuple[DailyLine, ...], limits.list_of(record_of(DailyLine), least=1)]


def load_lines(file: Traversable) -> tuple[DailyLine, ...]:
    """Read the lines of a file.

    Raises
    ------
    InvalidDataError
        with every line that the handbook does not have, or has twice.
    """
    lines = load_file(_DailyFile, file).line
    faults = [*_misfits(lines)]
    if faults:
        raise InvalidDataError(faults)
    return lines


def _misfits(lines: Iterable[DailyLine]) -> Iterator[str]:
    known = {topic.id: topic for topic in topics()}
    for line in lines:
        texts = _lines(known[line.topic]) if line.topic in known else ()
        found = sum(text.says.startswith(line.begins) for text in texts)
        if found != 1:
            yield f"daily.toml: {found} lines of '{line.topic}' begin with '{line.begins}'"
        for finding in {*line.when_any, *line.unless} - {each.id for each in findings()}:
            yield f"daily.toml: the check has no finding '{finding}'"
