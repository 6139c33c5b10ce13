"""Danger signs that the journal could not take: answered at once, and counted as long as we run.

A disk that is full, a file that is locked or gone, must not make a danger sign unsaid.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from soleus.assessment import RefusalCause, decide, result_view
from soleus.coach.gate.refusals import refusal_texts
from soleus.evidence import Text
from soleus.journal import JournalUnavailableError
from soleus.language import msgid, translate
from soleus.vocabulary import AnswerDocument, FaultsError, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from soleus.assessment import Decision

URGENCIES_THAT_ASK = (Urgency.EMERGENCY, Urgency.TODAY, Urgency.WITHIN_DAYS)
"""What is this urgent is answered even where it cannot be kept."""

_NOT_KEPT = msgid(
    "{to_do} This could not be kept, so all exercise waits until Soleus is started again: {why}"
)


class NotKeptError(JournalUnavailableError):
    """A danger sign could not be kept; the text says what to do now, and why it was not.

    Parameters
    ----------
    said : the findings of each thing that was said, in the check's ids; empty where not named
    claims : ids of the evidence ledger that the text rests on
    """

    def __init__(self, said: Sequence[Mapping[str, Any]], why: JournalUnavailableError) -> None:
        urgency, to_do = _most_urgent(said)
        super().__init__(translate(_NOT_KEPT, to_do=to_do.says, why=why))
        self.claims = to_do.claims
        self.is_emergency = urgency is Urgency.EMERGENCY


def _most_urgent(said: Sequence[Mapping[str, Any]]) -> tuple[Urgency | None, Text]:
    """Return what the most urgent of several things asks for, as the result says it."""
    known: list[tuple[Urgency, Text]] = []
    for findings in said:
        document: AnswerDocument = {"answers": dict(findings)}
        with suppress(FaultsError):  # what contradicts itself counts by the others
            decision = decide(document)
            if decision.urgency in URGENCIES_THAT_ASK:
                known.append((decision.urgency, _first_words(document, decision)))
    unnamed = (None, refusal_texts()[RefusalCause.NEW_SYMPTOM].said())
    return min(known, key=lambda each: list(Urgency).index(each[0]), default=unnamed)


def _first_words(document: AnswerDocument, decision: Decision) -> Text:
    """Return what to do first; of an emergency its reason, which names no country's number."""
    if decision.urgency is Urgency.EMERGENCY:
        return decision.reasons[0].said()
    first = result_view(document, decision).sections[0].rows[0][0]
    return Text(first.says.replace("**", ""), first.claims)


@dataclass(frozen=True, slots=True)
class Unkept:
    """What could not be kept of each person since the program began."""

    _notes: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def of(self, person_id: str) -> tuple[Mapping[str, Any], ...]:
        """Return the findings of each thing that was said to be new and could not be kept."""
        return tuple(self._notes.get(person_id, ()))

    @contextmanager
    def answering(self, person_id: str, *said: Mapping[str, Any]) -> Iterator[None]:
        """Answer what is said to be new even where it cannot be kept.

        Parameters
        ----------
        said : the findings of each thing that is new; none where nothing is

        Raises
        ------
        NotKeptError
            where the journal cannot be read or written while something new is said.
        """
        try:
            yield
        except NotKeptError:
            raise
        except JournalUnavailableError as error:
            if not said:
                raise
            self._notes.setdefault(person_id, []).extend(said)
            raise NotKeptError(said, error) from error


def is_there(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that say that something is there."""
    return {
        finding: value for finding, value in answers.items() if value not in (None, False, "none")
    }
