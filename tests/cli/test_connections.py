"""Whoever sends or reads too slowly is let go of, and an address that is printed opens."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import typer
import uvicorn

from patience import PATIENCE_SECONDS, until
from soleus.cli import connections
from soleus.cli.connections import BoundedConnection
from soleus.cli.serve import _listen, _name_to_open
from soleus.compose import Settings, build

HEAD = b"GET /about HTTP/1.1\r\nHost: localhost\r\n"


@contextmanager
def serving(tmp_path: Path) -> Iterator[int]:
    """Serve as the command does, in a thread; give the port."""
    listener = _listen("127.0.0.1", 0)
    application = build(Settings(tmp_path))
    server = uvicorn.Server(
        uvicorn.Config(application, log_level="error", http=BoundedConnection, ws="none")
    )
    running = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    running.start()
    until(lambda: server.started, "the server to start")
    yield listener.getsockname()[1]
    server.should_exit = True
    running.join(PATIENCE_SECONDS)
    listener.close()
    application.state.coach.close()


def opens(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/about")
        return connection.getresponse().status == 200
    finally:
        connection.close()


def is_cut(line: socket.socket, sent: bytes) -> bool:
    """Send the same again and again; whether the other side ends it."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE_SECONDS:
        try:
            line.sendall(sent)
        except ConnectionError:
            return True
        time.sleep(0.02)
    return False


def is_closed(line: socket.socket) -> bool:
    try:
        return line.recv(100_000) == b""
    except (ConnectionError, TimeoutError) as error:
        return not isinstance(error, TimeoutError)


def test_two_hundred_half_requests_end_and_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 1.0)
    with serving(tmp_path) as port:
        lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
        for line in lines:
            line.sendall(HEAD)
            line.settimeout(PATIENCE_SECONDS)
        assert opens(port)
        assert all(is_closed(line) for line in lines)
        for line in lines:
            line.close()


def test_headers_that_are_dripped_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    with serving(tmp_path) as port, socket.create_connection(("127.0.0.1", port)) as line:
        assert is_cut(line, b"X")


def test_a_second_request_that_never_becomes_whole_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.5)
    with serving(tmp_path) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(PATIENCE_SECONDS)
        line.sendall(HEAD + b"\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 200")
        line.sendall(HEAD)
        while line.recv(100_000):
            pass


def test_with_too_many_connections_who_waits_longest_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 20)
    monkeypatch.setattr(connections, "HEAD_SECONDS", 1_000.0)
    with serving(tmp_path) as port:
        lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(30)]
        for line in lines:
            line.settimeout(PATIENCE_SECONDS)
        assert opens(port)
        assert all(is_closed(line) for line in lines[:10])
        for line in lines:
            line.close()


def test_an_answer_that_nobody_reads_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READING_SECONDS", 0.5)
    with serving(tmp_path) as port, socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.connect(("127.0.0.1", port))
        line.settimeout(PATIENCE_SECONDS)
        wanted = HEAD.replace(b"/about", b"/api/evidence") + b"\r\n"
        assert is_cut(line, wanted * 10)


def test_small_answers_leave_at_once(tmp_path: Path) -> None:
    with serving(tmp_path) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        fastest = PATIENCE_SECONDS
        for _ in range(30):
            began = time.monotonic()
            connection.request("GET", "/api/sync")
            connection.getresponse().read()
            fastest = min(fastest, time.monotonic() - began)
        connection.close()
    assert fastest < 0.03  # where they wait for the other side, none takes less than 0.04


@pytest.mark.parametrize(
    ("host", "printed"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("0.0.0.0", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2"),
        ("127.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("localhost.", "localhost"),
        ("LOCALHOST", "localhost"),
        ("::1", "[::1]"),
        ("0:0:0:0:0:0:0:1", "[::1]"),
        ("::", "[::1]"),
    ],
)
def test_the_address_that_is_printed_opens(tmp_path: Path, host: str, printed: str) -> None:
    try:
        listener = _listen(host, 0)
    except typer.Exit:
        pytest.skip("this machine has no such address")
    name = _name_to_open(host, listener)
    assert name == printed
    with listener:
        from starlette.testclient import TestClient

        address = urlsplit(f"http://{name}:{listener.getsockname()[1]}/")
        settings = Settings(tmp_path)
        app = build(Settings(tmp_path, allowed_hosts=(*settings.allowed_hosts, name)))
        with TestClient(app, base_url=address.geturl()) as client:
            assert client.get("/about").status_code == 200
        app.state.coach.close()
        assert address.hostname
        socket.create_connection((address.hostname, address.port)).close()
