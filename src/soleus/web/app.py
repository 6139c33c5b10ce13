"""The web application: security around it, errors in one voice, one module of routes per noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from soleus.coach import Coach
    from soleus.evidence import Carrier

SMALLEST_PACKED_BYTES = 700
"""A smaller answer fits into one packet as it is."""

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    coach: Coach,
    *,
    allowed_hosts: tuple[str, ...] = LOCAL_HOSTS,
    carriers: Callable[[], tuple[Carrier, ...]] | None = None,
) -> FastAPI:
    """Return the application over one coach; it answers to ``allowed_hosts`` alone.

    ``carriers`` gives what tells people something, over all rooms; without it, the pages alone.
    """
    # the framework takes longer to import than the ledger that also comes through this door
    from fastapi import FastAPI
    from starlette.middleware.gzip import GZipMiddleware

    from soleus import __version__
    from soleus.web import citations, statics
    from soleus.web.faults import add_error_handlers
    from soleus.web.head import HeadAsGet
    from soleus.web.headers import SecurityHeaders
    from soleus.web.routes import add_routes
    from soleus.web.security import KnownHosts, OwnOrigin
    from soleus.web.speaking import Speaking

    app = FastAPI(
        title="Soleus",
        version=__version__,
        summary="A leg-circulation coach with a safety gate in front.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its pages would be fetched from somebody else's machine
        redoc_url=None,
    )
    app.state.coach = coach
    app.state.carriers = carriers or citations.carriers
    app.add_middleware(HeadAsGet)
    app.add_middleware(OwnOrigin)
    app.add_middleware(KnownHosts, names=allowed_hosts)
    app.add_middleware(Speaking)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED_BYTES)
    app.mount(statics.prefix(), statics.LastingFiles(directory=statics.FOLDER), name="static")
    add_routes(app)
    add_error_handlers(app)
    return app
