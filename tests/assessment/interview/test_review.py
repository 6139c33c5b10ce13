from hypothesis import given

from assessment.interview.walks import Truth, truths, walk, well
from soleus.assessment.interview import UNSURE, Answers, change, review, screen


@given(truths())
def test_every_answer_given_is_seen_in_words_and_can_be_given_again(truth: Truth) -> None:
    done = walk(truth)[-1]
    seen = review(done)
    assert {row.question.finding for row in seen} == set(done.values) | done.unsure
    for row in seen:
        assert row.label
        assert row.question.finding in screen(row.screen_id).findings
        value = done.given(row.question.finding)
        assert value is not None
        again = change(done, row.question.finding, value)
        assert again.given(row.question.finding) == value


def test_labels_say_what_was_chosen() -> None:
    truth: Truth = {
        **well(),
        "swelling": "both",
        "swelling_course": "comes_and_goes",
        "known_pad": UNSURE,
        "evaluated_by_clinician": True,
        "cleared_activities": ("elevation", "walking"),
    }
    labels = {row.question.finding: row.label for row in review(walk(truth)[-1])}
    assert labels["swelling"] == "Both, about equal"
    assert labels["swelling_course"].startswith("Comes and goes")
    assert labels["known_pad"] == "Not sure"
    assert labels["age"] == "44"
    assert labels["chest_pain"] == "No"
    assert (
        labels["cleared_activities"] == "Raising the legs on a pillow, Walking, and building it up"
    )


def test_what_was_marked_can_be_told_from_what_was_denied() -> None:
    seen = review(walk({**well(), "leg_fatigue": "left", "diabetes": UNSURE})[-1])
    marked = {row.question.finding for row in seen if row.is_marked}
    assert marked == {"leg_fatigue", "diabetes", "age"}


def test_nothing_answered_is_nothing_to_review() -> None:
    assert review(Answers()) == ()
