"""FHIR at the terminal: a person's bundle out, and what one holds shown before it comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from soleus.cli.options import coach_for
from soleus.cli.output import json_text, short
from soleus.language import day_words, msgid, named, plural, translate

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from soleus.coach import FhirPreview, FhirTaking

_MOST_NAMED = 20
"""Lines of what was left out; there could be thousands."""


def is_bundle(document: object) -> bool:
    """Whether a document is one of FHIR, be it a bundle or not."""
    return isinstance(document, dict) and "resourceType" in document


def as_fhir(person: str, data_dir: Path | None, *, is_consented: bool) -> str:
    """Return the bundle of a person as JSON text."""
    with coach_for(person, data_dir) as (coach, person_id):
        whose, zone = coach.journal.person_of_id(person_id), ZoneInfo(coach.timezone)
        return json_text(coach.fhir.bundle(whose, zone, is_consented=is_consented)) + "\n"


def take_fhir(document: object, person: str, data_dir: Path | None, *, is_sure: bool) -> None:
    """Say what a bundle would add, and take it in where the person is sure."""
    with coach_for(person, data_dir) as (coach, person_id):
        preview = coach.fhir.look(person_id, document, ZoneInfo(coach.timezone))
        print("\n".join(_lines(preview)))
        if is_sure and preview.fresh:
            report = coach.fhir.take(coach.journal.person_of_id(person_id), preview.token)
            text = msgid("Entries taken in: {added}. Here already: {already}.")
            print(translate(text, added=report.added, already=preview.already_here))
            for taking in coach.fhir.takings(person_id)[:1]:
                command = f"soleus journal undo {short(taking.id)}"
                print(translate("To take it back: {command}", command=command))
            if report.is_older_copy:
                text = msgid("This copy is older than what was deleted here. To go on: {command}")
                print(translate(text, command="soleus check"))
        elif preview.fresh:
            print(translate("Nothing is taken in yet. To do so, say --yes as well."))


def taking_line(taking: FhirTaking, zone: tzinfo) -> str:
    """Return the line of what came in from one bundle."""
    said = plural("{n} entry", "{n} entries", len(taking.ids))
    return f"{taking.at.astimezone(zone):%Y-%m-%d %H:%M}  {said}  [{short(taking.id)}]"


def _lines(preview: FhirPreview) -> list[str]:
    lines = []
    if preview.days:
        first, last = (day_words(each, year=True) for each in preview.days)
        lines.append(translate("From {first} to {last}:", first=first, last=last))
    for kind, number in preview.kinds.items():
        lines.append(f"  {named(kind)}: {number}")
    if preview.already_here:
        lines.append(
            plural("{n} note is here already.", "{n} notes are here already.", preview.already_here)
        )
    if not preview.fresh and not preview.already_here:
        lines.append(translate("There is no note in it that Soleus can keep."))
    if preview.left_out:
        lines.append(translate("Left out:"))
        lines += [f"  {each.what} ({each.times}): {each.why}" for each in preview.left_out][
            :_MOST_NAMED
        ]
    return lines
