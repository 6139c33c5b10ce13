"""Answer files made up by chance: any valid ones, complete ones, and ones with a mistake."""

from typing import Any

from hypothesis import strategies as st

from soleus.assessment import decide, findings
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.finding import AGES, COURSES, SIDES, Finding, Kind
from soleus.vocabulary import Activity

Document = dict[str, Any]


def values_of(finding: Finding) -> st.SearchStrategy[Any]:
    """Every value that a finding takes."""
    return {
        Kind.SIDED: st.sampled_from(SIDES),
        Kind.YES_NO: st.booleans(),
        Kind.COURSE: st.sampled_from(COURSES),
        Kind.AGE: st.integers(AGES[0], AGES[-1]),
        Kind.ACTIVITIES: st.lists(st.sampled_from([each.value for each in Activity]), unique=True),
    }[finding.kind]


@st.composite
def documents(draw: st.DrawFn, *, most_answers: int = 12) -> Document:
    """Valid answer files, with findings answered, unknown, or left to ``others``."""
    given = draw(st.lists(st.sampled_from(findings()), unique=True, max_size=most_answers))
    answers = {finding.id: draw(values_of(finding) | st.none()) for finding in given}
    document: Document = {"answers": answers}
    others = draw(st.sampled_from(["no", "unknown", None]))
    return without_contradictions(document | ({"others": others} if others else {}))


@st.composite
def complete_documents(draw: st.DrawFn, *, most_answers: int = 12) -> Document:
    """Valid answer files that leave nothing but the age unknown."""
    given = draw(st.lists(st.sampled_from(findings()), unique=True, max_size=most_answers))
    answers = {finding.id: draw(values_of(finding)) for finding in given}
    document = without_contradictions({"answers": answers, "others": "no"})
    if document["answers"].get("swelling", "none") != "none":
        document["answers"].setdefault("swelling_course", draw(st.sampled_from(COURSES)))
    return document


def without_contradictions(document: Document) -> Document:
    """Return the document without what its parents, or what it excludes, contradict."""
    answers = dict(document["answers"])
    for finding in findings():
        if finding.needs and finding.id in answers:
            said = [
                answers.get(name, "none" if document.get("others") == "no" else None)
                for name in finding.needs
            ]
            if all(value == "none" for value in said):
                del answers[finding.id]
        if answers.get(finding.id) and any(map(answers.get, finding.excludes)):
            del answers[finding.id]
    return {**document, "answers": answers}


def is_valid(document: object) -> bool:
    """Whether the check takes a document."""
    try:
        decide(document)
    except InvalidAnswers:
        return False
    return True
