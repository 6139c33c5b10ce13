"""What is known of somebody, made for a test: a check, what was noted since, visits, a diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from soleus.assessment import Check, Evidence, Learnt, Note, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.vocabulary import Activity, AnswerDocument

BEGUN = datetime(2026, 3, 2, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def evidence(document: Mapping[str, Any] | None, **known: Any) -> Evidence:
    """Return what is known an hour after a check with these answers; by default nothing else."""
    checks = (check(document),) if document else ()
    nothing = Evidence(BEGUN + 60 * MINUTE, checks, (), (), Learnt((), None))
    return replace(nothing, **known)


def check(document: Mapping[str, Any], **changes: Any) -> Check:
    """Return a check that knew of nothing else."""
    answers = cast("AnswerDocument", document)
    return replace(Check(UUID(int=1), 10, BEGUN, answers), **changes)


def late(document: Mapping[str, Any]) -> Check:
    """Return a check begun before that, of which it did not know."""
    return check(document, seq=11, begun_at=BEGUN - MINUTE)


def note(*, seq: int = 12, **findings: Any) -> Note:
    """Return a note of something new that the check did not know of."""
    return Note(seq, findings)


def visit(*cleared: Activity, **changes: Any) -> Visit:
    """Return a visit after the check that saw everything."""
    at = BEGUN + 20 * MINUTE
    return replace(Visit(13, at, at, cleared, None, True, False), **changes)
