"""The catalogues: one gettext file for each language and domain, read on first use."""

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
    """How many texts one domain has, and how many of them are translated."""

    domain: str
    texts: int
    translated: int

    @property
    def percent(self) -> int:
        """The share of translated texts, rounded down so that 100 means all of them."""
        return 100 * self.translated // self.texts if self.texts else 100


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages, English first."""
    return (ENGLISH, *sorted(folder.name for folder in _folder().iterdir() if folder.is_dir()))


@cache
def spoken(language: str) -> GNUTranslations:
    """Return the translations of all domains; a text without one stays English."""
    from gettext import GNUTranslations
    from io import BytesIO

    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, _merged(catalogues(language)))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def catalogues(language: str) -> Mapping[str, Catalog]:
    """Return the catalogues of a language by domain, in the order of their names."""
    from babel.messages.pofile import read_po

    by_domain = {}
    for domain, file in _files(language):
        with file.open("rb") as opened:
            by_domain[domain] = read_po(opened, locale=language, domain=domain)
    return by_domain


@cache
def completeness(language: str) -> tuple[Completeness, ...]:
    """Return how complete a language is, domain by domain; English always is."""
    is_english = language == ENGLISH
    counts = []
    for domain, catalogue in catalogues(languages()[1] if is_english else language).items():
        texts = [message for message in catalogue if message.id]
        translated = [message for message in texts if is_english or is_translated(message)]
        counts.append(Completeness(domain, len(texts), len(translated)))
    return tuple(counts)


@cache
def fingerprint() -> str:
    """Return a short hash of all translations, which changes when a cached page is out of date."""
    from hashlib import sha256

    digest = sha256()
    for language in languages()[1:]:
        for name, file in _files(language):
            digest.update(f"{language}/{name}".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def reviewers(language: str) -> tuple[str, ...]:
    """Return the clinicians who have reviewed and signed the safety texts of a language."""
    file = _folder() / language / "language.toml"
    if not file.is_file():
        return ()
    return tuple(tomllib.loads(file.read_text("utf-8"))["reviewed_by"])


def is_translated(message: Message) -> bool:
    """Whether every form of a message is translated and none is marked as doubtful (fuzzy)."""
    forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return all(forms) and not message.fuzzy


def _merged(parts: Mapping[str, Catalog]) -> Catalog:
    """Return one catalogue of all domains; the first domain with a translation wins."""
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
    for file in sorted(folder.iterdir(), key=lambda path: path.name):
        if file.name.endswith(".po"):
            yield file.name.removesuffix(".po"), file


def _folder() -> Traversable:
    return files("soleus.language") / "catalogues"
