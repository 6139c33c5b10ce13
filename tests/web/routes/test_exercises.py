"""The pages of prescribed exercises: noted with pictures, changed, begun through the gate."""

import base64
import json
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import ExerciseEntry, PictureEntry
from soleus.vocabulary.clock import FixedClock
from web.conftest import EMERGENCY, TODAY, WELL, WITHIN_DAYS

PULL: dict[str, Any] = {
    "name": "Towel <b>pull</b>",
    "prescribed_by": "physiotherapist",
    "counts_as": "ankle_pumps",
    "position": "seated",
    "times_a_day": "3",
    "review_date": "2026-03-20",
    "note": "Slowly.",
    "step-0-does": "Pull the towel to you.",
    "step-0-repetitions": "10",
    "step-0-hold_seconds": "3",
    "step-0-rest_seconds": "2",
    "step-0-sides": "each",
    "step-1-does": "",
    "step-1-repetitions": "10",
    "step-1-hold_seconds": "0",
    "step-1-rest_seconds": "2",
    "step-1-sides": "together",
}


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (300, 200), (90, 120, 200)).save(out, "PNG")
    return out.getvalue()


def noted(client: TestClient, coach: Coach, **changes: Any) -> ExerciseEntry:
    upload = {"step-0-upload": ("pull.png", photo(), "image/png")}
    answer = client.post("/exercises/new", data={**PULL, **changes}, files=upload)
    assert answer.headers["location"] == "/exercises?saved=kept"
    recorded = coach.journal.latest("self", ExerciseEntry)
    assert recorded is not None
    return recorded.entry


@pytest.fixture(autouse=True)
def well(coach: Coach) -> None:
    coach.checks.record("self", WELL)


def test_an_exercise_is_noted_with_its_picture(client: TestClient, coach: Coach) -> None:
    entry = noted(client, coach)
    (step,) = entry.steps
    shown = client.get(f"/api/exercises/pictures/{step.picture}")
    assert shown.headers["content-type"] == "image/webp"
    assert Image.open(BytesIO(shown.content)).size == (300, 200)
    listed = client.get("/exercises").text
    assert "Towel &lt;b&gt;pull&lt;/b&gt;" in listed
    assert "3 times a day" in listed


def test_today_shows_it_as_a_thing_to_do(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    coach.weeks.make("self", coach.weeks.profile("self"))
    where = f"/exercises/{noted(client, coach).exercise}/begin"
    clock.advance(timedelta(hours=1, minutes=35))
    html = client.get("/").text
    assert '<h1 id="next">Towel &lt;b&gt;pull&lt;/b&gt;</h1>' in html
    assert "0 of 3 done today, now it is time" in html
    assert where in html
    clock.advance(timedelta(hours=4))
    assert "0 of 3 done today, next at 14:30" not in client.get("/").text
    assert "now it is time" in client.get("/").text


def test_while_it_is_held_back_today_neither_offers_nor_times_it(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    entry = noted(client, coach)
    coach.checks.record("self", TODAY)
    clock.advance(timedelta(hours=1, minutes=35))
    html = client.get("/").text
    assert f"/exercises/{entry.exercise}/begin" not in html
    assert "now it is time" not in html
    assert "Wait" in html


def test_after_its_review_today_says_so_instead_of_offering_it(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    entry = noted(client, coach, review_date="2026-03-04")
    clock.advance(timedelta(days=2, hours=2))
    html = client.get("/").text
    assert f"/exercises/{entry.exercise}/begin" not in html
    assert "The day of its review has come." in html
    assert "Note the new day" in html
    assert f'href="/exercises/{entry.exercise}"' in html


def test_it_is_begun_only_after_the_question(client: TestClient, coach: Coach) -> None:
    where = f"/exercises/{noted(client, coach).exercise}/begin"
    assert "Pull the towel" in client.get(where).text
    assert client.post(where, data={}).status_code == 422
    begun = client.post(where, data={"anything_new": "no"})
    assert begun.headers["location"].startswith("/session/run/")
    page = client.get(begun.headers["location"]).text
    assert "/api/exercises/pictures/" in page
    over = begun.headers["location"].replace("run", "over")
    assert client.get(over).headers["location"] == begun.headers["location"]


def test_something_new_leads_to_the_check(client: TestClient, coach: Coach) -> None:
    where = f"/exercises/{noted(client, coach).exercise}/begin"
    assert client.post(where, data={"anything_new": "yes"}).headers["location"] == "/check"
    assert client.get(where).status_code == 403


def test_the_gate_stands_on_every_way_in(client: TestClient, coach: Coach) -> None:
    exercise = noted(client, coach).exercise
    coach.checks.record("self", WITHIN_DAYS)
    assert client.get(f"/exercises/{exercise}/begin").status_code == 403
    answer = client.post(f"/exercises/{exercise}/begin", data={"anything_new": "no"})
    assert answer.status_code == 403
    body = {"routine": f"prescribed-{exercise}", "anything_new": False}
    assert client.post("/api/sessions", json=body).status_code == 403
    assert "Wait" in client.get("/exercises").text
    coach.checks.record("self", EMERGENCY)
    assert client.get(f"/exercises/{exercise}/begin").headers["location"] == "/result"


def test_what_is_wrong_is_said_at_once_and_nothing_is_lost(
    client: TestClient, coach: Coach
) -> None:
    wrong = {**PULL, "times_a_day": "often", "counts_as": "", "step-0-hold_seconds": "-3"}
    files = {"step-0-upload": ("x.png", b"no picture", "image/png")}
    answer = client.post("/exercises/new", data=wrong, files=files)
    assert answer.status_code == 422
    assert "no picture" in answer.text
    answer = client.post("/exercises/new", data=wrong)
    for part in ("times_a_day", "counts_as", "hold_seconds"):
        assert part in answer.text
    assert "Pull the towel to you." in answer.text
    assert coach.journal.latest("self", ExerciseEntry) is None


def test_another_step_is_added_and_the_picture_stays(client: TestClient, coach: Coach) -> None:
    files = {"step-0-upload": ("pull.png", photo(), "image/png")}
    answer = client.post("/exercises/new", data={**PULL, "more": "yes"}, files=files)
    kept = coach.journal.latest("self", PictureEntry)
    assert kept is not None
    assert f'value="{kept.id}"' in answer.text
    assert 'name="step-2-does"' in answer.text


def test_it_is_changed_and_put_away(client: TestClient, coach: Coach) -> None:
    entry = noted(client, coach)
    where = f"/exercises/{entry.exercise}"
    assert "Pull the towel" in client.get(where).text
    changed = {**PULL, "name": "Pull", "step-0-picture": str(entry.steps[0].picture)}
    client.post(where, data={**changed, "step-0-without_picture": "yes"})
    (only,) = coach.exercises.prescribed("self")
    assert (only.entry.name, only.entry.steps[0].picture) == ("Pull", None)
    client.post(f"{where}/end")
    assert coach.exercises.prescribed("self") == ()


def test_it_goes_out_as_a_file_and_comes_in_again(client: TestClient, coach: Coach) -> None:
    entry = noted(client, coach)
    file = client.get(f"/api/exercises/{entry.exercise}/file")
    assert 'filename="towel-b-pull-b.json"' in file.headers["content-disposition"]
    answer = client.post("/exercises/import", files={"file": ("x.json", file.content)})
    assert answer.headers["location"] == "/exercises?saved=taken"
    first, second = (each.entry for each in coach.exercises.prescribed("self"))
    assert first.exercise != second.exercise
    one, other = (each.as_dict() for each in (first, second))
    assert {**one, "exercise": "", "steps": []} == {**other, "exercise": "", "steps": []}
    assert second.steps[0].picture is not None
    assert client.get(f"/api/exercises/pictures/{second.steps[0].picture}").status_code == 200


TOML = """
soleus = "exercise"
version = 1
name = "Heel slide"
prescribed_by = "physiotherapist"
counts_as = "none"
position = "lying"
times_a_day = 2
review_date = 2026-04-01
[[steps]]
does = "Slide your heel to you."
repetitions = 5
sides = "each"
"""


def test_a_file_in_toml_comes_in_too(client: TestClient, coach: Coach) -> None:
    client.post("/exercises/import", files={"file": ("x.toml", TOML.encode())})
    (only,) = coach.exercises.prescribed("self")
    assert (only.entry.counts_as, only.entry.steps[0].repetitions) == (None, 5)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "choose a file"),
        (b"\xff\xfe", "no text"),
        (b"name = ", "neither JSON nor TOML"),
        (b"{}", "has to say"),
        (TOML.replace("2026-04-01", "2020-04-01").encode(), "lie ahead"),
        (TOML.replace("repetitions = 5", "repetitions = 500").encode(), "from 1 to 30"),
        (TOML.replace("name =", "nmae =").encode(), "did you mean"),
        (TOML.replace('sides = "each"', 'picture = "AAAA"').encode(), "no picture"),
    ],
)
def test_a_faulty_file_is_refused_with_its_faults(
    client: TestClient, coach: Coach, content: bytes, says: str
) -> None:
    answer = client.post("/exercises/import", files={"file": ("x", content)})
    assert answer.status_code == 422
    assert says in answer.text
    assert coach.exercises.prescribed("self") == ()


def test_nobody_sees_the_picture_of_another(client: TestClient, coach: Coach) -> None:
    entry = noted(client, coach)
    other = coach.journal.add_person("Other").id
    client.cookies.set("person", other)
    assert client.get(f"/api/exercises/pictures/{entry.steps[0].picture}").status_code == 422
    assert client.get(f"/exercises/{entry.exercise}").status_code == 422


def test_it_is_only_recorded_by_its_own_door(client: TestClient, coach: Coach) -> None:
    payload = noted(client, coach).as_dict()
    answer = client.post("/api/journal", json={"kind": "exercise", "payload": payload})
    assert answer.status_code == 422


def test_a_session_done_leads_on_by_its_name(
    client: TestClient, coach: Coach, clock: FixedClock
) -> None:
    exercise = noted(client, coach, name="Pull").exercise
    begun = client.post(f"/exercises/{exercise}/begin", data={"anything_new": "no"})
    session = begun.headers["location"].rsplit("/", 1)[1]
    client.post(f"/api/sessions/{session}/events", json={"events": [{"do": "begin"}]})
    for _ in range(400):
        clock.advance(timedelta(seconds=2))
        state = client.get(f"/api/sessions/{session}").json()["state"]
        if state["outcome"]:
            break
    assert state["outcome"] == "finished"
    assert "Pull, " in client.get(f"/session/over/{session}").text
    assert json.loads(client.get("/api/exercises").text)["exercises"][0]["done_today"] == 1


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_begin_with_a_mark_and_have_its_picture_in_lines(
    client: TestClient, coach: Coach, mark: str
) -> None:
    wrapped = base64.encodebytes(photo()).decode()
    text = f'''soleus = "exercise"
version = 1
name = "Züge"
prescribed_by = "physiotherapist"
counts_as = "ankle_pumps"
position = "seated"
times_a_day = 3
review_date = 2026-03-20
[[steps]]
does = "Pull."
picture = """
{wrapped}"""
'''
    answer = client.post("/exercises/import", files={"file": ("x.toml", text.encode(mark))})
    assert answer.status_code == 303
    [taken] = coach.exercises.prescribed("self")
    assert taken.entry.name == "Züge"
    assert taken.entry.steps[0].picture is not None


@pytest.mark.parametrize(
    ("said", "meant"), [("sitting", "seated"), ("supine", "lying"), ("stnding", "standing")]
)
def test_a_hint_names_the_word_that_is_meant(client: TestClient, said: str, meant: str) -> None:
    file = json.dumps({"soleus": "exercise", "version": 1, "position": said})
    answer = client.post("/exercises/import", files={"file": ("x.json", file)})
    assert f"did you mean &#39;{meant}&#39;?" in answer.text


def test_a_refused_form_leaves_no_picture_in_the_journal(client: TestClient, coach: Coach) -> None:
    files = {"step-0-upload": ("x.png", photo(), "image/png")}
    refused = client.post("/exercises/new", data={**PULL, "name": ""}, files=files)
    assert refused.status_code == 422
    assert coach.journal.latest("self", PictureEntry) is None
    [held] = re.findall(r'name="step-0-picture" value="([^"]+)"', refused.text)
    assert client.get(f"/api/exercises/pictures/{held}").status_code == 200
    assert client.post("/exercises/new", data={**PULL, "step-0-picture": held}).status_code == 303
    assert coach.journal.latest("self", PictureEntry) is not None
    [kept] = coach.exercises.prescribed("self")
    assert str(kept.entry.steps[0].picture) == held
    assert client.get(f"/api/exercises/pictures/{held}").status_code == 200


def test_a_picture_that_is_held_is_nobody_elses(client: TestClient, coach: Coach) -> None:
    files = {"step-0-upload": ("x.png", photo(), "image/png")}
    refused = client.post("/exercises/new", data={**PULL, "name": ""}, files=files)
    [held] = re.findall(r'name="step-0-picture" value="([^"]+)"', refused.text)
    client.cookies.set("person", coach.journal.add_person("Zoe").id)
    assert client.get(f"/api/exercises/pictures/{held}").status_code == 422
