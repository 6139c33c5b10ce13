"""What goes in, and from where."""

import shutil
from pathlib import Path

import pytest

from soleus.language.catalogues import catalogues, languages
from soleus.packing.archive import LENGTH_BYTES, archive, packed
from soleus.packing.contents import contents, is_wanted, locked, own_files
from soleus.packing.errors import CannotPackError
from soleus.web import statics


def test_every_distribution_is_pinned_by_its_digests() -> None:
    entries = locked(contents().distributions)
    assert entries.count("==") == len(contents().distributions)
    assert entries.count("--hash=sha256:") >= len(contents().distributions)


def test_what_is_not_locked_cannot_go_in() -> None:
    with pytest.raises(CannotPackError, match="does not name no-such-thing"):
        locked(["no-such-thing"])


def test_without_a_lock_file_the_reason_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotPackError, match="clone of the repository"):
        locked(["alembic"], tmp_path / "run.txt")


def test_neither_terminal_nor_circulation_go_in() -> None:
    rooms = {name.split("/")[1] for _, name in own_files()}
    assert {"web", "assessment", "journal", "pocket"} <= rooms
    assert not {"cli", "circulation", "packing"} & rooms


def test_pages_name_their_files_in_the_pocket_as_on_a_server(tmp_path: Path) -> None:
    """The address holds a digest of the files; the packed Python works it out from what it has."""
    within = "soleus/web/static/"
    for file, name in own_files():
        if name.startswith(within):
            to = tmp_path / name.removeprefix(within)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
    assert statics.digest_of(tmp_path) == statics.version()


def test_only_the_languages_that_are_spoken_go_in() -> None:
    assert is_wanted("babel/locale-data/de_AT.dat")
    assert is_wanted("babel/locale-data/en_GB.dat")
    assert not is_wanted("babel/locale-data/fr.dat")


def test_every_language_brings_its_texts() -> None:
    packed = {name for _, name in own_files()}
    for language in languages()[1:]:
        folder = f"soleus/language/catalogues/{language}/LC_MESSAGES"
        assert {f"{folder}/{domain}.po" for domain in catalogues(language)} <= packed


def test_an_archive_tells_nothing_of_when_it_was_made() -> None:
    files = [("b", b"two"), ("a", b"one")]
    assert archive(files) == archive(reversed(files))
    assert packed(archive(files), 3) == packed(archive(files), 3)
    assert archive(files)[LENGTH_BYTES:].endswith(b"onetwo")
