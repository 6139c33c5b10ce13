"""Bringing in files on the page: read apart, shown first, counted once said so, undone whole."""

import time
from datetime import UTC, timedelta
from typing import Any

from starlette.testclient import TestClient

from devices.samples import gpx, table
from soleus.coach import Coach
from soleus.journal import SELF, ActivityEntry


def send(client: TestClient, *files: tuple[str, bytes], since: str = "2020-01-01") -> None:
    sent = [("files", (name, content)) for name, content in files]
    answer = client.post("/activity/files", files=sent, data={"since": since})
    assert answer.status_code == 303, answer.text


def post(client: TestClient, path: str, **form: Any) -> Any:
    return client.post(f"/activity/{path}", data=form, follow_redirects=True)


def until_read(client: TestClient) -> str:
    for _ in range(600):
        if client.get("/activity/progress").json()["is_over"]:
            return client.get("/activity").text
        time.sleep(0.05)
    raise AssertionError("the files are not read")


def counted(coach: Coach) -> list[ActivityEntry]:
    return [each.entry for each in coach.journal.entries(SELF, [ActivityEntry])]


def walk(client_coach: Coach, days_ago: int = 3) -> bytes:
    began = client_coach.clock.now().astimezone(UTC).replace(microsecond=0) - timedelta(
        days=days_ago
    )
    return gpx(began, minutes=40, kind="walking")


def the_id(page: str) -> str:
    return page.split('name="id" value="')[1].split('"', maxsplit=1)[0]


def test_nothing_counts_before_it_is_said_so_and_then_all_of_it(
    client: TestClient, coach: Coach
) -> None:
    send(client, ("walk.gpx", walk(coach)), ("broken.gpx", walk(coach)[:900]))
    page = until_read(client)
    assert "1 activity would count, 40 min." in page
    assert "It ends in the middle." in page
    assert counted(coach) == []

    told = post(client, "count", id=the_id(page))
    assert "1 activity counts now, 40 min." in told.text
    (entry,) = counted(coach)
    assert entry.came_from is not None
    assert (entry.minutes, entry.came_from.file) == (40.0, "walk.gpx")


def test_the_same_walk_again_is_asked_about_and_counts_only_if_ticked(
    client: TestClient, coach: Coach
) -> None:
    for _ in range(2):
        send(client, ("walk.gpx", walk(coach)))
        page = until_read(client)
        post(client, "count", id=the_id(page))
    assert len(counted(coach)) == 1
    send(client, ("walk.gpx", walk(coach)))
    page = until_read(client)
    assert "Noted already" in page
    post(client, "count", id=the_id(page), also="0")
    assert len(counted(coach)) == 2


def test_an_import_is_taken_back_whole(client: TestClient, coach: Coach) -> None:
    send(client, ("a.gpx", walk(coach, 3)), ("b.gpx", walk(coach, 5)))
    post(client, "count", id=the_id(until_read(client)))
    assert len(counted(coach)) == 2
    (done,) = coach.device_files.imports(SELF)
    told = post(client, "undo", id=str(done.id))
    assert "2 entries were taken back." in told.text
    assert counted(coach) == []


def test_a_form_pressed_twice_counts_once(client: TestClient, coach: Coach) -> None:
    send(client, ("walk.gpx", walk(coach)))
    form = {"id": the_id(until_read(client))}
    post(client, "count", **form)
    again = post(client, "count", **form)
    assert again.status_code == 422
    assert len(counted(coach)) == 1


def test_a_table_is_read_once_its_columns_are_named(client: TestClient, coach: Coach) -> None:
    began = coach.clock.now() - timedelta(days=4)
    send(client, ("mine.csv", table(began, header=("wann", "wie lange", "was getan"))))
    page = until_read(client)
    assert "Which column is what in mine.csv?" in page
    wrong = post(client, "columns", table="mine.csv", start="wann")
    assert wrong.status_code == 422
    form = {"table": "mine.csv", "start": "wann", "duration": "wie lange", "activity": "was getan"}
    post(client, "columns", **form)
    page = until_read(client)
    assert "1 activity would count, 45 min." in page


def test_what_is_dropped_or_stopped_leaves_nothing(client: TestClient, coach: Coach) -> None:
    send(client, ("walk.gpx", walk(coach)))
    post(client, "stop")
    until_read(client)
    post(client, "drop")
    assert coach.device_files.held(SELF) is None
    assert counted(coach) == []
    assert client.post("/activity/files", files=[("files", ("", b""))]).status_code == 422
