"""What was worked out stands between the marks that name it, and the rest of the page as it was."""

from soleus.circulation.marked import put


def test_a_table_is_put_between_its_marks() -> None:
    page = "a\n<!-- calibration: x -->\nold\n<!-- end of x -->\nb"
    assert put(page, "x", "new") == "a\n<!-- calibration: x -->\nnew\n<!-- end of x -->\nb"


def test_marks_of_another_kind_have_their_own() -> None:
    page = "<!-- compared: groups -->\n<!-- end of groups -->"
    assert put(page, "groups", "new", "compared").splitlines()[1] == "new"
