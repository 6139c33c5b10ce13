"""What does not fit together in a trial file: names that nothing has, steps that are not there."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from soleus.circulation import population_named
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
    names = {what: _names(table, what) for what in ("arm", "outcome")}
    return [
        *(
            f"two {what}s are called '{name}'"
            for what, all_ in names.items()
            for name in dict.fromkeys(all_)
            if all_.count(name) > 1
        ),
        *_faults_of_steps(table),
        *(
            f"no {what} is called '{name}'"
            for what, all_ in _named(table).items()
            for name in dict.fromkeys(all_)
            if name not in names[what]
        ),
        *_faults_of_cuts(parts.cuts, names["outcome"]),
        *(
            f"published {number}: no subgroup is called '{each.group}'"
            for number, each in enumerate(parts.measured, 1)
            if each.group and not any(cut.has(each.group) for cut in parts.cuts)
        ),
        *_faults_of_people(table, parts),
        *(
            f"outcome {each.name}: with leaps only volumes are read, and {each.read} is none"
            for each in parts.outcomes
            if leaps and not each.read.startswith(LEAPT_OVER)
        ),
    ]


def _tables(table: Mapping[str, Any], what: str) -> list[Mapping[str, Any]]:
    """Return the tables of one kind that a file has, also those that could not be read."""
    found = table.get(what, ())
    found = found if isinstance(found, list | tuple) else (found,)
    return [each for each in found if isinstance(each, Mapping)]


def _words(each: Mapping[str, Any], *keys: str) -> list[str]:
    """Return what stands under these keys, where it is a word."""
    return [word for key in keys if isinstance(word := each.get(key), str) and word]


def _listed(each: Mapping[str, Any], key: str) -> list[str]:
    """Return the words of a list that stands under a key."""
    found = each.get(key)
    found = found if isinstance(found, list | tuple) else ()
    return [word for word in found if isinstance(word, str)]


def _names(table: Mapping[str, Any], what: str) -> list[str]:
    """Return the names that the tables of a file have."""
    return [name for each in _tables(table, what) for name in _words(each, "name")]


def _named(table: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return which arms and outcomes are spoken of elsewhere."""
    speaking = [
        each for what in ("published", "until", "sensitivity") for each in _tables(table, what)
    ]
    return {
        "arm": [word for each in speaking for word in _words(each, "arm", "against")],
        "outcome": [word for each in speaking for word in _words(each, "outcome")],
    }


def _faults_of_steps(table: Mapping[str, Any]) -> Iterator[str]:
    for arm in _tables(table, "arm"):
        steps, called = _names(arm, "step"), "".join(_words(arm, "name"))
        for outcome in _tables(table, "outcome") if steps else ():
            for step in _words(outcome, "step", "against"):
                if step not in steps:
                    read = "".join(_words(outcome, "name"))
                    yield (
                        f"arm {called}: outcome {read} is read in step '{step}', which it has not"
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


def _faults_of_people(table: Mapping[str, Any], parts: TrialParts) -> list[str]:
    """Return which populations cannot be, and which of their properties cannot vary."""
    faults: list[str] = []
    populations = []
    for each in parts.recruited:
        try:
            populations.append(each.population())
        except FaultsError as error:
            faults += [f"population {each.title}: {fault}" for fault in error.faults]
    faults += _unknown_populations(table, {each.of for each in parts.recruited})
    if faults or not populations:
        return faults
    known = properties_of(populations)
    return [
        f"sensitivity {number}: people have no '{name}' that varies{_meant(name, known)}"
        for number, asked in enumerate(_tables(table, "sensitivity"), 1)
        for name in _listed(asked, "properties")
        if name not in known
    ]


def _unknown_populations(table: Mapping[str, Any], read: Collection[str]) -> Iterator[str]:
    """Yield which populations there are none of, among tables that could not be read."""
    for each in _tables(table, "population"):
        for name in _words(each, "of"):
            try:
                if name not in read:
                    population_named(name)
            except FaultsError as error:
                yield from (f"population {name}: {fault}" for fault in error.faults)


def _meant(name: str, known: Sequence[str]) -> str:
    return meant(name, known) or f"; there are {', '.join(known)}"
