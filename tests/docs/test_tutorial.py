"""Every block of the lab's tutorial runs, and prints what the page says it prints."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from soleus.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "tutorial-lab.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Reader:
    """Does what the page says, block by block, in the folder it stands in."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys
        self.printed = ""
        self.names: dict[str, Any] = {}
        self.does = {"toml": self.write, "sh": self.type, "python": self.run, "text": self.compare}

    def write(self, text: str) -> None:
        named = re.match(r"# (\w+\.toml)\n", text)
        Path(named[1] if named else "pumps.toml").write_text(text, "utf-8")

    def type(self, text: str) -> None:
        for line in text.splitlines():
            self.monkeypatch.setattr(sys, "argv", shlex.split(line))
            with pytest.raises(SystemExit) as ended:
                main()
            assert not ended.value.code
        self.printed = self.capsys.readouterr().out

    def run(self, text: str) -> None:
        exec(compile(text, PAGE.name, "exec"), self.names)
        self.printed = self.capsys.readouterr().out

    def compare(self, text: str) -> None:
        """Hold what was printed against the page: its words, and its numbers to the last digit."""
        assert NUMBER.sub("#", self.printed).split() == NUMBER.sub("#", text).split()
        said, printed = (list(map(float, NUMBER.findall(t))) for t in (text, self.printed))
        assert printed == pytest.approx(said, rel=0.01, abs=0.02)


@pytest.mark.slow
def test_the_page_can_be_followed_from_top_to_bottom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Reader(monkeypatch, capsys)
    blocks = FENCE.findall(PAGE.read_text("utf-8"))
    assert {kind for kind, _ in blocks} == set(reader.does)
    for kind, text in blocks:
        reader.does[kind](text)
    assert reader.printed.strip(), "a run names its sources"
    for made in ("pumps.png", "pumps.nc"):
        assert (tmp_path / made).stat().st_size
