"""Small parts of FHIR resources, as JSON: codes, amounts, references, who it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, UUID, uuid5

from soleus.fhir.codes import codes

if TYPE_CHECKING:
    from datetime import date, datetime

    from soleus.journal import Person
    from soleus.vocabulary import Sex

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FhirSubject:
    """The person that resources are about, as others refer to them."""

    person: Person
    sex: Sex

    @property
    def id(self) -> UUID:
        """An id of this person that tells nothing."""
        return uuid5(NAMESPACE_OID, f"soleus person {self.person.id}")

    @property
    def reference(self) -> Json:
        """How a resource refers to this person."""
        return reference(self.id)


def system(name: str) -> str:
    """Return the address of a code system by its name in ``codes.toml``."""
    return codes().systems[name]


def coding(name: str, code: str, display: str = "") -> Json:
    """Return one code of a system."""
    return {"system": system(name), "code": code, **({"display": display} if display else {})}


def concept(*codings: Json, text: str = "") -> Json:
    """Return what several codes say together."""
    return {
        **({"coding": list(codings)} if codings else {}),
        **({"text": text} if text else {}),
    }


def quantity(value: float, unit: str, words: str = "") -> Json:
    """Return an amount in a unit of UCUM."""
    return {"value": value, "unit": words or unit, "system": system("ucum"), "code": unit}


def reference(id_: UUID) -> Json:
    """Return a reference to a resource of the same bundle."""
    return {"reference": f"urn:uuid:{id_}"}


def identifier(id_: UUID) -> Json:
    """Return the id of one of our entries as others keep it."""
    return {"system": system("uri"), "value": f"urn:uuid:{id_}"}


def entry(resource: Json) -> Json:
    """Return a resource as it stands in a bundle."""
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def moment(at: datetime) -> str:
    """Return a moment with its offset from UTC, to the microsecond where it has one."""
    return at.isoformat()


def day(on: date) -> str:
    """Return a day."""
    return on.isoformat()


def unknown() -> list[Json]:
    """Return the extension that says of a missing value: not known."""
    return [{"url": system("absent"), "valueCode": "unknown"}]


def narrative(text: str) -> Json:
    """Return words for a reader, safely inside the mark-up that FHIR asks for."""
    from html import escape

    body = escape(text, quote=True)
    return {
        "status": "additional",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{body}</p></div>',
    }


ACTIVITY_CATEGORY = ("PhysicalActivity", "Physical Activity")
