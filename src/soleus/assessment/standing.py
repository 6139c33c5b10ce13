"""Where a person stands before the gate: from all that is known to one decision and a clearance.

What is known allows several sets of answers: one leg can be more suspicious than two, a note can
contradict the check, and "in bed, or after surgery" can be either. Each set is decided by itself;
then the decisions combine, in this order. Which check is the newest, which are late and which notes
are new says ``newest.py``.

====  ====================================================  ================
step  decisions                                             combined by
====  ====================================================  ================
1     the newest check with the visits noted since, by      ``strictest``
      itself, with what the week says, and each of these
      with what was measured
2     1, and each check that is late                        ``strictest``
3     2, and each new note, alone and with the check        ``most_urgent``
4     3, each finding from the diary, and each late check   ``strictest``
====  ====================================================  ================

Step 3 takes one decision with its own rulings: a note decided alone knows nothing else of the
person, and would hold back what only waits for answers that the check has. With anything new
nothing is open, whatever the rulings say. Step 4 brings back what step 3 dropped of late checks.

Two decisions A and B, A first, combine by this table. Each result names the decision from which
the urgency comes, then the one from which the ruling on an activity comes.

===========  ========  ===========  =========
more urgent  stricter  most_urgent  strictest
===========  ========  ===========  =========
A            A         A A          A A
A            B         A A          A B
A            same      A A          A A
B            A         B B          B A
B            B         B B          B B
B            same      B B          B B
same         A         A A          A A
same         B         A A          A B
same         same      A A          A A
===========  ========  ===========  =========
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from soleus.assessment.after_visit import answers_after_visits, ends_of
from soleus.assessment.clearance import Clearance, Refusal, RefusalCause, grant
from soleus.assessment.deciding import decide_once
from soleus.assessment.decision import Decision, most_urgent, strictest
from soleus.assessment.errors import InvalidAnswers
from soleus.assessment.finding import COURSES, SIDES
from soleus.assessment.measured import with_measured
from soleus.assessment.newest import counting
from soleus.vocabulary import Activity, Answer, AnswerDocument, Findings, Urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from soleus.assessment.known import Check, Circumstance, Evidence, Learnt, Note
    from soleus.assessment.measured import Measured

_SWELLING, _COURSE = "swelling", "swelling_course"
_LEGS = SIDES[1:]
_UNSEEN = {"worse_since_evaluation": True, "better_since_evaluation": False}
"""What is new since a visit: nobody has seen it, and all is not better."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands before the gate at one moment.

    Parameters
    ----------
    outcome : the clearance that holds, or the refusal
    decision : what all that is known leads to; None where nothing is known
    check : the newest check whose answers can be read
    document : its answers with the visits that count, in the shape of an answer file
    noticed : the findings noted since, together
    new_notes : the findings of each thing noted as new since; empty where none was named
    learnt : what the diary shows, which counts like an answer
    measured : what noted values show, which can only hold back
    """

    outcome: Clearance | Refusal
    decision: Decision | None
    check: Check | None
    document: AnswerDocument | None
    noticed: Findings
    new_notes: tuple[Findings, ...]
    learnt: Learnt
    measured: tuple[Measured, ...] = ()

    @property
    def answers(self) -> Findings:
        """The answers that count now: the check's, what was noted since, what the diary shows."""
        answers = {**(self.document or {"answers": {}})["answers"], **self.noticed}
        return {**answers, **answers_from_diary(answers, self.learnt)}

    @property
    def checked_at(self) -> datetime | None:
        """When the check was begun."""
        return self.check.begun_at if self.check else None

    @property
    def clearance(self) -> Clearance | None:
        """The clearance, where there is one."""
        return self.outcome if isinstance(self.outcome, Clearance) else None

    @property
    def refusal(self) -> Refusal | None:
        """The refusal, where there is one."""
        return self.outcome if isinstance(self.outcome, Refusal) else None

    @property
    def builds_up(self) -> bool:
        """Whether the week has an aim: nobody who is to be seen, or to rest, is asked for more."""
        if self.decision is None:
            return True
        can_walk = self.decision.activities[Activity.WALKING].is_open
        return self.decision.urgency is Urgency.SELF_CARE and can_walk

    @property
    def is_emergency(self) -> bool:
        """Whether what is known now is an emergency."""
        return self.decision is not None and self.decision.urgency is Urgency.EMERGENCY


def standing_of(evidence: Evidence) -> Standing:
    """Return where a person stands by what is known of them.

    A check whose answers can no longer be read counts as none; an older one does not come back.
    """
    counted = counting(evidence.checks)
    check = counted.newest
    new_notes = tuple(_found(note) for note in counted.new_notes(evidence.notes))
    late = tuple(decide_once(each.document) for each in counted.late)
    if check is None:
        return _without_check(evidence, late, new_notes)
    noticed = _together(new_notes)
    documents = _documents(evidence, check, evidence.now)
    document = documents[0]
    checked = strictest([*map(decide_once, documents), *late])
    noted = (each for known in documents for each in _possible_decisions(new_notes, known))
    decision = most_urgent([checked, *noted])
    combined_answers: AnswerDocument = {**document, "answers": {**document["answers"], **noticed}}
    learnt = evidence.learnt
    both = with_measured([combined_answers], evidence.measured)
    shown = (found for known in both for found in _decisions_from_diary(known, learnt))
    decision = strictest([decision, *shown, *late])
    outcome = _outcome(evidence, check, checked if new_notes else decision, bool(new_notes))
    if isinstance(outcome, Refusal):
        outcome = Refusal(outcome.cause, decision)
    measured = evidence.measured
    return Standing(outcome, decision, check, document, noticed, new_notes, learnt, measured)


def _without_check(
    evidence: Evidence, late: tuple[Decision, ...], new_notes: tuple[Findings, ...]
) -> Standing:
    """Return the standing of somebody without a check: what they noted can still be dangerous."""
    noticed, learnt = _together(new_notes), evidence.learnt
    noted = tuple(_possible_decisions(new_notes, None))
    shown = _decisions_from_diary({"answers": noticed}, learnt)
    possible = (most_urgent(noted), *shown, *late) if noted else (*shown, *late)
    decision = strictest(possible) if possible else None
    refusal = Refusal(RefusalCause.NO_CHECK, decision)
    measured = evidence.measured
    return Standing(refusal, decision, None, None, noticed, new_notes, learnt, measured)


def _outcome(
    evidence: Evidence, check: Check, decision: Decision, has_new_notes: bool
) -> Clearance | Refusal:
    outcome = grant(
        decision,
        decided_at=check.begun_at,
        now=evidence.now,
        symptom_at=check.begun_at if has_new_notes else None,
        has_run_out=check.has_run_out,
    )
    if isinstance(outcome, Refusal):
        return outcome

    def decide_at(moment: datetime) -> Decision:
        return strictest(map(decide_once, _documents(evidence, check, moment)))

    ends = ends_of(outcome.permits, evidence.visits, evidence.now, decide_at)
    return replace(outcome, ends=ends)


def _decided(documents: Iterable[AnswerDocument]) -> tuple[Decision, ...]:
    """Decide each set of answers; one that contradicts itself counts only by its parts."""
    decisions = []
    for document in documents:
        with suppress(InvalidAnswers):
            decisions.append(decide_once(document))
    return tuple(decisions)


# What was told after the check, or beside it: visits and the week


def _documents(evidence: Evidence, check: Check, now: datetime) -> tuple[AnswerDocument, ...]:
    """Return the sets of answers that a check allows with the visits and what the week says."""
    documents: tuple[AnswerDocument, ...]
    documents = (answers_after_visits(check.document, evidence.visits, check, now),)
    for each in evidence.circumstances:
        documents = tuple(
            possible
            for document in documents
            for possible in with_circumstance(document, each, is_known=_is_known(each, check))
        )
    return tuple(with_measured(documents, evidence.measured))


def _is_known(circumstance: Circumstance, check: Check) -> bool:
    seq, since = circumstance.seq, circumstance.since
    return (seq is None or seq in check.knows) and (since is None or since <= check.begun_at)


def with_circumstance(
    document: AnswerDocument, circumstance: Circumstance, *, is_known: bool
) -> tuple[AnswerDocument, ...]:
    """Return the sets of answers possible by what the week says: it can only add a yes.

    Of several findings any one may be meant, so that each is tried beside the check's own answers.

    Parameters
    ----------
    is_known : whether it was so, and said, before the check, whose own no then stands
    """
    answers, denied = document["answers"], document.get("others") == "no"
    said = {name: answers.get(name, False if denied else None) for name in circumstance.any_of}
    if True in said.values():
        return (document,)
    possible = [name for name, value in said.items() if value is None or not is_known]
    meant: list[AnswerDocument] = [
        {**document, "answers": {**answers, name: True}} for name in possible
    ]
    return tuple(meant) if len(said) == len(meant) == 1 else (document, *meant)


# What was noted as new


def _found(note: Note) -> dict[str, Answer]:
    """Return what a note found; that something is not there takes back nothing noted before."""
    return {
        finding: value
        for finding, value in note.findings.items()
        if value is not False and value != "none"
    }


def _together(new_notes: Iterable[Findings]) -> dict[str, Answer]:
    """Return the findings of several notes, both legs where each was named."""
    together: dict[str, Answer] = {}
    for findings in new_notes:
        together = _widened(together, findings)
    return together


def _widened(before: Findings, now: Findings) -> dict[str, Answer]:
    return {**before, **{name: _wider(before.get(name), value) for name, value in now.items()}}


def _wider(before: Answer, now: Answer) -> Answer:
    """Return both legs for one and the other, and of two courses the more suspicious one."""
    if before in _LEGS and now in _LEGS and before != now:
        return "both"
    if before in COURSES and now in COURSES:
        return min(str(before), str(now), key=COURSES.index)
    return now


def _possible_decisions(
    new_notes: Iterable[Findings], document: AnswerDocument | None
) -> Iterator[Decision]:
    """Decide on each note, alone and with all before it, by itself and with the check.

    One leg can be more suspicious than two, so the parts are looked at as well as the whole, and
    nothing noted later can take the place of what was there. Nobody has seen what is new, so the
    person no longer counts as settled.
    """
    noticed: dict[str, Answer] = {}
    for findings in new_notes:
        noticed = _widened(noticed, findings)
        yield from _decided({"answers": each} for each in (findings, noticed) if each)
        if document is None:
            continue
        answers = document["answers"]
        combined = ({**answers, **findings}, {**answers, **noticed}, _widened(answers, noticed))
        yield from _decided({**document, "answers": {**each, **_UNSEEN}} for each in combined)


# What the diary shows: it may hold back and refer, never open


def answers_from_diary(answers: Findings, learnt: Learnt) -> dict[str, Answer]:
    """Return the answers that take the place of a person's own, by what the diary shows.

    What a finding cannot be without (swelling, where it does not get better) is among them where
    the person has not said it.
    """
    shown: dict[str, Answer] = {}
    for each in learnt.findings:
        implied = {
            name: value
            for name, value in each.implies.items()
            if answers.get(name) in (None, "none")
        }
        shown = {**implied, **shown, each.finding: each.value}
    if answers.get(_COURSE) == COURSES[0]:  # the earlier of two courses is the more careful one
        shown.pop(_COURSE, None)
    if answers.get("evaluated_by_clinician") is True and shown:
        shown |= _UNSEEN  # it began after that visit
    return shown


def _decisions_from_diary(document: AnswerDocument, learnt: Learnt) -> tuple[Decision, ...]:
    """Decide with the leg that has grown alone, and with both where the other was named too."""
    if not learnt.findings:
        return ()
    answers = document["answers"]
    shown = answers_from_diary(answers, learnt)
    possible = [shown]
    if shown.get(_SWELLING) in _LEGS and answers.get(_SWELLING) in _LEGS:
        possible += [{**shown, _SWELLING: leg} for leg in (answers[_SWELLING], "both")]
    return _decided({**document, "answers": {**answers, **each}} for each in possible)
