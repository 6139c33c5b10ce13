"""``soleus pocket``: the folder in which Soleus runs inside a browser, from any static host."""

from __future__ import annotations

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

    packed = write_folder(out)
    megabytes = f"{packed.bytes_gzip / 1e6:.1f}"
    print(translate("Written to {folder}.", folder=packed.folder))
    print(translate("Fetched once: {megabytes} MB.", megabytes=megabytes))
    print(translate("Digest of this build: {digest}", digest=packed.digest))
