"""Whether the screen of this computer is locked, as a Linux login service says it over D-Bus.

Keyboard and mouse that nobody touches say nothing of the legs: who reads, watches or calls sits on.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from soleus.language import msgid

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

_PATIENCE_SECONDS = 2
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1/session/auto")
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"

CAN_TELL = msgid(
    "A locked screen counts as a break from {minutes} minutes on, as the desktop tells it. "
    "Reading or watching without a touch does not."
)
CANNOT_TELL = msgid(
    "This desktop does not tell when its screen is locked. Press I just moved after a break of "
    "your own."
)


class ScreenLock:
    """Asks the login service whether the screen is locked; GNOME, KDE and others tell it that."""

    def __init__(self) -> None:
        self._bus: MessageBus | None = None

    async def is_locked(self) -> bool | None:
        """Return whether the screen is locked; None where nothing on this desktop says so."""
        if sys.platform != "linux":
            return None
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                return await self._ask()
        except Exception:  # a fault of the bus must not stop the reminders
            await self.close()
            return None

    async def close(self) -> None:
        """Disconnect from the bus."""
        bus, self._bus = self._bus, None
        if bus is not None and bus.connected:
            bus.disconnect()
            with suppress(Exception):  # it may be disconnected already
                await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    async def _ask(self) -> bool | None:
        from dbus_fast import BusType, Message, MessageFlag, MessageType
        from dbus_fast.aio import MessageBus

        if self._bus is None:
            self._bus = await MessageBus(bus_type=BusType.SYSTEM).connect()
        name, path = _LOGIN
        message = Message(
            destination=name,
            path=path,
            interface=_PROPERTIES,
            member="Get",
            signature="ss",
            body=[_SESSION, "LockedHint"],
            flags=MessageFlag.NO_AUTOSTART,
        )
        answer = await self._bus.call(message)
        if answer is None or answer.message_type is not MessageType.METHOD_RETURN:
            return None
        return bool(answer.body[0].value)
