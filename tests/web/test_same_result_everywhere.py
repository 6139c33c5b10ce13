"""Page, terminal and device tell the same of every result, sentence by sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from node import said_by
from soleus.assessment import RefusalCause, ResultView
from soleus.assessment.explanation import sections, texts
from soleus.cli import output
from soleus.cli.check_text import Telling
from soleus.coach import Coach
from soleus.journal import (
    Clinician,
    Entry,
    Journal,
    NothingNewEntry,
    Person,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
)
from soleus.language import translate, use
from soleus.vocabulary import Activity, Urgency
from soleus.vocabulary.clock import FixedClock
from soleus.web import create_app
from web.conftest import MONDAY_MORNING
from web.sentences import sentences, sentences_of_page

PROGRAM = Path(__file__).parent / "js" / "result.mjs"

DOCUMENTS: dict[str, dict[str, Any]] = {
    "well": {"answers": {"age": 40, "sits_long": True}, "others": "no"},
    "pain on walking": {
        "answers": {"age": 60, "pain_walking_eases_with_rest": "right", "smoker": True},
        "others": "no",
    },
    "calf pain after surgery": {
        "answers": {
            "age": 61,
            "recent_leg_surgery": True,
            "leg_pain": "left",
            "active_cancer": None,
        },
        "others": "no",
    },
    "nearly nothing known": {"answers": {"leg_fatigue": "both"}, "others": "unknown"},
    "short of breath": {"answers": {"short_of_breath": True, "age": 70}, "others": "no"},
}
"""One for each urgency."""

MORE_DOCUMENTS: dict[str, dict[str, Any]] = {
    "ankles that swell by the evening": {
        "answers": {"swelling": "both", "swelling_course": "comes_and_goes"},
        "others": "no",
    },
    "one leg swollen overnight": {
        "answers": {"swelling": "left", "swelling_course": "sudden"},
        "others": "no",
    },
    "unsteady": {"answers": {"balance_problem": True}, "others": "no"},
    "unsteady after a birth": {
        "answers": {"balance_problem": True, "pregnant_or_recent_birth": True},
        "others": "no",
    },
    "narrowed arteries, seen": {
        "answers": {
            "known_pad": True,
            "cold_feet_or_legs": "both",
            "evaluated_by_clinician": True,
        },
        "others": "no",
    },
    "well, not all known": {
        "answers": {"age": None, "weak_foot_pulses": None, "balance_problem": None},
        "others": "no",
    },
    "not sure of a danger sign": {
        "answers": {"suddenly_cold_pale_or_blue": None, "chest_pain": None},
        "others": "no",
    },
    "not sure of one, and a pain": {
        "answers": {"leg_pain": "right", "short_of_breath": None},
        "others": "no",
    },
    "a walk that waits": {"answers": {"heart_failure": True, "swelling": "both"}, "others": "no"},
    "in bed": {"answers": {"bed_rest": True, "weak_foot_pulses": "both"}, "others": "no"},
    "pain, all else unknown": {"answers": {"leg_pain": "left"}, "others": "unknown"},
}

Happening = Callable[[Coach, Person, FixedClock], object]


def noted(entry: Entry) -> Happening:
    return lambda coach, person, _clock: coach.journal.append(person.id, entry)


def passed(time: timedelta) -> Happening:
    return lambda _coach, _person, clock: clock.advance(time)


VISIT = VisitEntry(
    who_kind=Clinician.GP,
    cleared=(Activity.ANKLE_PUMPS,),
    review_date=date(2026, 3, 20),
    saw_everything=True,
    worse_since=False,
)
HAPPENINGS: dict[str, Happening] = {
    "nothing": passed(timedelta(minutes=1)),
    "something new": noted(NothingNewEntry(anything_new=True)),
    "a new symptom": noted(SymptomEntry(findings={"heaviness_or_aching": "both"})),
    "a danger sign": noted(SymptomEntry(findings={"suddenly_cold_pale_or_blue": "left"})),
    "what contradicts the check": noted(SymptomEntry(findings={"swelling_course": "recent"})),
    "a grown calf": noted(TapeEntry(calf_left_cm=41, calf_right_cm=37)),
    "a week": passed(timedelta(days=7)),
    "a clock set back": passed(timedelta(hours=-1)),
    "a visit": noted(VISIT),
}


@dataclass
class Shown:
    """One result as page, terminal and device tell it, each as its sentences."""

    case: str
    view: ResultView
    page: list[str]
    terminal: list[str]
    device: list[str]


@dataclass
class Places:
    """A server, a terminal and a device that show the results of one coach.

    Parameters
    ----------
    country : whose emergency number all three show
    """

    coach: Coach
    clock: FixedClock
    client: TestClient
    language: str
    country: str

    def of(self, people: Iterable[Person]) -> list[Shown]:
        """Return the result of each person as it is when its turn comes."""
        shown, lines = [], [self._shell()]
        for person in people:
            self.client.cookies.set("person", person.id)
            page = self.client.get("/result")
            assert page.status_code == 200, person.name
            telling = Telling(self.country)
            view = telling.result(self.coach, person.id)
            assert view, person.name
            sentences_ = sentences_of_page(page.text)
            shown.append(Shown(person.name, view, sentences_, self._terminal(telling, view), []))
            lines.append(self._device())
        shell = sentences_of_page(self.client.get("/offline/check").text)
        for each, html in zip(shown, said_by(PROGRAM, lines), strict=True):
            each.device = shell + sentences_of_page(html)
        return shown

    def move_to(self, country: str) -> None:
        """Let all three be in another country; empty for one that nobody knows."""
        self.country = country
        self.client.cookies.set("country", country)

    def _terminal(self, telling: Telling, view: ResultView) -> list[str]:
        lines = telling.text(view).splitlines()
        return sentences(re.sub(r"^ *(- |\d\. )?|( \(soleus [^)]+\))?$", "", one) for one in lines)

    def _device(self) -> dict[str, Any]:
        return {
            "kept": self.client.get("/offline/check/kept.json").json(),
            "interview": self.client.get("/offline/check/interview.json").json(),
            "now": self.clock.now().isoformat(),
        }

    def _shell(self) -> dict[str, Any]:
        """Return the page of the device, and its rules."""
        html = self.client.get("/offline/check").text
        data = r'<script type="application/json" id="(\w+)">(.*?)</script>'
        held = {name: json.loads(text) for name, text in re.findall(data, html, re.DOTALL)}
        templates = re.findall(r'<template id="([\w-]+)">(.*?)</template>', html, re.DOTALL)
        page = {"language": self.language, "templates": dict(templates), "phrases": {}} | held
        return {"page": page, "bundle": self.client.get("/offline/check/rules.json").json()}

    def own(self) -> dict[str, set[str]]:
        """Return what one of the three alone has to say: of its use, and not of the result."""
        sources = "Where each sentence comes from: soleus check --sources"
        script = (
            "Without a network the check needs JavaScript. If you feel ill, do not wait: get help."
        )
        return {
            "page": set(),
            "terminal": {*sentences([translate(sources)])},
            "device": {*sentences([translate(script)])},
        }


def places(folder: Path, language: str, country: str) -> Iterator[Places]:
    clock = FixedClock(MONDAY_MORNING)
    headers = {"sec-fetch-site": "same-origin", "accept-language": language}
    with (
        pytest.MonkeyPatch.context() as patch,
        Coach(Journal.open(folder / "journal.sqlite3", clock), clock) as coach,
        TestClient(create_app(coach), base_url="http://localhost", headers=headers) as client,
        use(language),
    ):
        patch.setenv("COLUMNS", "100000")
        patch.setattr(output, "WIDEST", 100_000)
        there = Places(coach, clock, client, language, country)
        there.move_to(country)
        yield there


def people(coach: Coach, clock: FixedClock) -> Iterator[Person]:
    """Yield a person for each thing that a result can be of; the moment is right until the next."""
    with_all = [(each, happening) for each in DOCUMENTS for happening in HAPPENINGS]
    for name, happens in [*with_all, *((each, "nothing") for each in MORE_DOCUMENTS)]:
        person = coach.journal.add_person(f"{name}; {happens}")
        coach.checks.record(person.id, (DOCUMENTS | MORE_DOCUMENTS)[name])
        HAPPENINGS[happens](coach, person, clock)
        yield person
        clock.advance(timedelta(hours=2))
    person = coach.journal.add_person("a symptom and no check")
    coach.journal.append(person.id, SymptomEntry(findings={"leg_pain": "left"}))
    yield person
    person = coach.journal.person("self")
    coach.checks.record(person.id, DOCUMENTS["calf pain after surgery"])
    yield person


def people_somewhere(coach: Coach) -> Iterator[Person]:
    """Yield a person for each result, to be shown where the country is not known."""
    for name, document in (DOCUMENTS | MORE_DOCUMENTS).items():
        person = coach.journal.add_person(f"{name}; somewhere")
        coach.checks.record(person.id, document)
        yield person


@pytest.fixture(scope="module", params=[("en", "GB"), ("de", "GB")], ids=lambda each: each[0])
def all_shown(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Places, list[Shown]]]:
    for each in places(tmp_path_factory.mktemp("journal"), *request.param):
        shown = each.of(people(each.coach, each.clock))
        each.move_to("")
        yield each, shown + each.of(people_somewhere(each.coach))


def assert_the_same(found: Places, each: Shown) -> None:
    own = found.own()
    page = sorted(one for one in each.page if one not in own["page"])
    assert sorted(one for one in each.terminal if one not in own["terminal"]) == page, each.case
    assert sorted(one for one in each.device if one not in own["device"]) == page, each.case


def test_nobody_is_told_less_at_the_terminal_or_with_no_network(
    all_shown: tuple[Places, list[Shown]],
) -> None:
    found, shown = all_shown
    for each in shown:
        assert_the_same(found, each)


def test_every_result_and_every_sentence_of_the_data_is_among_them(
    all_shown: tuple[Places, list[Shown]],
) -> None:
    _, results = all_shown
    facts = {fact for each in results for fact in each.view.facts}
    assert facts >= {*Urgency, *RefusalCause}
    assert facts >= {line.list for section in sections() for line in section.line} - {""}
    beside_results = {"rules"}
    told = [line for each in sections() if each.id != "signs" for line in each.line]
    lines = [line.says for line in told if "country_guessed" not in line.when]
    lines += [text.says for id_, text in texts().items() if id_.split(".")[0] not in beside_results]
    shown = {sentence for each in results for sentence in each.page}
    assert [line for line in lines if not is_among(translate(line), shown)] == []


def is_among(line: str, shown: set[str]) -> bool:
    """Whether every sentence of a line is shown, whatever stands in its places."""
    wanted = (
        re.sub(r"\\\{\w+\\\}", ".+", re.escape(each))
        for each in sentences([line.replace("**", "")])
    )
    return all(any(re.fullmatch(each, one) for one in shown) for each in wanted)
