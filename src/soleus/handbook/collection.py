"""The library: reads sections and topics once, refuses faulty data, answers by id."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from soleus.evidence import claims, unknown_claim
from soleus.handbook.curves import curve_figures
from soleus.handbook.topic import Plot, Section, Topic
from soleus.language import meant, msgid, translate
from soleus.records import NonBlank, Record, load_file, load_folder, load_table, read_toml
from soleus.vocabulary import InvalidDataError, SoleusError


class UnknownTopicError(SoleusError):
    """The handbook has no topic with this id."""


def sections() -> tuple[Section, ...]:
    """Return the sections in their order, each with its topics."""
    return _sections()


def topics() -> tuple[Topic, ...]:
    """Return every topic, in the order of the sections and of the topics within them."""
    return tuple(topic for section in sections() for topic in section.topics)


def topic(topic_id: str) -> Topic:
    """Return the topic with this id.

    Raises
    ------
    UnknownTopicError
        when there is none; the text names the nearest one.
    """
    known = {topic.id: topic for topic in topics()}
    if topic_id not in known:
        says = msgid("the handbook has no topic '{id}'")
        raise UnknownTopicError(translate(says, id=topic_id) + meant(topic_id, known))
    return known[topic_id]


@cache
def plots() -> Mapping[str, Plot]:
    """Return the pictures of measurements, by id."""
    tables = read_toml(files("soleus.handbook").joinpath("plots.toml"))
    return {name: load_table(Plot, table, f"plots.toml, {name}") for name, table in tables.items()}


def load(root: Traversable) -> tuple[Section, ...]:
    """Read ``sections.toml`` and ``topics/*.toml`` below ``root``.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    titles = load_file(_Titles, root.joinpath("sections.toml")).title_of
    found = sorted(load_folder(Topic, root.joinpath("topics")).values(), key=lambda t: t.order)
    faults = [*_misfits(found, titles)]
    if faults:
        raise InvalidDataError(sorted(faults))
    return tuple(
        Section(name, title, tuple(topic for topic in found if topic.section == name))
        for name, title in titles.items()
    )


@cache
def _sections() -> tuple[Section, ...]:
    return load(files("soleus.handbook"))


@dataclass(frozen=True, slots=True)
class _Titles(Record):
    """The titles of the sections by their ids, in the order of the page."""

    title_of: Mapping[str, NonBlank]


def _misfits(topics: Iterable[Topic], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with topics beside each other, their sections and the ledger."""
    topics = tuple(topics)
    places = Counter((topic.section, topic.order) for topic in topics)
    for topic in topics:
        where = f"topics/{topic.id}.toml"
        if topic.section not in titles:
            yield f"{where}: section is '{topic.section}'{meant(topic.section, titles)}"
        elif places[topic.section, topic.order] > 1:
            yield f"{where}: place {topic.order} of '{topic.section}' is taken twice"
        if topic.plot is not None and topic.plot not in plots():
            yield f"{where}: plot is '{topic.plot}'{meant(topic.plot, plots())}"
        if topic.curve is not None and topic.curve not in curve_figures():
            yield f"{where}: curve is '{topic.curve}'{meant(topic.curve, curve_figures())}"
        for claim_id in topic.claims:
            if claim_id not in claims():
                yield f"{where}: {unknown_claim(claim_id)}"
            for other in claims()[claim_id].see_also if claim_id in claims() else ():
                if claims()[other].beyond_article and other not in topic.claims:
                    needs = f"{claim_id} is told here without {other}, which stands beside it"
                    yield f"{where}: {needs}"
    used = {topic.section for topic in topics}
    yield from (f"sections.toml: '{name}' has no topic" for name in titles if name not in used)
