"""The result as a sheet for whoever examines the legs: what was said, and what was denied."""

from starlette.testclient import TestClient

from soleus.coach import Coach

CALF_PAIN_AFTER_SURGERY = {
    "answers": {"age": 61, "recent_leg_surgery": True, "leg_pain": "left", "active_cancer": None},
    "others": "no",
}


def test_the_sheet_tells_of_the_operation_even_where_no_rule_asked_for_it(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", CALF_PAIN_AFTER_SURGERY)
    sheet = client.get("/result").text
    said = sheet[sheet.index("You also said") : sheet.index("Say when it began")]
    assert "surgery on a leg or hip in the last 12 weeks? <strong>Yes</strong>" in said
    assert "<strong>61</strong>" in said


def test_what_nobody_knows_is_told_as_not_sure_and_never_as_denied(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", CALF_PAIN_AFTER_SURGERY)
    sheet = client.get("/result").text
    said, denied = sheet.split("Asked, and answered no")
    assert "cancer" in said[said.index("You also said") :].lower()
    assert "cancer" not in denied[: denied.index("</section>")].lower()
    assert "Heart failure" in denied


def test_what_was_left_open_stands_on_neither_side(client: TestClient, coach: Coach) -> None:
    coach.checks.record("self", {"answers": {"leg_pain": "left"}, "others": "unknown"})
    sheet = client.get("/result").text
    assert "Asked, and answered no" not in sheet
    assert "You also said" not in sheet
