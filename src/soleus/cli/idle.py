"""How long nobody has touched this computer, where its desktop tells it: over D-Bus, on Linux.

Asked are, in this order, GNOME's idle monitor, the screen saver's interface (KDE and others) and
the login service. They tell how long and nothing else; what was typed or done is known to none.
"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from soleus.language import msgid

if TYPE_CHECKING:
    from collections.abc import Callable

    from dbus_fast.aio import MessageBus

SLACK_SECONDS = 1.5
"""By so much what a screen saver tells may differ from the time that passed."""

_PATIENCE_SECONDS = 2
_MONITOR = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")
_PROPERTIES = "org.freedesktop.DBus.Properties"

TOLD = msgid(
    "Time away from this computer counts as a break from {minutes} minutes on, as the desktop "
    "tells it."
)
NOT_TOLD = msgid(
    "This desktop does not tell when you are away. Press I just moved after a break of your own."
)


@dataclass(slots=True)
class Buses:
    """The two buses of a Linux desktop, connected when they are first asked."""

    _open: dict[bool, MessageBus] = field(default_factory=dict)

    async def ask(
        self, place: tuple[str, str], method: str, *words: str, system: bool = False
    ) -> list[Any] | None:
        """Return what a service answers; None where it is not there, and none is started for it.

        Parameters
        ----------
        place : its name and the path of the object
        method : the interface and the method, joined by a dot
        words : what it is asked with
        """
        from dbus_fast import Message, MessageFlag, MessageType

        name, path = place
        interface, _, member = method.rpartition(".")
        message = Message(
            destination=name,
            path=path,
            interface=interface,
            member=member,
            signature="s" * len(words),
            body=list(words),
            flags=MessageFlag.NO_AUTOSTART,
        )
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await (await self._bus(system=system)).call(message)
        except Exception:  # whatever a desktop's bus does wrong, breaks go on without it
            await self._leave(system=system)
            return None
        if answer is None or answer.message_type is not MessageType.METHOD_RETURN:
            return None
        return list(answer.body)

    async def close(self) -> None:
        """Leave the buses."""
        for system in list(self._open):
            await self._leave(system=system)

    async def _bus(self, *, system: bool) -> MessageBus:
        from dbus_fast import BusType
        from dbus_fast.aio import MessageBus

        if system not in self._open:
            kind = BusType.SYSTEM if system else BusType.SESSION
            self._open[system] = await MessageBus(bus_type=kind).connect()
        return self._open[system]

    async def _leave(self, *, system: bool) -> None:
        bus = self._open.pop(system, None)
        if bus is not None and bus.connected:
            bus.disconnect()
            with suppress(Exception):  # it may have gone away by itself
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


class Idle:
    """Tells for how many seconds nobody has touched keyboard, mouse or screen.

    Parameters
    ----------
    since_start : seconds that only ever grow, by which the unit of a screen saver is found
    wall : seconds since 1970, in which the login service reckons
    """

    def __init__(
        self,
        since_start: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._buses = Buses()
        self._wall = wall
        self._saver = SaverUnit(since_start)

    async def seconds(self) -> float | None:
        """Return for how long; None where nothing here tells it."""
        if sys.platform != "linux":
            return None
        for ask in (self._of_monitor, self._of_saver, self._of_login):
            found = await ask()
            if found is not None:
                return max(0.0, found)
        return None

    async def is_told(self) -> bool:
        """Whether anything here tells it; a screen saver is asked once, its unit found later."""
        return await self.seconds() is not None or self._saver.has_answered

    async def close(self) -> None:
        """Leave the buses."""
        await self._buses.close()

    async def _of_monitor(self) -> float | None:
        answer = await self._buses.ask(_MONITOR, f"{_MONITOR[0]}.GetIdletime")
        return None if answer is None else answer[0] / 1000

    async def _of_saver(self) -> float | None:
        answer = await self._buses.ask(_SAVER, f"{_SAVER[0]}.GetSessionIdleTime")
        return None if answer is None else self._saver.seconds(answer[0])

    async def _of_login(self) -> float | None:
        is_idle = await self._of_session("IdleHint")
        if is_idle is None:
            return None
        since = await self._of_session("IdleSinceHint") if is_idle else None
        return self._wall() - since / 1_000_000 if since else 0.0

    async def _of_session(self, name: str) -> Any:  # noqa: ANN401  what the property holds
        method, interface = f"{_PROPERTIES}.Get", f"{_LOGIN[0]}.Session"
        answer = await self._buses.ask(_LOGIN, method, interface, name, system=True)
        return None if answer is None else answer[0].value


class SaverUnit:
    """Finds whether a screen saver counts seconds or thousandths of them: some do one, some other.

    It sees by how much the number grows from one look to the next. Twice in a row has it to say the
    same, since the number begins anew at every touch; until then nothing is known.
    """

    def __init__(self, since_start: Callable[[], float]) -> None:
        self._since_start = since_start
        self._before: tuple[float, float] | None = None
        self._guess: float | None = None
        self._in_a_second: float | None = None

    @property
    def has_answered(self) -> bool:
        """Whether there is a screen saver that tells a number."""
        return self._before is not None

    def seconds(self, number: float) -> float | None:
        """Return a number as seconds; None while the unit is not known."""
        if self._in_a_second is None:
            self._look(number, self._since_start())
        return None if self._in_a_second is None else number / self._in_a_second

    def _look(self, number: float, now: float) -> None:
        if self._before is None:
            self._before = (number, now)
            return
        grown, passed = number - self._before[0], now - self._before[1]
        if passed <= 2 * SLACK_SECONDS:
            return  # too short a time to tell by
        fits = (each for each in (1.0, 1000.0) if abs(grown / each - passed) <= SLACK_SECONDS)
        guess = next(fits, None)
        if guess is not None and guess == self._guess:
            self._in_a_second = guess
        self._before, self._guess = (number, now), guess
