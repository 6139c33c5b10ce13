"""A text never stands without a claim, and every case of a closed set has one."""

from enum import StrEnum
from pathlib import Path

import pytest

from soleus.evidence import Text, load_texts
from soleus.language import use
from soleus.vocabulary import InvalidDataError


class Case(StrEnum):
    FIRST = "first"
    SECOND = "why.second"


GOOD = """
[first]
says = "Walk {n} minutes."
claims = ["E01", "E02"]
[why.second]
says = "Rest."
claims = ["E03"]
"""


def test_each_case_has_its_text(tmp_path: Path) -> None:
    file = tmp_path / "texts.toml"
    file.write_text(GOOD)
    texts = load_texts(file, Case)
    assert list(texts) == list(Case)
    assert texts[Case.FIRST].said(n=5).line == "Walk 5 minutes. [E01, E02]"
    assert texts[Case.SECOND] == Text("Rest.", ("E03",))


def test_what_is_said_is_said_in_the_language_spoken() -> None:
    text = Text("Take the check first. It shows what is safe for you.", ("X20",))
    with use("de"):
        assert text.said().says != text.says
        assert text.said().claims == text.claims


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("[first]", "[fist]", "nothing is said for 'first'"),
        ("[first]", "[fist]", "no case is called 'fist'"),
        ('["E03"]', "[]", "claims is empty"),
        ('"Rest."', '" "', "says is empty"),
        ('claims = ["E03"]', "", "'claims' is missing"),
    ],
)
def test_a_gap_or_a_fault_is_refused(tmp_path: Path, before: str, after: str, fault: str) -> None:
    file = tmp_path / "texts.toml"
    file.write_text(GOOD.replace(before, after))
    with pytest.raises(InvalidDataError) as caught:
        load_texts(file, Case)
    assert any(fault in line for line in caught.value.faults)
