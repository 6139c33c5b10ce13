"""``soleus serve``: the pages and the API on this machine."""

from __future__ import annotations

import gc
import ipaddress
import socket
import threading
import webbrowser
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from soleus.cli.app import app, fail
from soleus.cli.only_server import only_server
from soleus.language import msgid, translate

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"

STOPPING_SECONDS = 10
"""For answers under way when the server is told to stop."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = LOOPBACK,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8765,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = False,
) -> None:
    """Serve the pages on this machine; nothing leaves it."""
    listener = _listen(host, port)
    import uvicorn

    from soleus.cli.connections import BoundedConnection
    from soleus.compose import Settings, build

    name = _name_to_open(host, listener)
    settings = Settings.from_environment()
    application = build(replace(settings, allowed_hosts=(*settings.allowed_hosts, name)))
    # closed however the program is asked to end: the journal is one whole file then
    with closing(application.state.coach), only_server(settings.data_dir):
        server = uvicorn.Server(
            uvicorn.Config(
                application,
                log_level="warning",
                http=BoundedConnection,
                ws="none",
                timeout_graceful_shutdown=STOPPING_SECONDS,
            )
        )
        address = f"http://{name}:{listener.getsockname()[1]}/"
        print(translate("Soleus is at {address}  (Ctrl-C stops it)", address=address), flush=True)
        if open_browser:
            threading.Thread(target=_open_when_ready, args=(server, address), daemon=True).start()
        gc.freeze()  # what is loaded by now stays; to look it through again holds up every answer
        server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Return a listening socket, or end the command if the port cannot be used.

    It is bound before the slow imports, so that the error comes at once.
    """
    listener: socket.socket | None = None
    try:
        family, address = _resolved(host.removesuffix("."), port)
        # asyncio sends small answers at once only where a socket says that it speaks TCP
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()  # from here on a browser waits instead of being refused
    except (OSError, UnicodeError) as error:
        if listener is not None:
            listener.close()
        text = msgid(
            "Cannot listen on {host} port {port}: {why}. Soleus may be running already "
            "at {address}; or choose another with --port."
        )
        at = f"http://{_in_url(host)}:{port}/"
        why = getattr(error, "strerror", None) or str(error)
        fail(translate(text, host=host, port=port, why=why, address=at))
    return listener


def _resolved(host: str, port: int) -> tuple[int, Any]:
    """Return the family and the address of a host name or an address, IPv4 before IPv6."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, address


def _name_to_open(host: str, listener: socket.socket) -> str:
    """Return the name by which a browser on this machine reaches the listener.

    One that listens on every address is reached by this machine's own.
    """
    address = ipaddress.ip_address(listener.getsockname()[0].partition("%")[0])
    if address.is_unspecified:
        return LOOPBACK if address.version == 4 else "[::1]"
    is_name = any(letter.isalpha() for letter in host) and ":" not in host
    return host.removesuffix(".").lower() if is_name else _in_url(str(address))


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open_when_ready(server: uvicorn.Server, address: str) -> None:
    """Open the browser once the server answers; without a browser the printed address is enough."""
    waiting = threading.Event()
    while not server.started and not server.should_exit:
        waiting.wait(0.05)
    if server.started:
        webbrowser.open(address)
