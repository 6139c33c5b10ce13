"""The threads as their files say them, read strictly, with every fault at once."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from soleus.evidence import Carrier
from soleus.lifestyle.thread import Again, AnswerKind, HabitQuestion, Say, Thread, Told, When
from soleus.vocabulary import InvalidDataError, Table, read_table

_STATES = ("yes", "no", "unknown")


@cache
def threads() -> Mapping[str, Thread]:
    """Return every thread by its id, in the order in which they are asked.

    Raises
    ------
    InvalidDataError
        with every fault of every file.
    """
    folder = files("soleus.lifestyle") / "threads"
    faults: list[str] = []
    found = []
    for file in folder.iterdir():
        if file.name.endswith(".toml"):
            text, where = file.read_text(encoding="utf-8"), f"threads/{file.name}"
            found.append(_thread(file.name.removesuffix(".toml"), read_table(text, where, faults)))
    for thread in found:
        faults += _disagreements(thread)
    if faults:
        raise InvalidDataError(faults)
    return {thread.id: thread for thread in sorted(found, key=lambda each: each.order)}


def carriers() -> tuple[Carrier, ...]:
    """Return every thread with the claims it rests on, for the ledger."""
    return tuple(Carrier("habit", thread.id, thread.claims) for thread in threads().values())


def _thread(name: str, table: Table) -> Thread:
    thread = Thread(
        id=name,
        order=table.number("order"),
        title=table.text("title"),
        why=Told(table.text("why"), table.texts("claims")),
        questions=tuple(_question(each) for each in table.tables("question")),
        says=tuple(_say(each) for each in table.tables("say")),
        again_days=table.number("again_days"),
        again=tuple(_again(each) for each in _some(table, "again")),
    )
    table.close()
    return thread


def _some(table: Table, key: str) -> tuple[Table, ...]:
    return table.tables(key) if key in table.values else ()


def _question(table: Table) -> HabitQuestion:
    kind = AnswerKind(table.choice("kind", list(AnswerKind), AnswerKind.CHOICE.value))
    options = _texts(table, "offered") if kind is AnswerKind.CHOICE else {}
    question = HabitQuestion(
        id=table.text("id"),
        asks=table.text("asks"),
        hint=table.text("hint", ""),
        kind=kind,
        options=options,
        bounds=(table.number("least"), table.number("most")) if kind.is_number else (0, 0),
        is_optional=table.flag("optional", False),
        only=_when(table, "only"),
    )
    table.close()
    return question


def _say(table: Table) -> Say:
    say = Say(
        text=table.text("text"),
        claims=table.texts("claims"),
        when=_when(table, "when"),
        has=table.texts("has", ()),
        lacks=table.texts("lacks", ()),
        ahead=table.text("ahead", ""),
        past=table.text("past", ""),
        of=table.texts("of", ()),
        state=table.texts("state", ()),
    )
    for each in say.state:
        if each not in _STATES:
            table.fault(f"'state' is '{each}', but has to be one of {', '.join(_STATES)}")
    table.close()
    return say


def _again(table: Table) -> Again:
    again = Again(_when(table, "when"), table.number("days"))
    table.close()
    return again


def _texts(table: Table, key: str) -> dict[str, str]:
    inner = table.table(key)
    found = {name: inner.text(name) for name in inner.values}
    inner.close()
    return found


def _when(table: Table, key: str) -> When:
    if key not in table.values:
        return {}
    inner = table.table(key)
    found = {name: inner.texts(name) for name in inner.values}
    inner.close()
    return found


def _disagreements(thread: Thread) -> list[str]:
    """Return what is well-formed and yet names what is not there."""
    known = {question.id: question for question in thread.questions}
    named = [
        *(("only", question.only) for question in thread.questions),
        *(("when", say.when) for say in thread.says),
        *(("when", again.when) for again in thread.again),
    ]
    faults = []
    for key, when in named:
        for name, among in when.items():
            options = known[name].options if name in known else {}
            strange = [value for value in among if value not in options]
            if name not in known or strange:
                faults.append(f"threads/{thread.id}.toml: '{key}' names {name} = {list(among)}")
    for say in thread.says:
        others = {*say.has, *say.lacks, *filter(None, (say.ahead, say.past))} - set(known)
        faults += [f"threads/{thread.id}.toml: there is no question {each}" for each in others]
    return faults
