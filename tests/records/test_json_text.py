"""JSON from outside: measured before it is read, and one bad part spoils no other."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.records import Unreadable, read_json, read_json_parts
from soleus.records.sizes import DOCUMENT, MOST_DEPTH, SENT_COPY, Allowance
from soleus.vocabulary import MOST_FAULTS, FaultsError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=15,
)


@given(VALUES)
def test_what_is_right_is_read_as_it_is(value: object) -> None:
    assert read_json(json.dumps(value, ensure_ascii=False).encode()) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"\\ud800"', "cannot be stored"),
        ('{"\\ud800": 1}', "cannot be stored"),
        ('[[{"a": ["\\udfff"]}]]', "cannot be stored"),
        ("9" * 400, "larger than any"),
        ('{"a": [-' + "9" * 31 + "]}", "larger than any"),
        ("[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1), "deep"),
        ('{"a":' * 500 + "1" + "}" * 500, "deep"),
        ("[" * 100_000, "no JSON"),
        ('{"a": 1, "a": 1}', "twice"),
        (b"\xff", "no JSON"),
        (b"\xed\xa0\x80", "no JSON"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_line_that_can(text: str | bytes, said: str) -> None:
    with pytest.raises(FaultsError, match=said) as refused:
        read_json(text)
    assert str(refused.value).encode()
    assert all(len(line) < 200 for line in refused.value.faults)


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_passed_over(mark: str) -> None:
    assert read_json('{"a": "ü"}'.encode(mark)) == {"a": "ü"}
    assert read_json('\ufeff{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    "text",
    [
        "[" + "[]," * 5_000_000 + "1]",
        "{" + ",".join(f'"k{n}":1' for n in range(100_000)) + ',"k0":2}',
        '"' + "a" * 40_000_000 + '"',
        '["' + "\\n" * 10_000_000 + '"]',
    ],
)
def test_too_much_is_refused_before_it_is_read(text: str) -> None:
    began = time.process_time()
    with pytest.raises(FaultsError, match="too large"):
        read_json(text, SENT_COPY if len(text) > 10_000_000 else DOCUMENT)
    assert time.process_time() - began < 0.5


def test_a_name_twice_among_many_takes_no_longer_than_reading_them() -> None:
    text = "{" + ",".join(f'"k{n}":1' for n in range(200_000)) + ',"k0":2}'
    began = time.process_time()
    with pytest.raises(FaultsError, match="twice"):
        read_json(text)
    assert time.process_time() - began < 5


def test_no_more_faults_are_told_than_anybody_reads() -> None:
    with pytest.raises(FaultsError) as refused:
        read_json("[" + ",".join(['"\\ud800"'] * 100_000) + "]")
    assert len(refused.value.faults) == MOST_FAULTS + 1


def test_of_a_list_each_part_is_refused_by_itself() -> None:
    text = '{"parts": [1, {"a": 1, "a": 2}, "\\ud800", [2]], "more": 3}'
    read = read_json_parts(text, "parts")
    assert read["more"] == 3
    assert [isinstance(part, Unreadable) for part in read["parts"]] == [False, True, True, False]
    assert read["parts"][0] == 1
    assert read["parts"][3] == [2]


@pytest.mark.parametrize(
    "text",
    [
        '{"parts": [], "parts": [1]}',
        '{"parts": [1], "\\ud800": 1}',
        '{"parts": [1], "m": 1, "m": 2}',
    ],
)
def test_what_is_around_the_parts_is_held_to_everything(text: str) -> None:
    with pytest.raises(FaultsError):
        read_json_parts(text, "parts")


@pytest.mark.parametrize("text", ["[1]", "1", '{"parts": 1}', '{"parts": {"a": 1}}', "{}"])
def test_without_such_a_list_it_is_read_as_it_is(text: str) -> None:
    assert read_json_parts(text, "parts") == json.loads(text)


def test_an_allowance_counts_bytes_and_values() -> None:
    assert read_json("[1,2,3]", Allowance(bytes=7, values=5)) == [1, 2, 3]
    for too_little in (Allowance(bytes=6, values=5), Allowance(bytes=7, values=2)):
        with pytest.raises(FaultsError, match="too large"):
            read_json("[1,2,3]", too_little)
