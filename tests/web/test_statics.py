"""Static files are addressed by their content, and nothing is fetched from anybody else."""

import re

import pytest
from starlette.testclient import TestClient

from soleus.web import statics


def test_an_unknown_file_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="no static file"):
        statics.address("css/nowhere.css")


def test_a_module_finds_its_neighbours(client: TestClient) -> None:
    assert client.get(f"{statics.prefix()}/js/leg/leg.js").status_code == 200


@pytest.mark.parametrize("suffix", ["css", "js"])
def test_no_style_or_script_names_another_machine(suffix: str) -> None:
    for file in statics.FOLDER.rglob(f"*.{suffix}"):
        foreign = re.findall(
            r"(?:url\(|from |import\(|fetch\()\s*[\"'](?:https?:)?//", file.read_text()
        )
        assert not foreign, file
