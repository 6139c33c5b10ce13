"""What a document links to is there, and the pictures in docs/pictures are those that are shown."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def linked(document: Path) -> set[Path]:
    """Return the files that a document links to, pictures as well."""
    addresses = (address for _, address in LINK.findall(document.read_text("utf-8")))
    own = (address for address in addresses if ":" not in address)
    return {(document.parent / address).resolve() for address in own}


def test_every_file_that_a_document_links_to_is_there() -> None:
    missing = {
        f"{document.relative_to(ROOT)}: {path}"
        for document in DOCUMENTS
        for path in linked(document)
        if not path.exists()
    }
    assert not missing


def test_no_picture_is_kept_that_no_document_shows() -> None:
    shown = {path for document in DOCUMENTS for path in linked(document)}
    assert set((ROOT / "docs" / "pictures").iterdir()) <= shown


def test_no_document_shows_a_picture_that_git_ignores() -> None:
    folder = (ROOT / "docs" / "screenshots").resolve()
    assert not [
        path for document in DOCUMENTS for path in linked(document) if folder in path.parents
    ]
