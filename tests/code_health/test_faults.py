"""What is wrong is said in the language of the person: no fault is worded in English alone."""

from textwrap import dedent

import pytest

from code_health.test_doors import SOURCE
from code_health.untranslated import records_of_data, untranslated, untranslated_in


def test_no_fault_that_a_person_can_meet_is_worded_in_english_alone() -> None:
    assert [str(place) for place in untranslated(SOURCE)] == []


@pytest.mark.parametrize(
    "line",
    [
        'raise EntryError("this cannot be")',
        'raise EntryError([f"{name} cannot be"])',
        'raise EntryError(f"{n} is too much" for n in numbers)',
        'raise EntryError("this {name} cannot be".format(name=name))',
        'raise EntryError("; ".join(["this cannot be"]))',
        'raise EntryError("this cannot be" if name else translate("nor this"))',
        'raise EntryError(text=prefix + "cannot be")',
        'wrong = "this cannot be"; raise EntryError(wrong)',
        'wrong = []; wrong.append("this cannot be"); raise EntryError(wrong)',
        'faults.append(f"{name} is missing")',
        'faults += [f"{name} is missing" for name in names]',
        'raise ValueError("has to be a list")',
    ],
)
def test_a_bare_text_in_a_fault_is_found(line: str) -> None:
    assert len(untranslated_in(f"def read(name):\n    {line}\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        'raise EntryError(translate("this cannot be"))',
        'raise EntryError([translate("{name} cannot be", name=name)])',
        'raise EntryError(f"{named(name)}: {fault}")',
        'raise EntryError("; ".join(faults))',
        "raise EntryError",
        'raise TypeError("no such law")',
        'raise InvalidDataError(["lamps.toml: a lamp is missing"])',
        'names.append("this is no fault")',
        'raise EntryError(translate("this cannot be"), claims=("lamps",))',
    ],
)
def test_a_translated_text_and_what_only_a_programmer_meets_pass(line: str) -> None:
    assert untranslated_in(f"def read(name):\n    {line}\n") == []


def test_what_a_function_that_finds_faults_returns_is_looked_at() -> None:
    text = """
        def fault(value):
            return "is no lamp" if value else None

        def lamp(value):
            return "a lamp"

        class LampError(Exception):
            def __init__(self):
                super().__init__("the lamp is broken")
    """
    assert [place.text for place in untranslated_in(dedent(text))] == [
        "is no lamp",
        "the lamp is broken",
    ]


def test_a_module_that_loads_our_own_data_may_word_their_faults_in_english() -> None:
    text = """
        lamps = load_folder(Lamp, FOLDER)

        def faults_of(lamp):
            yield f"{lamp}.toml: no lamp stands there"
    """
    assert untranslated_in(dedent(text)) == []


def test_faults_of_a_record_that_is_read_from_our_data_may_be_english_those_of_others_not() -> None:
    lamp = """
        class Bulb(Record):
            watts: int

        class Lamp(Record):
            bulbs: tuple[Bulb, ...]

            def _faults_between(self):
                return () if self.bulbs else ("a lamp needs a bulb",)
    """
    loader = "LAMPS = load_folder(Lamp, FOLDER)"
    assert records_of_data([dedent(lamp), loader]) == {"Lamp", "Bulb"}
    assert untranslated_in(dedent(lamp), records={"Lamp", "Bulb"}) == []
    assert len(untranslated_in(dedent(lamp))) == 1
