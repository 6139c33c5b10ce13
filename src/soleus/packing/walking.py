"""Walks through the pages and says which modules that took; run by the browser's own Python."""

import json
import sys
from pathlib import Path
from typing import Any

from soleus.pocket import Pocket, start

_HERE = "https://walked.example"


async def modules_of(requests: list[list[str]], languages: list[str]) -> list[str]:
    """Answer requests over a journal of their own; return the file of every module there is now.

    Parameters
    ----------
    requests : method, path, type of the body and body of each
    languages : in which they are asked for, one after the other

    Raises
    ------
    RuntimeError
        where one of them is refused: then less was walked than it says.
    """
    for language in languages:
        pocket = start(f"/walked-{language}", "walked.example", "Europe/Berlin")
        for request in requests:
            await _ask(pocket, request, language)
        pocket.close()
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted(Path(file).as_posix() for file in files if file)


async def _ask(pocket: Pocket, request: list[str], language: str) -> None:
    method, path, kind, body = request
    told: dict[str, Any] = {"method": method, "url": f"{_HERE}{path}", "is_page": True}
    told["headers"] = [["accept-language", language], *([["content-type", kind]] if kind else [])]
    head, _ = await pocket.answer(json.dumps({**told, "referrer": f"{_HERE}/"}), body.encode())
    status = json.loads(head)["status"]
    if status >= 400:
        raise RuntimeError(f"{method} {path} was answered with {status}")
