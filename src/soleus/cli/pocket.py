"""``soleus pocket``: the folder in which Soleus runs inside a browser, from any static host."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from soleus.cli.app import app
from soleus.language import translate


@app.command()
def pocket(
    out: Annotated[Path, typer.Argument(help="The folder to write; new, empty, or made before.")],
) -> None:
    """Write the whole app as files that any static host can serve; it runs in the browser."""
    from soleus.packing import write_folder

    packed = write_folder(out, tell=_said)
    first, later = (f"{size / 1e6:.1f}" for size in (packed.bytes_first, packed.bytes_later))
    print(translate("Written to {folder}.", folder=packed.folder))
    print(translate("Fetched before the first page: {megabytes} MB.", megabytes=first))
    print(translate("Fetched right after it: {megabytes} MB.", megabytes=later))
    print(translate("Digest of this build: {digest}", digest=packed.digest))


def _said(text: str) -> None:
    """Say what is being done, apart from what was made: it takes some minutes."""
    print(text, file=sys.stderr, flush=True)
