"""The catalogues: one gettext file for each language and domain, read when first spoken."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from gettext import GNUTranslations
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog, Message

ENGLISH = "en"
"""The language that every text is written in; it needs no catalogue."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many texts of one domain there are, and how many of them speak the language."""

    domain: str
    texts: int
    translated: int

    @property
    def percent(self) -> int:
        """The share that is translated, rounded down so that 100 means all."""
        return 100 * self.translated // self.texts if self.texts else 100


@cache
def languages() -> tuple[str, ...]:
    """Return every language there is, English first."""
    found = sorted(each.name for each in _folder().iterdir() if each.is_dir())
    return (ENGLISH, *found)


@cache
def spoken(language: str) -> GNUTranslations:
    """Return all texts of a language, of every domain; what is not translated stays English."""
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo

    whole = _merged(catalogues(language))
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def catalogues(language: str) -> Mapping[str, Catalog]:
    """Return the catalogues of a language by domain, in the order of their names."""
    from babel.messages.pofile import read_po

    found = {}
    for name, file in _files(language):
        with file.open("rb") as opened:
            found[name] = read_po(opened, locale=language, domain=name)
    return found


@cache
def completeness(language: str) -> tuple[Completeness, ...]:
    """Return how complete a language is, domain by domain; English is whole by nature."""
    counted = []
    whole = language == ENGLISH
    for domain, catalogue in catalogues(next(iter(languages()[1:])) if whole else language).items():
        texts = [message for message in catalogue if message.id]
        done = texts if whole else [message for message in texts if is_translated(message)]
        counted.append(Completeness(domain, len(texts), len(done)))
    return tuple(counted)


@cache
def fingerprint() -> str:
    """Return a short mark of all translations, for who keeps pages made with them."""
    from hashlib import sha256

    digest = sha256()
    for language in languages()[1:]:
        for name, file in _files(language):
            digest.update(f"{language}/{name}".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def reviewers(language: str) -> tuple[str, ...]:
    """Return the clinicians who have read and signed the safety texts of a language."""
    file = _folder() / language / "language.toml"
    if not file.is_file():
        return ()
    return tuple(tomllib.loads(file.read_text("utf-8"))["reviewed_by"])


def is_translated(message: Message) -> bool:
    """Whether a message speaks the language in all its forms, and nobody doubts it."""
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(forms) and not message.fuzzy


def _merged(parts: Mapping[str, Catalog]) -> Catalog:
    from babel.messages.catalog import Catalog

    whole: Catalog | None = None
    for part in parts.values():
        whole = whole or Catalog(locale=part.locale)
        for message in part:
            if message.id and is_translated(message) and whole.get(message.id) is None:
                whole.add(message.id, message.string)
    assert whole is not None
    return whole


def _files(language: str) -> Iterator[tuple[str, Traversable]]:
    folder = _folder() / language / "LC_MESSAGES"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".po"):
            yield file.name.removesuffix(".po"), file


def _folder() -> Traversable:
    return files("soleus.language") / "catalogues"
