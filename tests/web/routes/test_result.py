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


def test_a_swollen_leg_that_was_seen_already_is_asked_about_below_the_call(
    client: TestClient, coach: Coach
) -> None:
    swollen = {"swelling": ["left"], "mark.swelling": ["yes"], "only": ["only"]}
    check = coach.checks.current("self")
    while check.screen is not None and check.screen.id != "swelling":
        check = coach.checks.answer(
            "self", check.screen.id, {}, none_of_these=check.screen.is_group
        )
    assert client.post("/check/screen/swelling", data=swollen).status_code == 303
    sudden = client.post("/check/screen/swelling_course", data={"swelling_course": "sudden"})
    assert sudden.headers["location"] == "/result"
    shown = client.get("/result").text
    assert shown.index('href="tel:') < shown.index("Already seen for just this?")
    asked = client.post("/check/seen")
    assert asked.headers["location"] == "/check/screen/seen"
    assert "left" in client.get("/check/screen/seen").text
    led = client.post("/check/screen/seen", data={"evaluated_by_clinician": "yes"})
    assert led.headers["location"] == "/check/screen/since"


def test_no_other_emergency_asks_whether_it_was_seen_already(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record("self", {"answers": {"chest_pain": True}, "others": "no"})
    assert "Already seen" not in client.get("/result").text
