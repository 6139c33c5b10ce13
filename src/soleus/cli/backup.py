"""``soleus backup`` and ``soleus restore``: all that is kept here as one file, and back again."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soleus.cli.app import app, fail
from soleus.cli.files import STANDARD_INPUT, read_bytes, read_text, write_private
from soleus.cli.only_server import only_server
from soleus.cli.options import DataDir, open_coach, settings_for
from soleus.language import msgid, plural, translate

if TYPE_CHECKING:
    from soleus.journal import Journal

LEAST_LETTERS = 8
"""Of a passphrase; health data lies behind it, and a copy can be tried for ever."""

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="A file whose first line is the passphrase, for a program; - reads input."),
]


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Ask for a passphrase that alone opens it.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    data_dir: DataDir = None,
) -> None:
    """Write all that is kept here to one file, also while Soleus is running."""
    from soleus.journal import seal

    passphrase = _new_passphrase(passphrase_file) if encrypt or passphrase_file else None
    with open_coach(data_dir) as coach:
        content = coach.journal.copy_of_all()
    if passphrase is not None:
        content = seal(content, passphrase)
    try:
        write_private(file, content)
    except OSError as error:
        says = msgid("{path}: cannot be written ({why}); choose another file")
        fail(translate(says, path=file, why=error.strerror))
    print(translate("Written to {path}, for you alone.", path=file))
    if passphrase is None:
        print(translate("It is not encrypted: keep it where only you get at it."))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup wrote.")],
    passphrase_file: PassphraseFile = None,
    data_dir: DataDir = None,
) -> None:
    """Put a backup in place, on a new machine or where nothing newer is kept."""
    from soleus.compose import JOURNAL_FILE
    from soleus.journal import is_sealed, unseal
    from soleus.journal import restore as put_in_place

    content = read_bytes(file)
    if is_sealed(content):
        content = unseal(content, _passphrase(passphrase_file, translate("Passphrase:")))
    folder = settings_for(data_dir).data_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with only_server(folder):
        put_in_place(content, file, folder / JOURNAL_FILE)
    with open_coach(data_dir) as coach:
        print(_what_is_there(coach.journal))
    text = msgid("If anything has changed since, take the check again: {command}")
    print(translate(text, command="soleus check"))


def _what_is_there(journal: Journal) -> str:
    """Return how much was restored, and until when it was noted."""
    found = [
        item
        for who in journal.people()
        for item in journal.entries(who.id, include_superseded=True)
    ]
    if not found:
        return translate("Restored. Nothing is recorded there yet.")
    newest = max(item.recorded_at for item in found)
    return plural(
        "Restored: {n} entry, the last one taken on {day}.",
        "Restored: {n} entries, the last one taken on {day}.",
        len(found),
        day=journal.day_of(newest),
    )


def _new_passphrase(file: Path | None) -> str:
    chosen = _passphrase(file, translate("A passphrase for the backup:"))
    if len(chosen) < LEAST_LETTERS:
        says = msgid("the passphrase has to have {n} letters or more; nothing was written")
        fail(translate(says, n=LEAST_LETTERS))
    if file is None and getpass(translate("The same again:") + " ") != chosen:
        fail(translate("the two passphrases differ; nothing was written"))
    return chosen


def _passphrase(file: Path | None, asks: str) -> str:
    """Return the passphrase, from a file or asked for without showing it."""
    if file is not None:
        return next(iter(read_text(file).splitlines()), "")
    if not sys.stdin.isatty():
        says = msgid("a passphrase is needed, and there is nobody to ask; give {option}")
        fail(translate(says, option=f"--passphrase-file FILE|{STANDARD_INPUT}"))
    return getpass(asks + " ")
