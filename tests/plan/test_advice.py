import pytest

from plan.samples import clearance, profile, referred
from soleus.plan.advice import advice_for, advice_rules
from soleus.plan.words import RISK_FACTORS
from soleus.vocabulary import Status

ALL_NO = dict.fromkeys(RISK_FACTORS, False)


def ids(**factors: bool) -> list[str]:
    given = {**ALL_NO, **factors}
    return [each.id for each in advice_for(clearance(), profile(risk_factors=given))]


def test_stopping_to_smoke_comes_first_then_the_control_of_illness() -> None:
    chosen = ids(smoker=True, diabetes=True, obesity=True, high_blood_pressure=True)
    assert chosen[:3] == ["smoking", "risk_control", "weight"]
    assert chosen.index("salt") < chosen.index("water") < chosen.index("food")


@pytest.mark.parametrize(
    ("factor", "advice"),
    [
        ("smoker", "smoking"),
        ("diabetes", "risk_control"),
        ("high_blood_pressure", "risk_control"),
        ("high_cholesterol", "risk_control"),
        ("high_blood_pressure", "salt_lower"),
        ("heart_failure", "salt_lower"),
        ("obesity", "weight"),
        ("known_pad", "pad_programme"),
        ("sedentary", "start_small"),
        ("sits_long", "break_up_sitting"),
        ("long_journey", "journey_seat"),
        ("venous_insufficiency", "stockings_fitted"),
    ],
)
def test_a_risk_factor_chooses_its_advice_and_its_absence_does_not(
    factor: str, advice: str
) -> None:
    assert advice in ids(**{factor: True})
    assert advice not in ids()


def test_every_risk_factor_of_a_profile_chooses_some_advice() -> None:
    used = {factor for rule in advice_rules().values() for factor in rule.when_any}
    assert used == set(RISK_FACTORS)


def test_an_unknown_risk_factor_is_taken_neither_for_yes_nor_for_no() -> None:
    unknown = {each.id: each.says for each in advice_for(clearance(), profile())}
    assert unknown["smoking"].startswith("If you smoke")
    assert unknown["risk_control"].startswith("If you have")
    assert "weight" not in unknown


def test_what_is_good_for_everybody_is_told_to_everybody() -> None:
    assert {"salt", "water", "food", "clothes", "shoes"} <= set(ids())


def test_stockings_are_advised_only_where_compression_is_open() -> None:
    risky = profile(risk_factors={**ALL_NO, "venous_insufficiency": True})
    opened = {each.id for each in advice_for(clearance(), risky)}
    held = {each.id for each in advice_for(clearance(compression=Status.HOLD), risky)}
    assert "stockings_fitted" in opened
    assert "stockings_ask_first" not in opened
    assert "stockings_ask_first" in held
    assert "stockings_fitted" not in held


def test_nobody_is_told_to_pump_or_to_walk_where_that_is_not_open() -> None:
    held = clearance(ankle_pumps=Status.HOLD, walking=Status.HOLD)
    given = profile(risk_factors={**ALL_NO, "long_journey": True, "sedentary": True})
    chosen = {each.id for each in advice_for(held, given)}
    assert not {"journey_seat", "start_small", "keep_moving"} & chosen


def test_the_clinician_comes_first_under_within_days_and_only_then() -> None:
    assert advice_for(referred(), profile())[0].id == "see_a_clinician"
    assert "see_a_clinician" not in ids()
