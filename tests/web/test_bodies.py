"""Bodies of any size, shape and speed: refused in one line, and nobody else waits for them."""

import http.client
import io
import json
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from starlette.testclient import TestClient

from browser.serving import listening, process
from patience import PATIENCE_SECONDS, until
from soleus.coach import Coach
from soleus.records import sizes
from soleus.web import bodies, create_app

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def upload(name: str, content: bytes, **fields: str) -> tuple[bytes, str]:
    """Return a form with one file and its content type."""
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="f"\r\n\r\n'
    return b"".join([*parts, head.encode(), content, b"\r\n--b--\r\n"]), (
        "multipart/form-data; boundary=b"
    )


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return out.getvalue()


def names(count: int) -> bytes:
    inside = ",".join(f'"k{n}":1' for n in range(count))
    return f'{{{inside},"k0":2}}'.encode()


COPY = b'{"format":"soleus-journal","version":1,"exported_at":"x","people":[],"entries":[%b]}'
IMPORT, EXERCISE = "/data/import", "/exercises/import"

HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a name of 100,000 dots": (EXERCISE, *upload("file", b"a." * 100_000 + b"a=1")),
    "a table of 100,000 dots": (EXERCISE, *upload("file", b"[" + b"a." * 100_000 + b"a]")),
    "many tables": (EXERCISE, *upload("file", b"[[a]]\n" * 100_000)),
    "TOML in TOML": (EXERCISE, *upload("file", b"a=" + b"[" * 100_000)),
    "line ends": (EXERCISE, *upload("file", b"\n" * 5_900_000)),
    "32,000 names, one twice": (EXERCISE, *upload("file", names(32_000))),
    "16,000 names, one twice": ("/api/decide", names(16_000), JSON),
    "1,900 unknown findings": (
        "/api/decide",
        json.dumps({"answers": {f"swellin{n}": 1 for n in range(1_900)}}).encode(),
        JSON,
    ),
    "lists": ("/api/decide", b"[" + b"[1]," * 60_000 + b"1]", JSON),
    "20 MB of lists": ("/api/decide", b"[" + b"[1]," * 5_000_000 + b"1]", JSON),
    "a long word": ("/api/decide", b'{"answers":{"' + b"s" * 250_000 + b'":1}}', JSON),
    "many lists in a copy": (IMPORT, *upload("file", b"[" + b"[]," * 900_000 + b"1]", same="yes")),
    "empty entries": (IMPORT, *upload("file", COPY % (b"{}," * 300_000 + b"{}"), same="yes")),
    "a long text in a copy": (IMPORT, *upload("file", b'"' + b"a" * 31_000_000 + b'"', same="yes")),
    "escapes in a copy": (IMPORT, *upload("file", b'"' + b"\\n" * 15_000_000 + b'"', same="yes")),
    "60 MB of lists": (IMPORT, *upload("file", b"[" + b"[]," * 20_000_000 + b"1]", same="yes")),
    "line ends before bounds": (IMPORT, *upload("file", b"\r\n--" * 4_000_000, same="yes")),
    "60 megapixels": (
        "/exercises/new",
        *upload("step-0-upload", picture(10_000, 6_000), **{"step-0-does": "x"}),
    ),
    "eleven megapixels": (
        "/exercises/new",
        *upload("step-0-upload", picture(4_000, 2_900), **{"step-0-does": "x"}),
    ),
    "31,000 fields": ("/journal/feel", b"a&" * 31_000, FORM),
    "6 MB of fields": ("/journal/feel", b"a&" * 3_000_000, FORM),
}


def post(address: str, path: str, body: bytes, kind: str) -> int:
    """Return the status of what a page of ours sends."""
    place = urlsplit(address)
    assert place.hostname
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=PATIENCE_SECONDS)
    headers = {"content-type": kind, "sec-fetch-site": "same-origin"}
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def get(address: str, path: str) -> int:
    place = urlsplit(address)
    assert place.hostname
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@contextmanager
def asking(address: str) -> Iterator[list[float]]:
    """Open a page again and again; the list gets how long each took."""
    took: list[float] = []
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.wait(0.01):
            began = time.monotonic()
            assert get(address, "/about") == 200
            took.append(time.monotonic() - began)

    asker = threading.Thread(target=ask)
    asker.start()
    until(lambda: len(took) > 2, "the page to be asked for")
    try:
        yield took
    finally:
        is_over.set()
        asker.join(PATIENCE_SECONDS)


@pytest.mark.slow
def test_no_body_keeps_another_page_waiting(tmp_path: Path) -> None:
    with process(tmp_path) as served, asking(served.address) as took:
        usual = max(took)
        for name, (path, body, kind) in HOSTILE.items():
            took.clear()
            began = time.monotonic()
            status = post(served.address, path, body, kind)
            assert status in (400, 413, 422), name
            assert time.monotonic() - began < PATIENCE_SECONDS / 2, name
            # an idle machine: 0.1 s; what this replaces stood still for three to thirty seconds
            assert max(took, default=0) < 1 + 10 * usual, name


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/journal/feel", sizes.FORM_BYTES),
        ("/api/decide", sizes.DOCUMENT.bytes),
        ("/api/sync", sizes.BATCH.bytes),
        ("/exercises/import", sizes.EXERCISE_FILE.bytes + sizes.FORM_BYTES),
        ("/data/import", sizes.SENT_COPY.bytes + sizes.FORM_BYTES),
        ("/data/import/fhir", sizes.SENT_COPY.bytes + sizes.FORM_BYTES),
        ("/nowhere", sizes.FORM_BYTES),
    ],
)
def test_a_body_larger_than_its_address_takes_is_refused(
    client: TestClient, path: str, most: int
) -> None:
    assert bodies.most_bytes(path) == most
    told = client.post(path, content=b"x" * 10, headers={"content-length": str(most + 1)})
    assert told.status_code == 413
    assert client.post(path, content=b"", headers={"content-length": "9" * 30}).status_code == 413


def test_a_body_of_no_told_size_is_counted(client: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000

    assert client.post("/journal/feel", content=chunks()).status_code == 413


def test_the_largest_form_that_a_person_writes_fits(client: TestClient) -> None:
    answer = client.post("/journal/feel", data={"note": "😀" * 2_000, "heaviness": "3"})
    assert answer.status_code == 303


def test_a_refusal_is_a_page_for_a_person_and_one_shape_for_a_program(client: TestClient) -> None:
    much = b"x" * (sizes.DOCUMENT.bytes + 1)
    told = client.post("/api/decide", content=much, headers={"content-type": JSON}).json()
    assert told["error"]["status"] == 413
    page = client.post("/journal/feel", content=much, headers={"accept-language": "de"})
    assert "Hier passen höchstens" in page.text


def test_another_pages_body_is_not_even_read(client: TestClient) -> None:
    def never() -> Iterator[bytes]:
        yield b"x" * 200_000

    answer = client.post("/journal/feel", content=never(), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


def test_a_dripped_body_is_cut(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(bodies, "LET_PASS_SECONDS", 0.1)
    with listening(create_app(coach)) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port)) as line:
            line.sendall(
                b"POST /journal/feel HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n"
            )
            line.settimeout(PATIENCE_SECONDS)
            said, began = b"", time.monotonic()
            while b"\r\n" not in said:
                line.sendall(b"a")
                line.settimeout(0.05)
                try:
                    said += line.recv(1000)
                except TimeoutError:
                    assert time.monotonic() - began < PATIENCE_SECONDS
        assert said.startswith(b"HTTP/1.1 408")


@pytest.mark.slow
def test_whoever_waits_for_the_journal_keeps_no_page_waiting(tmp_path: Path) -> None:
    with process(tmp_path) as served, asking(served.address) as took:
        other = sqlite3.connect(served.data_dir / "journal.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        body = b"heaviness=3"
        writers = [
            threading.Thread(target=post, args=(served.address, "/journal/feel", body, FORM))
            for _ in range(45)
        ]
        for writer in writers:
            writer.start()
        time.sleep(1)  # in which all of them begin to wait
        took.clear()
        until(lambda: len(took) > 3, "pages while the journal is held")
        other.execute("ROLLBACK")
        other.close()
        for writer in writers:
            writer.join(PATIENCE_SECONDS)
        with served.coach() as coach:
            assert len(coach.journal.entries("self")) == 45
