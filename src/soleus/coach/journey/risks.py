"""What makes a clot on a journey likelier: known to the check, or asked here and told to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from soleus.assessment import Standing, clot_risks
from soleus.assessment.interview import Question, Value, visible
from soleus.coach.gate.checks import Checks
from soleus.journal import Journal, JourneyEntry, NothingNewEntry, Recorded
from soleus.language import msgid, translate
from soleus.vocabulary import FaultsError, if_not_answered

_OF_THE_JOURNEY = "recent_long_journey"


@dataclass(frozen=True, slots=True)
class JourneyRisks:
    """How what makes a clot likelier stands for one journey.

    Parameters
    ----------
    known : what the check knows to be so
    unknown : what it does not know; never read as no
    is_asked : whether a check that began after the journey was noted has asked all the same
    is_told : whether answers to all of it stand in a check under way
    """

    known: tuple[Question, ...]
    unknown: tuple[Question, ...]
    is_asked: bool
    is_told: bool

    @property
    def holds_back(self) -> bool:
        """Whether the check has to be taken before anything of the journey is opened."""
        return bool(self.unknown) and not self.is_asked

    @property
    def to_ask(self) -> tuple[Question, ...]:
        """What is asked on the page of the journey."""
        return self.unknown if self.holds_back and not self.is_told else ()


@dataclass(frozen=True, slots=True)
class AskedRisks:
    """Finds out what the check knows, and tells it what was answered on the page of a journey."""

    journal: Journal
    checks: Checks

    def of(
        self, person_id: str, journey: Recorded[JourneyEntry], standing: Standing
    ) -> JourneyRisks:
        """Return how the risks stand for a journey."""
        denied = if_not_answered(standing.document)
        said = {
            question: standing.answers.get(question.finding, denied)
            for question in self.questions(person_id)
        }
        unknown = tuple(question for question, value in said.items() if value is None)
        check = standing.check
        return JourneyRisks(
            tuple(question for question, value in said.items() if value is True),
            unknown,
            is_asked=check is not None
            and (journey.seq in check.knows or check.begun_at > journey.at),
            is_told=self.checks.is_told(person_id, (each.finding for each in unknown)),
        )

    def questions(self, person_id: str) -> tuple[Question, ...]:
        """Return the questions about what concerns this person."""
        wanted = set(clot_risks()) - {_OF_THE_JOURNEY}
        shown = visible(self.checks.about(person_id))
        return tuple(q for screen in shown for q in screen.questions if q.finding in wanted)

    def tell(self, person_id: str, given: Mapping[str, Value]) -> None:
        """Tell the check what was answered; whatever is so is new to it and shuts the gate.

        Raises
        ------
        FaultsError
            where something was left open; nothing is told then.
        """
        asked = {question.finding: question for question in self.questions(person_id)}
        faults = [fault for name, value in given.items() for fault in asked[name].faults(value)]
        if faults or not given:
            text = msgid("Choose an answer to each; if you do not know, choose “Not sure”")
            raise FaultsError(faults or [translate(text)])
        said_with = None
        if any(value is True for value in given.values()):
            said_with = uuid4()
            self.journal.append(person_id, NothingNewEntry(anything_new=True), id=said_with)
        self.checks.tell(person_id, given, said_with)
