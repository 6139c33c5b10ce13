"""Runs one experiment for many people, a part of them at a time, and lays their readings out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from soleus.circulation.errors import RunFailedError
from soleus.circulation.experiment.experiment import Experiment, refuse_broken
from soleus.circulation.experiment.needed import names_needed
from soleus.circulation.experiment.people_file import LabPerson
from soleus.circulation.person import Person
from soleus.circulation.run import Run
from soleus.circulation.simulate import simulate
from soleus.records import limits_of

AT_A_TIME = 64
"""People whose records are in memory together."""


@dataclass(frozen=True, slots=True)
class LabAnswer:
    """What came of one person.

    Parameters
    ----------
    who : the person
    answer : as :meth:`Experiment.answer` gives it; None if the run broke down
    broke : why it did; empty if it did not
    """

    who: LabPerson
    answer: dict[str, Any] | None
    broke: str = ""

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a step: who, which step, then each reading and part as a column."""
        if self.answer is None:
            return []
        who = {"name": self.who.name} | ({"group": self.who.group} if self.who.group else {})
        return [who | row for row in rows_of(self.answer)]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape: the answer with the person's name, or why there is none."""
        who = {"name": self.who.name, "group": self.who.group}
        return who | (self.answer or {"broke": self.broke})


def rows_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the readings of an answer as one row a step; columns are like ``heart rate_bpm``."""
    return [
        {"step": step["name"]}
        | ({"round": step["round"]} if "round" in step else {})
        | {
            f"{name} {part}": value
            for name, parts in step["readings"].items()
            for part, value in parts.items()
        }
        for step in answer["steps"]
    ]


def run_people(experiment: Experiment, people: Sequence[LabPerson]) -> Iterator[LabAnswer]:
    """Yield what came of each person, in order; whose run breaks down leaves the others alone.

    Parameters
    ----------
    experiment : the protocol and what is read; a person's own numbers go before its numbers
    people : as :func:`read_people` returns them
    """
    keep = names_needed(experiment.reads)
    for first in range(0, len(people), AT_A_TIME):
        part = people[first : first + AT_A_TIME]
        own = [_own(experiment, each) for each in part]
        run = simulate(
            [each.person for each in own],
            experiment.protocol,
            [each.numbers for each in own],
            keep,
        )
        for place, (who, each) in enumerate(zip(part, own, strict=True)):
            yield _answered(who, each, run, place)


def _own(experiment: Experiment, one: LabPerson) -> Experiment:
    left_out = (n for n in limits_of(Person) if n not in (*one.table, "stenosis", "reflux"))
    return replace(
        experiment,
        person=Person.from_dict(one.table),
        left_out=tuple(left_out),
        numbers={**experiment.numbers, **one.numbers},
    )


def _answered(who: LabPerson, experiment: Experiment, run: Run, place: int) -> LabAnswer:
    try:
        refuse_broken(run, place)
        return LabAnswer(who, experiment.answer(run, place))
    except RunFailedError as error:
        return LabAnswer(who, None, str(error))
