"""Reads a trial file, with every fault at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from soleus.circulation import Experiment, ExperimentError, Person, parse_experiment
from soleus.records import Record, limits, read_toml
from soleus.trials.errors import TrialError
from soleus.trials.people import KNOWN_OF_PEOPLE
from soleus.trials.trial import (
    MOST_PEOPLE,
    Cut,
    Precision,
    PublishedMean,
    Recruited,
    Trial,
    TrialArm,
    TrialOutcome,
)
from soleus.vocabulary import FaultsError, InvalidDataError

_ANY = limits.anything()
_SOME = limits.list_of(_ANY, least=1)
_FILE = {
    "title": limits.text(200, may_be_empty=False),
    "question": limits.text(1000),
    "does_not_show": limits.list_of(limits.text(1000, may_be_empty=False)),
    "seed": limits.whole(0, 2**63),
    "people": limits.whole(2, MOST_PEOPLE),
    "until": _ANY,
    "design": limits.literal("crossover", "parallel"),
    "population": _SOME,
    "arm": limits.list_of(_ANY, least=2),
    "outcome": _SOME,
    "subgroup": limits.list_of(_ANY),
    "published": limits.list_of(_ANY),
}
_NEEDED = ("title", "population", "arm", "outcome")
_ARM = {"name": limits.text(80, may_be_empty=False), "step": _SOME, "wears": _ANY}
_WEARS = ("stockings", "dehydration")

RecordT = TypeVar("RecordT", bound=Record)


def parse_trial(source: str | Path | Mapping[str, Any]) -> Trial:
    """Return the trial in a file or table.

    Raises
    ------
    TrialError
        The trial is written wrongly; every fault is listed.
    """
    table = _load(source)
    values, wrong = limits.read_object(_FILE, _NEEDED, table)
    faults = [f"trial: {fault}" for fault in wrong]
    recruited = _records(Recruited, values.get("population", ()), "population", faults)
    outcomes = _records(TrialOutcome, values.get("outcome", ()), "outcome", faults)
    cuts = _records(Cut, values.get("subgroup", ()), "subgroup", faults)
    measured = _records(PublishedMean, values.get("published", ()), "published", faults)
    until = _records(Precision, [values["until"]] if "until" in values else [], "until", faults)
    reads = _reads(outcomes, faults)
    arms = [
        arm
        for number, data in enumerate(values.get("arm", ()), 1)
        if (arm := _arm(data, number, reads, faults))
    ]
    if ("people" in values) == ("until" in values) and not faults:
        faults.append("trial: say either 'people' or 'until', not both or none")
    faults += [] if faults else _between(arms, outcomes, cuts, measured, until)
    faults += [] if faults else _faults_of_populations(recruited)
    if faults:
        raise TrialError(faults)
    return Trial(
        table=table,
        title=values["title"],
        question=values.get("question", ""),
        does_not_show=tuple(values.get("does_not_show", ())),
        seed=values.get("seed", 1),
        people=values.get("people", until[0].most if until else 0),
        until=until[0] if until else None,
        design=values.get("design", "crossover"),
        recruited=tuple(recruited),
        arms=tuple(arms),
        outcomes=tuple(outcomes),
        cuts=tuple(cuts),
        measured=tuple(measured),
    )


def _load(source: str | Path | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(source, Mapping):
        return source
    path = Path(source)
    try:
        return read_toml(path, str(path))
    except InvalidDataError as error:
        raise TrialError(error.faults) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text file"
        raise TrialError([f"{path}: cannot be read: {reason}"]) from error


def _records(
    kind: type[RecordT],
    tables: Sequence[Any],
    what: str,
    faults: list[str],
) -> list[RecordT]:
    found = []
    for number, table in enumerate(tables, 1):
        try:
            found.append(kind.from_dict(table))
        except FaultsError as error:
            faults += [f"{what} {number}: {fault}" for fault in error.faults]
    return found


def _reads(outcomes: Sequence[TrialOutcome], faults: list[str]) -> list[dict[str, str]]:
    """Return the tables ``read`` of the lab for what the outcomes need."""
    from soleus.circulation import INSTRUMENTS

    tables = []
    for name in dict.fromkeys(outcome.read for outcome in outcomes):
        instrument, _, place = name.partition(":")
        if instrument not in INSTRUMENTS:
            known = ", ".join(INSTRUMENTS)
            faults.append(f"outcome: there is no instrument '{instrument}'; there are {known}")
            continue
        word = INSTRUMENTS[instrument].word
        tables.append({"instrument": instrument} | ({word: place} if word else {}))
    return tables


def _arm(data: Any, number: int, reads: Sequence[Any], faults: list[str]) -> TrialArm | None:  # noqa: ANN401
    """Return one arm, or None after adding its faults."""
    values, wrong = limits.read_object(_ARM, ("name", "step"), data)
    where = f"arm {values.get('name', number)}"
    faults += [f"{where}: {fault}" for fault in wrong]
    wears = _worn(values.get("wears", {}), where, faults)
    experiment = _experiment(values.get("step"), reads, where, faults)
    if wrong or experiment is None:
        return None
    return TrialArm(values["name"], experiment, wears)


def _worn(data: Any, where: str, faults: list[str]) -> Mapping[str, Any]:  # noqa: ANN401
    table = data if isinstance(data, Mapping) else {"wears": data}
    faults += [
        f"{where}: an arm changes no '{key}' of a person, only {' and '.join(_WEARS)}"
        for key in table
        if key not in _WEARS
    ]
    try:
        Person.from_dict({key: table[key] for key in table if key in _WEARS})
    except ExperimentError as error:
        faults += [f"{where}: {fault}" for fault in error.faults]
    return table


def _experiment(
    steps: Any,  # noqa: ANN401 - what the file holds
    reads: Sequence[Any],
    where: str,
    faults: list[str],
) -> Experiment | None:
    try:
        return parse_experiment({"step": steps or [], "read": list(reads)})
    except ExperimentError as error:
        faults += [f"{where}: {fault}" for fault in error.faults]
        return None


def _between(
    arms: Sequence[TrialArm],
    outcomes: Sequence[TrialOutcome],
    cuts: Sequence[Cut],
    measured: Sequence[PublishedMean],
    until: Sequence[Precision],
) -> list[str]:
    """Return what does not fit together."""
    names = {"arm": [a.name for a in arms], "outcome": [o.name for o in outcomes]}
    faults = [
        f"two {what}s are called '{name}'"
        for what, all_ in names.items()
        for name in dict.fromkeys(all_)
        if all_.count(name) > 1
    ]
    for arm in arms:
        steps = {s.name for s in arm.experiment.protocol.steps}
        faults += [
            f"arm {arm.name}: outcome {o.name} is read in step '{step}', which it has not"
            for o in outcomes
            for step in (o.step, o.against)
            if step and step not in steps
        ]
    named = {
        "arm": [*(m.arm for m in measured), *(arm for u in until for arm in (u.arm, u.against))],
        "outcome": [*(m.outcome for m in measured), *(u.outcome for u in until)],
    }
    faults += [
        f"no {what} is called '{name}'"
        for what, all_ in named.items()
        for name in dict.fromkeys(all_)
        if name not in names[what]
    ]
    return faults + _faults_of_cuts(cuts, names["outcome"])


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


def _faults_of_populations(recruited: Sequence[Recruited]) -> list[str]:
    faults = []
    for each in recruited:
        try:
            each.population()
        except FaultsError as error:
            faults += [f"population {each.title}: {fault}" for fault in error.faults]
    return faults
