"""Hosts over TLS that answer whatever they are told to, well or badly."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""A key and certificate for localhost alone, valid for a hundred years and trusted by no one."""

Answer = Callable[[ssl.SSLSocket, str], None]
"""Answers one request, whose head is given as text."""


@contextmanager
def host(answer: Answer) -> Iterator[str]:
    """Yield the address of a host; whoever trusts ``CERTIFICATE`` can ask it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    listener = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve_one(plain: socket.socket) -> None:
        with suppress(OSError), context.wrap_socket(plain, server_side=True) as opened:
            head = b""
            while b"\r\n\r\n" not in head and (piece := opened.recv(4096)):
                head += piece
            answer(opened, head.decode("latin-1"))

    def serve() -> None:
        with suppress(OSError):
            while not ended.is_set():
                threading.Thread(
                    target=serve_one, args=(listener.accept()[0],), daemon=True
                ).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"https://localhost:{listener.getsockname()[1]}"
    finally:
        ended.set()
        with suppress(OSError):
            socket.create_connection(listener.getsockname(), timeout=1).close()
        thread.join()
        listener.close()


def says(raw: bytes) -> Answer:
    """Return what sends some bytes and hangs up."""
    return lambda opened, _: opened.sendall(raw)


def whole(body: bytes, *headers: str) -> bytes:
    """Return an answer as it should be."""
    lines = ["HTTP/1.1 200 OK", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def drips(raw: bytes, ended: threading.Event) -> Answer:
    """Return what sends a byte at a time, for ever."""

    def answer(opened: ssl.SSLSocket, _: str) -> None:
        for byte in raw:
            opened.sendall(bytes([byte]))
            if ended.wait(0.01):
                return
        while not ended.wait(0.01):
            opened.sendall(b"x")

    return answer
