"""The form that came with a request: read before the route, which then works in a thread.

A route that waits for the journal must not be ``async``: everybody would wait with it.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from soleus.web.sent_form import SentForm

MOST_FIELDS = 400
MOST_FILES = 16


async def the_form(request: Request) -> AsyncIterator[FormData]:
    """Give the fields and files of the form; its files are let go of after the answer."""
    async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES) as form:
        yield form


TheForm = Annotated[FormData, Depends(the_form)]


async def the_sent(form: TheForm) -> SentForm:
    """Return the fields of the form, read by the limits of the records that they fill."""
    return SentForm.of(form)


TheSent = Annotated[SentForm, Depends(the_sent)]
