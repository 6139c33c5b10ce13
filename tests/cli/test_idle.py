"""Time away as the desktop tells it: over a D-Bus of the test's own, asked as a desktop is."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run
from soleus.cli.idle import SLACK_SECONDS, Idle, SaverUnit

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


def asked(test: Callable[[Idle], Awaitable[None]], **more: Any) -> None:
    """Run a test with something that reads the time away."""

    async def run() -> None:
        idle = Idle(**more)
        try:
            await test(idle)
        finally:
            await idle.close()

    asyncio.run(run())


MONITOR = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")


@pytest.mark.usefixtures("bus")
def test_gnome_tells_it_in_thousandths_of_seconds() -> None:
    async def test(idle: Idle) -> None:
        desktop = await offer(*MONITOR, "t", {"GetIdletime": lambda: [301_500]})
        assert await idle.seconds() == pytest.approx(301.5)
        assert await idle.is_told()
        await leave(desktop)
        assert await idle.seconds() is None, "a desktop that went away tells nothing more"

    asked(test)


@pytest.mark.usefixtures("bus")
@pytest.mark.parametrize("in_a_second", [1, 1000])
def test_a_screen_saver_tells_it_in_either_unit(in_a_second: int) -> None:
    passed = [0.0]

    async def test(idle: Idle) -> None:
        answers: dict[str, Answer] = {
            "GetSessionIdleTime": lambda: [round((40 + passed[0]) * in_a_second)]
        }
        desktop = await offer(*SAVER, "u", answers)
        for _ in range(2):
            assert await idle.seconds() is None
            assert await idle.is_told()
            passed[0] += 15
        assert await idle.seconds() == pytest.approx(70)
        await leave(desktop)

    asked(test, since_start=lambda: passed[0])


@pytest.mark.usefixtures("bus")
def test_the_login_service_tells_since_when() -> None:
    from dbus_fast import Variant

    is_idle = [True]

    async def test(idle: Idle) -> None:
        answers: dict[str, Answer] = {
            "IdleHint": lambda: [Variant("b", is_idle[0])],
            "IdleSinceHint": lambda: [Variant("t", 1_000_000_000)],
        }
        desktop = await offer(*LOGIN, "v", answers)
        assert await idle.seconds() == pytest.approx(600)
        is_idle[0] = False
        assert await idle.seconds() == 0
        await leave(desktop)

    asked(test, wall=lambda: 1600.0)


@pytest.mark.usefixtures("bus")
def test_where_nothing_tells_it_nothing_is_guessed() -> None:
    async def test(idle: Idle) -> None:
        assert await idle.seconds() is None
        assert not await idle.is_told()

    asked(test)


def test_without_a_bus_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")

    async def test(idle: Idle) -> None:
        assert await idle.seconds() is None

    asked(test)


def test_a_number_that_begins_anew_is_not_taken_for_another_unit() -> None:
    passed = [0.0]
    unit = SaverUnit(lambda: passed[0])
    for number in (3000, 3015, 200, 9000, 24_000):  # touched between the looks: thousandths
        assert unit.seconds(number) is None
        passed[0] += 15
    assert unit.seconds(39_000) == pytest.approx(39)
    assert SLACK_SECONDS < 15


@pytest.mark.usefixtures("bus")
def test_status_says_whether_it_is_told(typed: Run) -> None:
    assert "does not tell when you are away" in typed("remind", "status").out


def test_help_says_what_is_read(typed: Run) -> None:
    said = " ".join(typed("remind", "--help").out.split())
    assert "how long and nothing else" in said
    assert "--no-idle" in said
