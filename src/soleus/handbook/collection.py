"""The library: reads sections and topics once, refuses faulty data, answers by id."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from soleus.evidence import Carrier, claims
from soleus.handbook.topic import MOST_LINES, Figure, Passage, Section, Topic
from soleus.vocabulary import InvalidDataError, SoleusError, Table, nearest, read_table


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
        hint = nearest(topic_id, known)
        raise UnknownTopicError(f"the handbook has no topic '{topic_id}'{hint}")
    return known[topic_id]


def carriers() -> tuple[Carrier, ...]:
    """Return every topic as a carrier of its claims."""
    return tuple(topic.carrier for topic in topics())


def load(root: Traversable) -> tuple[Section, ...]:
    """Read ``sections.toml`` and ``topics/*.toml`` below ``root``.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    faults: list[str] = []
    titles = _load_titles(root.joinpath("sections.toml"), faults)
    found = [
        _load_topic(file, titles, faults)
        for file in root.joinpath("topics").iterdir()
        if file.name.endswith(".toml")
    ]
    _check_order(found, titles, faults)
    if faults:
        raise InvalidDataError(sorted(faults))
    found.sort(key=lambda topic: topic.order)
    return tuple(
        Section(name, title, tuple(topic for topic in found if topic.section == name))
        for name, title in titles.items()
    )


@cache
def _sections() -> tuple[Section, ...]:
    return load(files("soleus.handbook"))


def _load_titles(file: Traversable, faults: list[str]) -> dict[str, str]:
    whole = read_table(file.read_text("utf-8"), file.name, faults)
    titles: dict[str, str] = {}
    for row in whole.tables("section"):
        name = row.text("id")
        if name in titles:
            row.fault(f"the id '{name}' is taken")
        titles[name] = row.text("title")
        row.close()
    whole.close()
    return titles


def _load_topic(file: Traversable, titles: Mapping[str, str], faults: list[str]) -> Topic:
    row = read_table(file.read_text("utf-8"), f"topics/{file.name}", faults)
    figure = row.choice("figure", Figure, "")
    found = Topic(
        id=file.name.removesuffix(".toml"),
        section=row.choice("section", titles),
        order=row.number("order"),
        question=row.text("question"),
        answer=tuple(_read_passage(line) for line in row.tables("answer")),
        more=tuple(_read_passage(line) for line in row.tables("more"))
        if "more" in row.values
        else (),
        figure=Figure(figure) if figure in set(Figure) else None,
    )
    row.close()
    if len(found.answer) > MOST_LINES:
        row.fault(f"the answer has {len(found.answer)} lines; {MOST_LINES} is the most")
    _check_neighbours(found, row)
    return found


def _read_passage(row: Table) -> Passage:
    found = Passage(text=row.text("text"), claims=row.texts("claims"))
    for claim_id in found.claims:
        if claim_id not in claims():
            row.fault(f"the ledger has no claim '{claim_id}'{nearest(claim_id, claims())}")
    row.close()
    return found


def _check_neighbours(found: Topic, row: Table) -> None:
    """Refuse a topic that tells one side only of what the ledger shows together."""
    for claim_id in found.claims:
        for other in claims()[claim_id].see_also if claim_id in claims() else ():
            if claims()[other].beyond_article and other not in found.claims:
                row.fault(f"{claim_id} is told here without {other}, which stands beside it")


def _check_order(found: list[Topic], titles: Mapping[str, str], faults: list[str]) -> None:
    places = Counter((topic.section, topic.order) for topic in found)
    faults.extend(
        f"topics/{topic.id}.toml: place {topic.order} of '{topic.section}' is taken twice"
        for topic in found
        if places[topic.section, topic.order] > 1
    )
    used = {topic.section for topic in found}
    faults.extend(f"sections.toml: '{name}' has no topic" for name in titles if name not in used)
