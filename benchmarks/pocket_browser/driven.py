"""Firefox and WebKitGTK, told what to do by the protocols that they bring along.

Playwright drives only builds of its own of these two. The commands are those of WebDriver (W3C):
Firefox takes them by Marionette, over a socket; WebKitGTK's driver over HTTP.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar, TypeAlias
from urllib.error import HTTPError

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The name by which WebDriver hands out an element of a page (W3C WebDriver, 12.1)."""

Json: TypeAlias = Any
"""Whatever JSON can say: each command has its own."""

ENGINES = ("firefox", "webkit")
PATIENCE_SECONDS = 180.0
SHOW = 'arguments[0].scrollIntoView({ behavior: "instant", block: "center" })'
PROFILE = """
user_pref("marionette.port", {port});
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.auto", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("intl.accept_languages", "en-GB,en");
"""


class DrivenError(Exception):
    """A browser refused a command."""


class Driven(ABC):
    """A browser with one tab in front.

    Parameters
    ----------
    process : of the browser, or of the driver that started it
    """

    keeps = True
    """Whether it finds again what it kept, when it is ended and opened over the same folder."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.about: dict[str, Any] = {}

    @abstractmethod
    def tell(self, command: str, **what: Json) -> Json:
        """Have a command of WebDriver done, by its name there; return its value."""

    def open(self, address: str) -> None:
        """Open an address; over when the page is there."""
        self.tell("Navigate", url=address)

    def run(self, script: str, *arguments: Json) -> Json:
        """Return what a function's body gives on the page; it may be a promise."""
        waiting = (
            "const given = [...arguments]; const over = given.pop();"
            f"(async function () {{ {script} }}).apply(null, given)"
            ".then((got) => over([got ?? null]), (error) => over([null, String(error)]));"
        )
        got = self.tell("ExecuteAsyncScript", script=waiting, args=list(arguments))
        match got:
            case [value]:
                return value
            case [_, error]:
                raise DrivenError(error)
        raise DrivenError("the page was left meanwhile")

    def press(self, what: str, by: str = "css selector") -> None:
        """Press what a selector finds first; WebKitGTK's driver does not scroll to it."""
        element = self._find(what, by)
        self.run(SHOW, {ELEMENT: element})
        self.tell("ElementClick", id=element)

    def type(self, css: str, words: str) -> None:
        """Type into a field."""
        self.tell("ElementSendKeys", id=self._find(css, "css selector"), text=words)

    def _find(self, what: str, by: str) -> str:
        return str(self.tell("FindElement", using=by, value=what)[ELEMENT])

    def wait(self, condition: str, *arguments: Json) -> float:
        """Wait until a script gives something true, through page changes; return the seconds."""
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE_SECONDS:
            with suppress(DrivenError):
                if self.run(condition, *arguments):
                    return time.monotonic() - began
            time.sleep(0.1)
        raise DrivenError(f"waited in vain for {condition}: {self.seen()}")

    def seen(self) -> str:
        """Return what the page shows, for a fault."""
        with suppress(DrivenError):
            return str(
                self.run("return location.href + ' ' + document.body.innerText.slice(0, 900)")
            )
        return "nothing"


class Firefox(Driven):
    """Firefox by Marionette: each message is its length, a colon and JSON."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        super().__init__(process)
        self._socket = _connected(port)
        self._left = b""
        self._number = 0
        self._message()  # it says first who it is
        got = self.tell("NewSession", capabilities={"alwaysMatch": {}})
        self.about = got["capabilities"]

    def tell(self, command: str, **what: Json) -> Json:
        """Have a command done."""
        self._number += 1
        said = json.dumps([0, self._number, f"WebDriver:{command}", what]).encode()
        self._socket.sendall(b"%d:%b" % (len(said), said))
        _, _, error, got = self._message()
        if error:
            raise DrivenError(f"{error['error']}: {error['message']}")
        return got.get("value", got) if isinstance(got, dict) else got

    def _message(self) -> Json:
        while b":" not in self._left:
            self._left += self._socket.recv(65_536)
        length, _, self._left = self._left.partition(b":")
        while len(self._left) < int(length):
            got = self._socket.recv(65_536)
            if not got:
                raise DrivenError("the browser is gone")
            self._left += got
        said, self._left = self._left[: int(length)], self._left[int(length) :]
        return json.loads(said)


class WebKit(Driven):
    """WebKitGTK's small browser, by its driver; what is driven keeps nothing when it is ended."""

    keeps = False

    _PATHS: ClassVar = {
        "Navigate": ("POST", "/url"),
        "ExecuteAsyncScript": ("POST", "/execute/async"),
        "FindElement": ("POST", "/element"),
        "ElementClick": ("POST", "/element/{id}/click"),
        "ElementSendKeys": ("POST", "/element/{id}/value"),
        "SetTimeouts": ("POST", "/timeouts"),
        "TakeScreenshot": ("GET", "/screenshot"),
        "DeleteSession": ("DELETE", ""),
    }

    def __init__(self, process: subprocess.Popen[bytes], port: int, browser: Path) -> None:
        super().__init__(process)
        _connected(port).close()
        self._address = f"http://127.0.0.1:{port}/session"
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        got = self._ask("POST", self._address, {"capabilities": wanted})
        self._address += f"/{got['sessionId']}"
        self.about = got["capabilities"]

    def tell(self, command: str, **what: Json) -> Json:
        """Have a command done."""
        method, path = self._PATHS[command]
        return self._ask(method, self._address + path.format(**what), what)

    @staticmethod
    def _ask(method: str, address: str, what: dict[str, Any]) -> Json:
        body = json.dumps(what).encode() if method == "POST" else None
        request = urllib.request.Request(address, body, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as got:
                return json.load(got)["value"]
        except HTTPError as error:
            raise DrivenError(error.read().decode()) from error


def _connected(port: int) -> socket.socket:
    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def found(engine: str) -> Path | None:
    """Return the program of an engine on this machine; None where it is not installed."""
    if engine == "firefox":
        path = shutil.which("firefox-esr") or shutil.which("firefox")
        return Path(path) if path else None
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return browsers[-1] if browsers and shutil.which("WebKitWebDriver") else None


@contextmanager
def driven(engine: str, folder: Path) -> Iterator[Driven]:
    """Start one of `ENGINES` over a folder of its own, and end it after that."""
    program, port = found(engine), _free_port()
    if program is None:
        raise FileNotFoundError(f"{engine} is not installed")
    if engine == "firefox":
        (folder / "user.js").write_text(PROFILE.format(port=port))
        command = [str(program), "--headless", "--marionette", "--profile", str(folder)]
    else:
        command = [str(shutil.which("WebKitWebDriver")), f"--port={port}"]
        if not os.environ.get("DISPLAY"):
            command = ["xvfb-run", "--auto-servernum", *command]
    process = subprocess.Popen(
        command,
        env={**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        browser = Firefox(process, port) if engine == "firefox" else WebKit(process, port, program)
        patience = int(PATIENCE_SECONDS * 1000)
        browser.tell("SetTimeouts", script=patience, pageLoad=patience)
        yield browser
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    for what in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, what)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
