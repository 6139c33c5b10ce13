"""The browser's Python answers as the ordinary one does: the same pages, the same decisions.

``SOLEUS_DECISIONS=3000`` takes more answer files than the usual number.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assessment.documents import random_document
from browser.pocket import packed_once
from node import node

HERE = Path(__file__).parent
DECISIONS = int(os.environ.get("SOLEUS_DECISIONS", "200"))
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
WELL = {"answers": {"age": 40, "sits_long": True}, "others": "no"}
PAGES = (
    "/ /check /result /plan /journal /learn /learn/flight /you /settings /reminders /week "
    "/progress /habits /exercises /journey /people /visits /about /emergency /languages "
    "/data/import /offline/sessions.json /api/openapi.json"
).split()
GERMAN = ["accept-language", "de-DE,de;q=0.9"]

WALK: list[list[Any]] = [
    *(["GET", path, "", ""] for path in PAGES),
    ["POST", "/api/check", JSON, json.dumps(WELL)],
    ["POST", "/plan", FORM, "setting=desk"],
    ["POST", "/journal/feel", FORM, "legs=swollen&swelling_left=4&note=%C3%A4&is_new=no"],
    ["POST", "/journal/minutes", FORM, "kind=walk&minutes=12"],
    ["POST", "/api/sessions", JSON, json.dumps({"routine": "ankle_pumps", "anything_new": False})],
    *(["GET", path, "", ""] for path in PAGES),
    *(["GET", path, "", "", GERMAN] for path in PAGES),
    ["GET", "/session/ankle-pumps", "", ""],
    ["GET", "/journal/export.json", "", ""],
    ["GET", "/journal/export.csv", "", ""],
    ["GET", "/plan/week.ics", "", ""],
    ["POST", "/settings", FORM, "language=de&text=large"],
    ["GET", "/", "", ""],
]
ORDINARY = """
import asyncio, json, sys
exec(compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec"))
asked = json.loads(sys.stdin.read())
print(json.dumps(asyncio.run(answers(begin(sys.argv[2]), asked))))
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the folder, with the two scripts that Node.js takes by another name."""
    packed = packed_once(tmp_path_factory)
    files = packed.folder / "pocket" / packed.digest
    copied = tmp_path_factory.mktemp("build")
    for file in files.iterdir():
        if file.is_file():
            os.link(file, copied / file.name)
    shutil.copy(files / "pyodide.js", copied / "pyodide.node.mjs")
    shutil.copy(files / "pyodide.asm.js", copied / "pyodide.asm.mjs")
    shutil.copy(files / "worker" / "files.js", copied / "files.node.mjs")
    plan = json.loads((packed.folder / "pocket" / "plan.json").read_text())
    (copied / "lock.json").write_text(plan["lock"])
    return copied


def both(build: Path, folder: Path, asked: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return what the browser's Python answers, and what the ordinary one does."""
    program, text = str(HERE / "answering.py"), json.dumps(asked)
    commands = (
        [node(), str(HERE / "same.mjs"), str(build), program],
        [sys.executable, "-c", ORDINARY, program, str(folder)],
    )
    there, here = (
        subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
        for command in commands
    )
    return json.loads(there.splitlines()[-1]), json.loads(here)


@pytest.mark.slow
def test_the_same_pages_to_the_letter(build: Path, tmp_path: Path) -> None:
    there, here = both(build, tmp_path / "journal", WALK)
    refused = [asked[1] for asked, got in zip(WALK, here, strict=True) if got[0] >= 400]
    assert refused == []
    differ = [asked[:2] for asked, one, two in zip(WALK, there, here, strict=True) if one != two]
    assert differ == []


@pytest.mark.slow
def test_the_same_decisions(build: Path, tmp_path: Path) -> None:
    random = Random(2026)
    asked = [
        ["POST", "/api/decide", JSON, json.dumps(random_document(random))] for _ in range(DECISIONS)
    ]
    there, here = both(build, tmp_path / "journal", asked)
    assert sum(status == 200 for status, _, _ in here) > DECISIONS / 2
    assert there == here
