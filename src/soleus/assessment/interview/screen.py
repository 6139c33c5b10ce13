"""One screen of the check: what it asks together, and when it is shown."""

from dataclasses import dataclass

from soleus.assessment.interview.question import Question


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
    questions : what it asks, in order, worded for the subject
    after : shown only if one of these findings was not denied; always shown if empty
    asked_again : whether it speaks of all symptoms, so that a new one makes it be asked again
    """

    id: str
    part: str
    title: str
    asks: str
    note: str | None
    none_label: str | None
    questions: tuple[Question, ...]
    after: tuple[str, ...]
    asked_again: bool

    @property
    def findings(self) -> tuple[str, ...]:
        """The ids of what it asks."""
        return tuple(question.finding for question in self.questions)

    @property
    def is_group(self) -> bool:
        """Whether it asks several things together."""
        return len(self.questions) > 1
