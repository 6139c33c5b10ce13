"""What does not fit together in a trial file: names that nothing has, steps that are not there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soleus.language import meant
from soleus.trials.design import properties_of
from soleus.trials.people import KNOWN_OF_PEOPLE
from soleus.trials.trial import (
    Cut,
    Precision,
    PublishedMean,
    Recruited,
    Sensitivity,
    TrialArm,
    TrialOutcome,
)
from soleus.vocabulary import FaultsError

LEAPT_OVER = "volume:"
"""What can be read where hours are leapt over: at the end of a rest only volumes have settled."""


@dataclass(frozen=True, slots=True)
class TrialParts:
    """What a trial file holds in tables, as far as each could be read by itself."""

    recruited: Sequence[Recruited]
    arms: Sequence[TrialArm]
    outcomes: Sequence[TrialOutcome]
    cuts: Sequence[Cut]
    measured: Sequence[PublishedMean]
    until: Sequence[Precision]
    sensitivities: Sequence[Sensitivity]


def faults_between(table: Mapping[str, Any], parts: TrialParts, *, leaps: bool) -> list[str]:
    """Return what does not fit together; a name counts wherever the file has it, right or wrong."""
    names = {what: _names(table.get(what)) for what in ("arm", "outcome")}
    return [
        *(
            f"two {what}s are called '{name}'"
            for what, all_ in names.items()
            for name in dict.fromkeys(all_)
            if all_.count(name) > 1
        ),
        *_faults_of_steps(parts),
        *(
            f"no {what} is called '{name}'"
            for what, all_ in _named(parts).items()
            for name in dict.fromkeys(all_)
            if name not in names[what]
        ),
        *_faults_of_cuts(parts.cuts, names["outcome"]),
        *_faults_of_people(parts),
        *(
            f"outcome {each.name}: with leaps only volumes are read, and {each.read} is none"
            for each in parts.outcomes
            if leaps and not each.read.startswith(LEAPT_OVER)
        ),
    ]


def _names(tables: object) -> list[str]:
    """Return the names that the tables of a file have."""
    found = (
        (each.get("name") for each in tables if isinstance(each, Mapping))
        if isinstance(tables, list | tuple)
        else ()
    )
    return [name for name in found if isinstance(name, str)]


def _named(parts: TrialParts) -> dict[str, list[str]]:
    """Return which arms and outcomes are spoken of elsewhere."""
    compared = [
        *((each.outcome, each.arm, each.against) for each in parts.until),
        *((each.outcome, each.arm, each.against) for each in parts.sensitivities),
    ]
    measured = [(each.outcome, each.arm) for each in parts.measured]
    arms = [name for _, *both in compared for name in both if name]
    return {
        "arm": [*(arm for _, arm in measured), *arms],
        "outcome": [outcome for outcome, *_ in (*measured, *compared)],
    }


def _faults_of_steps(parts: TrialParts) -> Iterator[str]:
    for arm in parts.arms:
        steps = {step.name for step in arm.experiment.protocol.steps}
        for outcome in parts.outcomes:
            for step in (outcome.step, outcome.against):
                if step and step not in steps:
                    yield (
                        f"arm {arm.name}: outcome {outcome.name} is read in step '{step}', which "
                        "it has not"
                    )


def _faults_of_cuts(cuts: Sequence[Cut], outcomes: Sequence[str]) -> list[str]:
    """Return which subgroups are cut by what nobody knows, or at no value."""
    known = (*KNOWN_OF_PEOPLE, *outcomes)
    faults = [
        f"subgroup: nothing is known of people's '{cut.by}'; there are {', '.join(known)}"
        for cut in cuts
        if cut.by not in known
    ]
    faults += [
        f"subgroup {cut.by}: say at which values 'at' cuts it"
        for cut in cuts
        if not cut.at and (cut.by in outcomes or KNOWN_OF_PEOPLE.get(cut.by))
    ]
    return faults


def _faults_of_people(parts: TrialParts) -> list[str]:
    """Return which populations cannot be, and which of their properties cannot vary."""
    faults: list[str] = []
    populations = []
    for each in parts.recruited:
        try:
            populations.append(each.population())
        except FaultsError as error:
            faults += [f"population {each.title}: {fault}" for fault in error.faults]
    if len(populations) < len(parts.recruited):
        return faults
    known = properties_of(populations)
    return faults + [
        f"sensitivity {number}: people have no '{name}' that varies{_meant(name, known)}"
        for number, asked in enumerate(parts.sensitivities, 1)
        for name in asked.properties
        if name not in known
    ]


def _meant(name: str, known: Sequence[str]) -> str:
    return meant(name, known) or f"; there are {', '.join(known)}"
