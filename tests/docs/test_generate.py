"""The pages in docs/ say what the data say, and name only files and tests that are there."""

import subprocess
import sys
import tomllib
from pathlib import Path

from soleus.assessment.interview.question_files import questions

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def test_the_generated_parts_are_current_and_name_what_is_there() -> None:
    checked = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stderr == ""
    assert checked.returncode == 0


def test_every_room_stands_in_the_picture() -> None:
    picture = (DOCS / "pictures" / "rooms.svg").read_text("utf-8")
    rooms = [door.parent.name for door in (ROOT / "src" / "soleus").glob("*/__init__.py")]
    assert rooms
    assert [room for room in rooms if f">{room}</text>" not in picture] == []


def test_the_eleven_properties_and_every_hazard_are_in_the_log_once() -> None:
    safety = tomllib.loads((DOCS / "safety.toml").read_text("utf-8"))
    assert [row["number"] for row in safety["property"]] == list(range(1, 12))
    numbers = [f"H{number:02d}" for number in range(1, len(safety["hazard"]) + 1)]
    assert [row["id"] for row in safety["hazard"]] == numbers


def test_every_question_stands_in_the_log_with_a_wrong_reading() -> None:
    page = (DOCS / "safety.md").read_text("utf-8")
    for finding, asked in questions().items():
        assert f"| `{finding}` | {asked.asks} | {asked.rules_out[0].reading} |" in page
