"""Every text in use is in every catalogue, and nothing in one could mislead."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from soleus.language import completeness, languages, reviewers
from soleus.language.catalogues import catalogues, is_translated

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in languages() if language != "en"]
SAFETY = ("assessment", "session", "coach", "reminders")
"""The domains in which a text left in English could be a danger."""
_WORDING = {"{they}", "{them}", "{their}", "{themselves}"}
"""Words that English puts for oneself or for another; "Sie" is said to both."""


def placeholders(text: str) -> list[str]:
    found = re.findall(r"%\(\w+\)s|\{\w*\}", text)
    return sorted({each for each in found if each.lower() not in _WORDING})


def forms(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value or ""),)


def test_the_catalogues_hold_just_the_texts_that_are_in_use() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "messages.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_of_a_script_is_overlooked(language: str) -> None:
    scripts = ROOT / "src" / "soleus" / "web" / "static" / "js"
    looked_up = {
        text
        for file in scripts.rglob("*.js")
        for text in re.findall(r'\btranslate\(\s*"((?:[^"\\]|\\.)*)"', file.read_text("utf-8"))
    }
    known = {str(message.id) for message in catalogues(language)["scripts"]}
    assert len(looked_up) > 50
    assert looked_up - known == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_safety_text_is_translated(language: str) -> None:
    parts = catalogues(language)
    open_ = [m.id for name in SAFETY for m in parts[name] if m.id and not is_translated(m)]
    assert open_ == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_is_doubted(language: str) -> None:
    assert [m.id for part in catalogues(language).values() for m in part if m.id and m.fuzzy] == []


def _filled_in(id_: object, place: int) -> list[list[str]]:
    """Return what may be filled in: of one, "once" may stand where English has no number."""
    english = forms(id_)
    return [placeholders(english[-1]), *([placeholders(english[0])] if place == 0 else [])]


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_is_the_same_in_both(language: str) -> None:
    wrong = [
        message.id
        for part in catalogues(language).values()
        for message in part
        if message.id and is_translated(message)
        for place, form in enumerate(forms(message.string))
        if placeholders(form) not in _filled_in(message.id, place)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_english_says_the_same_in_every_domain(language: str) -> None:
    said: dict[str, set[object]] = {}
    for part in catalogues(language).values():
        for message in part:
            if message.id and is_translated(message):
                said.setdefault(str(message.id), set()).add(forms(message.string))
    assert {text: found for text, found in said.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_id_of_the_program_can_be_taken_for_a_text(language: str) -> None:
    """What a template puts out is looked up, so a text must not look like an id with a space."""
    ids = [str(m.id) for part in catalogues(language).values() for m in part if m.id]
    assert not [id_ for id_ in ids if "_" in id_ and " " not in id_]


def test_an_emergency_calls_for_help_in_german_first() -> None:
    german = catalogues("de")
    texts = [
        (str(message.id), str(message.string))
        for name in ("assessment", "session")
        for message in german[name]
        if isinstance(message.id, str) and "Call the emergency number now" in message.id
    ]
    assert len(texts) > 20
    calls = ("Rufen Sie jetzt den Notruf",)
    assert [english for english, said in texts if not said.count(calls[0])] == []


def test_to_see_a_doctor_today_is_today_in_german() -> None:
    german = catalogues("de")["assessment"]
    texts = [m for m in german if isinstance(m.id, str) and re.search(r"\btoday\b", m.id)]
    assert len(texts) > 4
    assert [m.id for m in texts if not re.search(r"\bheute\b", str(m.string), re.I)] == []


def test_english_is_whole_and_every_other_language_says_how_whole_it_is() -> None:
    assert all(each.percent == 100 for each in completeness("en"))
    for each in completeness("de"):
        assert 0 <= each.translated <= each.texts
        assert (each.percent == 100) is (each.translated == each.texts)


def test_no_clinician_has_signed_for_german() -> None:
    assert reviewers("de") == ()
    assert reviewers("en") == ()
