"""Putting Soleus together inside the worker: the application over the journal of this browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soleus.compose import Settings, build, open_coach
from soleus.pocket.adapter import answer, without_threads
from soleus.pocket.cookie_jar import FILE, CookieJar
from soleus.pocket.requests import WorkerRequest
from soleus.vocabulary import SystemClock

if TYPE_CHECKING:
    from fastapi import FastAPI

    from soleus.vocabulary import Clock


@dataclass(slots=True)
class Pocket:
    """The running application; the worker asks it, and keeps its folder when it has answered."""

    app: FastAPI
    jar: CookieJar
    settings: Settings

    async def answer(self, told: str, body: bytes) -> tuple[str, bytes]:
        """Answer one request.

        Parameters
        ----------
        told : JSON of the request's ``method``, ``url``, ``headers``, ``referrer``, ``is_page``

        Returns
        -------
        JSON of the answer's ``status`` and ``headers``; its body
        """
        said: dict[str, Any] = json.loads(told)
        headers = tuple((name, value) for name, value in said.pop("headers"))
        got = await answer(self.app, self.jar, WorkerRequest(headers=headers, body=body, **said))
        return json.dumps({"status": got.status, "headers": got.headers}), got.body

    def close(self) -> None:
        """Close the journal: it is one whole file then."""
        self.app.state.coach.close()

    def open(self, folder: str, clock: Clock | None = None) -> None:
        """Go on over the journal in another folder; the one before has been closed."""
        clock = clock or SystemClock()
        place = Path(folder)
        self.settings = replace(self.settings, data_dir=place)
        self.app.state.coach = open_coach(self.settings, clock)
        self.jar = CookieJar(place / FILE, clock)


def start(folder: str, host: str, zone: str, clock: Clock | None = None) -> Pocket:
    """Open the journal in a folder and return the application over it.

    Parameters
    ----------
    host : the name by which pages are asked for
    zone : IANA name of the browser's time zone
    """
    without_threads()
    clock = clock or SystemClock()
    place = Path(folder)
    settings = Settings(data_dir=place, allowed_hosts=(host,), timezone=zone)
    return Pocket(build(settings, clock), CookieJar(place / FILE, clock), settings)
