"""Cookies that outlive the worker, and run out."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from soleus.pocket.cookie_jar import FILE, CookieJar
from soleus.vocabulary.clock import FixedClock

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_what_is_set_is_sent_by_the_next_worker_too(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    CookieJar(tmp_path / FILE, clock).take(["language=de; Max-Age=60; Path=/; HttpOnly"])
    assert CookieJar(tmp_path / FILE, clock).header() == "language=de"


def test_what_has_run_out_is_not_sent(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    jar = CookieJar(tmp_path / FILE, clock)
    jar.take(["language=de; Max-Age=60", "text=large"])
    clock.advance(timedelta(seconds=61))
    assert jar.header() == "text=large"


def test_what_is_taken_back_is_gone(tmp_path: Path) -> None:
    jar = CookieJar(tmp_path / FILE, FixedClock(NOW))
    jar.take(["person=ab", "text=large"])
    jar.take(['person=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'])
    assert jar.header() == "text=large"


def test_a_file_that_is_no_jar_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{broken")
    assert CookieJar(tmp_path / FILE, FixedClock(NOW)).header() == ""
