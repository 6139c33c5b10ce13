"""What entries of the journal show: until somebody has looked at it, and as they were corrected."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from code_health.readability import grade
from soleus.assessment import DerivedFinding, Learnt
from soleus.evidence import Text
from soleus.journal import (
    CheckEntry,
    Clinician,
    Journal,
    Outcome,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)
from soleus.learning import KINDS, learn_unseen
from soleus.learning.unseen import texts
from soleus.vocabulary import Activity, AnswerDocument
from soleus.vocabulary.clock import FixedClock

PLAIN = 7.0
SWOLLEN = {Score.SWELLING_LEFT: 5, Score.SWELLING_RIGHT: 5}
EASED = {"scores_before": SWOLLEN, "scores_after": dict.fromkeys(SWOLLEN, 3)}


class Diarist:
    """Somebody who notes something in a real journal, day after day."""

    def __init__(self, path: Path) -> None:
        self.clock = FixedClock(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
        self.journal = Journal.open(path, self.clock)

    def pass_days(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    def feel(self, **felt: Any) -> None:
        self.journal.append("self", SymptomEntry(**felt))

    def raise_legs(self, **scores: Any) -> None:
        session = SessionEntry(
            activity=Activity.ELEVATION,
            routine="elevation",
            started_at=self.clock.now(),
            active_seconds=900,
            planned_seconds=900,
            cycles=0,
            outcome=Outcome.FINISHED,
            **scores,
        )
        self.journal.append("self", session)

    def swell(self, days: int = 8) -> None:
        """Let days pass on which the legs are raised and stay swollen."""
        for _ in range(days):
            self.raise_legs()
            self.feel(scores=SWOLLEN)
            self.pass_days(1)

    def visit(self, **values: Any) -> None:
        self.journal.append("self", VisitEntry(who_kind=Clinician.GP, **values))

    def findings(self, **how: Any) -> tuple[DerivedFinding, ...]:
        return self.learnt(**how)[0].findings

    def says(self) -> list[str]:
        return [text.says for text in self.learnt()[1]]

    def learnt(self, **how: Any) -> tuple[Learnt, tuple[Text, ...]]:
        today = self.journal.day_of(self.clock.now())
        return learn_unseen(self.journal.entries("self", KINDS), today, **how)


@pytest.fixture
def me(tmp_path: Path) -> Iterator[Diarist]:
    diarist = Diarist(tmp_path / "journal.sqlite3")
    yield diarist
    diarist.journal.close()


def test_nothing_is_learnt_from_an_empty_journal(me: Diarist) -> None:
    assert me.findings() == ()
    assert me.says() == []


def test_swelling_shows_with_what_it_counts_as(me: Diarist) -> None:
    me.swell()
    assert [each.finding for each in me.findings()] == ["swelling_not_improving"]
    assert me.says() == [texts()["counts"].says]


def test_a_visit_that_saw_everything_ends_it(me: Diarist) -> None:
    me.swell()
    me.visit(saw_everything=True, worse_since=False)
    assert me.findings() == ()


@pytest.mark.parametrize("said", [{"saw_everything": True}, {"worse_since": False}])
def test_a_visit_of_which_less_is_known_does_not(me: Diarist, said: dict[str, bool]) -> None:
    me.swell()
    me.visit(**said)
    assert me.findings()


def test_a_check_that_tells_of_a_visit_ends_it_too(me: Diarist) -> None:
    me.swell()
    document: AnswerDocument = {"answers": {"evaluated_by_clinician": True}, "others": "no"}
    me.journal.append("self", CheckEntry(document, {}))
    assert me.findings() == ()


def test_swelling_no_better_days_after_the_visit_comes_up_again(me: Diarist) -> None:
    me.swell()
    me.visit(saw_everything=True, worse_since=False)
    me.pass_days(1)
    me.swell(9)
    assert "swelling_not_improving" in {each.finding for each in me.findings()}


def test_a_corrected_score_counts_as_corrected(me: Diarist) -> None:
    taken = me.journal.append("self", TapeEntry(calf_left_cm=41, calf_right_cm=37))
    assert me.findings()
    right = TapeEntry(calf_left_cm=37.5, calf_right_cm=37)
    me.journal.append("self", right, supersedes=taken.id)
    assert me.findings() == ()


def test_new_veins_with_a_change_of_the_skin_are_derived(me: Diarist) -> None:
    me.feel(findings={"varicose_veins": "left"})
    assert me.findings() == ()
    me.pass_days(3)
    me.feel(findings={"ankle_skin_discolouration": "left"})
    assert [(each.finding, each.value) for each in me.findings()] == [
        ("varicose_new_or_worse", True)
    ]


def test_veins_and_skin_months_apart_are_not_put_together(me: Diarist) -> None:
    me.feel(findings={"varicose_veins": "left"})
    me.pass_days(60)
    me.feel(findings={"ankle_skin_discolouration": "left"})
    assert me.findings() == ()


def test_relief_after_sessions_is_told_where_the_score_stays(me: Diarist) -> None:
    for _ in range(8):
        me.raise_legs(**EASED)
        me.feel(scores=SWOLLEN)
        me.pass_days(1)
    assert me.says() == [texts()["counts"].says, texts()["relief"].says]


def test_relief_alone_says_nothing(me: Diarist) -> None:
    for _ in range(8):
        me.raise_legs(**EASED)
        me.pass_days(1)
    assert me.says() == []


@pytest.mark.parametrize("name", ["counts", "relief"])
def test_what_is_said_with_it_is_plain(name: str) -> None:
    assert grade(texts()[name].says) <= PLAIN
