"""A whole way from files shows what it shows from a server, but for what needs a server."""

import pytest
from playwright.sync_api import Browser

from browser.pocket import hosted, packed_once
from browser.pocket_walks import Looked, differences, from_files, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIMULATED = {"See it on a simulated leg", "Simulated: blood leaving the leg", "Foretold and felt"}
"""The circulation cannot be simulated in a browser, so nothing of it is offered there."""


def test_from_a_blank_start_to_a_session_each_page_is_the_same(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one = served(chromium, "desk")
    with hosted(packed_once(tmp_path_factory).folder) as host:
        other = from_files(chromium, "desk", host.address)
    assert len(one) > 15
    without = [Looked(each.path, _without(each.lines)) for each in one]
    assert differences(without, other) == []


def _without(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in SIMULATED)


def test_a_line_or_a_page_of_one_place_alone_is_told() -> None:
    one = [Looked("/plan", ("Monday", "Walk"))]
    assert differences(one, one) == []
    assert differences(one, [Looked("/plan", ("Monday", "Rest"))]) == [
        "/plan - Walk",
        "/plan + Rest",
    ]
    assert differences(one, [])[0].startswith("paths")
