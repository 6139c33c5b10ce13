"""Fetching what the lock file names, in the form that a browser's Python can load."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

from soleus.language import translate
from soleus.packing.contents import contents, is_wanted, locked
from soleus.packing.errors import CannotPackError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BROWSER = (
    *("--platform", "pyemscripten_2026_0_wasm32"),
    *("--implementation", "cp", "--python-version", "3.14", "--abi", "cp314", "--abi", "none"),
)
"""The binary interface of Pyodide 314: it, its Python and its wheels move together."""

_COMPILED = (".so", ".pyd", ".dylib", ".dll")


def fetch(folder: Path) -> None:
    """Download every wheel into a folder, each held to the digests of the lock file.

    Raises
    ------
    CannotPackError
        where one cannot be had.
    """
    pure = contents().pure
    _download([name for name in contents().distributions if name not in pure], folder, BROWSER)
    _download(pure, folder, ())  # this machine's own; its compiled part is left out


def _download(names: Iterable[str], folder: Path, platform: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(locked(names), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    how = ["--no-deps", "--only-binary", ":all:", "--require-hashes", *platform]
    done = subprocess.run(
        [*command, *how, "--dest", str(folder), "--requirement", str(wanted)],
        capture_output=True,
        text=True,
        check=False,
    )
    wanted.unlink()
    if done.returncode:
        why = done.stderr.strip()[-400:]
        raise CannotPackError(
            translate("What the lock file names could not be fetched: {why}", why=why)
        )


def unpack(wheels: Path, folder: Path) -> None:
    """Unpack every wheel into a folder of packages, without what is left out."""
    for wheel in sorted(wheels.glob("*.whl")):
        is_pure = wheel.name.partition("-")[0].lower() in contents().pure
        with ZipFile(wheel) as packed:
            for name in packed.namelist():
                if not is_wanted(name):
                    continue
                if not (is_pure and name.endswith(_COMPILED)):
                    packed.extract(name, folder)
