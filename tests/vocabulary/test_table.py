import pytest

from soleus.vocabulary import InvalidDataError, Table, nearest, read_table


def read(text: str) -> tuple[Table, list[str]]:
    faults: list[str] = []
    return read_table(text, "a.toml", faults), faults


def test_a_sound_table_gives_its_values_and_no_fault() -> None:
    table, faults = read('name = " Ann "\nage = 3\ntags = ["x", "y"]\n[[row]]\nname = "z"')
    assert table.text("name") == "Ann"
    assert table.number("age") == 3
    assert table.texts("tags") == ("x", "y")
    assert [row.text("name") for row in table.tables("row")] == ["z"]
    table.close()
    assert faults == []


def test_a_missing_key_is_told_unless_it_has_a_default() -> None:
    table, faults = read("")
    assert table.text("name", "none") == "none"
    assert table.texts("tags", ()) == ()
    assert faults == []
    table.text("name")
    table.texts("tags")
    table.number("age")
    table.tables("row")
    assert faults == [f"a.toml: '{key}' is missing" for key in ("name", "tags", "age", "row")]


@pytest.mark.parametrize("written", ["3", '""', '"  "', "[]"])
def test_a_text_has_to_be_a_text_that_is_not_blank(written: str) -> None:
    table, faults = read(f"name = {written}")
    table.text("name")
    assert faults == ["a.toml: 'name' has to be a text that is not blank"]


@pytest.mark.parametrize("written", ["true", "1.5", '"1"'])
def test_a_number_has_to_be_whole_and_true_is_none(written: str) -> None:
    table, faults = read(f"age = {written}")
    table.number("age")
    assert faults == ["a.toml: 'age' has to be a whole number"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("[]", "'tags' is empty"),
        ("[1]", "'tags' has to be a list of texts"),
        ('"x"', "'tags' has to be a list of texts"),
        ('["x", "x"]', "'tags' has the same entry twice"),
    ],
)
def test_a_list_of_texts_that_is_none_is_told(written: str, fault: str) -> None:
    table, faults = read(f"tags = {written}")
    table.texts("tags")
    assert faults == [f"a.toml: {fault}"]


@pytest.mark.parametrize("written", ["[]", "[1]", '"x"'])
def test_an_array_of_tables_that_is_none_is_told(written: str) -> None:
    table, faults = read(f"row = {written}")
    assert table.tables("row") == ()
    assert faults == ["a.toml: 'row' has to be a list of tables that is not empty"]


def test_a_choice_outside_its_set_names_the_nearest_one() -> None:
    table, faults = read('kind = "limt"')
    table.choice("kind", ["limit", "scope"])
    assert faults == ["a.toml: 'kind' is 'limt'; did you mean 'limit'?"]


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    table, faults = read('nmae = "Ann"')
    table.text("name", "")
    table.close()
    assert faults == ["a.toml: unknown key 'nmae'; did you mean 'name'?"]


def test_a_fault_in_a_row_says_which_row() -> None:
    table, faults = read('[[row]]\nname = "a"\n[[row]]')
    for row in table.tables("row"):
        row.text("name")
    assert faults == ["a.toml, row 2: 'name' is missing"]


def test_a_file_that_is_no_toml_is_one_fault_and_not_many() -> None:
    table, faults = read("name = ")
    table.text("name")
    assert len(faults) == 1
    assert faults[0].startswith("a.toml: this is no TOML: ")


def test_the_error_has_one_line_for_each_fault() -> None:
    error = InvalidDataError(["one", "two"])
    assert error.faults == ("one", "two")
    assert str(error) == "one\ntwo"


def test_a_word_near_to_none_gets_no_hint() -> None:
    assert nearest("zzz", ["claim", "source"]) == ""


def test_a_flag_and_a_list_of_numbers_are_read_and_what_is_neither_is_told() -> None:
    table, faults = read('on = true\nsizes = [1, 2]\noff = 0\nwrong = [true, "2"]')
    assert table.flag("on") is True
    assert table.flag("absent", False) is False
    assert table.numbers("sizes") == (1, 2)
    assert table.numbers("none", ()) == ()
    assert faults == []
    assert table.flag("off") is False
    assert table.numbers("wrong") == ()
    assert faults == [
        "a.toml: 'off' has to be true or false",
        "a.toml: 'wrong' has to be a list of whole numbers",
    ]
