"""One module a noun; each has a router for its pages and, where a program may ask too, its API."""

from fastapi import Depends, FastAPI

from soleus.web.current import the_person
from soleus.web.routes import about, check, emergency, learn, people, result, settings, today

_MODULES = (today, check, result, emergency, learn, people, settings, about)


def add_routes(app: FastAPI) -> None:
    """Add every page and every API address to the application."""
    for module in _MODULES:
        app.include_router(module.router, dependencies=[Depends(the_person)])
