"""The description of the JSON API: what each address takes and answers, made from the records.

The limits that read a body are the ones that describe it here, so the two cannot differ. What is
wrong only between fields (an answer that contradicts another) no schema says: it is refused with
422 and every fault.
"""

from __future__ import annotations

from typing import Any

from soleus import assessment
from soleus.coach import KINDS_OF_A_DEVICE, MOST_AT_ONCE, Sent
from soleus.journal import KINDS, Knew
from soleus.plan import Profile
from soleus.records import Schema, limits, object_schema, resolved
from soleus.session import PREFIX, Act, Event, routines
from soleus.web.interface_answers import ANSWERS, ERROR, FLAG, maybe
from soleus.web.routes.api import NOTED_HERE

_AT = "#/components/schemas/"
_ID = maybe(limits.identifier().schema)
_MOMENT = limits.moment().schema
_MINUTES = {"type": "number", "minimum": 0}
_ERRORS = {
    "400": "It cannot be read as JSON, or says something twice.",
    "403": "The gate does not open it now.",
    "404": "There is no such thing.",
    "409": "A value is unlikely. If it is right, send it again with `is_sure`.",
    "422": "Something in it is wrong; every fault is named.",
    "503": "The journal cannot be written or read.",
}


def described(drawn: dict[str, Any]) -> dict[str, Any]:
    """Put our bodies and answers in place of those that the framework drew from the routes."""
    components: dict[str, Any] = {}
    bodies = _bodies()
    for path, methods in drawn["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            if "requestBody" in operation:
                body = resolved(bodies[name], components, _AT)
                operation["requestBody"]["content"]["application/json"]["schema"] = body
            [good] = (each for each in operation["responses"] if each.startswith("2"))
            answer = resolved(ANSWERS[name], components, _AT)
            kind = ANSWERS[name].get("contentMediaType", "application/json")
            operation["responses"][good]["content"] = {kind: {"schema": answer}}
            error = {"application/json": {"schema": resolved(ERROR, components, _AT)}}
            operation["responses"] |= {
                status: {"description": why, "content": error} for status, why in _ERRORS.items()
            }
    drawn["components"] = {"schemas": components}
    return drawn


def _bodies() -> dict[str, Schema]:
    """Return what each address takes."""
    answers = assessment.answers_schema(assessment.findings())
    profile = {**object_schema(Profile, needed=()), "title": "ProfileChanges"}
    return {
        "POST /api/decide": answers,
        "POST /api/check": answers,
        "POST /api/plan": _open(profile=profile),
        "POST /api/journal": {"oneOf": [_note(kind) for kind in NOTED_HERE]},
        "POST /api/sessions": _session(),
        "POST /api/sessions/{session_id}/events": _open(
            events={"type": "array", "items": _event()}
        ),
        "POST /api/sync": _open(entries=_batch(answers)),
        "POST /api/reminders/away": _open("minutes", minutes=_MINUTES, asleep=FLAG),
        "POST /api/reminders/{what}": {
            "type": "object",
            "properties": {"minutes": _MINUTES, "zone": {"type": "string"}},
        },
    }


def _open(*needed: str, **properties: Schema) -> dict[str, Any]:
    """Return the schema of an object that may hold more; without ``needed`` all has to be there."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(needed or properties),
    }


def _note(kind: str) -> Schema:
    return _open(
        "kind",
        "payload",
        kind={"const": kind},
        payload={"record": KINDS[kind]},
        id=_ID,
        at=maybe(_MOMENT),
        is_sure=FLAG,
    )


def _session() -> Schema:
    built_in = {"enum": list(routines())}
    given = {"type": "string", "pattern": f"^{PREFIX}"}
    values = {"type": ["integer", "string"]}
    return _open(
        "routine",
        "anything_new",
        routine={"anyOf": [built_in, given]},
        anything_new=FLAG,
        options=maybe({"type": "object", "additionalProperties": values}),
    )


def _event() -> Schema:
    """Return the schema of an event; of a stop, what cannot be read is left out, never refused."""
    event = {**object_schema(Event), "additionalProperties": True}
    return {"anyOf": [event, _open(do={"const": Act.STOP.value})]}


def _batch(answers: Schema) -> Schema:
    """Return the schema of a batch: one note that is wrong is refused by itself."""
    check = {
        "title": "SentCheck",
        "type": "object",
        "properties": {"document": answers, "knew": maybe({"record": Knew})},
        "required": ["document"],
    }
    notes = [
        _sent(kind, check if kind == "check" else {"record": KINDS[kind]})
        for kind in KINDS_OF_A_DEVICE
    ]
    return {"type": "array", "maxItems": MOST_AT_ONCE, "items": {"oneOf": notes}}


def _sent(kind: str, payload: Schema) -> Schema:
    schema = object_schema(Sent)
    properties = {**schema["properties"], "kind": {"const": kind}, "payload": payload}
    return {**schema, "title": f"Sent_{kind}", "properties": properties}
