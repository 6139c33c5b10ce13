"""Whether a check knows of the ordinary evening's swelling of both legs, and of nothing else."""

from soleus.assessment.finding import Finding
from soleus.assessment.rulebook import findings
from soleus.vocabulary import AnswerDocument

_COURSE = {"swelling": "both", "swelling_course": "comes_and_goes"}
_OF_EVENINGS = frozenset({"swelling", "heaviness_or_aching", "leg_fatigue", "varicose_veins"})
"""What both legs alike may have on an ordinary evening."""

_OF_LIFE = frozenset(
    {
        "high_blood_pressure",
        "high_cholesterol",
        "smoker",
        "obesity",
        "hormones",
        "sits_long",
        "stands_long",
        "long_journey",
        "sedentary",
    }
)
"""Conditions and situations of which an evening's swelling is no other sign."""

_NOT_SETTLED = frozenset({"worse_since_evaluation", "danger_gone_unseen"})


def is_ordinary_evening(document: AnswerDocument) -> bool:
    """Whether both legs swell and it comes and goes, and every other trouble was denied.

    What is unknown was not denied.
    """
    if not swells_by_evening(document):
        return False
    return all(_is_ordinary(each.id, document) for each in findings() if _counts(each))


def swells_by_evening(document: AnswerDocument) -> bool:
    """Whether both legs swell and it comes and goes, whatever else there is."""
    answers = document["answers"]
    return all(answers.get(finding) == value for finding, value in _COURSE.items())


def _counts(finding: Finding) -> bool:
    is_condition = finding.group in ("conditions", "situation") and finding.id not in _OF_LIFE
    return finding.symptom or is_condition or finding.id in _NOT_SETTLED


def _is_ordinary(finding: str, document: AnswerDocument) -> bool:
    if finding not in document["answers"]:
        return document.get("others") == "no"
    value = document["answers"][finding]
    return value in (False, "none") or (finding in _OF_EVENINGS and value == "both")
