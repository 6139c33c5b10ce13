"""The room's data files are read strictly, and every fault is told at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import soleus.plan
from soleus.evidence import load_texts
from soleus.plan.advice import Advice, advice_rules
from soleus.plan.kinds import Kind, kinds
from soleus.plan.settings import DayShape, day_shapes
from soleus.plan.statements import Basis, Remark, statements
from soleus.plan.targets import Targets, targets
from soleus.records import load_file, load_folder
from soleus.vocabulary import InvalidDataError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the room's files that a test may spoil."""
    copy = tmp_path / "plan"
    shutil.copytree(Path(str(soleus.plan.__file__)).parent, copy)
    return copy


def faults(load: Callable[[], object]) -> str:
    with pytest.raises(InvalidDataError) as caught:
        load()
    return "\n".join(caught.value.faults)


def spoil(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def test_the_files_as_they_are_have_no_fault() -> None:
    for load in (kinds, day_shapes, advice_rules, statements, targets):
        assert load()


def test_every_fault_of_a_kind_is_told(data: Path) -> None:
    spoil(
        data / "kinds" / "elevation.toml",
        ('activity = "elevation"', 'activity = "elevatoin"'),
        ("minutes = [10, 10, 15]", "minutes = [15, 10]"),
        ('title = "Legs up"', 'titel = "Legs up"'),
    )
    told = faults(lambda: load_folder(Kind, data / "kinds"))
    assert "kinds/elevation.toml: activity is 'elevatoin'; did you mean 'elevation'?" in told
    assert "minutes has to be [least, usual, most]" in told
    assert "'title' is missing" in told
    assert "unknown key 'titel'; did you mean 'title'?" in told


def test_a_setting_that_is_unknown_or_names_what_is_not_there_is_told(data: Path) -> None:
    (data / "settings" / "bed.toml").rename(data / "settings" / "bedd.toml")
    spoil(data / "settings" / "desk.toml", ('"break_walk"', '"brake_walk"'), ('"midday"', '"noon"'))
    told = faults(lambda: load_folder(DayShape, data / "settings"))
    assert "settings/bedd.toml: id is 'bedd'; did you mean 'bed'?" in told
    assert "breaks 1: there is no kind 'brake_walk'; did you mean 'break_walk'?" in told
    assert "calf_raises 1: is 'noon'" in told


def test_advice_on_an_unknown_risk_factor_or_urgency_is_told(data: Path) -> None:
    spoil(data / "advice" / "smoking.toml", ('"smoker"', '"smokes"'), ("rank = 10", 'rank = "1"'))
    spoil(data / "advice" / "see_a_clinician.toml", ('"within_days"', '"soonish"'))
    spoil(data / "advice" / "stockings_fitted.toml", ('"compression"', '"stockings"'))
    told = faults(lambda: load_folder(Advice, data / "advice"))
    assert "when_any 1: is 'smokes'; did you mean 'smoker'?" in told
    assert "rank is '1', but has to be a whole number" in told
    assert "urgency is 'soonish'" in told
    assert "where_open is 'stockings'" in told


def test_a_number_that_is_missing_or_misspelt_is_told(data: Path) -> None:
    spoil(data / "targets.toml", ("[step_percent]\nvalue = 10", '[step_percnt]\nvalue = "ten"'))
    told = faults(lambda: load_file(Targets, data / "targets.toml"))
    assert "targets.toml: 'step_percent' is missing" in told
    assert "unknown key 'step_percnt'; did you mean 'step_percent'?" in told


def test_a_statement_without_claims_is_told(data: Path) -> None:
    spoil(data / "statements.toml", ('claims = ["E05", "E08"]', ""))
    assert "statements.toml, reached: 'claims' is missing" in faults(
        lambda: load_texts(data / "statements.toml", (*Basis, *Remark))
    )


def test_a_file_that_is_no_toml_is_told(data: Path) -> None:
    (data / "kinds" / "walking_bout.toml").write_text("activity = ", "utf-8")
    assert "kinds/walking_bout.toml: this is no TOML" in faults(
        lambda: load_folder(Kind, data / "kinds")
    )
