"""The check as a Questionnaire, and the answers of one as a QuestionnaireResponse and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from soleus.assessment import findings
from soleus.assessment.interview import Question, question
from soleus.assessment.interview import Subject as AskedOf
from soleus.fhir.parts import FhirSubject, Json, coding, identifier, moment, unknown
from soleus.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.journal import CheckEntry, Recorded
    from soleus.vocabulary import Answer, AnswerDocument

ADDRESS = "urn:x-soleus:check"
_OTHERS = "others"
_ALL_ELSE = "Was everything else that was asked answered no?"
_NONE = "none"
"""The token of an empty list of activities: FHIR has no empty answers."""


def questionnaire(version: str) -> Json:
    """Return the check's questions, in the language in use, with every answer that each takes."""
    return {
        "resourceType": "Questionnaire",
        "id": str(uuid5(NAMESPACE_OID, f"{ADDRESS} {version}")),
        "url": ADDRESS,
        "version": version,
        "name": "SoleusCheck",
        "title": "Soleus",
        "status": "active",
        "subjectType": ["Patient"],
        "item": [
            *(_asked(question(each.id, AskedOf.SELF)) for each in findings()),
            {"linkId": _OTHERS, "type": "boolean", "text": translate(_ALL_ELSE)},
        ],
    }


def _asked(asked: Question) -> Json:
    kind = asked.kind.value
    item: Json = {"linkId": asked.finding, "text": asked.asks}
    if kind == "yes_no":
        return {**item, "type": "boolean"}
    if kind == "age":
        return {**item, "type": "integer"}
    options = [
        {"valueCoding": coding("local", str(each.token), each.label)} for each in asked.choices
    ]
    if kind == "activities":
        item["repeats"] = True
    return {**item, "type": "choice", "answerOption": options}


def response(recorded: Recorded[CheckEntry], subject: FhirSubject, version: str) -> Json:
    """Return the answers of a check; what is not known has no value and says so."""
    document = recorded.entry.document
    answers = [_answered(name, value) for name, value in document["answers"].items()]
    if document.get("others") == "no":
        answers.append({"linkId": _OTHERS, "answer": [{"valueBoolean": True}]})
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(recorded.id),
        "identifier": identifier(recorded.id),
        "questionnaire": f"{ADDRESS}|{version}",
        "status": "completed",
        "subject": subject.reference,
        "authored": moment(recorded.local_time),
        "item": answers or [{"linkId": _OTHERS, "answer": [{"valueBoolean": False}]}],
    }


def _answered(finding: str, value: Answer) -> Json:
    if value is None:
        return {"linkId": finding, "extension": unknown()}
    return {"linkId": finding, "answer": list(_values(finding, value))}


def _values(finding: str, value: Answer) -> Iterator[Json]:
    if isinstance(value, bool):
        yield {"valueBoolean": value}
    elif isinstance(value, int):
        yield {"valueInteger": value}
    elif isinstance(value, list):
        for each in value or [_NONE]:
            yield {"valueCoding": coding("local", each, _label(finding, each))}
    else:
        yield {"valueCoding": coding("local", str(value), _label(finding, value))}


def _label(finding: str, token: object) -> str:
    choices = question(finding, AskedOf.SELF).choices
    return next((each.label for each in choices if token in (each.token, each.value)), "")


def document_of(resource: Mapping[str, Any]) -> AnswerDocument:
    """Return the answer file that a response of ours holds.

    What it says is for looking at and for comparing: a check is taken here, never read in.
    """
    answers: dict[str, Answer] = {}
    denied = False
    for item in resource.get("item", ()):
        values = [_value_of(each) for each in item.get("answer", ())]
        if item["linkId"] == _OTHERS:
            denied = values == [True]
        elif item["linkId"] == "cleared_activities" and values:
            answers[item["linkId"]] = [str(each) for each in values if each != _NONE]
        else:
            answers[item["linkId"]] = values[0] if values else None
    return {"answers": answers, "others": "no"} if denied else {"answers": answers}


def _value_of(answer: Mapping[str, Any]) -> bool | int | str:
    if "valueCoding" in answer:
        return str(answer["valueCoding"]["code"])
    value: bool | int = (
        answer["valueBoolean"] if "valueBoolean" in answer else answer["valueInteger"]
    )
    return value


def is_ours(resource: Mapping[str, Any]) -> bool:
    """Whether a response answers the check's own questions."""
    return str(resource.get("questionnaire", "")).partition("|")[0] == ADDRESS
