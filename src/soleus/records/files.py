"""Data files: TOML read as records, every fault of a folder at once."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from soleus.records.plain_text import decoded
from soleus.records.record import Record, limits_of
from soleus.records.toml_text import parse_toml
from soleus.vocabulary import FaultsError, InvalidDataError

RecordT = TypeVar("RecordT", bound=Record)


def read_toml(file: Traversable, where: str | None = None) -> dict[str, Any]:
    """Return what a TOML file says.

    Parameters
    ----------
    where : what a fault line starts with; the file's name by default

    Raises
    ------
    InvalidDataError
        where it is no TOML.
    """
    try:
        return parse_toml(decoded(file.read_bytes()))
    except FileNotFoundError:
        raise InvalidDataError([f"{where or file.name}: is missing"]) from None
    except ValueError as error:
        raise InvalidDataError([f"{where or file.name}: this is no TOML: {error}"]) from None


def load_file(kind: type[RecordT], file: Traversable, where: str | None = None) -> RecordT:
    """Return a whole TOML file as a record; its field ``id``, if any, is the file's name.

    Raises
    ------
    InvalidDataError
        with every fault of the file.
    """
    where = where or file.name
    data = read_toml(file, where)
    if "id" in limits_of(kind):
        data.setdefault("id", file.name.removesuffix(".toml"))
    return load_table(kind, data, where)


def load_table(kind: type[RecordT], data: Any, where: str) -> RecordT:  # noqa: ANN401  parsed TOML
    """Return one parsed table as a record.

    Raises
    ------
    InvalidDataError
        with every fault of the table, each beginning with ``where``.
    """
    try:
        return kind.from_dict(data)
    except FaultsError as error:
        raise InvalidDataError(f"{where}: {fault}" for fault in error.faults) from None


def load_folder(kind: type[RecordT], folder: Traversable) -> dict[str, RecordT]:
    """Return every TOML file of a folder as a record, by the file's name, in order of name.

    Raises
    ------
    InvalidDataError
        with every fault of all the files.
    """
    loaded: dict[str, RecordT] = {}
    faults: list[str] = []
    for file in toml_files(folder):
        try:
            name = file.name.removesuffix(".toml")
            loaded[name] = load_file(kind, file, f"{folder.name}/{file.name}")
        except InvalidDataError as error:
            faults += error.faults
    if faults:
        raise InvalidDataError(faults)
    return loaded


def toml_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the TOML files of a folder in order of name."""
    found = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    yield from sorted(found, key=lambda file: file.name)
