"""What nobody foresaw is answered in one voice, and nothing of a person stands in any log."""

import logging
import urllib.error
import urllib.request

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from browser.serving import listening
from soleus.coach import Coach
from soleus.web import create_app

SECRET = "chest_pain"


def failing(coach: Coach) -> FastAPI:
    app = create_app(coach)

    @app.get("/fails/{word}")
    def fails(word: str) -> None:
        held = {"answers": {word: True}}
        try:
            raise ValueError(f"{held}")
        except ValueError as error:
            raise RuntimeError(f"again {held}") from error

    @app.get("/api/fails/{word}")
    def fails_too(word: str) -> None:
        raise KeyError(word)

    return app


@pytest.mark.parametrize("address", ["/fails/", "/api/fails/"])
def test_a_log_says_where_and_not_what(
    coach: Coach, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    with TestClient(failing(coach), base_url="http://localhost") as client:
        answer = client.get(f"{address}{SECRET}?note={SECRET}")
    assert answer.status_code == 500
    assert "answers" not in answer.text
    assert answer.headers["content-security-policy"]
    [record] = [each for each in caplog.records if each.name == "soleus.web"]
    told = logging.Formatter().format(record)
    assert "test_quiet.py" in told
    assert "Error" in told
    assert SECRET not in told


def test_no_server_writes_it_down_either(
    coach: Coach, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        listening(failing(coach)) as address,
        pytest.raises(urllib.error.HTTPError) as refused,
    ):
        urllib.request.urlopen(f"{address}/fails/{SECRET}")
    assert refused.value.code == 500
    refused.value.close()
    written = capfd.readouterr()
    formatted = [logging.Formatter().format(record) for record in caplog.records]
    assert not [each for each in (*formatted, written.out, written.err) if "answers" in each]
