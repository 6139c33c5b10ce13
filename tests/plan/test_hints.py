from typing import Any

import pytest

from soleus.plan import Setting, profile_from_answers
from soleus.vocabulary import AnswerDocument


@pytest.mark.parametrize(
    ("answers", "setting"),
    [
        ({}, Setting.HOME),
        ({"sits_long": True}, Setting.DESK),
        ({"stands_long": True}, Setting.STANDING),
        ({"stands_long": False}, Setting.HOME),
        ({"bed_rest": True, "sits_long": True}, Setting.BED),
        ({"recent_leg_surgery": True}, Setting.BED),
        ({"known_pad": True}, Setting.HOME),
        ({"known_pad": True, "cleared_activities": ["walking"]}, Setting.HOME),
        (
            {"known_pad": True, "cleared_activities": ["pain_guided_walking"]},
            Setting.PAD_SUPERVISED,
        ),
    ],
)
def test_answers_hint_at_the_setting(answers: dict[str, Any], setting: Setting) -> None:
    assert profile_from_answers({"answers": answers}).setting is setting


def test_an_unanswered_risk_factor_stays_unknown() -> None:
    profile = profile_from_answers({"answers": {"smoker": True, "diabetes": None}})
    assert profile.risk_factors == {"smoker": True}


def test_denying_the_others_answers_every_risk_factor_left_out_but_not_a_null() -> None:
    document: AnswerDocument = {"answers": {"smoker": True, "diabetes": None}, "others": "no"}
    factors = profile_from_answers(document).risk_factors
    assert factors["smoker"] is True
    assert factors["obesity"] is False
    assert "diabetes" not in factors
