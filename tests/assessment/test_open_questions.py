"""What is asked could still change the outcome, and what is not asked could not."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.strategies import Document, documents, is_valid, values_of
from soleus.assessment import Decision, decide, findings
from soleus.assessment.finding import Kind
from soleus.vocabulary import Urgency

BY_ID = {finding.id: finding for finding in findings()}


def asked(**answers: object) -> tuple[str, ...]:
    return decide({"answers": answers, "others": "no"}).questions


def outcome(decision: Decision) -> object:
    rulings = decision.activities.items()
    return decision.urgency, [(a, ruling.status, ruling.until) for a, ruling in rulings]


def is_unanswered(document: Document, finding: str) -> bool:
    answers = document["answers"]
    left_out = document.get("others") != "no" or BY_ID[finding].kind is Kind.COURSE
    return answers.get(finding) is None and (finding in answers or left_out)


@given(documents(), st.data())
def test_what_is_not_asked_changes_nothing(document: Document, data: st.DataObject) -> None:
    decision = decide(document)
    unasked = [
        name for name in BY_ID if is_unanswered(document, name) and name not in decision.questions
    ]
    if unasked:
        finding = data.draw(st.sampled_from(unasked))
        value = data.draw(values_of(BY_ID[finding]))
        answered = {**document, "answers": {**document["answers"], finding: value}}
        if is_valid(answered):
            assert outcome(decide(answered)) == outcome(decision)


@given(documents())
def test_only_what_is_unanswered_is_asked(document: Document) -> None:
    assert all(is_unanswered(document, name) for name in decide(document).questions)


@given(documents())
def test_nothing_is_incomplete_without_a_question(document: Document) -> None:
    decision = decide(document)
    assert decision.questions or decision.urgency is not Urgency.INCOMPLETE


def test_what_could_be_an_emergency_is_asked_first() -> None:
    assert asked(smoker=None, venous_insufficiency=None, leg_pain=None, bleeding_vein=None) == (
        "bleeding_vein",
        "leg_pain",
        "venous_insufficiency",
    )


def test_a_finding_counts_together_with_another_that_is_open() -> None:
    assert asked(fever_or_unwell=None, slow_healing_wound=None, known_pad=True)[:2] == (
        "fever_or_unwell",
        "slow_healing_wound",
    )


def test_whether_there_are_varicose_veins_matters_only_while_their_change_is_open() -> None:
    assert asked(varicose_veins=None, varicose_new_or_worse=None) == (
        "varicose_veins",
        "varicose_new_or_worse",
    )
    assert asked(varicose_veins=None) == ()


def test_what_either_of_two_may_carry_is_open_beside_a_rule_that_speaks_of_both() -> None:
    carried = dict.fromkeys(("heaviness_worsening", "heaviness_or_aching", "leg_fatigue"))
    risks = dict.fromkeys(("pregnant_or_recent_birth", "better_since_evaluation"))
    cleared = ["ankle_pumps", "elevation", "walking", "compression"]
    assert asked(**carried, **risks, evaluated_by_clinician=True, cleared_activities=cleared) == (
        "heaviness_or_aching",
        "pregnant_or_recent_birth",
        "better_since_evaluation",
    )


def test_who_has_been_seen_is_asked_where_it_could_free_something() -> None:
    assert asked(known_dvt=True, evaluated_by_clinician=None) == ("evaluated_by_clinician",)
    assert asked(evaluated_by_clinician=None) == ()


def test_what_was_cleared_is_asked_of_the_settled_only() -> None:
    assert asked(known_pad=True, evaluated_by_clinician=True, cleared_activities=None) == (
        "cleared_activities",
    )
    assert asked(known_pad=True, cleared_activities=None) == ()


def test_the_age_is_never_asked_for_the_decision() -> None:
    assert "age" not in decide({"answers": {}}).questions
