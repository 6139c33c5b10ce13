"""The wheel, installed into an empty environment, serves the same pages."""

import json
import re
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it needs, and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    venv.create(folder / "env")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "install", "--quiet"]
    pip += ["--no-compile"]  # most of it is never imported here
    lock = ROOT / "requirements" / "run.txt"
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True, capture_output=True)
    wheel = next(folder.glob("soleus-*.whl"))
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True)
    return folder / "env"


@pytest.fixture(scope="module")
def address(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server started from the wheel."""
    home = tmp_path_factory.mktemp("home")
    with subprocess.Popen(
        [str(environment / "bin" / "soleus"), "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=home,
        env={"SOLEUS_DATA_DIR": str(home / "data"), "PATH": "/usr/bin:/bin"},
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        yield said.split()[3]
        server.terminate()


def read(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


@pytest.mark.parametrize("page", ["", "check", "learn", "about"])
def test_the_wheel_serves_the_pages(address: str, page: str) -> None:
    assert "<h1" in read(address + page)


def test_the_wheel_serves_what_the_pages_need(address: str) -> None:
    needed = re.findall(r'(?:href|src)="/(static/[^"]+)"', read(address))
    sheets = [each for each in needed if each.endswith(".css")]
    assert sheets
    player = sheets[0].partition("/css/")[0] + "/js/session/player.js"
    for each in (*needed, player):
        with urllib.request.urlopen(address + each) as answer:
            assert answer.status == 200


def test_the_wheel_decides(environment: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"answers": {"chest_pain": true}}', encoding="utf-8")
    printed = subprocess.run(
        [str(environment / "bin" / "soleus"), "check", str(answers), "--json"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    assert json.loads(printed.stdout)["urgency"] == "emergency"
