import shutil
from pathlib import Path

import pytest

from code_health.readability import HIGHEST, too_hard
from soleus.assessment.interview import Subject, carriers, questions, screens
from soleus.assessment.interview.questions import load
from soleus.assessment.reading import data_root
from soleus.assessment.rulebook import findings
from soleus.evidence import claims
from soleus.vocabulary import Activity, InvalidDataError

ONE_SENTENCE = HIGHEST + 2
"""A grade is an average over sentences; for one alone it swings, so one alone may reach this."""

GETS_ACROSS = {
    "sudden_severe_pain": ["severe", "suddenly", "ten minutes", "cramp", "groin"],
    "swelling": ["foot, ankle, calf or thigh", "about equal", "bigger", "five seconds"],
    "swelling_not_improving": ["no better", "several days", "raising the legs", "moving"],
    "warm_red_or_tender": ["foot, ankle, calf or thigh", "warm", "sore", "darker", "black skin"],
    "suddenly_cold_pale_or_blue": ["suddenly", "cold", "pale", "grey", "blue", "foot"],
    "sudden_numbness_or_weakness": [
        "last few days",
        "yesterday",
        "getting worse",
        "weak",
        "moving",
    ],
    "black_or_dying_skin": ["toes", "foot", "leg", "turning black"],
    "short_of_breath": ["new", "than usual", "more pillows"],
    "chest_pain": ["chest", "tightness", "breathing in", "last few days", "usual angina", "rest"],
    "fainting_or_coughing_blood": ["faint", "blood", "last few days"],
    "bladder_bowel_or_saddle_numbness": ["new", "passing or holding urine or stool", "between"],
    "bleeding_vein": ["bleeding", "just bled"],
    "fever_or_unwell": ["fever", "shiver", "confusion", "very ill", "now"],
    "pregnancy_warning": ["severe headache", "sight", "under the ribs", "swollen face or hands"],
    "injury_or_cannot_bear_weight": ["fall", "twist", "blow", "snap", "weight", "before"],
    "pain_walking_eases_with_rest": ["calf, thigh or buttock", "walking", "eases with rest"],
    "walking_pain_suddenly_worse": ["two weeks", "suddenly", "much sooner"],
    "foot_pain_raised_or_at_night": ["toes", "front of the foot", "raised", "night", "lowering"],
    "cold_feet_or_legs": ["stay cold"],
    "pale_or_discoloured_skin": ["pale", "grey", "bluish", "colour"],
    "weak_foot_pulses": ["weak or missing", "anyone"],
    "slow_healing_wound": ["wound or ulcer", "foot or leg", "heals slowly or not"],
    "leg_pain": ["calf, thigh or groin", "new", "stays", "exercise", "easing", "night cramp"],
    "heaviness_worsening": ["heavy", "aching", "tired", "worse and worse"],
    "varicose_new_or_worse": ["new or getting worse", "pain", "skin"],
    "ankle_skin_discolouration": ["ankle", "brown", "dark"],
    "numbness_or_tingling": ["numbness or tingling", "not new"],
    "persistent_unexplained": ["two weeks", "back", "nobody has looked"],
    "known_dvt": ["now", "treated"],
    "earlier_dvt": ["past"],
    "recent_leg_surgery": ["12 weeks"],
    "recent_surgery_or_hospital_stay": ["12 weeks", "hospital"],
    "bed_rest": ["three days or more"],
    "pregnant_or_recent_birth": ["pregnant", "birth", "six weeks"],
    "recent_long_journey": ["four hours or more", "last four weeks"],
    "long_journey": ["four hours or more", "ahead"],
    "evaluated_by_clinician": ["every", "since it began", "last three months"],
    "worse_since_evaluation": ["new", "spread", "not better as promised"],
    "cleared_activities": ["by name"],
}
"""What each question must get across, whatever its wording becomes."""


@pytest.mark.parametrize(("finding", "words"), GETS_ACROSS.items())
def test_a_question_gets_across_what_it_must(finding: str, words: list[str]) -> None:
    said = f"{questions()[finding].asks} {questions()[finding].means}".lower()
    assert [word for word in words if word not in said] == []


def test_every_finding_is_asked_in_words_in_the_order_of_the_check() -> None:
    assert list(questions()) == [finding.id for finding in findings()]


@pytest.mark.parametrize("finding", questions())
def test_every_question_rules_out_a_wrong_reading(finding: str) -> None:
    assert questions()[finding].rules_out


def test_every_question_rests_on_claims_of_the_ledger() -> None:
    assert [carrier.id for carrier in carriers()] == list(questions())
    assert {claim for carrier in carriers() for claim in carrier.claims} <= set(claims())


@pytest.mark.parametrize("subject", Subject)
def test_questions_can_be_read_at_eleven(subject: Subject) -> None:
    whole = {
        finding: f"{asked.asks} {asked.means} {asked.unsure_leads_to}"
        for finding, asked in questions(subject).items()
    }
    assert too_hard(whole) == []
    assert too_hard({f: asked.asks for f, asked in questions(subject).items()}, ONE_SENTENCE) == []


@pytest.mark.parametrize("subject", Subject)
def test_the_lines_of_a_screen_can_be_read_at_eleven(subject: Subject) -> None:
    lines = {
        found.id: " ".join([found.asks, *(f"{asked.item}." for asked in found.questions)])
        for found in screens(subject)
        if found.is_group
    }
    assert too_hard(lines) == []


def test_what_a_question_means_is_told_in_whole_sentences_a_line() -> None:
    lines = [(f, line) for f, asked in questions().items() for line in asked.means.splitlines()]
    assert [(f, line) for f, line in lines if not line.endswith((".", "?"))] == []
    assert [(f, line) for f, line in lines if not line[0].isupper() and line[0] != '"'] == []


def test_the_course_stands_from_the_most_to_the_least_suspicious() -> None:
    course = questions()["swelling_course"]
    assert [c.token for c in course.choices] == [
        "sudden",
        "recent",
        "long_standing",
        "comes_and_goes",
    ]
    assert "In doubt" in course.means


def test_every_activity_can_be_named_as_cleared() -> None:
    tokens = [choice.token for choice in questions()["cleared_activities"].choices]
    assert tokens == [*Activity, "none"]


def test_all_faults_of_the_files_are_told_at_once(tmp_path: Path) -> None:
    shutil.copytree(Path(str(data_root())), tmp_path / "check")
    folder = tmp_path / "check" / "questions"
    (folder / "age.toml").unlink()
    (folder / "agee.toml").write_text("", "utf-8")
    (folder / "diabetes.toml").write_text(
        'asks = "Are you {thier} friend?"\nmens = "x"\nunsure = "dangr"\nclaims = []\n'
        '[answers]\nja = "Yes"\n',
        "utf-8",
    )
    (folder / "smoker.toml").write_text("asks =", "utf-8")
    with pytest.raises(InvalidDataError) as told:
        load(folder, tmp_path / "check" / "interview", findings())
    said = "\n".join(told.value.faults)
    for fault in (
        "age.toml: is missing",
        "there is no finding 'agee'",
        "'you' has to be written in braces",
        "unknown word in braces 'thier'",
        "unknown key 'mens'; did you mean 'means'",
        "did you mean 'danger'",
        "'claims' is empty",
        "'rules_out' is missing",
        "unknown key 'ja'",
        "smoker.toml: this is no TOML",
    ):
        assert fault in said


def test_an_answer_without_a_label_is_a_fault(tmp_path: Path) -> None:
    shutil.copytree(Path(str(data_root())), tmp_path / "check")
    course = tmp_path / "check" / "questions" / "swelling_course.toml"
    lines = course.read_text("utf-8").splitlines(keepends=True)
    course.write_text("".join(line for line in lines if not line.startswith("recent =")), "utf-8")
    with pytest.raises(InvalidDataError, match="no label for 'recent'"):
        load(course.parent, tmp_path / "check" / "interview", findings())
