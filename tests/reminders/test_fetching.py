"""Reading the calendar that a person named: files, encrypted addresses, and nothing else."""

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from reminders.hosts import CERTIFICATE, drips, host, says, whole
from soleus.language import use
from soleus.reminders import CalendarError, contacted_host, fetching, refuse_source
from soleus.reminders.fetching import read_calendar


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("https://example.org/a.ics", "example.org"),
        ("webcal://example.org/a.ics", "example.org"),
        ("WEBCAL://example.org/a.ics", "example.org"),
        ("/home/me/a.ics", None),
        ("file:///home/me/a.ics", None),
        ("C:\\Users\\me\\a.ics", None),
    ],
)
def test_it_is_plain_which_host_is_asked(source: str, asked: str | None) -> None:
    refuse_source(source)
    assert contacted_host(source) == asked


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


def test_why_it_cannot_be_read_is_said_in_the_language_of_the_reader() -> None:
    with pytest.raises(CalendarError) as refused:
        refuse_source("http://example.org/a.ics")
    with use("de"):
        assert str(refused.value).startswith("Die Adresse des Kalenders muss mit https://")
    assert str(refused.value).startswith("The calendar's address has to begin with https://")


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


# Hosts that answer badly, over a real connection


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))


BODY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
CUT = "could not be reached|did not give the calendar"


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\nBEGIN:VCAL",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\n\r\n" + BODY[:-16],
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 100_000 + b"\r\n\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\nX-A: b",
        whole(b"\x1f\x8bnonsense", "Content-Encoding: gzip"),
        whole(gzip.compress(BODY)[:-12], "Content-Encoding: gzip"),
        whole(BODY, "Content-Encoding: br"),
        whole(b"<!doctype html><title>Sign in to the network</title>"),
        whole(b"\r\n <HTML>BEGIN:VCALENDAR</HTML>", "Content-Type: text/calendar"),
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 401 Who are you\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://[\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://localhost:x/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://a b/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
    ],
)
def test_a_host_that_answers_badly_is_said_in_one_line(raw: bytes) -> None:
    with host(says(raw)) as address, pytest.raises(CalendarError, match=CUT) as refused:
        read_calendar(f"{address}/private-key/a.ics")
    assert "localhost" in str(refused.value)
    assert "private-key" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    "raw",
    [
        whole(BODY),
        whole(gzip.compress(BODY), "Content-Encoding: gzip"),
        whole(gzip.compress(BODY), "Content-Encoding: x-gzip"),
        whole(gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]), "Content-Encoding: gzip"),
        whole(gzip.compress(BODY)),
        whole(zlib.compress(BODY), "Content-Encoding: deflate"),
        whole(BODY, "Content-Encoding: identity"),
        b"HTTP/1.0 200 OK\r\n\r\n" + BODY,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + f"{len(BODY):x}\r\n".encode()
        + BODY
        + b"\r\n0\r\n\r\n",
    ],
)
def test_a_whole_answer_is_taken_however_it_is_packed(raw: bytes) -> None:
    with host(says(raw)) as address:
        assert read_calendar(f"{address}/a.ics") == BODY


@pytest.mark.usefixtures("trusting")
def test_what_is_packed_cannot_grow_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 10_000)
    bomb = whole(gzip.compress(b"x" * 1_000_000), "Content-Encoding: gzip")
    with host(says(bomb)) as address, pytest.raises(CalendarError, match="larger than"):
        read_calendar(f"{address}/a.ics")


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_host_that_drips_is_given_up_wherever_it_is(
    monkeypatch: pytest.MonkeyPatch, raw: bytes
) -> None:
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.3)
    ended = threading.Event()
    with host(drips(raw, ended)) as address:
        with pytest.raises(CalendarError, match=r"took longer than|did not give|broke off"):
            read_calendar(f"{address}/a.ics")
        ended.set()


@pytest.mark.usefixtures("trusting")
def test_a_silent_host_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT_SECONDS", 0.1)
    ended = threading.Event()

    def is_silent(*_: object) -> None:
        ended.wait(60)

    with host(is_silent) as address:
        with pytest.raises(CalendarError, match="did not give the calendar"):
            read_calendar(f"{address}/a.ics")
        ended.set()


def asks_who(opened: ssl.SSLSocket, head: str) -> None:
    """Give the calendar to one person alone, after leading them from one address to another."""
    if "Authorization: Basic bWU6c2VjcmV0" not in head:
        opened.sendall(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
    elif head.startswith("GET /a.ics "):
        opened.sendall(b"HTTP/1.1 302 Found\r\nLocation: /b.ics\r\nContent-Length: 0\r\n\r\n")
    else:
        opened.sendall(whole(BODY))


@pytest.mark.usefixtures("trusting")
def test_a_name_and_a_password_in_the_address_are_shown_to_that_host_alone() -> None:
    heads: list[str] = []

    def listens(opened: ssl.SSLSocket, head: str) -> None:
        heads.append(head)
        opened.sendall(whole(BODY))

    with host(asks_who) as address:
        secret = address.replace("https://", "https://me:secret@")
        assert read_calendar(f"{secret}/a.ics") == BODY
        with pytest.raises(CalendarError, match="Unauthorized"):
            read_calendar(f"{address}/a.ics")
    with host(listens) as other:
        leads = f"HTTP/1.1 302 Found\r\nLocation: {other}/\r\nContent-Length: 0\r\n\r\n".encode()
        with host(says(leads)) as address:
            secret = address.replace("https://", "https://me:secret@")
            assert read_calendar(f"{secret}/a.ics") == BODY
    assert "Authorization" not in "".join(heads)


def test_a_host_that_nobody_vouches_for_is_not_asked() -> None:
    with host(says(whole(BODY))) as address, pytest.raises(CalendarError, match="certificate"):
        read_calendar(f"{address}/a.ics")


def test_a_packed_file_is_read_and_a_broken_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.ics.gz"
    path.write_bytes(gzip.compress(BODY))
    assert read_calendar(str(path)) == BODY
    path.write_bytes(gzip.compress(BODY)[:-9])
    with pytest.raises(CalendarError, match="it was cut off"):
        read_calendar(str(path))


@pytest.mark.parametrize(
    "source", ["~nobody-of-that-name/a.ics", "/a\0b.ics", f"/{'a' * 300}", "/dev/zero"]
)
def test_a_path_that_cannot_be_is_said(source: str) -> None:
    with pytest.raises(CalendarError, match=r"There is no calendar file|cannot be read"):
        read_calendar(source)
