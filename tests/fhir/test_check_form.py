"""Any answer file as a QuestionnaireResponse, and back the same."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given

from assessment.strategies import Document, documents
from soleus.assessment import findings
from soleus.fhir import FhirSubject, document_of, faults_of, questionnaire
from soleus.fhir.check_form import response
from soleus.journal import SELF, CheckEntry, Person, Recorded
from soleus.vocabulary import Sex

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
ME = FhirSubject(Person(SELF, "", is_self=True), Sex.UNSAID)


def answered(document: Document) -> Recorded[CheckEntry]:
    entry = CheckEntry.from_dict({"document": document, "decision": {}})
    return Recorded(UUID(int=1), SELF, entry, NOW, timedelta(0), NOW, None, False, True, 1)


@given(documents())
def test_answers_come_back_as_they_were_and_the_form_is_right(document: Document) -> None:
    made = json.loads(json.dumps(response(answered(document), ME, "1")))
    assert faults_of(made) == ()
    back = document_of(made)
    assert back["answers"] == document["answers"]
    assert back.get("others", "unknown") == document.get("others", "unknown")


def test_the_questionnaire_asks_every_finding_once() -> None:
    made = questionnaire("1")
    assert faults_of(made) == ()
    links = [each["linkId"] for each in made["item"]]
    assert len(set(links)) == len(links) == len(findings()) + 1
