"""TOML from outside is measured before it is read."""

import time
from contextlib import suppress

import pytest

from soleus.records import parse_toml
from soleus.records.sizes import TOML_MARKS


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000 + "a = 1",
        "[" + "a." * 100_000 + "a]",
        "a = {" + "a." * 50_000 + "a = 1}",
        "[[a]]\n" * 100_000,
        "a = " + "[" * 100_000,
        "a = " + "{a = " * 100_000,
        "a = [" + "1," * 100_000 + "]",
        "\n" * 5_000_000,
        'a = "' + "\\n" * 1_000_000 + '"',
        'a = """' + '"" ' * 10 + 'x"""""\n' + "b." * 100_000 + "b = 1",
    ],
)
def test_what_would_take_long_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="more than"):
        parse_toml(text, is_own=False)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize("mark", TOML_MARKS)
def test_as_many_marks_as_may_be_take_little_time(mark: str) -> None:
    most = TOML_MARKS[mark] - 1
    shapes = {
        ".": "a." * most + "a = 1",
        "[": "a = " + "[" * most,
        "{": "a = " + "{a=" * (most // 2),
        "=": "\n".join(f"k{n} = 1" for n in range(most)),
        ",": "a = [" + "1," * most + "]",
        "\\": 'a = "' + "\\n" * most + '"',
        "\n": "\n" * most,
    }
    began = time.process_time()
    with suppress(ValueError):
        parse_toml(shapes[mark], is_own=False)
    assert time.process_time() - began < 2


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_toml("\ufeffa = 1") == {"a": 1}


def test_what_lies_too_deep_is_no_toml() -> None:
    with pytest.raises(ValueError, match="deep"):
        parse_toml("a = " + "[" * 50_000)
