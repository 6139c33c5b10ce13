"""Reading the calendar that a person named: files, encrypted addresses, and nothing else."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from soleus.reminders import CalendarError, fetching, host_asked, read_calendar, refuse_source


@pytest.mark.parametrize(
    ("source", "host"),
    [
        ("https://example.org/a.ics", "example.org"),
        ("webcal://example.org/a.ics", "example.org"),
        ("WEBCAL://example.org/a.ics", "example.org"),
        ("/home/me/a.ics", None),
        ("file:///home/me/a.ics", None),
        ("C:\\Users\\me\\a.ics", None),
    ],
)
def test_it_is_plain_which_host_is_asked(source: str, host: str | None) -> None:
    refuse_source(source)
    assert host_asked(source) == host


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("http://example.org/a.ics", "begin with https://"),
        ("ftp://example.org/a.ics", "'ftp:' cannot be read"),
        ("javascript:alert(1)", "cannot be read"),
        ("https:///a.ics", "names no host"),
    ],
)
def test_nothing_else_is_asked(source: str, says: str) -> None:
    with pytest.raises(CalendarError, match=says):
        read_calendar(source)


def test_a_file_is_read_by_path_and_by_address(tmp_path: Path) -> None:
    path = tmp_path / "my calendar.ics"
    path.write_bytes(b"BEGIN:VCALENDAR")
    assert read_calendar(str(path)) == b"BEGIN:VCALENDAR"
    assert read_calendar(path.as_uri()) == b"BEGIN:VCALENDAR"


def test_a_file_that_is_not_there_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CalendarError, match="There is no calendar file"):
        read_calendar(str(tmp_path))
    monkeypatch.setattr(fetching, "MOST_BYTES", 10)
    (tmp_path / "large.ics").write_bytes(b"x" * 11)
    with pytest.raises(CalendarError, match="larger than"):
        read_calendar(str(tmp_path / "large.ics"))


def test_a_host_that_is_not_there_is_named() -> None:
    with pytest.raises(CalendarError, match=r"^127\.0\.0\.1 did not give the calendar"):
        read_calendar("https://127.0.0.1:9/a.ics")


class Leading(BaseHTTPRequestHandler):
    """A host that leads elsewhere."""

    to: ClassVar[str] = ""

    def do_GET(self) -> None:  # the library's name
        self.send_response(302)
        self.send_header("Location", self.to)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def leading() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Leading)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("to", ["file:///etc/hostname", "http://127.0.0.1:9/"])
def test_a_host_cannot_lead_to_a_file_or_out_of_encryption(leading: str, to: str) -> None:
    Leading.to = to
    with pytest.raises(CalendarError, match=r"not encrypted|did not give"):
        fetching._from_host(leading)


class Dripping:
    """An answer that goes on for ever, a byte at a time."""

    def read1(self, _: int) -> bytes:
        time.sleep(0.001)
        return b"x"


def test_an_answer_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.05)
    with pytest.raises(TimeoutError, match="longer than"):
        fetching._limited(Dripping())
