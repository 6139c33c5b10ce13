"""Looking up texts, and what happens where a language lacks one."""

from soleus.language import (
    Measures,
    Sodium,
    in_english,
    inside,
    measuring,
    phrase_book,
    plural,
    translate,
    translated,
    use,
)


def test_a_text_that_a_language_lacks_is_shown_in_english() -> None:
    with use("de"):
        assert translate("Nobody ever wrote this.") == "Nobody ever wrote this."


def test_an_empty_text_is_empty_and_not_the_head_of_the_catalogue() -> None:
    with use("de"):
        assert translate("") == ""


def test_words_in_braces_are_filled_in_after_the_look_up() -> None:
    with use("de"):
        assert translate("{what}, {n} min", what="Gehen", n=10) == "Gehen, 10 Min."
    assert translate("{what}, {n} min", what="Walking", n=10) == "Walking, 10 min"


def test_one_and_many() -> None:
    assert plural("{n} minute", "{n} minutes", 1) == "1 minute"
    assert plural("{n} minute", "{n} minutes", 3) == "3 minutes"
    with use("de"):
        assert plural("{n} minute", "{n} minutes", 1) == "1 Minute"
        assert plural("{n} minute", "{n} minutes", 0) == "0 Minuten"
        assert plural("{n} minute", "{n} minutes", 1.5) == "1,5 Minuten"


def test_json_is_translated_where_texts_stand_and_nowhere_else() -> None:
    data = {"id": "Walk", "title": "Walk", "parts": [{"until": "I am there", "at": 3}], "n": None}
    with use("de"):
        assert translated(data) == {
            "id": "Walk",
            "title": "Gehen",
            "parts": [{"until": "Ich bin so weit", "at": 3}],
            "n": None,
        }
    assert translated(data) == data
    assert translated({"text": "Below {sodium:2300}"}) == {"text": "Below 2,300 mg of sodium"}


def test_amounts_and_names_are_filled_in_together() -> None:
    text = "{who}: below {sodium:2300}"
    assert translate(text, who="You") == "You: below 2,300 mg of sodium"
    assert translate(text) == "{who}: below 2,300 mg of sodium"
    assert translate("{note}", note="{cm:3}") == "{cm:3}"


def test_what_programs_read_is_english_in_the_units_of_the_source() -> None:
    with use("de"), measuring(Measures(sodium=Sodium.SALT)):
        assert in_english("Below {sodium:2300} a day.") == "Below 2,300 mg of sodium a day."


def test_english_words_lose_their_capital_inside_a_sentence_and_german_ones_keep_it() -> None:
    assert inside("Ankle pumps") == "ankle pumps"
    with use("de"):
        assert inside("Fußpumpe") == "Fußpumpe"


def test_scripts_get_a_phrase_book_in_another_language_only() -> None:
    assert phrase_book("scripts") == {}
    with use("de"):
        assert phrase_book("scripts")["Paused"] == "Angehalten"
        assert phrase_book("no such domain") == {}
