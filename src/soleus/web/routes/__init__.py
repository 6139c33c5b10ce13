"""One module a noun; each has a router for its pages. ``api`` is the same doors for programs."""

from fastapi import Depends, FastAPI

from soleus.web.current import the_person
from soleus.web.routes import (
    about,
    activity,
    api,
    body,
    check,
    data,
    day_plan,
    device,
    emergency,
    exercises,
    fhir,
    habits,
    journal,
    journeys,
    languages,
    learn,
    offline,
    people,
    plan,
    pocket,
    progress,
    reminders,
    reminders_api,
    report,
    result,
    session,
    settings,
    today,
    visits,
    week,
    what_if,
    you,
)

_MODULES = (
    today,
    check,
    device,
    offline,
    result,
    report,
    emergency,
    plan,
    day_plan,
    progress,
    week,
    session,
    journal,
    journeys,
    languages,
    learn,
    what_if,
    you,
    body,
    people,
    visits,
    exercises,
    habits,
    settings,
    data,
    activity,
    fhir,
    reminders,
    reminders_api,
    about,
    pocket,
    api,
)


def add_routes(app: FastAPI) -> None:
    """Add every page and every API address to the application."""
    for module in _MODULES:
        app.include_router(module.router, dependencies=[Depends(the_person)])
