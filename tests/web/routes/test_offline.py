"""What a browser is given to install the app, and to go on with no network."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from soleus.journal import SELF
from web.conftest import EMERGENCY, WELL

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from soleus.coach import Coach


def test_the_manifest_names_what_an_installed_app_needs(client: TestClient) -> None:
    answer = client.get("/manifest.webmanifest")
    manifest = answer.json()
    assert answer.headers["content-type"].startswith("application/manifest+json")
    assert (manifest["start_url"], manifest["display"]) == ("/", "standalone")
    shortcuts = [each["url"] for each in manifest["shortcuts"]]
    assert shortcuts == ["/session/ankle-pumps", "/check", "/journal"]
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).headers["content-type"] == icon["type"]


def test_the_service_worker_keeps_files_that_are_there(client: TestClient) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    found = re.search(r"serve\((.*)\);", answer.text)
    assert found
    plan = json.loads(found[1])
    wanted = [*plan["files"], *plan["shells"], *plan["data"], *plan["handbook"]]
    assert [path for path in wanted if client.get(path).status_code != 200] == []


def test_every_answer_says_whose_it_is(client: TestClient, coach: Coach) -> None:
    person = coach.journal.add_person("Ida").id
    assert client.get("/").headers["soleus-person"] == SELF
    client.cookies.set("person", person)
    assert client.get("/journal").headers["soleus-person"] == person


def test_only_what_the_gate_opens_is_given_to_keep(client: TestClient, coach: Coach) -> None:
    assert client.get("/offline/sessions.json").json()["scripts"] == {}
    coach.checks.record(SELF, WELL)
    given = client.get("/offline/sessions.json").json()
    assert "ankle_pumps" in given["scripts"]
    assert given["stops"]
    coach.checks.record(SELF, EMERGENCY)
    assert client.get("/offline/sessions.json").json()["scripts"] == {}


def test_a_page_is_sent_packed(client: TestClient) -> None:
    answer = client.get("/learn", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
