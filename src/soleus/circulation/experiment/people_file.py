"""Reads people from a CSV or Parquet file: a row each, every fault at once; and writes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from soleus.circulation.data import read_data
from soleus.circulation.errors import ExperimentError
from soleus.circulation.experiment.csv_parquet import read_rows
from soleus.circulation.numbers_listed import listed_numbers, override_faults
from soleus.circulation.person import Person
from soleus.circulation.population import VirtualPerson
from soleus.language import meant
from soleus.records import limits_of
from soleus.vocabulary import MOST_FAULTS

LABELS = ("name", "group")
"""Columns that say who a row is, and mean nothing to the model."""
_LISTS = {"stenosis": "diameter_reduction", "reflux": "severity"}
_VESSELS = {
    "stenosis": tuple(read_data("network/persons")["lesion"]),
    "reflux": tuple(read_data("network/persons")["reflux"]),
}
_LENGTH = "stenosis_cm"
"""Beginning of the column that says how long a narrowing is."""


@dataclass(frozen=True, slots=True)
class LabPerson:
    """One person of a file.

    Parameters
    ----------
    name, group : what the file calls them; the row's number where it does not
    table : what the row says of the person, as in ``[person]``
    numbers : numbers of the model that are this person's own
    """

    name: str
    group: str
    table: Mapping[str, Any]
    numbers: Mapping[str, float] = field(default_factory=dict)


def read_people(path: Path, usual: Mapping[str, Any] | None = None) -> list[LabPerson]:
    """Return the people of a file, in its order.

    A column is a key of ``[person]``, a number of the model, ``name``, ``group``, or a disease
    with its place: ``stenosis.left.popliteal`` (part of the diameter that is lost),
    ``stenosis_cm.left.popliteal`` (its length), ``reflux.right.great_saphenous`` (severity). An
    empty cell leaves it out.

    Parameters
    ----------
    path : a file that ends in .csv or .parquet
    usual : values of ``[person]`` where a row says nothing

    Raises
    ------
    ExperimentError
        The file cannot be read, or says what no person can be; every fault is listed.
    """
    rows = read_rows(path, texts=LABELS)
    columns = dict.fromkeys(key for row in rows for key in row)
    strange = {column: fault for column in columns if (fault := _column_fault(column))}
    faults = [f"{path.name}: {fault}" for fault in strange.values()]
    if not rows:
        faults.append(f"{path.name}: nobody is in it")
    people = []
    for number, row in enumerate(rows, 1):
        known = {key: value for key, value in row.items() if key not in strange}
        people.append(_person(known, number, usual or {}))
        faults += [f"{path.name}, row {number}: {fault}" for fault in _faults(people[-1])]
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise ExperimentError(faults[:MOST_FAULTS])
    return people


def _disease(column: str) -> tuple[str, str, str] | None:
    """Return kind, leg and vessel of a column that says how ill an artery or vein is."""
    kind, _, place = column.partition(".")
    leg, _, vessel = place.partition(".")
    is_one = kind in (*_LISTS, _LENGTH) and leg in ("left", "right")
    return (kind, leg, vessel) if is_one else None


def _column_fault(column: str) -> str | None:
    if disease := _disease(column):
        vessels = _VESSELS[disease[0].removesuffix("_cm")]
        if disease[2] in vessels:
            return None
        hint = meant(disease[2], vessels) or f"; there are {', '.join(vessels)}"
        return f"no such vessel: '{column[:60]}'{hint}"
    known = (*LABELS, *(n for n in limits_of(Person) if n not in _LISTS), *listed_numbers())
    if column in known:
        return None
    hint = meant(column, known) or "; soleus lab numbers lists those of the model"
    return f"no such column: '{column[:60]}'{hint}"


def _person(row: Mapping[str, Any], number: int, usual: Mapping[str, Any]) -> LabPerson:
    said = {key: value for key, value in row.items() if value is not None}
    table: dict[str, Any] = {**usual}
    lists: dict[tuple[str, str, str], dict[str, Any]] = {}
    numbers = {}
    for key, value in said.items():
        if where := _disease(key):
            kind, leg, vessel = where
            entry = lists.setdefault(
                (kind.removesuffix("_cm"), leg, vessel), {"leg": leg, "vessel": vessel}
            )
            entry["length_cm" if kind == _LENGTH else _LISTS[kind]] = value
        elif key in limits_of(Person):
            table[key] = value
        elif key not in LABELS:
            numbers[key] = value
    for (kind, _, _), entry in lists.items():
        table[kind] = [*table.get(kind, ()), entry]
    return LabPerson(str(said.get("name", number)), str(said.get("group", "")), table, numbers)


def _faults(person: LabPerson) -> Iterator[str]:
    try:
        Person.from_dict(person.table)
    except ExperimentError as error:
        yield from error.faults
    yield from override_faults(person.numbers, is_unbounded=None)


def row_of(person: VirtualPerson) -> dict[str, Any]:
    """Return a drawn person as a row that :func:`read_people` reads."""
    table = person.person.as_dict()
    row: dict[str, Any] = {"name": str(person.index), "group": person.ceap}
    row |= {key: value for key, value in table.items() if key not in _LISTS}
    for kind, amount in _LISTS.items():
        for entry in table[kind]:
            place = f"{entry['leg']}.{entry['vessel']}"
            row[f"{kind}.{place}"] = entry[amount]
            if kind == "stenosis":
                row[f"{_LENGTH}.{place}"] = entry["length_cm"]
    return row | dict(person.numbers)
