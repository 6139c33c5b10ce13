"""The browser's Python answers as the ordinary one does: the same pages, the same decisions.

``SOLEUS_DECISIONS=3000`` takes more answer files than the usual number.
"""

import json
import os
import re
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
from soleus.packing import Packed

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
_RANDOM = Random(2026)
DECIDE: list[list[Any]] = [
    ["POST", "/api/decide", JSON, json.dumps(random_document(_RANDOM))] for _ in range(DECISIONS)
]
ORDINARY = """
import asyncio, json, sys
exec(compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec"))
asked = json.loads(sys.stdin.read())
print(json.dumps(asyncio.run(answers(begin(sys.argv[2]), asked))))
"""


Answers = tuple[list[Any], list[Any]]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return packed_once(tmp_path_factory)


@pytest.fixture(scope="module")
def build(packed: Packed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the folder, with the two scripts that Node.js takes by another name."""
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
    shutil.copytree(files / "worker", copied / "worker")
    (copied / "package.json").write_text('{"type": "module"}')
    return copied


@pytest.fixture(scope="module")
def answers(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What the browser's Python answers to all of it, and what the ordinary one does."""
    program, text = str(HERE / "answering.py"), json.dumps([*WALK, *DECIDE])
    journal = str(tmp_path_factory.mktemp("journal"))
    commands = (
        [node(), str(HERE / "same.mjs"), str(build), program],
        [sys.executable, "-c", ORDINARY, program, journal],
    )
    there, here = (
        subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
        for command in commands
    )
    return json.loads(there.splitlines()[-1]), json.loads(here)


def unknown_files(folder: Path, answers: list[Any]) -> set[str]:
    """Return the addresses of static files in answers for which a host has no file."""
    named = {name for _, _, body in answers for name in re.findall(r"/static/[\w./-]+\w", body)}
    assert named, "no page names a file"
    return {name for name in named if not (folder / name.removeprefix("/")).is_file()}


@pytest.fixture(scope="module")
def from_snapshot(build: Path) -> list[Any]:
    """What it answers when it has gone on with a snapshot, which another process made."""
    return snapshot(build, "walk", str(HERE / "answering.py"), asked=[*WALK, *DECIDE])


def snapshot(build: Path, *what: str, asked: object = None) -> list[Any]:
    """Make a snapshot where there is none, do something with it, and return what came of it."""
    script = [node(), str(HERE / "snapshot.mjs"), str(build)]
    in_berlin = os.environ | {"TZ": "Europe/Berlin"}
    if not (build / "snapshot.json").exists():
        subprocess.run([*script, "make"], capture_output=True, check=True, env=in_berlin)
    done = subprocess.run(
        [*script, *what],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env=in_berlin,
    )
    got: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return got


@pytest.mark.slow
def test_the_same_pages_to_the_letter(answers: Answers, packed: Packed) -> None:
    there, here = (each[: len(WALK)] for each in answers)
    refused = [asked[1] for asked, got in zip(WALK, here, strict=True) if got[0] >= 400]
    assert refused == []
    differ = [asked[:2] for asked, one, two in zip(WALK, there, here, strict=True) if one != two]
    assert differ == []
    assert unknown_files(packed.folder, there) == set()


@pytest.mark.slow
def test_the_same_decisions(answers: Answers) -> None:
    there, here = (each[len(WALK) :] for each in answers)
    assert sum(status == 200 for status, _, _ in here) > DECISIONS / 2
    assert there == here


@pytest.mark.slow
def test_the_same_from_a_snapshot(answers: Answers, from_snapshot: list[Any]) -> None:
    asked = [each[:2] for each in (*WALK, *DECIDE)]
    _, here = answers
    assert len(from_snapshot) == len(here) == len(asked)
    differ = [a for a, one, two in zip(asked, from_snapshot, here, strict=True) if one != two]
    assert differ == []


@pytest.mark.slow
def test_nothing_drawn_by_chance_comes_again_from_a_snapshot(build: Path) -> None:
    one, other = snapshot(build, "draw")
    assert len(one) == len(other) == 5
    assert set(one).isdisjoint(other)
