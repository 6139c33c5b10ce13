"""Lines of a calendar: names, parameters and values, as programs fold and quote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soleus.reminders.ics.lines import ODD, lines_of, parameters_of, parted, value_of


def test_only_what_matters_and_what_is_odd_is_given() -> None:
    text = b"begin:VEVENT\nSUMMARY:a\nDTSTART;TZID=x:1\nodd\nX_ODD:b\nDESCRIPTION;A=b:c\n"
    assert list(lines_of(text)) == [
        ("BEGIN", ":VEVENT"),
        ("DTSTART", ";TZID=x:1"),
        (ODD, "odd"),
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1), st.data())
def test_a_line_is_the_same_wherever_it_is_folded(name: str, data: st.DataObject) -> None:
    line = f"DTSTART;TZID={name}:20260325T090000".encode()
    at = data.draw(st.integers(1, len(line) - 1))
    ends = data.draw(st.sampled_from([b"\r\n ", b"\n\t", b"\r ", b"\r\r\n "]))
    folded = b"UID:a\n" + line[:at] + ends + line[at:]
    assert list(lines_of(folded)) == list(lines_of(b"UID:a\n" + line))


@pytest.mark.parametrize(
    ("rest", "parameters", "value"),
    [
        (":2026", {}, "2026"),
        (";TZID=Europe/Berlin:2026", {"TZID": "Europe/Berlin"}, "2026"),
        (';TZID="(UTC+01:00) Berlin";X=1:2026', {"TZID": "(UTC+01:00) Berlin", "X": "1"}, "2026"),
        (";tzid=(UTC+01:00) Berlin, Bern:2026", {"TZID": "(UTC+01:00) Berlin, Bern"}, "2026"),
        (";TZID=(UTC+01:00) Berlin\\, Bern:2026", {"TZID": "(UTC+01:00) Berlin, Bern"}, "2026"),
        (';TZID="Berlin:2026', {"TZID": "Berlin"}, "2026"),
        (';A=";:";B=c:2026', {"A": ";:", "B": "c"}, "2026"),
        (";TZID=:2026", {"TZID": ""}, "2026"),
        (":soon", {}, "soon"),
        (";A=b", {"A": "b"}, ""),
        ("", {}, ""),
    ],
)
def test_a_value_is_found_behind_parameters_that_need_quotes(
    rest: str, parameters: dict[str, str], value: str
) -> None:
    assert parted(rest, lambda text: text.strip() == "2026") == (parameters, value)


def test_where_the_value_may_be_anything_it_follows_the_first_colon_outside_of_quotes() -> None:
    line = ';CN="Me: myself";PARTSTAT=DECLINED:mailto:me@example.org'
    assert value_of(line) == "mailto:me@example.org"
    assert parameters_of(line) == {"CN": "Me: myself", "PARTSTAT": "DECLINED"}
