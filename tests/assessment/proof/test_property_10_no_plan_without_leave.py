"""Property 10: no plan and no session from a decision that does not permit its activity.

A plan and a session are made from a ``Permit`` or a ``Clearance``; the tests of these rooms show
that their constructors refuse anything less. Here it is shown that neither exists for what is not
open, and that no other room makes one.
"""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

import soleus
from soleus.assessment import Clearance, Decision, Permit
from soleus.assessment.decision import Ruling
from soleus.assessment.strictness import GRADES
from soleus.vocabulary import Activity, NotPermittedError, Urgency

SOURCE = Path(soleus.__file__).parent
NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
OPENING = (Urgency.SELF_CARE, Urgency.WITHIN_DAYS)
OPEN = ("permitted", "caution")


@pytest.mark.parametrize("activity", Activity)
def test_leave_exists_exactly_for_what_is_open(activity: Activity) -> None:
    """Checked for every urgency and every status."""
    for urgency, (status, until) in product(Urgency, GRADES):
        ruling = Ruling(status, until, ())
        if urgency in OPENING and status in OPEN:
            assert Permit(activity, ruling, urgency, NOW).activity is activity
        else:
            with pytest.raises(NotPermittedError):
                Permit(activity, ruling, urgency, NOW)


@pytest.mark.parametrize("activity", Activity)
def test_a_clearance_gives_leave_for_nothing_else(activity: Activity) -> None:
    """Checked for every urgency: one activity is open, the others are withheld."""
    for urgency in Urgency:
        rulings = {one: Ruling(*GRADES[0 if one is activity else -1], ()) for one in Activity}
        decision = Decision(urgency, "none", (), rulings, ())
        if urgency not in OPENING:
            with pytest.raises(NotPermittedError):
                Clearance(decision, NOW)
            continue
        clearance = Clearance(decision, NOW)
        assert set(clearance.permits) == {activity}
        for other in set(Activity) - {activity}:
            with pytest.raises(NotPermittedError):
                clearance.permit(other)


def makers(name: str) -> set[str]:
    """The rooms that call a class by name, or slip past its constructor."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                if called == name:
                    found.add(file.relative_to(SOURCE).parts[0])
    return found


@pytest.mark.parametrize("leave", ["Permit", "Clearance"])
def test_only_the_check_makes_leave(leave: str) -> None:
    assert makers(leave) == {"assessment"}


def test_nobody_slips_past_a_constructor() -> None:
    assert makers("__new__") == set()
