"""Whatever goes wrong has a rule, a name in the check and a page."""

import pytest

from soleus.evidence import claims
from soleus.session import Page, StopRule, stop_rule, stop_rules
from soleus.vocabulary import Leg

EMERGENCIES = {
    "chest_pain",
    "short_of_breath",
    "sudden_severe_pain",
    "suddenly_cold_pale_or_blue",
    "sudden_numbness_or_weakness",
    "fainting_or_coughing_blood",
    "bleeding_vein",
}


def test_every_finding_that_is_an_emergency_by_itself_leads_to_the_emergency_page() -> None:
    for rule in stop_rules().values():
        if EMERGENCIES & set(rule.findings):
            assert rule.page is Page.EMERGENCY


def test_every_emergency_that_a_person_can_feel_in_a_session_has_a_rule() -> None:
    named = {finding for rule in stop_rules().values() for finding in rule.findings}
    assert named >= EMERGENCIES


def test_sudden_swelling_is_recorded_with_its_course() -> None:
    assert stop_rule("sudden_swelling").findings_in(Leg.LEFT) == {
        "swelling": "left",
        "swelling_course": "sudden",
    }


def test_foot_pain_with_the_leg_up_leads_to_lowering_it() -> None:
    rule = stop_rule("foot_pain_raised")
    assert rule.page is Page.ELEVATION_STOP
    assert rule.says.startswith("Lower your legs now")
    assert rule.findings_in(Leg.RIGHT) == {"foot_pain_raised_or_at_night": "right"}


def test_a_leg_that_nobody_named_is_kept_as_one_leg() -> None:
    assert stop_rule("sudden_severe_pain").findings_in(None) == {"sudden_severe_pain": "left"}


def test_only_rules_about_a_leg_ask_which_one() -> None:
    assert stop_rule("sudden_severe_pain").asks_leg
    assert not stop_rule("chest_pain").asks_leg


def test_a_rule_that_does_not_exist_still_stops() -> None:
    assert stop_rule("no_such_rule").id == "other"


@pytest.mark.parametrize("rule", stop_rules().values(), ids=lambda rule: rule.id)
def test_every_rule_says_first_what_to_do_and_carries_claims(rule: StopRule) -> None:
    assert rule.says.startswith(("Stop", "Lower", "Lie down"))
    assert set(rule.claims) <= set(claims())
    assert rule.claims


def test_the_most_urgent_stand_first() -> None:
    pages = [list(Page).index(rule.page) for rule in stop_rules().values()]
    assert pages == sorted(pages)
