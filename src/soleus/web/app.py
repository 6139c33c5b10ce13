"""The web application: security around it, errors in one voice, one module of routes per noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fastapi import FastAPI

    from soleus.coach import Coach

SMALLEST_PACKED_BYTES = 700
"""A smaller answer fits into one packet as it is."""

PACKING_EFFORT = 6
"""Of nine; the last three take thrice the time, in which nobody is answered, for a hundredth."""

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def create_app(
    coach: Coach,
    *,
    allowed_hosts: tuple[str, ...] = LOCAL_HOSTS,
) -> FastAPI:
    """Return the application over one coach; it answers to ``allowed_hosts`` alone."""
    # the framework takes longer to import than the ledger that also comes through this door
    from fastapi import FastAPI

    from soleus import __version__
    from soleus.web import statics
    from soleus.web.faults import add_error_handlers
    from soleus.web.routes import add_routes

    app = FastAPI(
        title="Soleus",
        version=__version__,
        summary="A leg-circulation coach with a safety gate in front.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # its pages would be fetched from somebody else's machine
        redoc_url=None,
    )
    app.state.coach = coach
    _add_layers(app, allowed_hosts)
    app.mount(statics.prefix(), statics.LastingFiles(directory=statics.FOLDER), name="static")
    add_routes(app)
    add_error_handlers(app)
    _describe_by_records(app)
    return app


def _describe_by_records(app: FastAPI) -> None:
    """Let the application describe its API by the records, worked out when first asked for."""
    draw = app.openapi

    def openapi() -> dict[str, Any]:
        from soleus.web.interface import described

        if app.openapi_schema is None:
            app.openapi_schema = described(draw())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _add_layers(app: FastAPI, allowed_hosts: tuple[str, ...]) -> None:
    """Put what every request passes around the routes: the layer added last is met first."""
    from starlette.middleware.gzip import GZipMiddleware

    from soleus.web.bodies import BoundedBodies
    from soleus.web.head_as_get import HeadAsGet
    from soleus.web.headers import SecurityHeaders
    from soleus.web.living_in import LivingIn
    from soleus.web.quiet import Quiet
    from soleus.web.readers import Readers
    from soleus.web.security import KnownHosts, OwnOrigin
    from soleus.web.speaking import Speaking

    app.add_middleware(HeadAsGet)
    app.add_middleware(Readers)
    app.add_middleware(BoundedBodies)
    app.add_middleware(OwnOrigin)
    app.add_middleware(KnownHosts, names=allowed_hosts)
    app.add_middleware(LivingIn)
    app.add_middleware(Speaking)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(
        GZipMiddleware, minimum_size=SMALLEST_PACKED_BYTES, compresslevel=PACKING_EFFORT
    )
    app.add_middleware(Quiet)
