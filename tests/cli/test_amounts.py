"""The places of amounts in our texts never reach the terminal as they are written."""

import re

import pytest

from cli.said import Run
from cli.test_learn import GROWN
from coach.samples import WELL
from soleus.compose import Settings, open_coach

PLACE = re.compile(r"\{(sodium|cm|celsius)\b")
VERBS = (
    ("evidence",),
    ("evidence", "--json"),
    ("plan", "make"),
    ("plan", "--json"),
    GROWN,
    ("learn",),
    ("learn", "--json"),
    ("session", "elevation", "--json"),
    ("journal",),
)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_verb_prints_one(typed: Run, language: str) -> None:
    with open_coach(Settings.from_environment()) as coach:
        coach.checks.record("self", {**WELL})
    said = {words: typed("--language", language, *words) for words in VERBS}
    assert [words for words, each in said.items() if PLACE.search(each.out + each.err)] == []
    assert "2,300 mg of sodium a day" in said["plan", "--json"].out
    assert "2,300 mg of sodium a day" in said["evidence", "--json"].out
    stay_below = {"en": "2,300 mg of sodium", "de": "2.300 mg Natrium"}[language]
    assert stay_below in " ".join(said["plan", "make"].out.split())
    assert stay_below in " ".join(said["evidence",].out.split())
    assert re.search(r"41[.,]0 cm", said[GROWN].out)
