"""Errors in one voice: a page for a person, one JSON shape for a program.

The JSON shape, everywhere: ``{"error": {"status": 404, "message": "…", "faults": ["…"]}}``.
``message`` is one line that says what is wrong and how to mend it; ``faults`` lists every single
one where there are several, and is empty otherwise.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from soleus.evidence import claims
from soleus.language import msgid, named, translate
from soleus.vocabulary import NotPermittedError, SoleusError
from soleus.web.headers import dress
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import FastAPI
    from starlette.types import Scope

_LOG = logging.getLogger("soleus.web")

TITLES = {
    400: msgid("That did not fit"),
    403: msgid("Not open to you now"),
    404: msgid("There is no such page"),
    405: msgid("That is not possible here"),
    409: msgid("That is not possible now"),
    422: msgid("That did not fit"),
    500: msgid("Something broke on our side"),
}

_MESSAGES = {
    404: msgid("The address may be old, or mistyped. Nothing you wrote down is lost."),
    405: msgid("This address cannot be used in that way."),
    500: msgid("Nothing that you saved is lost. Please go back and try once more."),
}


_CITED = re.compile(r"\s*\[([A-HX]\d{2}(?:, [A-HX]\d{2})*)\]\s*$")
"""The claims at the end of a line, as programs and the terminal are told them."""


def is_api(scope: Scope) -> bool:
    """Whether the answer goes to a program rather than a person."""
    return str(scope["path"]).startswith("/api/")


def error_json(status: int, message: str, faults: Iterable[str] = ()) -> JSONResponse:
    """Return an error in the one JSON shape."""
    error = {"status": status, "message": message, "faults": list(faults)}
    return JSONResponse({"error": error}, status_code=status)


def refuse(
    scope: Scope, status: int, message: str, faults: Iterable[str] = (), *, onward: str = "/"
) -> Response:
    """Return an error as JSON or as a page, by who asked; ``onward`` is where its button leads.

    On a page the claims at the end of a message are shown with their sources, not as ids.
    """
    if is_api(scope):
        return error_json(status, message, faults)
    cited = _CITED.search(message)
    return page(
        Request(scope),
        "error.html",
        status=status,
        title=TITLES.get(status, TITLES[500]),
        message=_CITED.sub("", message),
        claims=[each for each in cited[1].split(", ") if each in claims()] if cited else [],
        onward=onward,
        faults=list(faults),
    )


def add_error_handlers(app: FastAPI) -> None:
    """Turn every error that leaves a route into the one page or the one JSON shape."""
    from fastapi.exceptions import RequestValidationError

    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(NotPermittedError, _on_not_permitted)
    app.add_exception_handler(SoleusError, _on_soleus)
    app.add_exception_handler(Exception, _on_anything)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    given = error.detail if error.detail and not _is_stock(error) else None
    answer = refuse(request.scope, status, given or _MESSAGES.get(status, _MESSAGES[500]))
    answer.headers.update(error.headers or {})
    return answer


def _is_stock(error: HTTPException) -> bool:
    """Whether the text is only the name of the status, which helps nobody."""
    from http import HTTPStatus

    return error.detail == HTTPStatus(error.status_code).phrase


async def _on_validation(request: Request, error: Exception) -> Response:
    errors: list[dict[str, Any]] = list(error.errors())  # type: ignore[attr-defined]
    is_program = is_api(request.scope)
    faults = [_unreadable(each, is_program=is_program) for each in errors]
    return refuse(request.scope, 422, translate("Please look at these and try again."), faults)


def _unreadable(error: dict[str, Any], *, is_program: bool) -> str:
    """Return what is wrong with one field: to a program in the words of the reader of types."""
    name = ".".join(str(part) for part in error["loc"][1:]) or "body"
    if is_program:
        return f"{name}: {error['msg']}"
    is_missing = error["type"] == "missing"
    wrong = msgid("{what}: this is missing") if is_missing else msgid("{what}: this does not fit")
    return translate(wrong, what=named(name))


async def _on_not_permitted(request: Request, error: Exception) -> Response:
    # the result says whom to see or what waits; without a check it leads on to one
    return refuse(request.scope, 403, str(error), onward="/result")


async def _on_soleus(request: Request, error: Exception) -> Response:
    faults = tuple(getattr(error, "faults", ()))
    message = translate("Please look at these and try again.") if faults else str(error)
    return refuse(request.scope, 422, message, faults)


async def _on_anything(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    answer = refuse(request.scope, 500, _MESSAGES[500])
    dress(answer.headers)  # it leaves by the outermost door, past the middleware
    return answer
