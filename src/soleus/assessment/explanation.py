"""Explains a decision in plain words: which answers led where, and what would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from soleus.assessment.deciding import decider
from soleus.assessment.decision import Decision, Reason, Ruling
from soleus.assessment.finding import COURSES, SIDES
from soleus.assessment.reading import data_root, part, read_file
from soleus.assessment.rule import LEVELS
from soleus.assessment.rulebook import findings, rulebook, rules
from soleus.evidence import Carrier
from soleus.language import msgid, translate
from soleus.vocabulary import Activity, InvalidDataError, Until, Urgency

REFUSALS = ("expired", "ahead", "unreadable")
"""Why a device may not decide by the rules that it keeps."""

_COURSE_WORDS = ("within a day", "over days or weeks", "for months or years", "comes and goes")
_WORDS = (
    dict(zip(SIDES, ("no", "left leg", "right leg", "both legs"), strict=True))
    | dict(zip(COURSES, _COURSE_WORDS, strict=True))
    | {"true": "yes", "false": "no"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said to the person, with the claims that it rests on."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer in words: what was found, and what was said of it."""

    finding: str
    short: str
    answer: str


@dataclass(frozen=True, slots=True)
class Led:
    """A reason, and the answers that led to it."""

    reason: Reason
    answers: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class ActivityExplained:
    """One activity: the ruling, what led to it, and what it waits for, if it waits."""

    activity: Activity
    ruling: Ruling
    led: tuple[Led, ...]
    waits: Line | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that is still open, and what its answer could still lead to."""

    finding: str
    short: str
    could: Line


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision in plain words.

    Parameters
    ----------
    first : what to do first
    led : the answers that led to this urgency
    pattern : the kind of symptoms; a description, never a diagnosis
    activities : each activity with what led to its ruling
    change : what would change the decision
    open : the questions that could still change it, the most dangerous first
    """

    first: Line
    led: tuple[Led, ...]
    pattern: Line
    activities: tuple[ActivityExplained, ...]
    change: Line
    open: tuple[OpenQuestion, ...]


def explain(document: Mapping[str, Any], decision: Decision) -> Explanation:
    """Return the explanation of the decision that a valid document of answers led to."""
    texts = lines()
    return Explanation(
        first=texts[f"urgency.{decision.urgency}"],
        led=tuple(_led(reason, document) for reason in decision.reasons),
        pattern=_pattern(decision.pattern),
        activities=tuple(
            ActivityExplained(
                activity=activity,
                ruling=ruling,
                led=tuple(_led(reason, document) for reason in ruling.reasons),
                waits=texts[f"until.{ruling.until}"] if ruling.until else None,
            )
            for activity, ruling in decision.activities.items()
        ),
        change=texts[f"change.{decision.urgency}"],
        open=tuple(
            OpenQuestion(finding, _short(finding), texts[f"open.{LEVELS[level]}"])
            for finding, level in decider().questions(document).items()
        ),
    )


def carriers() -> tuple[Carrier, ...]:
    """Return what the check tells: every rule, pattern and explanation, with its claims."""
    ruled = [Carrier("rule", rule.id, rule.claims) for rule in rules()]
    patterns = [Carrier("pattern", one.id, one.claims) for one in rulebook().terms.patterns]
    told = [Carrier("explanation", name, line.claims) for name, line in lines().items()]
    return (*ruled, *patterns, *told)


def _led(reason: Reason, document: Mapping[str, Any]) -> Led:
    return Led(reason, tuple(_given(finding, document) for finding in reason.findings))


def _given(finding: str, document: Mapping[str, Any]) -> Given:
    answers = document["answers"]
    value = answers.get(finding)
    denied = finding not in answers and document.get("others") == "no"
    return Given(finding, _short(finding), "no" if denied else _in_words(value))


def _in_words(value: Any) -> str:  # noqa: ANN401  any answer of a document
    if value is None:
        return "not answered"
    if isinstance(value, list):
        return ", ".join(name.replace("_", " ") for name in value) or "none"
    word = str(value).lower()
    return _WORDS.get(word, word)


def _pattern(name: str) -> Line:
    pattern = next(one for one in rulebook().terms.patterns if one.id == name)
    says = msgid("Your answers describe {what}. This is no diagnosis.")
    return Line(translate(says, what=translate(pattern.short)), pattern.claims)


@cache
def _shorts() -> dict[str, str]:
    return {finding.id: finding.short for finding in findings()}


def _short(finding: str) -> str:
    return _shorts()[finding]


@cache
def lines() -> dict[str, Line]:
    """Return the lines of the file, by the group and the name of each; ``change`` is a group."""
    faults: list[str] = []
    root = read_file(data_root(), "explanations.toml", faults)
    found: dict[str, Line] = {}
    wanted: dict[str, list[str]] = {
        "urgency": list(Urgency),
        "until": list(Until),
        "open": list(LEVELS),
        "rules": list(REFUSALS),
    }
    for group, names in wanted.items():
        for name in names:
            table = part(part(root, group), name)
            found[f"{group}.{name}"] = Line(table.text("says"), table.texts("claims"))
            if group == "urgency":
                found[f"change.{name}"] = Line(table.text("change"), table.texts("claims"))
            table.close()
    root.close()
    if faults:
        raise InvalidDataError(faults)
    return found
