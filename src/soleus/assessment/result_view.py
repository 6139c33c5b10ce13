"""What is said of a decision, section by section: page, terminal and device only render it.

``web/static/js/check/result-view.js`` builds the same from the same data.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated

from soleus.assessment.answers_in_words import answers_to, denied_items, other_answers
from soleus.assessment.clearance import RefusalCause
from soleus.assessment.deciding import decider
from soleus.assessment.decision import Decision, Reason, Ruling
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.evening import swells_by_evening
from soleus.assessment.explanation import LineData, SectionData, sections, texts
from soleus.assessment.interview import Question, Subject, question
from soleus.assessment.rule import LEVELS
from soleus.assessment.rulebook import explainable_rules, rulebook
from soleus.assessment.titles import activity_title
from soleus.evidence import Text
from soleus.language import inside, translate
from soleus.records import limits
from soleus.vocabulary import Activity, AnswerDocument, Calls, Status, Urgency

MOST_OPEN = 8
"""More open questions than these are only counted."""

LONGEST_LINE = 20_000
"""Characters; a list of all that was denied has some 2,500."""


@dataclass(frozen=True, slots=True)
class Line(Text):
    """One paragraph in the language spoken now; what only repeats answers rests on no claim.

    Parameters
    ----------
    says : may be long, as a list of all answers is; two stars before and after words make them
        strong
    look : ``title``, ``status …``, ``act`` or another class of the page
    points : a list below it, such as answers
    to : what a press on it opens, by address; on its strong words unless it is an ``act``
    picture : id of a drawing that shows it
    """

    says: Annotated[str, limits.text(LONGEST_LINE)]
    look: str = ""
    points: tuple[str, ...] = ()
    to: str = ""
    picture: str = ""

    def _faults_between(self) -> tuple[str, ...]:
        return ()


Row = tuple[Line, ...]

SOMEWHERE = Calls("112")
"""Whom to call where nothing is known of the place."""

_BEGINNINGS = (
    Activity.ANKLE_PUMPS,
    Activity.CALF_RAISES,
    Activity.WALKING,
    Activity.ELEVATION,
)
"""What a session can begin with, the gentlest first."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of lines under a title; ``result.toml`` says what the other fields mean."""

    id: str
    title: str
    said: str
    shape: str
    label: str
    css: str
    place: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result in words; ``facts`` are those that chose its sections, such as the urgency."""

    facts: frozenset[str]
    sections: tuple[Section, ...]

    @property
    def card(self) -> Section:
        """The care card: where to go, how soon, because of what, and whom to call."""
        return next(each for each in self.sections if each.id == "first")


def result_view(
    document: AnswerDocument,
    decision: Decision,
    *,
    subject: Subject = Subject.SELF,
    cause: RefusalCause | None = None,
    notes: Iterable[Text] = (),
    calls: Calls = SOMEWHERE,
) -> ResultView:
    """Return what is said of the decision on a document of answers.

    Parameters
    ----------
    document : all answers that count now, the noticed and learnt ones laid over the check's
    cause : why the gate opens nothing now, if it opens nothing
    notes : what the person's notes show
    calls : whom to call from where the person is
    """
    unanswered = _unanswered(document)
    unsure = _unsure(unanswered, document)
    findings = [finding for each in decision.reasons for finding in each.findings]
    denied = denied_items(document, subject)
    lists: dict[str, list[Row]] = {
        "suspicion": [(_suspicion(each),) for each in decision.reasons[:1]],
        "reasons": [(_line(each),) for each in decision.reasons],
        "answers": [(_plain(each),) for each in answers_to(findings, document, subject)],
        "other_answers": [(_plain(each),) for each in other_answers(findings, document, subject)],
        "denied": [(_plain(" · ".join(denied)),)] if denied else [],
        "rulings": _rulings(decision, document),
        "pattern": _pattern(decision.pattern),
        "unsure": [_made_sure(question(each, subject)) for each in unsure],
        "unsure_of": [(_plain(question(each, subject).item),) for each in unsure],
        "open": _open(unanswered, subject),
        "notes": [(_line(each),) for each in notes],
    }
    facts: set[str] = {decision.urgency, *([cause] if cause else [])}
    if cause not in (None, RefusalCause.DECISION):
        facts.add("over")
    if decision.activities[Activity.WALKING].is_open:
        facts.add("walking")
    if any(ruling.is_open for ruling in decision.activities.values()):
        facts.add("any_open")
    rules = {each.rule for each in decision.reasons}
    if decision.urgency is Urgency.EMERGENCY and rules <= explainable_rules():
        facts.add("seen_already")
    if swells_by_evening(document):
        facts.add("evening")
    begins_with = None if cause else _begins_with(decision)
    return _view(facts, lists, calls, begins_with)


def emergency_view(calls: Calls = SOMEWHERE) -> ResultView:
    """Return what is said of an emergency of which nothing more is known."""
    return _view({Urgency.EMERGENCY}, {}, calls)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What the sections are filled with: facts that choose, lists, values and links."""

    facts: frozenset[str]
    lists: Mapping[str, list[Row]]
    values: Mapping[str, str]
    links: Mapping[str, str]

    def line(self, data: LineData) -> Line:
        points = tuple(row[0].says for row in self.lists.get(data.points, ()))
        says, to = translate(data.says, **self.values), self.links.get(data.to, "")
        return Line(says, data.claims, data.look, points, to)


def _view(
    facts: set[str],
    lists: Mapping[str, list[Row]],
    calls: Calls,
    begins_with: Activity | None = None,
) -> ResultView:
    facts = facts | calls.facts | {name for name, rows in lists.items() if rows}
    values, links = {**calls.values, "exercise": ""}, dict(calls.links)
    if begins_with:
        facts.add("exercise")
        values["exercise"] = inside(_title(begins_with))
        links["exercise"] = f"/session/{begins_with.replace('_', '-')}"
    filling = _Filling(frozenset(facts), lists, values, links)
    built = [_section(each, filling) for each in sections() if _applies(each, filling.facts)]
    return ResultView(filling.facts, tuple(each for each in built if each.rows))


def _section(data: SectionData, filling: _Filling) -> Section:
    rows: list[Row] = []
    for each in data.line:
        if not _applies(each, filling.facts):
            continue
        if each.list:
            rows += filling.lists.get(each.list, [])
        elif each.joined:
            rows.append(_joined(rows.pop(), filling.line(each)))
        else:
            rows.append((filling.line(each),))
    title, said = translate(data.title, **filling.values), translate(data.said)
    label = translate(data.label)
    return Section(data.id, title, said, data.shape, label, data.css, data.place, tuple(rows))


def _joined(row: Row, line: Line) -> Row:
    """Return a row of which the last line goes on with another."""
    *before, last = row
    says, claims = f"{last.says} {line.says}", (*last.claims, *line.claims)
    return (*before, replace(last, says=says, claims=claims, points=line.points))


def _applies(item: SectionData | LineData, facts: frozenset[str]) -> bool:
    """Whether a section or a line is shown where these facts hold."""
    return (
        not facts.isdisjoint(item.urgencies)
        and facts.issuperset(item.when)
        and facts.isdisjoint(item.unless)
    )


def _line(text: Text, look: str = "", **values: object) -> Line:
    return Line(translate(text.says, **values), text.claims, look)


def _text(name: str, look: str = "", **values: object) -> Line:
    return _line(texts()[name], look, **values)


def _plain(says: str, look: str = "") -> Line:
    return Line(says, (), look)


def _suspicion(reason: Reason) -> Line:
    """Return what a reason can mean, in one sentence."""
    suspects = (each.suspects for each in rulebook().rules if each.id == reason.rule)
    return Line(translate(next(suspects, "") or reason.says), reason.claims, "because")


def _begins_with(decision: Decision) -> Activity | None:
    """Return the activity to begin with: the freest, and of these the gentlest."""
    may = [each for each in _BEGINNINGS if decision.activities[each].is_open]
    may = may if decision.urgency is Urgency.SELF_CARE else []
    return min(may, key=lambda each: decision.activities[each].strictness, default=None)


def _rulings(decision: Decision, document: AnswerDocument) -> list[Row]:
    """Return what is said of the activities by their ruling, the freest first; no reason twice."""
    groups: dict[Ruling, list[Activity]] = {}
    for activity, ruling in decision.activities.items():
        if concerns(activity, ruling, document):
            groups.setdefault(ruling, []).append(activity)
    ordered = sorted(groups, key=lambda ruling: tuple(Status).index(ruling.status))
    told: dict[str, str] = {}
    return [_ruled(ruling, [_title(each) for each in groups[ruling]], told) for ruling in ordered]


def concerns(activity: Activity, ruling: Ruling, document: AnswerDocument) -> bool:
    """Whether to speak of an activity: walking to pain is for those with PAD, or who asked."""
    answers = document["answers"]
    named = answers.get("cleared_activities") or ()
    is_for_some = activity is Activity.PAIN_GUIDED_WALKING
    return (
        not is_for_some
        or ruling.is_open
        or answers.get("known_pad") is True
        or (isinstance(named, (list, tuple)) and activity in named)
    )


def _ruled(ruling: Ruling, titles: list[str], told: dict[str, str]) -> Row:
    """Return what is said of a group; ``told`` holds each reason that was said, and of what."""
    new = [each for each in ruling.reasons if each.says not in told]
    waits = f"until.{ruling.until}"
    why = [_line(each) for each in new]
    if ruling.reasons and not new and waits not in texts():
        why = [_text("line.like", names=told[ruling.reasons[0].says])]
    names = ", ".join(inside(each) for each in titles)
    told.update({each.says: names for each in new})
    return (
        _plain(", ".join(titles), "title"),
        _plain(translate(texts()[f"status.{ruling.status}"].says), f"status {ruling.status}"),
        *([_text(waits, "soft")] if waits in texts() else []),
        *why,
    )


def _title(activity: Activity) -> str:
    return translate(activity_title(activity))


def _pattern(name: str) -> list[Row]:
    pattern = next(one for one in rulebook().terms.patterns if one.id == name)
    line = _text("line.pattern", what=translate(pattern.short))
    return [(replace(line, claims=pattern.claims),)] if pattern.groups else []


def _unanswered(document: AnswerDocument) -> dict[str, int]:
    """Return what could still change the outcome, by its level, the most dangerous first."""
    with suppress(InvalidAnswers):  # what was noted since contradicts the check
        return decider().questions(document)
    return {}


def _unsure(unanswered: Mapping[str, int], document: AnswerDocument) -> list[str]:
    """Return the danger signs that the person was not sure of: asked, and without an answer."""
    asked, danger = document["answers"], LEVELS.index(Urgency.EMERGENCY)
    return [each for each, level in unanswered.items() if level == danger and each in asked]


def _made_sure(asked: Question) -> Row:
    """Return a danger sign and how to make sure of it: a test, else what the question means."""
    how = asked.find_out or " ".join(asked.means.split("\n"))
    sign = replace(_plain(asked.asks, "title"), picture=asked.picture or "")
    return (sign, Line(how, asked.claims))


def _open(unanswered: Mapping[str, int], subject: Subject) -> list[Row]:
    """Return the questions that are not answered, the most dangerous first."""
    rows: list[Row] = [
        (_plain(question(finding, subject).asks), _text(f"open.{LEVELS[level]}", "small soft"))
        for finding, level in unanswered.items()
    ]
    more = [(_text("line.more", "soft", n=len(rows) - MOST_OPEN),)] if len(rows) > MOST_OPEN else []
    return rows[:MOST_OPEN] + more
