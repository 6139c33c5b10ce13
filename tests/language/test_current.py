"""Which language is spoken: chosen first, then what the browser asks for, else English."""

import asyncio

import pytest

from soleus.language import current, negotiated, of_machine, translate, use


@pytest.mark.parametrize(
    ("chosen", "accepted", "expected"),
    [
        (None, "de-AT,de;q=0.9,en;q=0.5", "de"),
        (None, "en-GB,en;q=0.9,de;q=0.8", "en"),
        (None, "fr,de;q=0.3,en;q=0.2", "de"),
        (None, "de;q=0", "en"),
        (None, "fr", "en"),
        (None, "", "en"),
        (None, "*", "en"),
        (None, "de;q=rubbish", "en"),
        ("en", "de", "en"),
        ("de", "en", "de"),
        ("xx", "de", "de"),
    ],
)
def test_the_language_is_negotiated(chosen: str | None, accepted: str, expected: str) -> None:
    assert negotiated(chosen, accepted) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_AT", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_GB", "LANGUAGE": "fr:de:en"}, "de"),
        ({}, "en"),
    ],
)
def test_a_terminal_speaks_as_its_machine_is_set(settings: dict[str, str], expected: str) -> None:
    assert of_machine(settings) == expected


def test_a_language_is_in_use_only_inside() -> None:
    with use("de"):
        assert current() == "de"
        with use("en"):
            assert current() == "en"
        assert current() == "de"
    assert current() == "en"


def test_a_language_that_is_not_there_is_english() -> None:
    with use("xx"):
        assert current() == "en"


def test_two_people_at_once_each_hear_their_own_language() -> None:
    async def one(language: str) -> str:
        with use(language):
            await asyncio.sleep(0)
            return translate("Not sure")

    async def both() -> list[str]:
        return list(await asyncio.gather(one("de"), one("en")))

    assert asyncio.run(both()) == ["Nicht sicher", "Not sure"]
