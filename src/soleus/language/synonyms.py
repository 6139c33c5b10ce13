"""Words that people write for one of ours, so that a hint names what they mean."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def same_meaning(word: str) -> tuple[str, ...]:
    """Return our words for a word of everyday speech; empty where none is known."""
    plain = word.strip().casefold().replace("-", "_").replace(" ", "_")
    return _ours().get(plain, ())


@cache
def _ours() -> Mapping[str, tuple[str, ...]]:
    """Return our words by those that people write for them."""
    table = tomllib.loads((files("soleus.language") / "synonyms.toml").read_text("utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for ours, theirs in table.items():
        for word in theirs:
            found[word] = (*found.get(word, ()), ours)
    return found
