"""A locked screen as the desktop tells it: over a D-Bus of the test's own, asked as one is."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run
from soleus.cli.locked import ScreenLock

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="D-Bus tells of Linux desktops"),
]

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>"""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus that is the desktop's and the system's at once, with nothing on it yet."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.fail("dbus-daemon is missing: install the package dbus-daemon")
    socket = tmp_path / "bus"
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG.format(socket=socket))
    command = [daemon, f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        yield address
        running.terminate()


Answer = Callable[[], list[Any]]


async def offer(name: str, path: str, signature: str, answers: dict[str, Answer]) -> Any:
    """Offer methods on the bus as a desktop does; return the connection."""
    from dbus_fast import Message, MessageType
    from dbus_fast.aio import MessageBus

    connection = await MessageBus().connect()

    def answer(message: Message) -> Message | None:
        key = message.body[1] if message.member == "Get" else message.member
        is_call = message.message_type is MessageType.METHOD_CALL
        if not is_call or message.path != path or key not in answers:
            return None
        return Message.new_method_return(message, signature, answers[key]())

    connection.add_message_handler(answer)
    await connection.request_name(name)
    return connection


async def leave(desktop: Any) -> None:
    desktop.disconnect()
    await desktop.wait_for_disconnect()


def asked(test: Callable[[ScreenLock], Awaitable[None]]) -> None:
    """Run a test with something that reads whether the screen is locked."""

    async def run() -> None:
        lock = ScreenLock()
        try:
            await test(lock)
        finally:
            await lock.close()

    asyncio.run(run())


LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")


@pytest.mark.usefixtures("bus")
def test_the_login_service_tells_it() -> None:
    from dbus_fast import Variant

    is_locked = [True]

    async def test(lock: ScreenLock) -> None:
        answers: dict[str, Answer] = {"LockedHint": lambda: [Variant("b", is_locked[0])]}
        desktop = await offer(*LOGIN, "v", answers)
        assert await lock.is_locked() is True
        is_locked[0] = False
        assert await lock.is_locked() is False
        await leave(desktop)
        assert await lock.is_locked() is None, "a service that went away tells nothing more"

    asked(test)


@pytest.mark.usefixtures("bus")
def test_a_computer_that_nobody_touches_is_not_locked() -> None:
    from dbus_fast import Variant

    async def test(lock: ScreenLock) -> None:
        answers: dict[str, Answer] = {
            "IdleHint": lambda: [Variant("b", True)],
            "LockedHint": lambda: [Variant("b", False)],
        }
        desktop = await offer(*LOGIN, "v", answers)
        assert await lock.is_locked() is False
        await leave(desktop)

    asked(test)


@pytest.mark.usefixtures("bus")
def test_where_nothing_tells_it_nothing_is_guessed() -> None:
    async def test(lock: ScreenLock) -> None:
        assert await lock.is_locked() is None

    asked(test)


def test_without_a_bus_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")

    async def test(lock: ScreenLock) -> None:
        assert await lock.is_locked() is None

    asked(test)


@pytest.mark.usefixtures("bus")
def test_status_says_whether_it_is_told(typed: Run) -> None:
    assert "does not tell when its screen is locked" in typed("remind", "status").out


def test_help_says_what_is_read(typed: Run) -> None:
    said = " ".join(typed("remind", "--help").out.split())
    assert "it tells that and nothing else" in said
    assert "--no-lock" in said
