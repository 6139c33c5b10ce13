"""People are simulated behind the pages, one comparison of each asker, and only while they ask."""

from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl

import pytest

from patience import until
from soleus.circulation import Known, VirtualPerson, sample
from soleus.prediction import Comparison
from soleus.prediction.runs import Simulated, Simulations, refining

KNOWN = Known()
SOMEBODY = sample("healthy", 1, seed=1)


def comparison(query: str) -> Comparison:
    return Comparison.of_query(dict(parse_qsl(query)))


def idle(simulations: Simulations) -> Callable[[], bool]:
    return lambda: not simulations._is_working


def refined(simulations: Simulations, asked: Comparison) -> Callable[[], bool]:
    """Ask again and again, as a page does."""

    def is_refined() -> bool:
        simulations.compared(asked, KNOWN, "a")
        return simulations.is_refined(asked, KNOWN)

    return is_refined


def test_the_first_answer_is_of_one_person_and_grows_to_all_who_were_wanted() -> None:
    simulations, asked = Simulations(people=16), comparison("change=cadence")
    first = simulations.compared(asked, KNOWN, "a")
    assert first.count == 0
    until(refined(simulations, asked), "the people to be simulated")
    whole = simulations.compared(asked, KNOWN, "a")
    assert whole.count == whole.of == 16
    assert whole.usual[0] is first.usual[0]
    until(idle(simulations), "the thread to end")


def test_nothing_goes_on_for_nobody() -> None:
    simulations = Simulations(people=8)
    simulations.compared(comparison("change=cadence"), KNOWN)
    assert not simulations._is_working


def test_all_can_be_forgotten_also_what_was_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    simulations, asked = Simulations(people=1), comparison("change=cadence")
    one = simulations.compared(asked, KNOWN)

    def forgotten_meanwhile(*_: object) -> Simulated:
        simulations.forget()
        return one.usual[0]

    monkeypatch.setattr(refining, "LOWER_PRIORITY", 0)
    monkeypatch.setattr(refining, "simulate_people", forgotten_meanwhile)
    simulations.compared(asked, KNOWN, "a", lambda *_: SOMEBODY)
    until(idle(simulations), "the thread to end")
    again = simulations.compared(asked, KNOWN)
    assert again.count == 0
    assert again.usual[0] is not one.usual[0]


def test_those_who_fit_come_from_where_they_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[Known, int]] = []
    taken: list[object] = []
    simulations, asked = Simulations(people=1), comparison("change=cadence")
    one = simulations.compared(asked, KNOWN)

    def like(known: Known, n: int) -> Sequence[VirtualPerson]:
        drawn.append((known, n))
        return SOMEBODY

    def simulate(*what: object) -> Simulated:
        taken.append(what[2])
        return one.usual[0]

    monkeypatch.setattr(refining, "LOWER_PRIORITY", 0)
    monkeypatch.setattr(refining, "simulate_people", simulate)
    simulations.compared(asked, KNOWN, "a", like)
    until(idle(simulations), "the thread to end")
    assert all(each == (KNOWN, 1) for each in drawn)
    assert taken == [SOMEBODY, SOMEBODY]


def test_what_is_known_of_another_person_is_simulated_apart() -> None:
    simulations, asked = Simulations(people=8), comparison("change=cadence")
    one = simulations.compared(asked, KNOWN)
    other = simulations.compared(asked, Known(age=80, sex="female"))
    assert one.usual[0].readings[0] != other.usual[0].readings[0]
    assert simulations.compared(asked, KNOWN).usual[0] is one.usual[0]


def test_a_newer_comparison_of_an_asker_takes_the_place_of_the_older() -> None:
    simulations = Simulations(people=256)
    older, newer = comparison("change=cadence"), comparison("change=leaking")
    simulations.compared(older, KNOWN, "a")
    simulations.compared(newer, KNOWN, "a")
    until(lambda: simulations.compared(newer, KNOWN, "a").count >= 24, "the newer to go on")
    assert simulations.compared(older, KNOWN).count < 16


def test_what_may_be_asked_for_next_is_there_already() -> None:
    simulations, asked = Simulations(people=16), comparison("change=cadence&to=60")
    until(refined(simulations, asked), "the people to be simulated")
    for value in (6, 10, 20, 30):
        key = refining._keys(comparison(f"change=cadence&to={value}"), KNOWN)[1]
        assert simulations._found(key)


def test_who_has_left_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refining, "PATIENCE_S", 0.0)
    simulations, asked = Simulations(people=256), comparison("change=cadence")
    simulations.compared(asked, KNOWN, "a")
    until(idle(simulations), "the thread to end")
    assert simulations.compared(asked, KNOWN).count < 24


def test_no_more_than_a_few_askers_are_served_at_a_time() -> None:
    simulations, asked = Simulations(people=256), comparison("change=cadence")
    for number in range(3 * refining.MOST_ASKERS):
        assert simulations.compared(asked, KNOWN, str(number)).usual
    assert len(simulations._askers) <= refining.MOST_ASKERS


def test_hours_end_as_the_lab_runs_them() -> None:
    simulations, asked = Simulations(people=8), comparison("change=hours&to=2&hours=1")
    leapt = simulations.compared(asked, KNOWN, "a").usual[1].readings[0]
    until(refined(simulations, asked), "the hours to be run through")
    exact = simulations.compared(asked, KNOWN).usual[1].readings[0]
    assert exact != leapt
    assert exact == pytest.approx(leapt, abs=0.03)
