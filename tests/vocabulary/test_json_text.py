"""JSON that says something twice is told, wherever in it that is."""

import pytest

from soleus.vocabulary import read_once


def test_what_stands_once_is_read() -> None:
    assert read_once('{"a": [{"b": 1}, {"b": 2}]}') == ({"a": [{"b": 1}, {"b": 2}]}, ())


def test_what_stands_twice_is_named() -> None:
    assert read_once('{"a": {"b": true, "c": 1, "b": false}}')[1] == ("b",)


@pytest.mark.parametrize("text", ["", "{", '{"a": }', "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        read_once(text)
