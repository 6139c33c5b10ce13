"""What an entry of a file has to be beyond its record: what is read of it later has a known shape.

A record takes whatever was written once, so that no old journal is ever refused; what comes in
from a file is held to more.
"""

from collections.abc import Mapping

from soleus.journal.entries import CheckEntry, Entry
from soleus.journal.errors import InvalidEntryError
from soleus.language import named, translate
from soleus.records import Limit, limits

_LONGEST_WORD = 200


def _is_answer(value: object) -> bool:
    """Whether a check could ever have been answered so, whatever it asks now."""
    if isinstance(value, list):
        return all(isinstance(each, str) and len(each) <= _LONGEST_WORD for each in value)
    if isinstance(value, str):
        return len(value) <= _LONGEST_WORD
    return value is None or isinstance(value, int)


def _answer() -> Limit:
    def fault(value: object) -> str | None:
        if _is_answer(value):
            return None
        return translate("is no answer: a word, words, a whole number, true, false or null")

    return Limit(fault)


_DOCUMENT: Mapping[str, Limit] = {
    "answers": limits.mapping_of(limits.text(64, may_be_empty=False), _answer()),
    "others": limits.literal("unknown", "no"),
}


def refuse_unreadable(entry: Entry) -> None:
    """Refuse a check whose answers or whose urgency have no shape that a check gives them.

    Whether a check asks for such answers now is another matter: an old one counts as none then.

    Raises
    ------
    InvalidEntryError
        with every fault.
    """
    if not isinstance(entry, CheckEntry):
        return
    faults = limits.read_object(_DOCUMENT, ("answers",), entry.document)[1]
    if fault := limits.text(40).fault(entry.decision.get("urgency", "")):
        faults.append(limits.fault_of("urgency", fault))
    if faults:
        raise InvalidEntryError(f"{named(entry.kind)}: {fault}" for fault in faults)
