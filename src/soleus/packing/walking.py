"""Walks through the pages and says which modules that took; run by the browser's own Python."""

import json
import sys
from importlib.abc import MetaPathFinder
from typing import Any

ASKED_FOR: set[str] = set()
"""Every module that anybody asked for, those too that could not be imported to the end."""


class AskedFor(MetaPathFinder):
    """Notes what is asked for, as `soleus.pocket.later` sees it."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Find nothing."""
        ASKED_FOR.add(fullname)


if __name__ == "__main__":  # as it is run, before anything of Soleus is imported
    sys.meta_path.insert(0, AskedFor())

from soleus.pocket import Pocket, start  # noqa: E402 - see above

_HERE = "https://walked.example"


async def modules_of(requests: list[list[str]], languages: list[str]) -> list[str]:
    """Answer requests over a journal of their own; return the name of every module that took.

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
    return sorted(ASKED_FOR | set(sys.modules))


async def _ask(pocket: Pocket, request: list[str], language: str) -> None:
    method, path, kind, body = request
    told: dict[str, Any] = {"method": method, "url": f"{_HERE}{path}", "is_page": True}
    told["headers"] = [["accept-language", language], *([["content-type", kind]] if kind else [])]
    head, _ = await pocket.answer(json.dumps({**told, "referrer": f"{_HERE}/"}), body.encode())
    status = json.loads(head)["status"]
    if status >= 400:
        raise AssertionError(f"{method} {path} was answered with {status}")
