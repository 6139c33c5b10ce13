"""The attack that is run by hand can be run, and in small finds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ATTACK = Path(__file__).resolve().parents[2] / "scripts" / "attack.py"


@pytest.mark.slow
def test_a_small_attack_finds_nothing() -> None:
    words = ["--calendars", "300", "--copies", "4", "--kills", "1", "--seed", "1"]
    done = subprocess.run(
        [sys.executable, ATTACK, *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "calendars: 300" in done.stdout
    assert "lost: 0" in done.stdout
