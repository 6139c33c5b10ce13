"""Reads a trial file, with every fault at once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from soleus.circulation import Experiment, ExperimentError, Person, parse_experiment
from soleus.records import Record, limits, read_toml
from soleus.trials.errors import TrialError
from soleus.trials.fitting import TrialParts, faults_between
from soleus.trials.trial import (
    MOST_PEOPLE,
    Cut,
    Precision,
    PublishedMean,
    Recruited,
    Sensitivity,
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
    "arms_are": limits.text(80),
    "does_not_show": limits.list_of(limits.text(1000, may_be_empty=False)),
    "seed": limits.whole(0, 2**63),
    "people": limits.whole(2, MOST_PEOPLE),
    "until": _ANY,
    "design": limits.literal("crossover", "parallel"),
    "leaps": limits.flag(),
    "population": _SOME,
    "arm": limits.list_of(_ANY, least=2),
    "outcome": _SOME,
    "subgroup": limits.list_of(_ANY),
    "published": limits.list_of(_ANY),
    "sensitivity": limits.list_of(_ANY),
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
    parts = _parts(values, faults)
    if ("people" in values) == ("until" in values) and not wrong:
        faults.append("trial: say either 'people' or 'until', not both or none")
    faults += faults_between(table, parts, leaps=values.get("leaps", False))
    if faults:
        raise TrialError(faults)
    until = parts.until[0] if parts.until else None
    return Trial(
        table=table,
        title=values["title"],
        question=values.get("question", ""),
        does_not_show=tuple(values.get("does_not_show", ())),
        arms_are=values.get("arms_are", ""),
        seed=values.get("seed", 1),
        people=values.get("people", until.most if until else 0),
        until=until,
        design=values.get("design", "crossover"),
        leaps=values.get("leaps", False),
        recruited=tuple(parts.recruited),
        arms=tuple(parts.arms),
        outcomes=tuple(parts.outcomes),
        cuts=tuple(parts.cuts),
        measured=tuple(parts.measured),
        sensitivities=tuple(parts.sensitivities),
    )


def _parts(values: Mapping[str, Any], faults: list[str]) -> TrialParts:
    """Return the tables of a file as records, after adding the faults of each."""
    outcomes = _records(TrialOutcome, values.get("outcome", ()), "outcome", faults)
    reads = _reads(outcomes, faults)
    arms = [_arm(data, n, reads, faults) for n, data in enumerate(values.get("arm", ()), 1)]
    return TrialParts(
        recruited=_records(Recruited, values.get("population", ()), "population", faults),
        arms=[arm for arm in arms if arm],
        outcomes=outcomes,
        cuts=_records(Cut, values.get("subgroup", ()), "subgroup", faults),
        measured=_records(PublishedMean, values.get("published", ()), "published", faults),
        until=_records(Precision, [values["until"]] if "until" in values else [], "until", faults),
        sensitivities=_records(Sensitivity, values.get("sensitivity", ()), "sensitivity", faults),
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
    experiment = _experiment(values["step"], reads, where, faults) if "step" in values else None
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
        return parse_experiment({"step": steps, "read": list(reads)})
    except ExperimentError as error:
        faults += [f"{where}: {fault}" for fault in error.faults]
        return None
