"""Values that a JSON Schema allows, as far as Soleus's own schemas say anything, and odd ones."""

import copy
import random
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from web.test_any_input import spots

Json = Any
SOUND = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ANYTHING = st.none() | st.booleans() | st.integers(-5, 5) | st.text(SOUND, max_size=5)
OBJECTS = st.dictionaries(st.text(SOUND, min_size=1, max_size=5), ANYTHING, max_size=3)
FORMATS: Mapping[str, st.SearchStrategy[str]] = {
    "uuid": st.uuids().map(str),
    "date": st.dates().map(lambda day: day.isoformat()),
    "date-time": st.sampled_from(
        ["2026-03-01T08:00:00+00:00", "2026-03-01T08:00:00Z", "2026-02-28T23:30:00-05:00"]
    ),
}
ODD: tuple[Json, ...] = (
    None, True, 0, -1, 7, 1.5, 10**30, 1e300, "", "x", "\0", "é" * 2100, "9999-12-31", "24:00",
    "0001-01-01T00:00:00+14:00", [], ["x", "x"], [None] * 300, [[1]], {}, {"x": None}, {"": [{}]},
)  # fmt: skip


def values(schema: Mapping[str, Any], components: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    """Values that a schema allows; ``components`` holds what it refers to, by its name."""
    if "$ref" in schema:
        return values(components[schema["$ref"].rsplit("/", 1)[1]], components)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return st.one_of([values(each, components) for each in schema[several]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "examples" in schema:
        return st.sampled_from(schema["examples"])
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return st.one_of([values({**schema, "type": kind}, components) for kind in kinds])
    return _of_kind(kinds, schema, components)


def _of_kind(
    kind: str | None, schema: Mapping[str, Any], components: Mapping[str, Any]
) -> st.SearchStrategy[Json]:
    least, most = schema.get("minimum"), schema.get("maximum")
    match kind:
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(least, most)
        case "number":
            return st.floats(least, most, allow_nan=False, allow_infinity=False)
        case "string":
            return _texts(schema)
        case "array":
            items = values(schema.get("items", {}), components)
            few = min(schema.get("maxItems", 3), 3)
            unique = repr if schema.get("uniqueItems") else None
            return st.lists(
                items, min_size=schema.get("minItems", 0), max_size=few, unique_by=unique
            )
        case "object":
            return _objects(schema, components)
    return ANYTHING | OBJECTS


def _texts(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    if "format" in schema:
        return FORMATS[schema["format"]]
    if "contentEncoding" in schema:
        return st.just("UklGRgAAAABXRUJQ")  # the least that is a picture
    longest = schema.get("maxLength", 20)
    if "pattern" not in schema:
        return st.text(SOUND, max_size=longest)
    made = st.from_regex(schema["pattern"], alphabet=SOUND)
    return made.filter(lambda text: len(text) <= longest and not text.endswith("\n"))


def _objects(schema: Mapping[str, Any], components: Mapping[str, Any]) -> st.SearchStrategy[Json]:
    needed = set(schema.get("required", ()))
    known = {name: values(each, components) for name, each in schema.get("properties", {}).items()}
    fixed = st.fixed_dictionaries(
        {name: known[name] for name in known if name in needed},
        optional={name: known[name] for name in known if name not in needed},
    )
    more = schema.get("additionalProperties")
    if known or not isinstance(more, Mapping):
        return fixed if known or more is False else OBJECTS
    names = values({"type": "string", **schema.get("propertyNames", {})}, components)
    return st.dictionaries(names, values(more, components), max_size=3)


def made_odd(value: Json, chance: random.Random) -> Json:
    """A value with one of its places replaced, left out or doubled by another name."""
    places = list(spots(value)) if isinstance(value, dict | list) else []
    if not places or chance.random() < 0.05:
        return chance.choice(ODD)
    odd = copy.deepcopy(value)
    *path, last = chance.choice(places)
    inner = odd
    for key in path:
        inner = inner[key]
    match chance.randrange(4):
        case 0:
            del inner[last]
        case 1 if isinstance(inner, dict):
            inner[f"{last}_"] = inner[last]
        case _:
            inner[last] = chance.choice(ODD)
    return odd
