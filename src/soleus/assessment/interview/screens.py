"""The screens of the check, read from their file; none may leave a finding unasked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated

from soleus.assessment.interview.lines import Line, TogetherRow, line_of
from soleus.assessment.interview.question import Question
from soleus.assessment.interview.question_files import Prose, nothing_called, questions
from soleus.assessment.interview.wording import Subject, prose, worded
from soleus.assessment.rulebook import findings
from soleus.language import Measures, current, meant, measures, translate
from soleus.records import NonBlank, Record, load_file
from soleus.vocabulary import FaultsError, InvalidDataError, Limbs

_ANY_SYMPTOM = "any_symptom"


class Fact(StrEnum):
    """What about a person makes a screen not concern them."""

    MALE = "male"
    SIXTY_OR_OLDER = "sixty_or_older"
    NO_EARLIER_DANGER = "no_earlier_danger"


@dataclass(frozen=True, slots=True)
class Screen:
    """Questions that are asked together, each of them answered by itself.

    Parameters
    ----------
    id : final; links and half-way checks keep it
    part : the step of the progress that it belongs to
    title : a short name for the head of a page
    asks : the question over the lines; of a screen with one question, that question
    note : what must be read before the lines, or None
    none_label : the label of the one button that denies every line, or None
    lines : what it asks, in order; none on the screen that asks whether all is still so
    after : shown only if one of these was not denied; always shown if empty. A name may go on with
        what has to be answered: "swelling:one" of one leg, "swelling_course:sudden"
    if_also : and only if one of these was not denied either
    unless : facts about the person of whom it is not asked; what each means stands in ``stance.py``
    asked_again : findings of which a new answer other than no makes it be asked again
    names : whether it names what of those was marked
    is_lasting : whether its answers of the last check are shown as "still so?"
    """

    id: str
    part: str
    title: str
    asks: str
    note: str | None
    none_label: str | None
    lines: tuple[Line, ...]
    after: tuple[str, ...]
    if_also: tuple[str, ...]
    unless: tuple[Fact, ...]
    asked_again: tuple[str, ...]
    names: bool
    is_lasting: bool

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of its lines, worded for the subject."""
        return tuple(question for line in self.lines for question in line.questions)

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of what it asks."""
        return tuple(question.finding for question in self.questions)

    @property
    def is_group(self) -> bool:
        """Whether it asks several things together."""
        return len(self.lines) > 1

    @property
    def speaks_of_danger(self) -> bool:
        """Whether it asks what became of danger signs told of before."""
        return any(option.still_there for line in self.lines for option in line.options)

    @property
    def opened_by(self) -> tuple[str, ...]:
        """The findings whose answers open it."""
        return tuple(name.partition(":")[0] for name in (*self.after, *self.if_also))


def screens(subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> tuple[Screen, ...]:
    """Return every screen in the order asked, worded for ``subject`` and the legs there are."""
    return _screens(subject, limbs, current(), measures())


@cache
def _screens(
    subject: Subject, limbs: Limbs, _language: str, _measures: Measures
) -> tuple[Screen, ...]:
    file = files("soleus.assessment") / "interview" / "screens.toml"
    symptoms = [finding.id for finding in findings() if finding.symptom]
    return load(file, questions(subject, limbs), symptoms, subject)


def screen(screen_id: str, subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Screen:
    """Return the screen with this id, worded for ``subject`` and the legs that are there.

    Raises
    ------
    FaultsError
        when there is none; the text names the nearest one.
    """
    found = {screen.id: screen for screen in screens(subject, limbs)}
    if screen_id not in found:
        says = translate("the check has no screen '{id}'", id=screen_id)
        raise FaultsError([says + meant(screen_id, found)])
    return found[screen_id]


def screen_of(finding: str, subject: Subject = Subject.SELF) -> Screen:
    """Return the screen that asks ``finding``.

    Raises
    ------
    FaultsError
        when there is none; the text names the nearest finding.
    """
    found = _by_finding(subject, current(), measures()).get(finding)
    if found is None:
        raise FaultsError([nothing_called(finding)])
    return found


@cache
def _by_finding(subject: Subject, _language: str, _measures: Measures) -> dict[str, Screen]:
    return {finding: found for found in screens(subject) for finding in found.findings}


def load(
    file: Traversable, known: Mapping[str, Question], symptoms: Iterable[str], subject: Subject
) -> tuple[Screen, ...]:
    """Read screens from a TOML file.

    Raises
    ------
    InvalidDataError
        with every fault: a finding not asked or asked twice, a follow-up before what opens it, a
        part that begins with a follow-up or is broken up, a group that cannot be denied.
    """
    rows = load_file(_Screens, file).screens
    faults = [
        f"{file.name}, {row.id}: there is no finding '{name}'{meant(name, known)}"
        for row in rows
        for name in row.findings
        if name not in known
    ]
    loaded = tuple(row.screen(known, tuple(symptoms), subject) for row in rows)
    faults += [f"{file.name}: {fault}" for fault in _faults(loaded, known)]
    if faults:
        raise InvalidDataError(faults)
    return loaded


@dataclass(frozen=True, slots=True, kw_only=True)
class _ScreenRow(Record):
    """A screen as the file says it."""

    id: NonBlank
    part: NonBlank
    title: Annotated[str, prose(may_be_empty=False)]
    asks: Prose = ""
    note: Prose = ""
    none: Prose = ""
    findings: tuple[str, ...]
    together: tuple[TogetherRow, ...] = ()
    after: tuple[str, ...] = ()
    if_also: tuple[str, ...] = ()
    unless: tuple[Fact, ...] = ()
    again: bool = False
    names: bool = False
    lasting: bool = False

    def screen(
        self, known: Mapping[str, Question], symptoms: tuple[str, ...], subject: Subject
    ) -> Screen:
        """Return the screen with its lines, worded for a subject."""

        def put(text: str) -> str:
            return worded(translate(text), subject)

        after = tuple(_unfolded(self.after, symptoms))
        lines = tuple(self._lines(known, subject))
        return Screen(
            id=self.id,
            part=self.part,
            title=put(self.title),
            asks=put(self.asks) or (lines[0].asks if lines else ""),
            note=put(self.note) or None,
            none_label=put(self.none) or None,
            lines=lines,
            after=after,
            if_also=self.if_also,
            unless=self.unless,
            asked_again=tuple(dict.fromkeys((*symptoms, *after))) if self.again else (),
            names=self.names,
            is_lasting=self.lasting,
        )

    def _lines(self, known: Mapping[str, Question], subject: Subject) -> Iterator[Line]:
        """Yield the lines in the order of ``findings``; a joint one stands where its first does."""
        joint = {finding: row for row in self.together for finding in row.findings}
        for finding in self.findings:
            if finding not in joint:
                if finding in known:
                    yield line_of(known[finding])
            elif finding == joint[finding].findings[0]:
                yield joint[finding].line(known, subject)

    def _faults_between(self) -> tuple[str, ...]:
        joint = [finding for row in self.together for finding in row.findings]
        faults = [
            f"'{finding}' is joined, and is not among its 'findings'"
            for finding in joint
            if finding not in self.findings
        ]
        lines = len(self.findings) - len(joint) + len(self.together)
        if lines != 1 and not self.asks:
            faults.append("asks several things, and has no 'asks' over them")
        return tuple(faults)


@dataclass(frozen=True, slots=True)
class _Screens(Record):
    """The whole of ``screens.toml``."""

    screens: tuple[_ScreenRow, ...]


def _unfolded(after: Iterable[str], symptoms: tuple[str, ...]) -> Iterator[str]:
    for name in after:
        if name == _ANY_SYMPTOM:
            yield from symptoms
        else:
            yield name


def _faults(loaded: tuple[Screen, ...], known: Mapping[str, Question]) -> Iterator[str]:
    asked: list[str] = []
    parts: list[str] = []
    for found in loaded:
        if late := set(found.opened_by) - set(asked):
            yield f"'{found.id}' comes before what opens it: {', '.join(sorted(late))}"
        if twice := set(found.findings) & set(asked):
            yield f"'{found.id}' asks again for {', '.join(sorted(twice))}"
        if found.part not in parts and (found.after or found.unless):
            yield f"part '{found.part}' begins with a follow-up, '{found.id}'"
        if found.part in parts[:-1]:
            yield f"part '{found.part}' is broken up at '{found.id}'"
        if found.is_group and not found.none_label:
            yield f"'{found.id}' asks several things, and has no 'none' to deny them"
        if found.is_group and any(question.denial is None for question in found.questions):
            yield f"'{found.id}' asks for something that cannot be denied together with others"
        asked += found.findings
        parts += [found.part] if found.part not in parts else []
    if missing := set(known) - set(asked):
        yield f"nothing asks for {', '.join(sorted(missing))}"
