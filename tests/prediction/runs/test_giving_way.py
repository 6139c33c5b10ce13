"""Work behind the pages waits while an answer is worked out, and goes on after it was drawn."""

import threading
import time

import pytest

from soleus.prediction.runs import giving_way
from soleus.prediction.runs.giving_way import GivingWay


def gone_on(way: GivingWay) -> threading.Event:
    done = threading.Event()

    def work() -> None:
        way.give_way()
        done.set()

    threading.Thread(target=work, daemon=True).start()
    return done


def test_nobody_waits_where_nobody_asks() -> None:
    assert gone_on(GivingWay()).wait(5)


def test_other_work_waits_for_the_answer_and_for_its_paint() -> None:
    way = GivingWay()
    with way.answering():
        done = gone_on(way)
        assert not done.wait(0.05)
    answered = time.monotonic()
    assert done.wait(5)
    assert time.monotonic() - answered >= giving_way.PAINT_S * 0.9


def test_it_waits_for_every_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "PAINT_S", 0.0)
    way = GivingWay()
    with way.answering():
        with way.answering():
            done = gone_on(way)
        assert not done.wait(0.05)
    assert done.wait(5)


def test_however_many_ask_the_work_comes_on_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_way, "LONGEST_S", 0.05)
    way = GivingWay()
    with way.answering():
        assert gone_on(way).wait(5)
