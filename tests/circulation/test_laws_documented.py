import inspect
from pathlib import Path

import pytest

from soleus.circulation.citations import source_of
from soleus.circulation.graph import LAWS

PARTS = ("Parameters\n", "Holds when\n", "Source\n", "Checked by\n")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", LAWS)
def test_every_law_has_its_seven_parts_in_order(name: str) -> None:
    text = inspect.getdoc(LAWS[name]) or ""
    places = [text.index(p) for p in (".. math::", *PARTS)]
    assert places == sorted(places)
    assert "[" in text.splitlines()[0], "the first line names the unit"
    assert source_of(LAWS[name])


@pytest.mark.parametrize("name", LAWS)
def test_every_law_names_a_test_that_exists(name: str) -> None:
    checked = (inspect.getdoc(LAWS[name]) or "").split("Checked by\n")[1]
    assert (ROOT / checked.split(":")[0].split()[0]).is_file()
