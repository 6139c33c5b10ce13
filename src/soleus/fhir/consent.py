"""The person's word that whoever gets the bundle may use it for their care, as a Consent."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid5

from soleus.fhir.parts import FhirSubject, Json, coding, concept, moment

if TYPE_CHECKING:
    from datetime import datetime


def consent(given_at: datetime, subject: FhirSubject) -> Json:
    """Return the consent; it is made only where the person gave it as this bundle was made."""
    return {
        "resourceType": "Consent",
        "id": str(uuid5(subject.id, f"consent {given_at.isoformat()}")),
        "status": "active",
        "scope": concept(coding("consent_scope", "patient-privacy", "Privacy Consent")),
        "category": [concept(coding("loinc", "59284-0", "Consent Document"))],
        "patient": subject.reference,
        "dateTime": moment(given_at),
        "performer": [subject.reference],
        "policyRule": concept(coding("act", "OPTIN", "opt-in")),
        "provision": {
            "type": "permit",
            "purpose": [coding("purpose", "TREAT", "treatment")],
        },
    }
