"""Showing a notice on the desktop, or as one line at the terminal where there is no desktop."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
import webbrowser
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from soleus.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from soleus.reminders import Notice

_PATIENCE_SECONDS = 20


class Desktop:
    """Shows desktop notices; the library for them is imported with the first one.

    Parameters
    ----------
    address : where Soleus is served, such as ``http://127.0.0.1:8765``
    moved : called when "I just moved" is pressed
    """

    def __init__(self, address: str, moved: Callable[[], None]) -> None:
        self._address = address.rstrip("/")
        self._moved = moved
        self._notifier: object | None = None

    async def show(self, notice: Notice) -> bool:
        """Show a notice; return whether the desktop took it."""
        from desktop_notifier import Button, DesktopNotifier

        if not isinstance(self._notifier, DesktopNotifier):
            logging.getLogger("desktop_notifier").setLevel(logging.ERROR)
            logging.getLogger("desktop_notifier.backends.base").setLevel(logging.CRITICAL)
            self._notifier = DesktopNotifier(app_name="Soleus", app_icon=None)
        link = self._address + notice.link
        is_break = notice.link.startswith("/session/")
        moved = Button(title=translate("I just moved"), on_pressed=self._moved)
        taken: list[bool] = []
        await self._notifier.send(
            title="Soleus",
            message=notice.says,
            buttons=[moved] if is_break else [],
            on_clicked=lambda: Thread(target=open_page, args=(link,), daemon=True).start(),
            on_dispatched=lambda: taken.append(True),
        )
        return bool(taken)


def as_line(notice: Notice, address: str) -> str:
    """Return a notice as one line with its time and the address that it opens."""
    link = address.rstrip("/") + notice.link
    return f"{notice.at:%H:%M}  {notice.says}  {link}"


def open_page(link: str) -> None:
    """Open a page of Soleus; start the server first where none answers."""
    parts = urlsplit(link)
    host, port = parts.hostname or "127.0.0.1", parts.port or 80
    if not _answers(host, port) and host in ("127.0.0.1", "localhost"):
        subprocess.Popen(
            [sys.executable, "-m", "soleus", "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + _PATIENCE_SECONDS
        while not _answers(host, port) and time.monotonic() < until:
            time.sleep(0.2)
    webbrowser.open(link)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
