"""The threads: plain words by the ledger, read strictly, said to the right answers."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from code_health.readability import grade
from soleus.evidence import claim
from soleus.language import Measures, Sodium, measuring
from soleus.lifestyle import AnswerKind, InvalidHabitError, Thread, threads

TODAY = date(2026, 3, 2)
NOBODY_KNOWS: dict[str, bool | None] = {}
FACTS = ("high_blood_pressure", "heart_failure", "kidney_disease", "liver_disease", "diabetes")


def said(thread: str, answers: dict[str, Any], facts: dict[str, bool | None] | None = None) -> str:
    told = threads()[thread].texts_for(answers, facts or NOBODY_KNOWS, TODAY)
    return " ".join(each.says for each in told)


def ways(thread: Thread) -> list[dict[str, str]]:
    """Every way of answering the choices, with and without what may be left out."""
    offered = [
        [*question.offered] if question.kind is AnswerKind.CHOICE else ["", _sample(question.kind)]
        for question in thread.questions
    ]
    ids = [question.id for question in thread.questions]
    return [dict(zip(ids, each, strict=True)) for each in product(*offered)]


def _sample(kind: AnswerKind) -> str:
    return "2026-03-20" if kind is AnswerKind.DAY else "1500"


def test_they_are_the_six_of_the_article_in_order_of_effect() -> None:
    assert [*threads()] == ["smoking", "sodium", "water", "shoes", "clothes", "stockings"]


@pytest.mark.parametrize("thread", threads().values(), ids=lambda each: each.id)
def test_every_way_of_answering_is_told_something_plain_and_by_the_ledger(thread: Thread) -> None:
    for given in ways(thread):
        answers = thread.read(given)
        for truth in (True, False, None):
            told = thread.texts_for(answers, dict.fromkeys(FACTS, truth), TODAY)
            assert told, (answers, truth)
            for each in told:
                assert "{" not in each.says
                assert grade(each.says) <= 7, each.says
                assert all(claim(one) for one in each.claims)
        assert TODAY < thread.due_on(answers, TODAY) <= TODAY + timedelta(days=365)


@pytest.mark.parametrize("thread", threads().values(), ids=lambda each: each.id)
def test_every_question_is_plain(thread: Thread) -> None:
    assert grade(thread.why) <= 7
    for question in thread.questions:
        assert grade(question.asks) <= 7


def test_the_sodium_limit_of_most_is_not_told_to_who_may_need_a_lower_one() -> None:
    unlimited = {"has_limit": "no"}
    lower = {"heart_failure": True, "high_blood_pressure": None}
    assert "2,300" not in said("sodium", unlimited, lower)
    unknown = said("sodium", unlimited, {"heart_failure": False, "high_blood_pressure": None})
    assert "2,300" in unknown
    assert "may be lower" in unknown
    known = said("sodium", unlimited, {"heart_failure": False, "high_blood_pressure": False})
    assert "may be lower" not in known
    assert "1,500 mg" in said("sodium", {"has_limit": "yes", "limit_mg": 1500})


def test_nobody_with_a_limit_is_told_to_drink_more() -> None:
    weak_heart: dict[str, bool | None] = {"heart_failure": True}
    for facts in (weak_heart, NOBODY_KNOWS):
        for limit in ("yes", "no", "unsure"):
            assert "Drink enough" not in said("water", {"has_limit": limit}, facts)


def test_nobody_is_told_to_start_with_stockings() -> None:
    assert "Do not start" in said("stockings", {"wears": "no"})
    worn = {"wears": "yes", "fitted_by": "nobody", "marks": "no"}
    assert "before you go on" in said("stockings", worn)
    assert "Wear them as you were told" not in said("stockings", worn)


def test_the_day_of_stopping_is_asked_for_on_that_day() -> None:
    smoking = threads()["smoking"]
    answers = smoking.read({"smokes": "yes", "quit_date": "2026-03-09"})
    assert smoking.due_on(answers, TODAY) == date(2026, 3, 9)
    assert "Your day is 9 March 2026" in said("smoking", answers)
    later = smoking.texts_for(answers, {}, date(2026, 3, 9))
    assert any("Your day was" in each.says for each in later)
    stopped = smoking.texts_for({"smokes": "stopped", "quit_date": "2026-02-20"}, {}, TODAY)
    assert any("10 days" in each.says for each in stopped)


def test_what_is_not_asked_is_not_kept_and_every_fault_is_said_at_once() -> None:
    stockings = threads()["stockings"]
    assert stockings.read({"wears": "no", "marks": "yes"}) == {"wears": "no"}
    with pytest.raises(InvalidHabitError) as wrong:
        stockings.read({"wears": "yes", "marks": "perhaps"})
    assert len(wrong.value.faults) == 2
    with pytest.raises(InvalidHabitError, match="from 200 mg of sodium to 6,000 mg of sodium"):
        threads()["sodium"].read({"has_limit": "yes", "limit_mg": "2"})
    with pytest.raises(InvalidHabitError, match="give a day"):
        threads()["smoking"].read({"smokes": "yes", "quit_date": "soon"})


def test_a_limit_is_read_in_the_unit_that_comes_with_it_and_else_in_the_one_that_is_kept() -> None:
    sodium = threads()["sodium"]

    def kept(**given: str) -> object:
        return sodium.read({"has_limit": "yes", **given})["limit_mg"]

    assert kept(limit_mg="2000") == 2000
    assert kept(limit_mg="2000", limit_mg_unit="pounds") == 2000
    assert kept(limit_mg="5,1", limit_mg_unit="salt") == 2006
    assert kept(limit_mg="87", limit_mg_unit="mmol") == 2000
    with measuring(Measures(sodium=Sodium.SALT)):
        assert kept(limit_mg="2000") == 2000
        with pytest.raises(InvalidHabitError, match=r"0\.5 g of salt"):
            kept(limit_mg="2000", limit_mg_unit="salt")
