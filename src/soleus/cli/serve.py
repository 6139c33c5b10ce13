"""``soleus serve``: the pages and the API on this machine."""

from __future__ import annotations

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.language import translate

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"


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

    from soleus.compose import Settings, build

    application = build(Settings.from_environment())
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
    address = f"http://{_in_url(host)}:{listener.getsockname()[1]}/"
    said = translate("Soleus is at {address}  (Ctrl-C stops it)", address=address)
    print(said, flush=True)
    if open_browser:
        threading.Thread(target=_open_when_ready, args=(server, address), daemon=True).start()
    server.run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    """Bind before the heavy imports, so that a port in use is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from now on a browser waits for us instead of being refused
    except OSError as error:
        listener.close()
        fail(
            [
                translate(
                    "Cannot listen on {host} port {port}: {why}. Soleus may be running already "
                    "at {address}; or choose another with --port.",
                    host=host,
                    port=port,
                    why=error.strerror,
                    address=f"http://{_in_url(host)}:{port}/",
                )
            ]
        )
    return listener


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _open_when_ready(server: uvicorn.Server, address: str) -> None:
    """Open the browser once the server answers; without one the printed address is enough."""
    waiting = threading.Event()
    while not server.started and not server.should_exit:
        waiting.wait(0.05)
    if server.started:
        webbrowser.open(address)
