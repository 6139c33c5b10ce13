"""A record refuses wrong values, all at once, and finds its way to JSON and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.language import use
from soleus.records import NonBlank, Record, limits
from soleus.vocabulary import FaultsError, InvalidDataError


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class PaintError(FaultsError):
    """What the tests' own records raise."""


@dataclass(frozen=True, slots=True)
class Tin(Record):
    error: ClassVar[type[FaultsError]] = PaintError
    colour: Colour
    litres: Annotated[float, limits.number(0, 100, "litres")] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Record):
    error: ClassVar[type[FaultsError]] = PaintError
    name: NonBlank
    tins: tuple[Tin, ...] = ()
    spare: Tin | None = None
    colours: tuple[Colour, ...] = ()
    heights: Mapping[Colour, float] = field(default_factory=dict)
    opened: date | None = None
    seen: datetime | None = None
    from_: time = time(9)
    id: UUID | None = None
    rows: int | Literal["many"] = 1
    is_full: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    def _faults_between(self) -> tuple[str, ...]:
        return ("a full shelf has tins",) if self.is_full and not self.tins else ()


moments = st.datetimes(datetime(1900, 1, 2), datetime(9000, 1, 1)).flatmap(
    lambda naive: st.integers(-12 * 60, 14 * 60).map(
        lambda minutes: naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    )
)
tins = st.builds(Tin, st.sampled_from(Colour), st.floats(0, 100))
shelves = st.builds(
    Shelf,
    name=st.text("abc ä", min_size=1).filter(str.strip),
    tins=st.lists(tins, max_size=3).map(tuple),
    spare=st.none() | tins,
    colours=st.lists(st.sampled_from(Colour), unique=True).map(tuple),
    heights=st.dictionaries(st.sampled_from(Colour), st.floats(-1e6, 1e6)),
    opened=st.none() | st.dates(),
    seen=st.none() | moments,
    from_=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    id=st.none() | st.uuids(),
    rows=st.just("many") | st.integers(),
    extra=st.dictionaries(st.text("abc"), st.integers() | st.booleans() | st.text("xyz")),
)


@given(shelves)
def test_what_is_written_is_read_back_as_it_was(shelf: Shelf) -> None:
    assert Shelf.from_dict(shelf.as_dict()) == shelf


odd = st.text("a\n\0 'ä", max_size=3)
names = st.sampled_from(["name", "tins", "colours", "spare", "rows"]) | odd
values = st.recursive(
    st.none() | st.booleans() | st.integers() | odd,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(names, values))
def test_whatever_is_read_gives_a_record_or_faults_of_one_line(data: dict[str, Any]) -> None:
    faults = _faults_of(data)
    assert faults is None or faults
    assert not any("\n" in fault for fault in faults or ())


def _faults_of(data: dict[str, Any]) -> tuple[str, ...] | None:
    try:
        Shelf.from_dict(data)
    except PaintError as error:
        return error.faults
    return None


def test_every_fault_is_reported_at_once() -> None:
    data = {"tins": [{"colour": "rde"}, {"litres": 101}, 3], "colours": ["red", "red"], "x": 1}
    with pytest.raises(PaintError) as caught:
        Shelf.from_dict(data)
    assert caught.value.faults == (
        "unknown key 'x'",
        "'name' is missing",
        "tins 1: colour is 'rde'; did you mean 'red'?; 2: 'colour' is missing; "
        "litres is 101, but has to be from 0 to 100 litres; 3: is 3, but has to be a JSON object",
        "colours names the same thing twice",
    )


def test_faults_between_fields_come_once_each_field_is_right() -> None:
    with pytest.raises(PaintError, match="a full shelf has tins"):
        Shelf(name="a", is_full=True)


def test_it_is_made_only_when_valid() -> None:
    with pytest.raises(PaintError, match="from 0 to 100 litres"):
        Tin(Colour.RED, litres=-1)


@pytest.mark.parametrize("wrong", [True, float("nan"), float("inf"), 10**400, "1", None])
def test_a_number_is_no_flag_no_text_and_finite(wrong: object) -> None:
    with pytest.raises(PaintError, match="has to be a number"):
        Tin.from_dict({"colour": "red", "litres": wrong})


def test_a_fault_is_told_in_the_language_spoken() -> None:
    with use("de"), pytest.raises(PaintError, match="muss eine Zahl sein"):
        Tin.from_dict({"colour": "red", "litres": "much"})


def test_a_type_without_a_limit_is_refused_when_it_is_first_used() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd(Record):
        what: complex

    with pytest.raises(TypeError, match="no limit is known"):
        Odd.from_dict({"what": 1})


def test_data_of_the_program_is_refused_by_its_own_error() -> None:
    @dataclass(frozen=True, slots=True)
    class Plain(Record):
        what: int

    with pytest.raises(InvalidDataError):
        Plain.from_dict({"what": "x"})
