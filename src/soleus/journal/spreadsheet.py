"""Entries as CSV for a spreadsheet: one row an entry for one kind, one row a value for several."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from soleus.journal.entries import Entry
from soleus.journal.records import Recorded

_NO_TEXT = frozenset({"picture"})
"""Kinds that no cell can hold; the JSON export has them."""

BYTE_ORDER_MARK = "\ufeff"
"""Before a table that is kept as a file: without it, Excel takes every umlaut for two letters."""

COMMON = ("date", "time", "utc_offset", "person", "kind", "id")


def export_csv(entries: Sequence[Recorded[Entry]], names: Mapping[str, str]) -> str:
    """Return entries as CSV text with a row of headings.

    Entries of one kind get a column for each field. Entries of several kinds get the columns
    ``field`` and ``value`` and a row for each field that has a value.

    Parameters
    ----------
    names : the names of people by id
    """
    entries = [recorded for recorded in entries if recorded.kind not in _NO_TEXT]
    flat = [
        (_common(recorded, names), dict(_flat(recorded.entry.as_dict()))) for recorded in entries
    ]
    if len({recorded.kind for recorded in entries}) == 1:
        columns = list(dict.fromkeys(name for _, values in flat for name in values))
        rows = [
            [*common, *(_cell(values.get(name)) for name in columns)] for common, values in flat
        ]
        return _csv([*COMMON, *columns], rows)
    return _csv(
        [*COMMON, "field", "value"],
        [
            [*common, name, _cell(value)]
            for common, values in flat
            for name, value in values.items()
        ],
    )


def _common(recorded: Recorded[Entry], names: Mapping[str, str]) -> list[str]:
    local = recorded.local_time
    return [
        local.strftime("%Y-%m-%d"),
        local.strftime("%H:%M:%S"),
        local.strftime("%z"),
        _cell(names.get(recorded.person_id, recorded.person_id)),
        recorded.kind,
        str(recorded.id),
    ]


def _flat(value: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, Any]]:
    """Yield the values that are not empty, each with its path."""
    for key, item in value.items():
        name = f"{before}{key}"
        if isinstance(item, Mapping):
            yield from _flat(item, f"{name}.")
        elif item not in (None, "", []):
            yield name, item


def _cell(value: object) -> str:
    """Return a cell; a text that a spreadsheet would run as a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    return json.dumps(value, ensure_ascii=False)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(heading) for heading in headings])
    writer.writerows(rows)
    return out.getvalue()
