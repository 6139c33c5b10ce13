"""Two simulated legs side by side: what each gave, and the sentence that it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from soleus.evidence import Text, load_texts
from soleus.language import number_words
from soleus.prediction.settings import INSIDE

if TYPE_CHECKING:
    from soleus.prediction.runs.simulating import Simulated

VIEW_TEXTS = ("flow", "vein", "toe", "swelling")
ALIKE = 0.03
"""Readings that differ by less than this part of the larger one are said to be alike."""

_CHANGES = ("more", "less", "both")
_LEGS = ("usual", *(f"{k}{s}" for k in ("narrowed", "leaking") for s in ("", "_unknown", "_told")))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two settings, simulated for one usual person and for people who differ.

    Parameters
    ----------
    view : what is looked at
    usual : the first and the second setting for one person
    people : the same for people, the same ones in both; None before there are any
    of : how many people there will be
    is_rough : whether hours of the one person were leapt over in a coarse way, for a first answer
    """

    view: str
    usual: tuple[Simulated, Simulated]
    people: tuple[Simulated, Simulated] | None = None
    of: int = 0
    is_rough: bool = False

    @property
    def count(self) -> int:
        """How many people there are so far."""
        return len(self.people[0].readings) if self.people else 0

    @property
    def is_whole(self) -> bool:
        """Whether all people are there."""
        return self.count >= self.of

    def sentences(self) -> list[Text]:
        """Return what the comparison comes to, in the language in use."""
        first, second = (float(each.readings[0]) for each in self.usual)
        texts = sentence_texts()
        told = {"first": _said(first), "second": _said(second)}
        if first > 0:
            told["times"] = number_words(round(second / first, 1))
        found = [texts[f"{self.view}.{_way(first, second)}"].said(**told)]
        if self.view == "toe":
            flows = [_said(float(each.toe_flow_ml_min[0])) for each in self.usual]
            found.append(texts["toe.flow"].said(first=flows[0], second=flows[1]))
        if self.people and self.count > 1 and _way(first, second) != "same":
            found.append(self._people_differ(self.people))
        return found

    def _people_differ(self, people: tuple[Simulated, Simulated]) -> Text:
        """Return the range of the ratio, or of the difference where that is what is said."""
        first, second = (each.readings for each in people)
        changes = second / np.maximum(first, 1e-9) if self.view == "flow" else second - first
        known = changes[np.isfinite(changes)]
        low, high = (float(each) for each in np.percentile(known, INSIDE))
        texts = sentence_texts()
        if self.view == "flow":
            return texts["people.flow"].said(low=_said(low), high=_said(high))
        unit = "percent" if self.view == "swelling" else "mmhg"
        way = "more" if low >= 0 else "less" if high <= 0 else "both"
        ends = sorted((abs(low), abs(high))) if way == "less" else (abs(low), abs(high))
        return texts[f"people.{unit}.{way}"].said(low=_said(ends[0]), high=_said(ends[1]))


def _way(first: float, second: float) -> str:
    """Return whether the second reading is more, less or the same."""
    if abs(second - first) <= ALIKE * max(abs(first), abs(second)):
        return "same"
    return "more" if second > first else "less"


def _said(value: float) -> str:
    """Return a reading as it is said: whole from ten on, else with one place."""
    return number_words(round(value) if abs(value) >= 10 else round(value, 1))


@cache
def sentence_texts() -> Mapping[str, Text]:
    """Return every text of ``sentences.toml`` in English, by its name."""
    ways = ("more", "less", "same")
    names = [f"{view}.{way}" for view in VIEW_TEXTS for way in ways]
    names += [f"people.{unit}.{way}" for unit in ("mmhg", "percent") for way in _CHANGES]
    names += ["toe.flow", "people.flow"]
    names += [f"leg.{leg}" for leg in _LEGS]
    return load_texts(files("soleus.prediction") / "sentences.toml", names)
