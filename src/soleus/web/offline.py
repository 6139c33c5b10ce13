"""The files and pages that a browser stores for use without a network, and their version."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from soleus.handbook import topics
from soleus.language import fingerprint, translate
from soleus.session import stop_rules
from soleus.vocabulary import Leg
from soleus.web import statics

TEMPLATES = Path(__file__).parent / "templates"

SHELLS = ("/emergency", "/offline/check", "/offline/session", "/offline/lost")
"""Pages that hold nothing of a person; kept as soon as the worker is installed."""

SESSIONS = "/offline/sessions.json"

PERSONAL_DATA = (
    "/offline/check/interview.json",
    "/offline/check/kept.json",
    SESSIONS,
    "/offline/cycles.json",
)
"""The data of the device's gate and sessions; dropped as soon as something has changed."""

PICTURES = "/api/exercises/pictures/"
"""Where the pictures of prescribed exercises are; those that a session needs are kept."""

RULES = "/offline/check/rules.json"

PERSONAL_PAGES = (
    "/",
    "/plan",
    "/progress",
    "/week",
    "/journal",
    "/body",
    "/learn",
    "/you",
    "/result",
    "/habits",
    "/exercises",
    "/journey",
)

_NOT_KEPT = (".md", ".txt")


@cache
def version() -> str:
    """Return a short digest of all that the pages are made of."""
    digest = hashlib.sha256(f"{statics.version()} {fingerprint()}".encode())
    for file in sorted(TEMPLATES.rglob("*")):
        if file.is_file():
            digest.update(file.relative_to(TEMPLATES).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def kept() -> dict[str, object]:
    """Return what the service worker has to store, and the version of it."""
    return {
        "version": version(),
        "files": files(),
        "shells": list(SHELLS),
        "data": [RULES, *PERSONAL_DATA],
        "pages": list(PERSONAL_PAGES),
        "handbook": [*(f"/learn/{topic.id}" for topic in topics()), "/about"],
        "sessions": SESSIONS,
        "pictures": PICTURES,
    }


def files() -> list[str]:
    """Return the address of every static file that a page can ask for."""
    names = (
        file.relative_to(statics.FOLDER).as_posix()
        for file in sorted(statics.FOLDER.rglob("*"))
        if file.is_file() and file.suffix not in _NOT_KEPT
    )
    return [statics.address(name) for name in names]


def findings_of_stops() -> dict[str, dict[str, object]]:
    """Return the findings that each stop of a session means, by rule and leg."""
    return {
        rule.id: {leg.value: dict(rule.findings_in(leg)) for leg in (Leg.LEFT, Leg.RIGHT)}
        for rule in stop_rules().values()
    }


def worker() -> str:
    """Return the service worker: it begins the module that does the work, with what to keep.

    Any change of a file or a template changes this text, and with it the worker.
    """
    module = json.dumps(statics.address("js/offline/worker.js"))
    return f"import {{ serve }} from {module};\nserve({json.dumps(kept())});\n"


def manifest() -> dict[str, object]:
    """Return the web app manifest, in the language in use."""
    return {
        "id": "/",
        "name": "Soleus",
        "short_name": "Soleus",
        "description": translate("A leg-circulation coach with a safety gate in front."),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f2ea",
        "theme_color": "#f6f2ea",
        "icons": _icons(),
        "shortcuts": [
            {"name": name, "url": url, "icons": [_icon("img/icon-192.png", "192x192")]}
            for name, url in (
                (translate("Three minutes of ankle pumps"), "/session/ankle-pumps"),
                (translate("Check"), "/check"),
                (translate("Journal"), "/journal"),
            )
        ],
    }


def _icons() -> list[dict[str, str]]:
    return [
        {"src": statics.address("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        _icon("img/icon-192.png", "192x192"),
        _icon("img/icon-512.png", "512x512"),
        {**_icon("img/icon-maskable-512.png", "512x512"), "purpose": "maskable"},
    ]


def _icon(name: str, sizes: str) -> dict[str, str]:
    return {"src": statics.address(name), "sizes": sizes, "type": "image/png"}
