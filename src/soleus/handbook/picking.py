"""Which questions stand first, by what a person's check holds, and which fit what is typed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from soleus.handbook.collection import topic, topics
from soleus.handbook.topic import Topic
from soleus.language import translate
from soleus.records import NonBlank, Record, load_file

MOST_PICKED = 6
"""As many as are read at a glance."""


@dataclass(frozen=True, slots=True)
class Picks(Record):
    """The topics of each finding, and those that are for everybody."""

    usual: tuple[NonBlank, ...]
    fits: Mapping[str, tuple[NonBlank, ...]]


@cache
def picks() -> Picks:
    """Return which topics fit which finding."""
    return load_file(Picks, files("soleus.handbook").joinpath("picks.toml"))


def picked(findings: Collection[str]) -> tuple[Topic, ...]:
    """Return six topics: those that fit the findings of a person, and then the usual ones."""
    chosen = dict.fromkeys(_first_of_each(findings))
    return tuple(topic(each) for each in [*chosen][:MOST_PICKED])


def _first_of_each(findings: Collection[str]) -> Iterator[str]:
    """Yield the most telling topic of each finding, then the others, then the usual ones."""
    fitting = [names for finding, names in picks().fits.items() if finding in findings]
    for place in range(max(map(len, fitting), default=0)):
        yield from (names[place] for names in fitting if place < len(names))
    yield from picks().usual


def words_of(one: Topic) -> str:
    """Return all words of a topic as they are searched: as they are read, in small letters."""
    texts = (one.question, *(line.says for line in (*one.answer, *one.more)))
    return " ".join(translate(text) for text in texts).casefold()


def found(typed: str) -> tuple[Topic, ...]:
    """Return the topics that hold every word typed, those first that ask about it."""
    words = typed.casefold().split()
    holding = [one for one in topics() if all(word in words_of(one) for word in words)]
    asks = [all(word in translate(one.question).casefold() for word in words) for one in holding]
    ordered = sorted(zip(asks, holding, strict=True), key=lambda pair: not pair[0])
    return tuple(one for _, one in ordered) if words else ()
