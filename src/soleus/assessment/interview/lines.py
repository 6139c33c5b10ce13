"""What a screen asks in one go: one finding, or several that one choice tells apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from soleus.assessment.interview.question import UNSURE, Question, Value
from soleus.assessment.interview.question_files import Prose
from soleus.assessment.interview.wording import Subject, prose, worded
from soleus.language import translate
from soleus.records import NonBlank, Record, limits, record_of


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose on a line.

    Parameters
    ----------
    token, label : in forms and at the terminal; for a person
    given : what it says to each finding of the line
    denies : whether it denies all of them
    still_there : whether the danger signs told of before are there again
    names_them : whether its label goes on with their names
    """

    token: str
    label: str
    given: Mapping[str, Value]
    denies: bool
    still_there: bool = False
    names_them: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a screen, with the questions that it answers.

    Parameters
    ----------
    id : its name in forms: the finding's id where it asks one alone
    item : the line where it stands among others
    asks : what is asked once it is marked, or where it stands alone
    questions : the questions that it answers
    options : the answers in the order shown, "Not sure" left out; none for the age
    """

    id: str
    item: str
    asks: str
    questions: tuple[Question, ...]
    options: tuple[Option, ...]

    @property
    def is_joint(self) -> bool:
        """Whether its choices are its own, not those of one question."""
        return self.id != self.questions[0].finding

    @property
    def unsure(self) -> Mapping[str, Value]:
        """What "Not sure" says."""
        return {question.finding: UNSURE for question in self.questions}

    @property
    def unsure_label(self) -> str:
        """The label of "Not sure"."""
        return self.questions[0].unsure_label

    @property
    def is_preset(self) -> bool:
        """Whether to mark it says all, so that its one answer is chosen with the mark."""
        return len([option for option in self.options if not option.denies]) == 1

    def token_of(self, given: Mapping[str, Value]) -> str | None:
        """Return the token of what was said to its findings, None where nothing was."""
        said = {q.finding: given[q.finding] for q in self.questions if q.finding in given}
        if UNSURE in said.values():
            return UNSURE
        return next((each.token for each in self.options if each.given == said), None)


def line_of(question: Question) -> Line:
    """Return a question as a line by itself."""
    options = (
        Option(
            each.token, each.label, {question.finding: each.value}, each.value == question.denial
        )
        for each in question.choices
    )
    return Line(question.finding, question.item, question.asks, (question,), tuple(options))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceRow(Record):
    """A choice of a joint line; without a label it takes that of yes to the first of ``yes``."""

    token: NonBlank
    yes: tuple[str, ...] = ()
    label: Prose = ""
    still_there: bool = False
    names_them: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherRow(Record):
    """A joint line as ``screens.toml`` says it; what a choice does not say yes to, it denies."""

    id: NonBlank
    asks: Annotated[str, prose(may_be_empty=False)]
    findings: Annotated[tuple[str, ...], limits.list_of(limits.text(), least=1)]
    choices: Annotated[tuple[ChoiceRow, ...], limits.list_of(record_of(ChoiceRow), least=2)]

    def line(self, known: Mapping[str, Question], subject: Subject) -> Line:
        """Return the line, worded for a subject."""

        def put(text: str) -> str:
            return worded(translate(text), subject) if text else ""

        asked = tuple(known[finding] for finding in self.findings if finding in known)
        options = tuple(
            Option(
                token=each.token,
                label=put(each.label) or known[each.yes[0]].label(True),
                given={finding: finding in each.yes for finding in self.findings},
                denies=False,
                still_there=each.still_there,
                names_them=each.names_them,
            )
            for each in self.choices
        )
        return Line(self.id, asked[0].item, put(self.asks), asked, options)
