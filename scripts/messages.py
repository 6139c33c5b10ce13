"""Collects every text that a person can read into the catalogues, one domain a room.

``python scripts/messages.py`` updates the catalogues: it adds new texts without a translation,
removes texts that are no longer used, and guesses no translation from a similar text. ``--check``
only prints which catalogues are out of date. ``--missing LANGUAGE`` prints the untranslated texts
as JSON; ``--merge LANGUAGE FILE`` reads translations from a JSON object, by their English.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from typing import get_args, get_type_hints

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract
from typer.main import get_command

import soleus
from soleus.cli.app import app
from soleus.cli.helping import help_texts
from soleus.cli.main import main as _every_verb  # noqa: F401
from soleus.evidence import carriers, claims
from soleus.journal import KINDS
from soleus.language import is_words
from soleus.language.texts import TEXT_KEYS
from soleus.lifestyle import threads
from soleus.records import Record, limits_of
from soleus.session import routines
from soleus.vocabulary import Activity, InvalidDataError, Leg, Urgency

SOURCE = Path(__file__).parents[1] / "src" / "soleus"
CATALOGUES = SOURCE / "language" / "catalogues"
ROOMS = (
    "assessment",
    "cli",
    "coach",
    "evidence",
    "fhir",
    "handbook",
    "journal",
    "language",
    "learning",
    "lifestyle",
    "packing",
    "plan",
    "prediction",
    "records",
    "devices",
    "reminders",
    "report",
    "session",
    "web",
)
"""The rooms with texts for a person; the circulation model is in English only."""

_NO_TEXTS = ("examples", "rules_out", "effects", "findings", "country", "options")
"""Keys of our data whose content is not shown to a person."""

_ALL_TEXTS = ("answers", "offered", "title_of")
"""Keys of tables in which every value is a text."""

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
    """Return the texts of each domain, with the files that use each text."""
    texts: dict[str, dict[Id, set[str]]] = {room: {} for room in (*ROOMS, "scripts")}
    for room in ROOMS:
        for file in sorted((SOURCE / room).rglob("*")):
            domain = "scripts" if file.suffix == ".js" else room
            for id_ in _texts_of(file):
                texts[domain].setdefault(id_, set()).add(str(file.relative_to(SOURCE)))
    for text in help_texts(get_command(app)):
        texts["cli"].setdefault(text, set()).add("cli/main.py")
    for domain, name in sorted({*_field_names(), *(("cli", word) for word in _words())}):
        texts[domain].setdefault(name.replace("_", " "), set()).add(f"{domain}/__init__.py")
    return texts


def _field_names() -> Iterator[tuple[str, str]]:
    """Yield room and name of the fields and units that a fault line for a person can name."""
    for module in walk_packages(soleus.__path__, "soleus."):
        if not module.name.endswith(("__main__", ".env")):
            import_module(module.name)
    for record in _below(Record):
        room = record.__module__.split(".")[1]
        if room in ROOMS and is_dataclass(record) and record.error is not InvalidDataError:
            for name, limit in limits_of(record).items():
                yield room, name
                if limit.form.get("unit"):
                    yield room, limit.form["unit"]
    for routine in routines().values():
        yield from (("session", name) for name in routine.options)


def _words() -> Iterator[str]:
    """Yield the ids that the terminal shows in words: kinds and answers of entries, claims."""
    for kind, entry in KINDS.items():
        yield kind
        yield from (name.removesuffix("_cm") for name in limits_of(entry) if name.endswith("_cm"))
        for annotation in get_type_hints(entry).values():
            yield from (str(word) for words in _enumerations(annotation) for word in words)
    for words in (Activity, Urgency, Leg):
        yield from (str(word) for word in words)
    yield from threads()
    yield from (claim.kind for claim in claims().values())
    yield from (carrier.kind for carrier in carriers())


def _enumerations(annotation: object) -> Iterator[type[StrEnum]]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        yield annotation
    for part in get_args(annotation):
        yield from _enumerations(part)


def _below(base: type[Record]) -> Iterator[type[Record]]:
    for subclass in base.__subclasses__():
        yield subclass
        yield from _below(subclass)


def _texts_of(file: Path) -> Iterator[Id]:
    if file.suffix == ".toml":
        table = tomllib.loads(file.read_text("utf-8"))
        yield from _texts_in(table, file, is_all=file.name == "labels.toml")
    elif file.suffix == ".html":
        yield from _marked(file, babel_extract, _JINJA)
    elif file.suffix == ".svg":
        yield from (match[2] for match in _DRAWN_WORDS.finditer(file.read_text("utf-8")))
    elif file.suffix == ".py":
        yield from _marked(file, "python", {})
    elif file.suffix == ".js":
        yield from _marked(file, "javascript", {"parse_template_string": "true"})


def _marked(file: Path, method: object, options: Mapping[str, str]) -> Iterator[Id]:
    """Yield the texts that a file passes to ``translate`` and its like."""
    source = BytesIO(file.read_bytes())
    for _, message, _, _ in extract(method, source, _KEYWORDS, (), dict(options)):
        yield tuple(message) if isinstance(message, (list, tuple)) else message


def _texts_in(data: object, file: Path, *, is_all: bool = False) -> Iterator[str]:
    """Yield the texts in the content of a data file; every value is one if ``is_all``."""
    if isinstance(data, list):
        for item in data:
            yield from _texts_in(item, file, is_all=is_all)
    elif isinstance(data, dict):
        for key, value in data.items():
            everything = is_all or key in _ALL_TEXTS
            is_own = file.name == f"{key}.toml"  # the table that the file is named after
            if (key in _NO_TEXTS and not is_own) or (file.name, key) == ("sources.toml", "title"):
                continue
            if isinstance(value, str):
                is_id = key == "unsure" and not is_words(value)
                if value.strip() and not is_id and (everything or key in TEXT_KEYS):
                    yield as_read(value)
            elif isinstance(value, list) and key in TEXT_KEYS and _are_texts(value):
                yield from map(as_read, value)
            else:
                yield from _texts_in(value, file, is_all=everything)


def _are_texts(value: list[object]) -> bool:
    return bool(value) and all(isinstance(item, str) for item in value)


def as_read(text: str) -> str:
    """Return a text of the data as rooms read it: trimmed, with single spaces."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def updated(path: Path, domain: str, texts: Mapping[Id, set[str]]) -> Catalog:
    """Return the catalogue in a file with exactly these texts and its own translations."""
    language = path.parts[-3]
    old = Catalog(locale=language)
    if path.is_file():
        with path.open("rb") as opened:
            old = read_po(opened, locale=language, domain=domain)
    new = Catalog(locale=language, domain=domain, project="Soleus", fuzzy=False)
    for id_, files in texts.items():
        message = old.get(id_)
        keys = id_ if isinstance(id_, tuple) else (id_,)
        flags = {"python-brace-format"} if any(re.search(r"\{\w*\}", k) for k in keys) else set()
        string = message.string if message and not message.fuzzy else None
        new.add(id_, string, locations=[(name, 0) for name in sorted(files)], flags=flags)
    return new


def as_file(catalogue: Catalog) -> bytes:
    """Return the content of a catalogue's file without dates, so that only texts can change it."""
    out = BytesIO()
    write_po(out, catalogue, width=100, include_lineno=False, sort_by_file=True)
    return _DATED.sub(b"", re.sub(rb"\A(#.*\n)+", b"# Texts of Soleus.\n", out.getvalue()))


def targets() -> Iterator[tuple[Path, str, dict[Id, set[str]]]]:
    """Yield the file, domain and texts of every catalogue that is needed."""
    domains = collected()
    for folder in sorted(path for path in CATALOGUES.iterdir() if path.is_dir()):
        for domain, texts in domains.items():
            if texts:
                yield folder / "LC_MESSAGES" / f"{domain}.po", domain, texts


def missing(language: str) -> dict[str, list[Id]]:
    """Return the untranslated texts by domain."""
    by_domain: dict[str, list[Id]] = {}
    for path, domain, texts in targets():
        if path.parts[-3] == language:
            catalogue = updated(path, domain, texts)
            texts_left = [m.id for m in catalogue if m.id and not _is_done(m.string)]
            if texts_left:
                by_domain[domain] = texts_left
    return by_domain


def _is_done(string: object) -> bool:
    return all(string) if isinstance(string, (list, tuple)) else bool(string)


def merge(language: str, translations: Mapping[str, object]) -> None:
    """Add translations to every domain that has their English; plurals by their singular."""
    for path, domain, texts in targets():
        if path.parts[-3] != language:
            continue
        catalogue = updated(path, domain, texts)
        for message in catalogue:
            key = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
            if key and key in translations:
                translation = translations[key]
                is_plural = isinstance(translation, list)
                message.string = tuple(translation) if is_plural else translation
        path.write_bytes(as_file(catalogue))


def main() -> int:
    """Run the command line; return 1 if ``--check`` finds a catalogue out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", metavar="LANGUAGE")
    parser.add_argument("--merge", nargs=2, metavar=("LANGUAGE", "FILE"))
    options = parser.parse_args()
    if options.missing:
        print(json.dumps(missing(options.missing), ensure_ascii=False, indent=1))
        return 0
    if options.merge:
        language, file = options.merge
        merge(language, json.loads(Path(file).read_text("utf-8")))
        return 0
    stale = 0
    for path, domain, texts in targets():
        now = as_file(updated(path, domain, texts))
        if not path.is_file() or path.read_bytes() != now:
            stale += 1
            if options.check:
                print(f"{path.relative_to(SOURCE.parent.parent)}: out of date; run make messages")
            else:
                path.write_bytes(now)
    return 1 if stale and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
