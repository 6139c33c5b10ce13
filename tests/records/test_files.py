"""Data files are read as records, with every fault of all the files at once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from soleus.records import NonBlank, Record, load_file, load_folder, read_json, read_toml
from soleus.vocabulary import FaultsError, InvalidDataError


@dataclass(frozen=True, slots=True)
class Tool(Record):
    id: NonBlank
    grip: NonBlank
    length: int = 1


def test_a_folder_gives_its_records_by_the_names_of_the_files(tmp_path: Path) -> None:
    (tmp_path / "saw.toml").write_text('grip = "wood"\n')
    (tmp_path / "axe.toml").write_text('grip = "ash"\nlength = 3\n')
    (tmp_path / "README.md").write_text("not data")
    assert list(load_folder(Tool, tmp_path).values()) == [
        Tool("axe", "ash", 3),
        Tool("saw", "wood"),
    ]


def test_every_fault_of_every_file_is_reported_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "axe.toml").write_text('length = "long"\n')
    (tmp_path / "saw.toml").write_text("grip = \n")
    (tmp_path / "pin.toml").write_text('grip = " "\nx = 1\n')
    with pytest.raises(InvalidDataError) as caught:
        load_folder(Tool, tmp_path)
    places = [fault.split(":")[0] for fault in caught.value.faults]
    folder = tmp_path.name
    assert places == [
        f"{folder}/axe.toml",
        f"{folder}/axe.toml",
        f"{folder}/pin.toml",
        f"{folder}/pin.toml",
        f"{folder}/saw.toml",
    ]
    assert "this is no TOML" in caught.value.faults[-1]


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "axe.toml"
    file.write_text('grip = "ash"\n')
    assert load_file(Tool, file) == Tool("axe", "ash")
    assert read_toml(file) == {"grip": "ash"}


def test_json_in_which_each_name_stands_once_is_read() -> None:
    assert read_json('{"a": [{"b": 1}, {"b": 2}]}') == {"a": [{"b": 1}, {"b": 2}]}


def test_every_name_that_stands_twice_is_reported_wherever_in_it_that_is() -> None:
    with pytest.raises(FaultsError) as refused:
        read_json('{"a": {"b": true, "c": 1, "b": false}, "a": 1}')
    assert [fault.split()[0] for fault in refused.value.faults] == ["'b'", "'a'"]


@pytest.mark.parametrize("content", ["", "{", "nonsense", '{"a": }', "[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_refused_in_one_line(content: str | bytes) -> None:
    with pytest.raises(FaultsError, match="no JSON") as refused:
        read_json(content)
    assert "\n" not in str(refused.value)
