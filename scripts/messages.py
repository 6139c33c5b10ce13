"""Collects every text that a person can meet into the catalogues, one domain a room.

``python scripts/messages.py`` brings the catalogues up to date: new texts come in untranslated,
texts that are gone go out, and nothing is guessed from a similar one. ``--check`` only says what
is out of date. ``--missing LANGUAGE`` prints what is not translated, as JSON; ``--merge FILE``
takes such a JSON back, English to translation.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from soleus.cli.app import app
from soleus.cli.helping import help_texts
from soleus.cli.main import main as _every_verb  # noqa: F401
from soleus.language import TEXT_KEYS, is_words

SOURCE = Path(__file__).parents[1] / "src" / "soleus"
CATALOGUES = SOURCE / "language" / "catalogues"
ROOMS = (
    "assessment",
    "cli",
    "coach",
    "evidence",
    "handbook",
    "journal",
    "language",
    "learning",
    "lifestyle",
    "plan",
    "reminders",
    "session",
    "web",
)
"""The rooms that tell a person something; the lab is told in English alone."""

_NO_TEXTS = ("example", "rules_out", "effects", "findings", "country", "options")
"""Tables of our data that nobody reads but the program and its makers."""

_ALL_TEXTS = ("answers", "offered")
"""Tables whose every value is a text."""

_KEYWORDS = {
    "translate": (1,),
    "msgid": (1,),
    "plural": (1, 2),
    "_": (1,),
    "gettext": (1,),
    "ngettext": (1, 2),
}
_JINJA = {"extensions": "jinja2.ext.do,jinja2.ext.i18n", "trimmed": "true", "silent": "false"}

_DRAWN_WORDS = re.compile(r"""(<text[^>]*>|aria-label=")([^<"]+)(</text>|")""")

_DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By).*\n', re.MULTILINE
)

Id = str | tuple[str, ...]


def collected() -> dict[str, dict[Id, set[str]]]:
    """Return for each domain its texts and the files that they stand in."""
    found: dict[str, dict[Id, set[str]]] = {room: {} for room in (*ROOMS, "scripts")}
    for room in ROOMS:
        for file in sorted((SOURCE / room).rglob("*")):
            domain = "scripts" if file.suffix == ".js" else room
            for id_ in _texts_of(file):
                found[domain].setdefault(id_, set()).add(str(file.relative_to(SOURCE)))
    for text in help_texts(get_command(app)):
        found["cli"].setdefault(text, set()).add("cli/main.py")
    return found


def _texts_of(file: Path) -> Iterator[Id]:
    if file.suffix == ".toml":
        table = tomllib.loads(file.read_text("utf-8"))
        yield from _texts_in(table, file, is_all=file.name == "labels.toml")
    elif file.suffix == ".html":
        yield from _called(file, "jinja2.ext:babel_extract", _JINJA)
    elif file.suffix == ".svg":
        yield from (found[2] for found in _DRAWN_WORDS.finditer(file.read_text("utf-8")))
    elif file.suffix == ".py":
        yield from _called(file, "python", {})
    elif file.suffix == ".js":
        yield from _called(file, "javascript", {"parse_template_string": "true"})


def _called(file: Path, method: str, options: Mapping[str, str]) -> Iterator[Id]:
    how: object = method
    if method.startswith("jinja2"):
        from jinja2.ext import babel_extract

        how = babel_extract
    source = BytesIO(file.read_bytes())
    for _, message, _, _ in extract(how, source, _KEYWORDS, (), dict(options)):
        yield tuple(message) if isinstance(message, (list, tuple)) else message


def _texts_in(data: object, file: Path, *, is_all: bool = False) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _texts_in(each, file, is_all=is_all)
    elif isinstance(data, dict):
        for key, value in data.items():
            everything = is_all or key in _ALL_TEXTS
            if key in _NO_TEXTS or (file.name == "sources.toml" and key == "title"):
                continue
            if isinstance(value, str):
                is_id = key == "unsure" and not is_words(value)
                if value.strip() and not is_id and (everything or key in TEXT_KEYS):
                    yield as_read(value)
            elif isinstance(value, list) and key in TEXT_KEYS and _are_texts(value):
                yield from (as_read(each) for each in value)
            else:
                yield from _texts_in(value, file, is_all=everything)


def _are_texts(value: list[object]) -> bool:
    return bool(value) and all(isinstance(each, str) for each in value)


def as_read(text: str) -> str:
    """Return a text of the data as the rooms read it: each line with single spaces."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def updated(path: Path, domain: str, texts: Mapping[Id, set[str]]) -> Catalog:
    """Return the catalogue of one file with just these texts, keeping what is translated."""
    language = path.parts[-3]
    old = Catalog(locale=language)
    if path.is_file():
        with path.open("rb") as opened:
            old = read_po(opened, locale=language, domain=domain)
    new = Catalog(locale=language, domain=domain, project="Soleus", fuzzy=False)
    for id_, files in texts.items():
        kept = old.get(id_)
        keys = id_ if isinstance(id_, tuple) else (id_,)
        flags = {"python-brace-format"} if any(re.search(r"\{\w*\}", k) for k in keys) else set()
        string = kept.string if kept and not kept.fuzzy else None
        new.add(id_, string, locations=[(name, 0) for name in sorted(files)], flags=flags)
    return new


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as a file, without dates, so that only texts make a difference."""
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_by_file=True)
    dated = re.compile(
        rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By).*\n', re.M
    )
    return dated.sub(b"", re.sub(rb"\A(#.*\n)+", b"# Texts of Soleus.\n", out.getvalue()))


def targets() -> Iterator[tuple[Path, str, dict[Id, set[str]]]]:
    """Yield the file, the domain and the texts of every catalogue that there should be."""
    texts = collected()
    for folder in sorted(each for each in CATALOGUES.iterdir() if each.is_dir()):
        for domain, found in texts.items():
            if found:
                yield folder / "LC_MESSAGES" / f"{domain}.po", domain, found


def missing(language: str) -> dict[str, list[Id]]:
    """Return what is not translated, by domain."""
    found: dict[str, list[Id]] = {}
    for path, domain, texts in targets():
        if path.parts[-3] == language:
            catalogue = updated(path, domain, texts)
            open_ = [m.id for m in catalogue if m.id and not _is_done(m.string)]
            if open_:
                found[domain] = open_
    return found


def _is_done(string: object) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


def merge(language: str, translations: Mapping[str, object]) -> None:
    """Put translations into every domain that has their English; plurals by their first form."""
    for path, domain, texts in targets():
        if path.parts[-3] != language:
            continue
        catalogue = updated(path, domain, texts)
        for message in catalogue:
            key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            if key and key in translations:
                said = translations[key]
                message.string = tuple(said) if isinstance(said, list) else said
        path.write_bytes(written(catalogue))


def main() -> int:
    """Do what the command line asks for; 1 where a catalogue is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", metavar="LANGUAGE")
    parser.add_argument("--merge", nargs=2, metavar=("LANGUAGE", "FILE"))
    given = parser.parse_args()
    if given.missing:
        print(json.dumps(missing(given.missing), ensure_ascii=False, indent=1))
        return 0
    if given.merge:
        language, file = given.merge
        merge(language, json.loads(Path(file).read_text("utf-8")))
        return 0
    stale = 0
    for path, domain, texts in targets():
        now = written(updated(path, domain, texts))
        if not path.is_file() or path.read_bytes() != now:
            stale += 1
            if given.check:
                print(f"{path.relative_to(SOURCE.parent.parent)}: out of date; run make messages")
            else:
                path.write_bytes(now)
    return 1 if stale and given.check else 0


if __name__ == "__main__":
    sys.exit(main())
