"""A newer version over what an older one has kept, and the other way round."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from node import node
from soleus.compose import JOURNAL_FILE
from soleus.journal import JournalUnavailableError
from soleus.pocket import start
from soleus.vocabulary import POCKET, as_in

JS = Path(__file__).parent / "js"


def opened(folder: Path) -> None:
    with as_in(POCKET):
        start(str(folder), "legs.example", "UTC").close()


def version(file: Path, other: str = "") -> str:
    """Return the version of a journal's schema, after it was changed to another one."""
    with closing(sqlite3.connect(file)) as connection:
        if other:
            connection.execute("UPDATE alembic_version SET version_num = ?", (other,))
            connection.commit()
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_an_older_version_leaves_a_newer_journal_alone(tmp_path: Path) -> None:
    opened(tmp_path)
    file = tmp_path / JOURNAL_FILE
    version(file, "9999")
    before = file.read_bytes()
    with pytest.raises(JournalUnavailableError, match="newer Soleus"):
        opened(tmp_path)
    assert file.read_bytes() == before


def test_the_workers_modules_pass_their_own_tests() -> None:
    done = subprocess.run(
        [node(), "--test", *map(str, sorted(JS.glob("*.test.mjs")))],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-3000:]
