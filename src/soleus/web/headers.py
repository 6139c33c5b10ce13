"""The security headers of every answer, from every part of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)

_UNUSED_FEATURES = ("camera", "microphone", "geolocation", "payment", "usb")

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    # other sites learn nothing; "no-referrer" would also blank the Origin of our own forms, by
    # which a browser without Fetch Metadata shows that they are ours
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(
        ["screen-wake-lock=(self)", "autoplay=(self)", *(f"{name}=()" for name in _UNUSED_FEATURES)]
    ),
}


PERSON_HEADER = "soleus-person"
"""Whose answer this is: the service worker keeps each person's apart by it."""


def dress(headers: MutableHeaders) -> None:
    """Add the security headers; what may be kept in no cache says so."""
    for name, value in HEADERS.items():
        headers[name] = value
    headers.setdefault("cache-control", "no-store")


def _send_back_only_encrypted(start: Message) -> None:
    """Let a browser that came over HTTPS send our cookies back by no other way."""
    start["headers"] = [
        (name, value + b"; Secure")
        if name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in start["headers"]
    ]


class SecurityHeaders:
    """Adds the security headers to every answer; pages are not kept by any cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        state = scope.setdefault("state", {})

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                dress(headers)
                if "person" in state and state["person"].id.isascii():
                    headers[PERSON_HEADER] = state["person"].id
                if scope.get("scheme") == "https":
                    _send_back_only_encrypted(message)
            await send(message)

        await self.app(scope, receive, send_with_headers)
