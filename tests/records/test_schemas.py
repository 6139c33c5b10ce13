"""A record's schema and its reading agree: what one allows, the other does, field by field."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from soleus.journal import KINDS, Knew
from soleus.plan import Profile
from soleus.records import Record, limits_of, needed_of, object_schema, resolved
from soleus.records.limits import read_object
from soleus.reminders import Flight, ReminderSettings
from soleus.session import Event
from web.from_schema import made_odd, values

RECORDS = [*KINDS.values(), Knew, Profile, Event, Flight, ReminderSettings]
AT = "#/$defs/"
INSIDE = ("steps ", "flights ", "legs ")
"""Fields that hold records, which are held to what is between their fields, too."""


def schema_of(cls: type[Record]) -> tuple[dict[str, Any], dict[str, Any]]:
    components: dict[str, Any] = {}
    return resolved(object_schema(cls), components, AT), components


def faults(cls: type[Record], value: object) -> list[str]:
    """What is wrong with single fields; what is wrong between them no schema says."""
    return read_object(limits_of(cls), needed_of(cls), value)[1]


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_what_a_schema_allows_is_read(cls: type[Record]) -> None:
    schema, components = schema_of(cls)

    @settings(max_examples=30)
    @given(value=values(schema, components))
    def is_read(value: Any) -> None:
        assert [each for each in faults(cls, value) if not each.startswith(INSIDE)] == []

    is_read()


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_what_is_read_is_allowed_by_the_schema(cls: type[Record]) -> None:
    schema, components = schema_of(cls)
    validator = Draft202012Validator({**schema, "$defs": components})

    @settings(max_examples=60)
    @given(value=values(schema, components), seed=st.integers(0, 10**6))
    def is_allowed(value: Any, seed: int) -> None:
        odd = made_odd(value, random.Random(seed))
        if not faults(cls, odd):
            validator.validate(odd)

    is_allowed()


def test_two_records_of_one_name_are_told_apart() -> None:
    one, other = {"title": "One", "type": "object"}, {"title": "One", "type": "string"}
    with pytest.raises(TypeError, match="two schemas are called One"):
        resolved({"anyOf": [one, other]}, {}, AT)
