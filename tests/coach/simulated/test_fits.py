"""Those who fit a person are kept with the person, for what is known of them now, and no longer."""

from dataclasses import replace
from pathlib import Path

import pytest

import soleus.circulation
from soleus.circulation import Ensemble, Known, LegDay, people_like
from soleus.coach import Coach
from soleus.coach.simulated.fits import MEMBERS
from soleus.journal import SELF, Journal
from soleus.vocabulary.clock import FixedClock

KNOWN = Known(age=55, sex="female")
"""Nothing is measured, so that a fit takes a twentieth of a second."""


@pytest.fixture
def fitted(monkeypatch: pytest.MonkeyPatch) -> list[Known]:
    """What people were fitted to, in order."""
    asked: list[Known] = []
    whole = soleus.circulation.fit

    def fit(known: Known, n: int, seed: int, *, days: tuple[LegDay, ...] = ()) -> Ensemble:
        asked.append(known)
        return whole(known, n, seed, days=days)

    monkeypatch.setattr(soleus.circulation, "fit", fit)
    return asked


def test_who_fits_is_fitted_once_and_there_for_the_next_program(
    well: Coach, fitted: list[Known], clock: FixedClock, tmp_path: Path
) -> None:
    first = well.fits.of(SELF, KNOWN)
    assert len(first.scores) == MEMBERS
    assert well.fits.of(SELF, KNOWN) == first
    with Coach(Journal.open(tmp_path / "journal.sqlite3", clock), clock) as other:
        assert other.fits.of(SELF, KNOWN) == first
    assert fitted == [KNOWN]


def test_the_first_of_them_are_those_that_would_be_drawn_without_keeping(well: Coach) -> None:
    assert tuple(well.fits.people_of(SELF)(KNOWN, 5)) == people_like(KNOWN, 5)


def test_whoever_is_known_otherwise_is_fitted_anew(well: Coach, fitted: list[Known]) -> None:
    older = replace(KNOWN, age=56.0)
    for known in (KNOWN, older, KNOWN):
        assert well.fits.of(SELF, known).known == known
    assert fitted == [KNOWN, older, KNOWN]


def test_each_purpose_has_its_own(well: Coach, fitted: list[Known]) -> None:
    days = [LegDay(8.0, score=3.0)]
    for _ in range(2):
        assert well.fits.of(SELF, KNOWN).days == ()
        assert well.fits.of(SELF, KNOWN, days, purpose="learnt").days == tuple(days)
    assert len(fitted) == 2


def test_nobody_is_given_what_was_fitted_to_somebody_else(well: Coach, fitted: list[Known]) -> None:
    other = well.journal.add_person("Ada")
    well.fits.of(SELF, KNOWN)
    assert well.journal.draft(other.id, "fit") is None
    well.fits.of(other.id, KNOWN)
    well.delete([SELF])
    assert well.journal.draft(other.id, "fit") is not None
    assert fitted == [KNOWN, KNOWN]


def test_another_model_fits_anew(
    well: Coach, fitted: list[Known], monkeypatch: pytest.MonkeyPatch
) -> None:
    well.fits.of(SELF, KNOWN)
    monkeypatch.setattr(soleus.circulation, "people_fingerprint", lambda: "another")
    well.fits.of(SELF, KNOWN)
    assert len(fitted) == 2


def test_what_cannot_be_read_is_fitted_anew(well: Coach, fitted: list[Known]) -> None:
    well.fits.of(SELF, KNOWN)
    kept = well.journal.draft(SELF, "fit")
    assert kept is not None
    well.journal.save_draft(SELF, "fit", {**kept.document, "ensemble": {"scores": []}})
    assert len(well.fits.of(SELF, KNOWN).scores) == MEMBERS
    assert len(fitted) == 2


def test_it_goes_with_the_data_and_is_in_no_copy(well: Coach) -> None:
    well.fits.of(SELF, KNOWN)
    assert "ensemble" not in well.journal.export_json()
    well.delete([SELF])
    assert well.journal.draft(SELF, "fit") is None


def test_what_was_being_fitted_while_all_was_deleted_is_not_kept(
    well: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = soleus.circulation.fit

    def fit(*args: object, **words: object) -> Ensemble:
        well.delete([SELF])
        return whole(*args, **words)  # type: ignore[arg-type]

    monkeypatch.setattr(soleus.circulation, "fit", fit)
    assert well.fits.of(SELF, KNOWN).known == KNOWN
    assert well.journal.draft(SELF, "fit") is None


def test_of_somebody_who_is_gone_nothing_is_kept(well: Coach) -> None:
    other = well.journal.add_person("Ada")
    well.delete([other.id])
    assert well.fits.of(other.id, KNOWN).known == KNOWN
