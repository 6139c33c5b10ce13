"""Errors in one voice: a page for a person, one JSON shape for a program.

The JSON shape, everywhere: ``{"error": {"status": 404, "message": "…", "faults": ["…"]}}``.
``message`` is one line that says what is wrong and how to mend it; ``faults`` lists every single
one where there are several, and is empty otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from soleus.coach import NotKeptError, UnlikelyError
from soleus.journal import JournalUnavailableError
from soleus.language import msgid, named, translate
from soleus.records import limits
from soleus.vocabulary import NotPermittedError, SoleusError, sayable
from soleus.web.current import the_person
from soleus.web.headers import dress
from soleus.web.instead import NOTHING, Instead, instead_of
from soleus.web.rendering import page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fastapi import FastAPI
    from starlette.types import Scope

TITLES = {
    400: msgid("That did not fit"),
    403: msgid("Not for you now"),
    404: msgid("There is no such page"),
    405: msgid("That is not possible here"),
    408: msgid("That did not arrive"),
    409: msgid("That is not possible now"),
    413: msgid("That is too large"),
    415: msgid("That did not fit"),
    422: msgid("That did not fit"),
    500: msgid("Something broke on our side"),
    503: msgid("This could not be kept or read"),
}

_MESSAGES = {
    404: msgid("The address may be old, or mistyped. Nothing you wrote down is lost."),
    405: msgid("This page does not open in that way. Go to today, and press from there."),
    500: msgid("Nothing that you saved is lost. Please go back and try once more."),
}


def is_api(scope: Scope) -> bool:
    """Whether the answer goes to a program rather than a person."""
    return str(scope["path"]).startswith("/api/")


def error_json(status: int, message: str, faults: Iterable[str] = ()) -> JSONResponse:
    """Return an error in the one JSON shape."""
    told = [sayable(fault) for fault in faults]
    error = {"status": status, "message": sayable(message), "faults": told}
    return JSONResponse({"error": error}, status_code=status)


def refuse(
    scope: Scope,
    status: int,
    message: str,
    faults: Iterable[str] = (),
    *,
    claims: tuple[str, ...] = (),
    onward: str = "/",
    instead: Instead = NOTHING,
) -> Response:
    """Return an error as JSON or as a page, by who asked; ``onward`` is where its button leads.

    ``instead`` is what the person can do in place of what was refused.

    A page shows the claims of the message with their sources, a program gets their ids in it.
    """
    if is_api(scope):
        cited = f"{message} [{', '.join(claims)}]" if claims else message
        return error_json(status, cited, faults)
    return page(
        Request(scope),
        "error.html",
        status=status,
        title=TITLES.get(status, TITLES[500]),
        message=message,
        claims=claims,
        onward=onward,
        instead=instead,
        faults=list(faults),
    )


def add_error_handlers(app: FastAPI) -> None:
    """Turn every error that leaves a route into the one page or the one JSON shape."""
    from fastapi.exceptions import RequestValidationError

    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(NotPermittedError, _on_not_permitted)
    app.add_exception_handler(NotKeptError, _on_not_kept)
    app.add_exception_handler(JournalUnavailableError, _on_no_journal)
    app.add_exception_handler(UnlikelyError, _on_unlikely)
    app.add_exception_handler(SoleusError, _on_soleus)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if not is_api(request.scope):
        the_person(request, request.app.state.coach)  # an address that is none asked for nobody yet
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
    if error["type"] == "missing":
        return limits.missing_fault(name)
    return translate("{what}: this does not fit", what=named(name))


async def _on_not_permitted(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotPermittedError)
    if is_api(request.scope):
        return refuse(request.scope, 403, str(error), claims=error.claims)
    found = instead_of(request)
    # the result says whom to see or what waits
    onward = "/check" if found.is_check_first else "/result"
    return refuse(request.scope, 403, str(error), claims=error.claims, onward=onward, instead=found)


async def _on_not_kept(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotKeptError)
    onward = "/emergency" if error.is_emergency else "/"
    return refuse(request.scope, 503, str(error), claims=error.claims, onward=onward)


async def _on_no_journal(request: Request, error: Exception) -> Response:
    return refuse(request.scope, 503, str(error), onward="/emergency")


async def _on_unlikely(request: Request, error: Exception) -> Response:
    assert isinstance(error, UnlikelyError)
    message = translate("Nothing was noted. If it is right, send it again with is_sure true.")
    return refuse(request.scope, 409, message, error.questions)


async def _on_soleus(request: Request, error: Exception) -> Response:
    faults = tuple(getattr(error, "faults", ()))
    message = translate("Please look at these and try again.") if faults else str(error)
    return refuse(request.scope, 422, message, faults)


def broke(scope: Scope) -> Response:
    """Return the answer to an error that nobody foresaw."""
    answer = refuse(scope, 500, translate(_MESSAGES[500]))
    dress(answer.headers)  # it leaves by the outermost door, past the middleware
    return answer
