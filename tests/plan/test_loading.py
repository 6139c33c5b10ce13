"""The room's data files are read strictly, and every fault is told at once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import soleus.plan
from soleus.plan import loading
from soleus.plan.advice import advice_rules
from soleus.plan.kinds import kinds
from soleus.plan.settings import day_shapes
from soleus.plan.statements import statements
from soleus.plan.targets import targets
from soleus.vocabulary import InvalidDataError


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the room's files that a test may spoil."""
    copy = tmp_path / "plan"
    shutil.copytree(Path(str(soleus.plan.__file__)).parent, copy)
    monkeypatch.setattr(loading, "files", lambda _: copy)
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


def test_the_files_as_they_are_have_no_fault(data: Path) -> None:
    for load in (kinds, day_shapes, advice_rules, statements, targets):
        assert load.__wrapped__()


def test_every_fault_of_a_kind_is_told(data: Path) -> None:
    spoil(
        data / "kinds" / "elevation.toml",
        ('activity = "elevation"', 'activity = "elevatoin"'),
        ("minutes = [10, 10, 15]", "minutes = [15, 10]"),
        ('title = "Legs up"', 'titel = "Legs up"'),
        ('claims = ["D04", "D01", "D09", "D08", "X19"]', "claims = []"),
    )
    told = faults(kinds.__wrapped__)
    assert "kinds/elevation.toml: 'activity' is 'elevatoin'; did you mean 'elevation'?" in told
    assert "'minutes' has to be [least, usual, most]" in told
    assert "'title' is missing" in told
    assert "unknown key 'titel'; did you mean 'title'?" in told
    assert "'claims' is empty" in told


def test_a_setting_that_is_missing_unknown_or_names_what_is_not_there_is_told(data: Path) -> None:
    (data / "settings" / "bed.toml").rename(data / "settings" / "bedd.toml")
    spoil(data / "settings" / "desk.toml", ('"break_walk"', '"brake_walk"'), ('"midday"', '"noon"'))
    told = faults(day_shapes.__wrapped__)
    assert "settings/bed.toml is missing" in told
    assert "settings/bedd.toml: this is no setting; did you mean 'bed'?" in told
    assert "'breaks' has 'brake_walk'; did you mean 'break_walk'?" in told
    assert "'calf_raises' has 'noon'" in told


def test_advice_on_an_unknown_risk_factor_or_urgency_is_told(data: Path) -> None:
    spoil(data / "advice" / "smoking.toml", ('"smoker"', '"smokes"'), ("rank = 10", 'rank = "1"'))
    spoil(data / "advice" / "see_a_clinician.toml", ('"within_days"', '"soonish"'))
    spoil(data / "advice" / "stockings_fitted.toml", ('"compression"', '"stockings"'))
    told = faults(advice_rules.__wrapped__)
    assert "'when_any' has 'smokes'; did you mean 'smoker'?" in told
    assert "'rank' has to be a whole number" in told
    assert "'urgency' is 'soonish'" in told
    assert "'where_open' is 'stockings'" in told


def test_a_number_that_is_missing_or_misspelt_is_told(data: Path) -> None:
    spoil(data / "targets.toml", ("[step_percent]\nvalue = 10", '[step_percnt]\nvalue = "ten"'))
    told = faults(targets.__wrapped__)
    assert "targets.toml: 'step_percent' is missing" in told
    assert "unknown key 'step_percnt'; did you mean 'step_percent'?" in told
    assert "[step_percnt]: 'value' has to be a whole number" in told


def test_a_statement_without_claims_is_told(data: Path) -> None:
    spoil(data / "statements.toml", ('claims = ["E05", "E08"]', ""))
    assert "[reached]: 'claims' is missing" in faults(statements.__wrapped__)


def test_a_file_that_is_no_toml_is_told(data: Path) -> None:
    (data / "kinds" / "walking_bout.toml").write_text("activity = ", "utf-8")
    assert "kinds/walking_bout.toml: this is no TOML" in faults(kinds.__wrapped__)
