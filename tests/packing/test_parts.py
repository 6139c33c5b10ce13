"""What comes first and what later: nothing is lost, and only modules are late."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from soleus.packing import parts
from soleus.packing.archive import LENGTH_BYTES

LIBRARY = {"os.pyc": b"os", "xml/__init__.pyc": b"xml", "xml/sax.pyc": b"sax", "a.txt": b"text"}
PACKAGES = {
    "near.pyc": b"near",
    "far/__init__.pyc": b"far",
    "far/data.dat": b"data",
    "with_source/__pycache__/it.pyc": b"it",
}
TAKEN = frozenset({"os", "xml", "near"})


def named(archive: bytes) -> dict[str, bytes]:
    """Return the files in an archive."""
    at = LENGTH_BYTES + int.from_bytes(archive[:LENGTH_BYTES], "little")
    found = {}
    for name, size in json.loads(archive[LENGTH_BYTES:at]):
        found[name] = archive[at : at + size]
        at += size
    return found


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> parts.Parts:
    for name, content in (("library", LIBRARY), ("packages", PACKAGES)):
        for path, data in content.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        monkeypatch.setattr(parts, f"compiled_{name}", lambda name=name: tmp_path / name)
    monkeypatch.setattr(
        parts, "compiled_own", lambda folder: (folder / "soleus.pyc").write_bytes(b"ours")
    )
    monkeypatch.setattr(parts, "_taken", lambda *_: TAKEN)
    return parts.parts()


def test_what_the_walk_took_comes_first_and_all_that_is_no_module(made: parts.Parts) -> None:
    first = named(made.packages)
    assert set(first) == {
        "near.pyc",
        "far/data.dat",
        "with_source/__pycache__/it.pyc",
        "soleus.pyc",
        parts.LATER,
    }
    with zipfile.ZipFile(io.BytesIO(made.standard_library)) as library:
        assert set(library.namelist()) == {"os.pyc", "xml/__init__.pyc", "a.txt"}


def test_nothing_is_lost_and_all_that_is_late_is_listed(made: parts.Parts) -> None:
    late = named(made.later)
    assert late == {"library/xml/sax.pyc": b"sax", "packages/far/__init__.pyc": b"far"}
    assert named(made.packages)[parts.LATER].decode().split() == sorted(late)


def test_the_walk_sees_every_page_before_and_after_what_is_sent() -> None:
    walk = parts.walk()
    asked = [request[1] for request in walk.requests()]
    assert asked[: len(walk.pages)] == asked[-len(walk.pages) :] == list(walk.pages)
    assert len(asked) == 2 * len(walk.pages) + len(walk.sent)
