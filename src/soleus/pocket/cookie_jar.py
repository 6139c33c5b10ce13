"""The cookies of this browser, kept in a file: a worker's answer cannot set any (Fetch, 2.2.6)."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, Morsel, SimpleCookie
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from soleus.vocabulary import Clock

FILE = "cookies.json"


@dataclass(slots=True)
class CookieJar:
    """Takes what answers set, gives what requests send, and keeps it until it runs out.

    There is one origin and one path, so a cookie is told by its name alone.

    Parameters
    ----------
    path : the file that keeps them, beside the journal
    """

    path: Path
    clock: Clock

    def header(self) -> str:
        """Return what a request says of its cookies: ``name=value; …``."""
        return "; ".join(f"{name}={value}" for name, (value, _) in self._held().items())

    def take(self, set_cookies: list[str]) -> None:
        """Keep what an answer set, and drop what it took back."""
        if not set_cookies:
            return
        held = self._held()
        for line in set_cookies:
            for morsel in _read(line).values():
                ends = self._ends(morsel)
                if ends is not None and ends <= self.clock.now():
                    held.pop(morsel.key, None)
                else:
                    held[morsel.key] = (morsel.coded_value, ends)
        kept = {name: [value, ends and ends.isoformat()] for name, (value, ends) in held.items()}
        self.path.write_text(json.dumps(kept), encoding="utf-8")

    def _held(self) -> dict[str, tuple[str, datetime | None]]:
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        held = {
            name: (value, datetime.fromisoformat(ends) if ends else None)
            for name, (value, ends) in kept.items()
        }
        now = self.clock.now()
        return {name: each for name, each in held.items() if each[1] is None or each[1] > now}

    def _ends(self, morsel: Morsel[str]) -> datetime | None:
        """Return when a cookie runs out; None where it lasts."""
        if morsel["max-age"]:
            with suppress(ValueError):
                return self.clock.now() + timedelta(seconds=int(morsel["max-age"]))
        if morsel["expires"]:
            with suppress(ValueError):
                until = datetime.strptime(morsel["expires"], "%a, %d %b %Y %H:%M:%S GMT")
                return until.replace(tzinfo=UTC)
        return None


def _read(line: str) -> SimpleCookie:
    read = SimpleCookie()
    with suppress(CookieError):
        read.load(line)
    return read
