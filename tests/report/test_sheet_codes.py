"""The codes of a sheet: a slip of the hand never names another sheet or another line."""

from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.report import (
    InvalidSheetCode,
    activity_codes,
    in_groups,
    read_codes,
    sheet_code,
)
from soleus.report.sheet_codes import ALPHABET, SHEET_LENGTH
from soleus.vocabulary import Activity

DAY = date(2026, 5, 4)
sheets = st.builds(
    sheet_code,
    st.uuids().map(str),
    st.uuids(),
    st.integers(0, 9_000).map(lambda days: DAY + timedelta(days)),
)


@given(sheets, st.sets(st.sampled_from(Activity)), st.sampled_from(["", " ", "-", ", "]))
def test_what_was_ticked_is_read_back_however_it_is_typed(
    sheet: str, ticked: set[Activity], between: str
) -> None:
    lines = activity_codes(sheet)
    typed = between.join([in_groups(sheet).lower(), *(lines[each] for each in ticked)])
    read = read_codes(typed)
    assert read.sheet == sheet
    assert set(read.activities) == ticked


@given(sheets, st.integers(0, SHEET_LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_in_the_code_of_the_sheet_is_noticed(
    sheet: str, place: int, sign: str
) -> None:
    if sheet[place] != sign:
        with pytest.raises(InvalidSheetCode, match="mistyped"):
            read_codes(sheet[:place] + sign + sheet[place + 1 :])


@given(sheets)
def test_any_two_swapped_signs_are_noticed(sheet: str) -> None:
    for one, other in combinations(range(SHEET_LENGTH), 2):
        signs = list(sheet)
        signs[one], signs[other] = signs[other], signs[one]
        if signs != list(sheet):
            with pytest.raises(InvalidSheetCode):
                read_codes("".join(signs))


@given(sheets)
def test_no_wrong_sign_turns_one_line_into_another(sheet: str) -> None:
    codes = list(activity_codes(sheet).values())
    assert len(codes) == len(Activity)
    for one, other in combinations(codes, 2):
        assert one[0] != other[0]
        assert one[1] != other[1]
        assert one != other[::-1]


def test_the_letters_of_one_sheet_hardly_ever_all_fit_another() -> None:
    """A line has one of 961 pairs of letters, so two sheets in about a thousand share theirs."""
    made = [sheet_code("self", UUID(int=1), DAY + timedelta(days)) for days in range(150)]
    letters = [tuple(activity_codes(each).values()) for each in made]
    pairs = list(combinations(letters, 2))
    assert sum(one == other for one, other in pairs) < 0.004 * len(pairs)


def test_a_code_depends_on_person_check_and_day_and_tells_none_of_them() -> None:
    first = sheet_code("self", UUID(int=1), DAY)
    assert first == sheet_code("self", UUID(int=1), DAY)
    others = (
        sheet_code("anna", UUID(int=1), DAY),
        sheet_code("self", UUID(int=2), DAY),
        sheet_code("self", UUID(int=1), DAY + timedelta(days=1)),
    )
    assert len({first, *others}) == 4
    assert set(first) <= set(ALPHABET)


@pytest.mark.parametrize("typed", ["", "W3", "   -  ", "4F7Q", "\u2460" * 3])
def test_too_little_is_no_code(typed: str) -> None:
    with pytest.raises(InvalidSheetCode, match="seven letters and numbers"):
        read_codes(typed)


def test_letters_that_stand_on_no_line_are_each_named() -> None:
    sheet = sheet_code("self", UUID(int=1), DAY)
    known = set(activity_codes(sheet).values())
    wrong = [a + b for a in "ABCD" for b in "EFGH" if a + b not in known][:2]
    with pytest.raises(InvalidSheetCode) as caught:
        read_codes(" ".join([sheet, *wrong, "Q"]))
    assert [line.split()[0] for line in caught.value.faults] == [*wrong, "Q"]


def assert_says_something(error: InvalidSheetCode) -> None:
    assert error.faults
    assert all(error.faults)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_read_or_refused_in_plain_lines(typed: str) -> None:
    told: tuple[object, ...] = ()
    try:
        told = read_codes(typed).activities
    except InvalidSheetCode as error:
        assert_says_something(error)
    assert set(told) <= set(Activity)
