"""Reading this room's data files, every fault of a file at once."""

from importlib.resources import files

from soleus.vocabulary import InvalidDataError, Table, read_table


def open_data(name: str, faults: list[str]) -> Table:
    """Return one of the room's TOML files, such as ``modes/desk.toml``."""
    text = (files("soleus.reminders") / name).read_text(encoding="utf-8")
    return read_table(text, f"reminders/{name}", faults)


def refuse(faults: list[str]) -> None:
    """Raise :class:`InvalidDataError` where there are faults."""
    if faults:
        raise InvalidDataError(faults)
