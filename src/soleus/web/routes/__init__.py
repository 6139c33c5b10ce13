"""One module a noun; each has a router for its pages and, where a program may ask too, its API."""

from fastapi import FastAPI

from soleus.web.routes import about, emergency, learn, settings


def add_routes(app: FastAPI) -> None:
    """Add every page and every API address to the application."""
    for module in (about, emergency, learn, settings):
        app.include_router(module.router)
