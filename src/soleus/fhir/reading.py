"""Bundles read: what can be a note of ours becomes one, and all else is named with its reason.

Nothing that could open an activity is read in: no check, no visit, no clearance. A resource that
the published models refuse is named and left out; a bundle that is none, or is about several
people, is refused as a whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from soleus.fhir.checked import InvalidBundleError, faults_of
from soleus.fhir.moments import happened_at
from soleus.fhir.others_notes import id_of, note_of
from soleus.fhir.own_notes import OwnNotes, own_entry_id
from soleus.fhir.parts import Json
from soleus.fhir.whose import people_in
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from soleus.journal import Entry

MOST_RESOURCES = 50_000
_READ = "Observation"
_STATES = ("final", "amended", "corrected")

_NO_BUNDLE = msgid("This is no FHIR bundle: resourceType has to be Bundle, with a list of entries.")
_TOO_MANY = msgid("The bundle has {n} resources; at most {most} are read at once.")
_SEVERAL = msgid("The bundle is about {n} people. Give one with one person.")
_WHY = {
    "check": msgid("a check is taken here and never read in"),
    "type": msgid("this kind of resource has no place among the notes"),
    "state": msgid("it is not final, or was entered in error"),
    "moment": msgid("it tells no day"),
}


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One note that a bundle holds."""

    id: UUID
    entry: Entry
    at: datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a bundle holds and no note can: what, why, and how often."""

    what: str
    why: str
    times: int


@dataclass(frozen=True, slots=True)
class ReadBundle:
    """What a bundle holds: notes in the order in which they happened, and what was left out."""

    entries: tuple[ReadEntry, ...]
    left_out: tuple[LeftOut, ...]


def read_bundle(document: object, zone: tzinfo) -> ReadBundle:
    """Return what a bundle holds.

    Parameters
    ----------
    document : JSON that was read within its allowance
    zone : where the days of the person are

    Raises
    ------
    InvalidBundleError
        where it is no bundle, too large or about several people.
    FhirNotHereError
        where the library that knows the models is missing.
    """
    resources = _resources(document)
    number = people_in(document, resources)
    if number > 1:  # their notes must not become one person's
        raise InvalidBundleError([translate(_SEVERAL, n=number)])
    left: Counter[tuple[str, str]] = Counter()
    own = OwnNotes()
    found: dict[UUID, ReadEntry] = {}
    for resource in resources:
        why = _take(resource, zone, own, found)
        if why:
            left[_name(resource), why] += 1
    for id_, at, entry in own.entries(left):
        found[id_] = ReadEntry(id_, entry, at)
    ordered = sorted(found.values(), key=lambda each: (each.at, str(each.id)))
    named = (LeftOut(what, why, times) for (what, why), times in sorted(left.items()))
    return ReadBundle(tuple(ordered), tuple(named))


def _resources(document: object) -> list[Json]:
    entries = document.get("entry") if isinstance(document, dict) else None
    is_bundle = isinstance(document, dict) and document.get("resourceType") == "Bundle"
    if not is_bundle or not isinstance(entries, list):
        raise InvalidBundleError([translate(_NO_BUNDLE)])
    if len(entries) > MOST_RESOURCES:
        raise InvalidBundleError([translate(_TOO_MANY, n=len(entries), most=MOST_RESOURCES)])
    held = [each.get("resource") if isinstance(each, dict) else None for each in entries]
    return [_without_nothing(each) if isinstance(each, dict) else {} for each in held]


def _without_nothing(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Return a value without what is null, which FHIR has no meaning for and models let pass."""
    if isinstance(value, dict):
        return {name: _without_nothing(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_nothing(each) for each in value if each is not None]
    return value


def _take(resource: Json, zone: tzinfo, own: OwnNotes, found: dict[UUID, ReadEntry]) -> str:
    """Take what a resource holds, or return why it is left out; nothing where it needs no word."""
    kind = resource.get("resourceType")
    if kind in ("Patient", "Questionnaire"):
        return ""
    if kind == "QuestionnaireResponse":
        return _why("check")
    if kind != _READ:
        return _why("type")
    if faults := faults_of(resource):
        return faults[0]
    if resource["status"] not in _STATES:
        return _why("state")
    at = happened_at(resource, zone)
    if at is None:
        return _why("moment")
    if own_entry_id(resource) is not None:
        own.take(resource, at)
        return ""
    return _take_foreign(resource, at, found)


def _why(name: str) -> str:
    return translate(_WHY[name])


def _take_foreign(resource: Json, at: datetime, found: dict[UUID, ReadEntry]) -> str:
    note = note_of(resource)
    if isinstance(note, str):
        return note
    id_ = id_of(resource)
    found[id_] = ReadEntry(id_, note, at)
    return ""


def _name(resource: Json) -> str:
    """Return what a resource is, and what it measures, for somebody who has to look for it."""
    kind = str(resource.get("resourceType") or "?")[:60]
    code = resource.get("code")
    if kind != _READ or not isinstance(code, dict):
        return kind
    codings = code.get("coding")
    first = codings[0] if isinstance(codings, list) and codings else {}
    said = first.get("display") or first.get("code") if isinstance(first, dict) else ""
    words = str(code.get("text") or said or "")[:80]
    return f"{kind} ({words})" if words else kind
