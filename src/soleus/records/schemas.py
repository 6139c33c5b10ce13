"""What records hold as JSON Schemas, made from their limits, so that the two cannot differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from soleus.records.record import Record, limits_of, needed_of

Schema = Mapping[str, Any]


def object_schema(cls: type[Record], *, needed: Iterable[str] | None = None) -> Schema:
    """Return the schema of a record's JSON form; records inside stand as ``{"record": class}``.

    Parameters
    ----------
    needed : the fields that have to be there, where these are not all without a default
    """
    return {
        "title": cls.__name__,
        "type": "object",
        "properties": {name: limit.schema for name, limit in limits_of(cls).items()},
        "required": list(needed_of(cls) if needed is None else needed),
        **({} if cls.ignores_unknown else {"additionalProperties": False}),
    }


def resolved(schema: Schema, components: dict[str, Any], at: str) -> dict[str, Any]:
    """Return a schema in which all that has a title is a reference to ``components``.

    Parameters
    ----------
    components : the schemas so far, by title; those that are referred to come in
    at : the beginning of a reference, such as ``#/components/schemas/``

    Raises
    ------
    TypeError
        where two schemas have one title.
    """

    def inner(value: object) -> Any:  # noqa: ANN401  any part of a schema
        if isinstance(value, Mapping):
            return _referred(value)
        return [inner(each) for each in value] if isinstance(value, list | tuple) else value

    def _referred(part: Schema) -> dict[str, Any]:
        whole = object_schema(part["record"]) if isinstance(part.get("record"), type) else part
        written = {name: inner(value) for name, value in whole.items()}
        title = written.get("title")
        if not isinstance(title, str):
            return written
        if components.setdefault(title, written) != written:
            raise TypeError(f"two schemas are called {title}")
        return {"$ref": at + title}

    return _referred(schema)
