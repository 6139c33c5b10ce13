"""Every verb for a person speaks the language asked for; what programs read never changes."""

import pytest
import typer

from cli.said import Run
from soleus.cli.app import app, language_option
from soleus.cli.helping import help_texts
from soleus.language import translate, use

GERMAN = ("--language", "de")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (("--language", "de", "plan"), "de"),
        (("--language=de", "plan"), "de"),
        (("plan", "--language", "de"), None),
        (("--language",), None),
        (("--help",), None),
        ((), None),
    ],
)
def test_the_language_is_asked_for_before_the_verb(
    words: tuple[str, ...], language: str | None
) -> None:
    assert language_option(words) == language


def test_every_text_of_help_is_german() -> None:
    texts = set(help_texts(typer.main.get_command(app)))
    assert len(texts) > 100
    with use("de"):
        assert [text for text in texts if translate(text) == text] == []


def test_help_is_shown_in_german_frame_and_all(typed: Run) -> None:
    shown = typed(*GERMAN, "plan", "make", "--help").out
    assert shown.startswith("Aufruf: ")
    assert "Wann der Tag beginnt: 07:00." in shown
    assert "Diese Hilfe zeigen." in shown
    assert "Usage" not in shown


def test_what_is_for_researchers_stays_english(typed: Run) -> None:
    shown = typed(*GERMAN, "lab", "--help").out
    assert shown.startswith("Usage: ")
    assert "Simulate legs" in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("plan",), "Zum Check: soleus check"),
        (("journal", "list"), "Da ist noch nichts notiert."),
        (("learn",), "In diesen Tagen zeigt sich nichts"),
        (("evidence", "C07"), "Quelle S2"),
        (("exercises", "list"), "Noch ist keine Übung notiert."),
        (("journal", "list", "--since", "gestern"), "muss ein Tag sein"),
        (("journal", "add", "activity", "--minutes", "20", "--intensity", "moderate"), "zügig"),
        (("journal", "add", "tape", "--calf-left-cm", "36.5"), "Wade links 36,5 cm"),
        (("journal", "add", "symptom", "--swelling-left", "3"), "Schwellung links 3"),
    ],
)
def test_verbs_speak_german(typed: Run, words: tuple[str, ...], expected: str) -> None:
    done = typed(*GERMAN, *words)
    assert expected in done.out + done.err


@pytest.mark.parametrize(
    "words",
    [
        ("journal", "list", "--json"),
        ("journal", "people", "--json"),
        ("learn", "--json"),
        ("evidence", "F03", "--json"),
        ("exercises", "list", "--json"),
        ("plan", "--json"),
    ],
)
def test_what_programs_read_is_the_same_to_the_byte(typed: Run, words: tuple[str, ...]) -> None:
    typed("journal", "add", "tape", "--calf-left-cm", "36.5")
    german, english = typed(*GERMAN, *words), typed(*words)
    assert (german.status, german.out) == (english.status, english.out)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("plan", "make", "--nix"), "Die Option --nix gibt es nicht."),
        (("journal", "add", "activity"), "'--minutes' fehlt."),
        (("plan", "make", "--minutes-a-day", "viel"), "'--minutes-a-day'"),
        (("plan", "make", "--setting"), "Nach --setting muss etwas folgen."),
        (("nix",), "Dieser Befehl wurde nicht verstanden."),
    ],
)
def test_a_command_that_cannot_be_read_is_refused_in_german(
    typed: Run, words: tuple[str, ...], expected: str
) -> None:
    refused = typed(*GERMAN, *words)
    assert (refused.status, refused.out) == (2, "")
    assert expected in refused.err
    assert "Error" not in refused.err


def test_a_group_of_verbs_alone_shows_its_help_in_german(typed: Run) -> None:
    shown = typed(*GERMAN, "journal")
    assert "Das Tagebuch: zurückschauen, notieren, exportieren." in shown.out + shown.err


def test_a_language_that_is_not_there_is_refused(typed: Run) -> None:
    refused = typed("--language", "xx", "plan")
    assert (refused.status, refused.out) == (2, "")
    assert "there is no language 'xx'; choose one of en, de" in refused.err
