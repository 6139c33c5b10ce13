"""Entries as CSV."""

import csv
import io

from soleus.journal import (
    SELF,
    Clinician,
    Journal,
    Score,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    export_csv,
)
from soleus.vocabulary import Activity

NAMES = {SELF: "Me"}


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_kind_has_a_column_for_each_field(journal: Journal) -> None:
    journal.append(SELF, TapeEntry(calf_left_cm=36.5, calf_right_cm=37))
    journal.append(SELF, TapeEntry(ankle_left_cm=22))
    first, second = _read(export_csv(journal.entries(SELF), NAMES))
    assert (first["calf_left_cm"], first["calf_right_cm"], first["ankle_left_cm"]) == (
        "36.5",
        "37",
        "",
    )
    assert second["ankle_left_cm"] == "22"
    assert (first["date"], first["time"], first["utc_offset"]) == (
        "2026-03-02",
        "00:30:00",
        "+0200",
    )
    assert (first["person"], first["kind"]) == ("Me", "tape")


def test_several_kinds_have_a_row_for_each_value(journal: Journal) -> None:
    journal.append(SELF, SymptomEntry(scores={Score.HEAVINESS: 0}, note="one\r\ntwo, “three”"))
    journal.append(SELF, VisitEntry(Clinician.GP, cleared=(Activity.WALKING,)))
    rows = [
        (row["kind"], row["field"], row["value"])
        for row in _read(export_csv(journal.entries(SELF), NAMES))
    ]
    assert rows == [
        ("symptom", "scores.heaviness", "0"),
        ("symptom", "is_new", "false"),
        ("symptom", "note", "one\r\ntwo, “three”"),
        ("visit", "who_kind", "gp"),
        ("visit", "cleared", '["walking"]'),
        ("visit", "saw_everything", "false"),
    ]


def test_a_note_is_never_run_as_a_formula(journal: Journal) -> None:
    for note in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        journal.append(SELF, SymptomEntry(note=note))
    notes = [row["note"] for row in _read(export_csv(journal.entries(SELF), NAMES))]
    assert all(note.startswith("'") for note in notes)


def test_no_entries_give_the_headings_alone(journal: Journal) -> None:
    assert export_csv(journal.entries(SELF), NAMES).splitlines() == [
        "date,time,utc_offset,person,kind,id,field,value"
    ]
