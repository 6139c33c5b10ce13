"""Copies of a journal taken in: their settings are looked at first, and what became of them said.

A secret never comes in with a copy, nor does what this version does not know or cannot read. An
address that would be asked comes in, and waits until it is saved here (``Reminders``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from soleus.coach.breaks.planned_days import PLANNED
from soleus.coach.breaks.reminders import SETTINGS, TOKEN, Reminders
from soleus.coach.gate.circumstances import PROFILE, SAID_WITH, said_with
from soleus.coach.person.body_facts import BODY, BodyFacts
from soleus.coach.person.known_person import LIMBS, SEX
from soleus.language import msgid, named, translate
from soleus.plan import Profile
from soleus.records import Record, limits, limits_of
from soleus.reminders import CalendarError, ReminderSettings, refuse_source
from soleus.vocabulary import FaultsError, Limbs, Sex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from enum import StrEnum

    from soleus.journal import ImportReport, Journal

_MOST_TOLD = 20
"""Parts of the settings that are told of one by one; there could be a million."""

_RECORDS: Mapping[str, type[Record]] = {
    SETTINGS: ReminderSettings,
    PROFILE: Profile,
    BODY: BodyFacts,
}
_NAMES = {
    SETTINGS: msgid("reminders"),
    PROFILE: msgid("what the week is made from"),
    LIMBS: msgid("which legs and feet are there"),
    SEX: msgid("sex"),
    BODY: msgid("year of birth and height"),
}
_WORDS: Mapping[str, tuple[StrEnum, ...]] = {LIMBS: tuple(Limbs), SEX: tuple(Sex)}
_TAKEN = msgid("Settings taken over: {names}.")
_NOT_TAKEN = msgid("Settings not taken over: {names}.")
_NEW_FEED = msgid(
    "The secret address of the reminder feed is not taken over; Reminders gives a new one."
)
_CALENDAR_WAITS = msgid(
    "The calendar's address waits: it is not asked until you save it once under Reminders."
)


@dataclass(frozen=True, slots=True)
class CopyTaken:
    """What became of a copy.

    Parameters
    ----------
    report : what the journal took in
    settings : what became of the settings in it, one line each; empty where none were looked at
    """

    report: ImportReport
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """The settings of one person that may come in, and what does not, in words."""

    kept: Mapping[str, Any]
    left_out: tuple[str, ...]
    has_token: bool


@dataclass(frozen=True, slots=True)
class Copies:
    """Takes in what another Soleus exported, or this one before."""

    journal: Journal
    reminders: Reminders

    def take(self, document: object, own_entries_of: str | None = None) -> CopyTaken:
        """Take in a copy: each entry once, all or nothing; parameters as ``Journal.import_json``.

        Settings come in where there were none here, as far as this version can read them.

        Raises
        ------
        InvalidEntryError
            with every fault of the document; nothing of it was taken.
        """
        safe, judged = _without_odd_settings(document)
        report = self.journal.import_json(safe, own_entries_of)
        lines: list[str] = []
        for in_copy, here in report.settled.items():
            if in_copy in judged:
                lines += self._lines(judged[in_copy], here)
        return CopyTaken(report, tuple(dict.fromkeys(lines)))

    def _lines(self, judged: _Judged, person_id: str) -> Iterator[str]:
        if judged.kept:
            names = ", ".join(translate(_NAMES[key]) for key in judged.kept if key in _NAMES)
            yield translate(_TAKEN, names=names)
        if SETTINGS in judged.kept and self.reminders.has_unasked_calendar(person_id):
            yield translate(_CALENDAR_WAITS)
        if judged.has_token:
            yield translate(_NEW_FEED)
        if told := judged.left_out[:_MOST_TOLD]:
            more = ("…",) if len(judged.left_out) > _MOST_TOLD else ()
            yield translate(_NOT_TAKEN, names="; ".join((*told, *more)))


def _without_odd_settings(document: object) -> tuple[object, dict[str, _Judged]]:
    """Return a document with the settings that may come in, and what became of them by person.

    What is no document stays as it is, for the journal to refuse.
    """
    people = document.get("people") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(people, list):
        return document, {}
    judged: dict[str, _Judged] = {}
    safe: list[object] = []
    for person in people:
        settings = person.get("settings") if isinstance(person, dict) else None
        if isinstance(settings, dict) and settings and isinstance(person.get("id"), str):
            judged[person["id"]] = found = _judge(settings)
            safe.append({**person, "settings": found.kept})
        else:
            safe.append(person)
    return {**document, "people": safe}, judged


def _judge(settings: Mapping[str, Any]) -> _Judged:
    kept: dict[str, Any] = {}
    left_out: list[str] = []
    for key, value in settings.items():
        if key in _RECORDS:
            found, faults = _readable(_RECORDS[key], value)
            left_out += (f"{named(key)}: {fault}" for fault in faults)
            if found:
                kept[key] = found
        elif value in _WORDS.get(key, ()) or (key == SAID_WITH and said_with(settings)):
            kept[key] = value
        elif key not in (TOKEN, SAID_WITH, PLANNED):  # a planned day is over before its copy
            left_out.append(_shown(key))
    return _Judged(kept, tuple(left_out), TOKEN in settings)


def _readable(cls: type[Record], value: object) -> tuple[dict[str, Any], list[str]]:
    """Return what of a record's data this version can read, and a word or a fault for the rest."""
    if not isinstance(value, dict):
        return {}, limits.read_object({}, (), value)[1]
    known = limits_of(cls)
    faults = [_shown(key) for key in value if key not in known]
    kept = {}
    for key in value:
        if key not in known:
            continue
        wrong = limits.read_object({key: known[key]}, (), {key: value[key]})[1]
        wrong = wrong or _faults_of_calendar(cls, key, value[key])
        faults += wrong
        if not wrong:
            kept[key] = value[key]
    try:
        cls.from_dict(kept)
    except FaultsError as error:
        return {}, [*faults, *error.faults]
    return kept, faults


def _faults_of_calendar(cls: type[Record], key: str, source: str) -> list[str]:
    if cls is not ReminderSettings or key != "calendar" or not source:
        return []
    try:
        refuse_source(source)
    except CalendarError as error:
        return [limits.fault_of(key, str(error))]
    return []


def _shown(key: str) -> str:
    """Return the name of a setting that nobody here knows, however odd it is."""
    return key if key.isidentifier() and len(key) <= 60 else repr(key)[:60]
