import socket

import pytest

from code_health.readability import HIGHEST, grade, too_hard


def test_plain_words_are_easy_and_long_ones_are_hard() -> None:
    easy = "Point your toes away from you. Hold for a moment."
    hard = "Intermittent plantarflexion augments haemodynamic parameters considerably."
    assert grade(easy) < 3 < HIGHEST < 12 < grade(hard)


def test_a_term_of_art_counts_as_one_short_word_in_any_shape() -> None:
    assert grade("You have it (peripheral artery disease).") == grade("You have it (word).")
    assert grade("Varicose veins.") == grade("word veins.")
    assert grade("ARTERIES.") == grade("word.")


def test_a_term_inside_another_word_does_not_count() -> None:
    assert grade("Moderately.") > grade("word.")


def test_measuring_asks_nothing_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert grade("You need no equipment for that.") > 0


def test_the_hardest_text_is_named_first() -> None:
    lines = too_hard({"a": "Go.", "b": "Considerable difficulty.", "c": "A long considerably."}, 7)
    assert [line.split(":")[0] for line in lines] == ["b", "c"]
