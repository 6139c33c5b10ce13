"""Finds the translation of one text in the catalogue of the language in use."""

from __future__ import annotations

from soleus.language.catalogues import ENGLISH, spoken
from soleus.language.current import current


def msgid(english: str) -> str:
    """Return a text unchanged, and so mark it for translators; it is looked up later."""
    return english


def look_up(english: str) -> str:
    """Return the translation of a text as it stands in the catalogue, or else the English."""
    is_english = current() == ENGLISH or not english
    return english if is_english else spoken(current()).gettext(english)
