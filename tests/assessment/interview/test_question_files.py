import re
import shutil
from importlib.resources import files
from pathlib import Path
from statistics import median

import pytest

from code_health.readability import HIGHEST, grade, too_hard
from soleus.assessment.interview import Question, Subject, screens
from soleus.assessment.interview.question_files import load, questions
from soleus.assessment.rulebook import findings
from soleus.vocabulary import Activity, InvalidDataError

LINE = 6.0
"""The highest grade of a line by itself."""

A_SENTENCE = 6
"""Words from which a line has a grade: below, it swings with a single word."""

GETS_ACROSS = {
    "sudden_severe_pain": ["strong", "leg or foot", "suddenly", "past ten minutes", "can bear it"],
    "swelling": ["foot, ankle, knee, calf or thigh", "slight", "about equal", "bigger"],
    "swelling_course": ["however long ago", "overnight", "it stays", "gone", "every time"],
    "swelling_not_improving": ["no better", "three days", "legs up", "walking"],
    "warm_red_or_tender": [
        *["toe, foot, ankle, calf or thigh", "warm", "sore to touch", "darker", "black skin"],
        "hard sore cord under skin",
    ],
    "suddenly_cold_pale_or_blue": [
        *["leg or foot", "last few days", "cold", "pale", "grey", "blue", "dark skin: sole, nails"],
        "not toes in the cold as always",
    ],
    "sudden_numbness_or_weakness": [
        *["last few days", "new or worse", "numb", "weak", "unsteady", "hard to rise on"],
        "not moving as before",
    ],
    "black_or_dying_skin": [
        *["toes, foot or leg", "black or dark purple", "without pain", "not from a knock"],
        "nor in cold as always",
    ],
    "short_of_breath": [
        *["new or more than some months ago", "suddenly", "two weeks", "at rest", "a few steps"],
        *["asthma", "a cold", "nerves", "unfit"],
    ],
    "breathless_gradually": [
        *["some months ago", "stairs or hills", "more pillows", "more than two weeks"],
        "not at rest",
    ],
    "racing_heart": ["racing", "pounding", "out of step", "at rest", "new", "last few days"],
    "chest_pain": [
        *["pain", "tightness", "breathing in", "last few days", "usual angina that rest eases"],
    ],
    "fainting_or_coughing_blood": ["faint", "coughing up blood", "last few days"],
    "bladder_bowel_or_saddle_numbness": [
        *["new", "starting or holding pee or poo", "a sudden urge", "leaks"],
        *["numb or cold where you sit", "back pain", "both legs"],
    ],
    "bleeding_vein": ["a leg vein that bleeds", "within the last day"],
    "very_ill_or_confused": ["confused", "very drowsy", "too ill to get up", "blotchy"],
    "fever_or_unwell": ["fever", "tablets hide", "shivers", "feel ill now"],
    "purple_rash": [
        "new",
        "spots or blotches",
        "legs",
        "red or purple",
        "do not fade when pressed",
    ],
    "pregnancy_warning": [
        *["bad headache", "blurred sight", "under the ribs", "sudden swelling of face or hands"],
        "only fingers a little thick by evening",
    ],
    "injury_or_cannot_bear_weight": [
        *["newly takes no weight", "fall, twist or knock", "a limp", "a snap", "odd shape"],
        *["fast swelling", "not turned ankle without limp"],
    ],
    "pain_walking_eases_with_rest": ["calf, thigh or buttock", "on walking", "eases with rest"],
    "walking_pain_suddenly_worse": ["two weeks", "suddenly", "much sooner"],
    "foot_pain_raised_or_at_night": ["toes", "front of foot", "leg up", "night", "lowering"],
    "cold_feet_or_legs": ["stay", "colder than before", "the other", "not all your life"],
    "pale_or_discoloured_skin": ["pale", "grey", "bluish", "colour"],
    "weak_foot_pulses": ["weak or missing", "anyone"],
    "slow_healing_wound": [
        *["foot or leg", "slow or failing to heal", "sore", "ulcer", "blister", "cracked heel"],
    ],
    "leg_pain": [
        *["new", "pain", "ache", "cramp", "calf, back of knee, thigh", "groin", "top of leg"],
        *["for a day or more", "even mild, eased by moving, or a pulled muscle"],
    ],
    "foot_or_joint_pain": [
        *["new pain for days, even mild", "foot, toe, ankle, shin, knee, hip or buttock"],
        "not old pain as ever",
    ],
    "heaviness_worsening": ["heavy", "aching", "tired", "worse and worse"],
    "varicose_new_or_worse": ["new or worse", "pain", "skin", "has one bled"],
    "ankle_skin_discolouration": ["ankle", "brown", "dark"],
    "numbness_or_tingling": ["numb", "tingling", "more than a few days", "not getting worse"],
    "persistent_unexplained": [
        *["two weeks", "on and off", "nobody has looked", "both legs alike", "gone by morning"],
        "veins that neither hurt nor change",
    ],
    "known_pad": ["narrowed leg arteries", "stent, balloon or bypass"],
    "known_dvt": ["now", "treated"],
    "earlier_dvt": ["past"],
    "recent_leg_surgery": ["12 weeks"],
    "recent_surgery_or_hospital_stay": ["12 weeks", "hospital"],
    "bed_rest": ["three days or more"],
    "leg_still": ["plaster", "splint", "paralysed"],
    "hormones": ["the pill, patch or ring", "hormones for the menopause"],
    "pregnant_or_recent_birth": ["pregnant", "birth", "six weeks"],
    "recent_long_journey": ["four hours or more", "last four weeks"],
    "long_journey": ["four hours or more", "ahead"],
    "evaluated_by_clinician": [
        *["after it began", "all that was marked", "last three months", "last year, if unchanged"],
    ],
    "worse_since_evaluation": ["new", "spread", "not better as promised"],
    "better_since_evaluation": ["clearly better", "gone"],
    "clot_ruled_out": ["after it began", "a scan or a blood test", "find none"],
    "danger_gone_unseen": ["last seven days", "danger sign", "has gone", "nobody looked"],
    "cleared_activities": ["by name"],
}
"""What the words that everybody reads must get across, whatever the wording becomes."""

BESIDE = {
    "groin": "top of",
    "stool": "poo",
    "saddle": "where",
    "rays": "radiotherapy",
    "blow": "knock",
}
"""A word that not everybody knows, and the everyday one that has to stand near it."""

MOST_WORDS = 20
"""Of a line, and of what an answer says."""

URGENT = ("breath", "sudden", "swelling")
"""The parts that ask for the most urgent."""

USUAL_WORDS, USUAL_GRADE = 18, 5.0
"""Of their lines, by the median, at most."""


def read_by_all(asked: Question) -> str:
    """Return what stands before everybody: the line, the question, the answers."""
    return " ".join([asked.item, asked.asks, *(choice.label for choice in asked.choices)])


@pytest.mark.parametrize(("finding", "words"), GETS_ACROSS.items())
def test_a_question_gets_across_what_it_must(finding: str, words: list[str]) -> None:
    said = read_by_all(questions()[finding]).lower()
    assert [word for word in words if word not in said] == []


def test_a_line_is_short_and_so_is_what_an_answer_says() -> None:
    lines = {f: asked.item for f, asked in questions().items()}
    lines |= {
        f"{f} {choice.token}": choice.label
        for f, asked in questions().items()
        for choice in asked.choices
    }
    assert {name: line for name, line in lines.items() if len(line.split()) > MOST_WORDS} == {}


def test_the_most_urgent_lines_are_shorter_and_easier_still() -> None:
    groups = [each for each in screens() if each.is_group and each.part in URGENT]
    lines = [line.item for each in groups for line in each.lines]
    assert median(len(item.split()) for item in lines) <= USUAL_WORDS
    assert median(grade(f"{item}.") for item in lines) <= USUAL_GRADE


@pytest.mark.parametrize("word", BESIDE)
def test_a_word_that_not_everybody_knows_has_the_everyday_one_beside_it(word: str) -> None:
    said = {f: f"{asked.asks}. {asked.means}" for f, asked in questions().items()}
    said |= {f"{f} {c.token}": c.label for f, asked in questions().items() for c in asked.choices}
    said |= {each.id: f"{each.asks} {each.note}" for each in screens()}
    for each in screens():  # a line is read beneath the words that stand over all lines
        said |= {f"line {q.finding}": q.item for q in each.questions if word not in each.asks}
    sentences = [(f, s) for f, text in said.items() for s in re.split(r"[.?!\n]", text)]
    hard = re.compile(rf"\b{word}\b", re.IGNORECASE)
    assert [s for s in sentences if hard.search(s[1]) and BESIDE[word] not in s[1].lower()] == []


def test_the_question_about_being_seen_names_what_was_marked() -> None:
    assert "{marked}" in questions()["evaluated_by_clinician"].asks_marked
    assert "{marked}" not in questions()["evaluated_by_clinician"].asks


def test_every_finding_is_asked_in_words_in_the_order_of_the_check() -> None:
    assert list(questions()) == [finding.id for finding in findings()]


@pytest.mark.parametrize("finding", questions())
def test_every_question_rules_out_a_wrong_reading(finding: str) -> None:
    assert questions()[finding].rules_out


@pytest.mark.parametrize("subject", Subject)
def test_questions_can_be_read_at_eleven(subject: Subject) -> None:
    whole = {
        finding: f"{asked.asks} {asked.means} {asked.unsure_leads_to}"
        for finding, asked in questions(subject).items()
    }
    assert too_hard(whole) == []


@pytest.mark.parametrize("subject", Subject)
def test_a_line_is_easier_still(subject: Subject) -> None:
    asked = questions(subject)
    lines = {
        f: f"{each.item}." for f, each in asked.items() if len(each.item.split()) >= A_SENTENCE
    }
    assert too_hard(lines, LINE) == []
    assert too_hard({f: each.asks for f, each in asked.items()}, HIGHEST) == []


@pytest.mark.parametrize("subject", Subject)
def test_the_lines_of_a_screen_can_be_read_at_eleven(subject: Subject) -> None:
    lines = {
        found.id: " ".join([found.asks, *(f"{asked.item}." for asked in found.questions)])
        for found in screens(subject)
        if found.is_group
    }
    assert too_hard(lines, LINE) == []


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
    shutil.copytree(Path(str(files("soleus.assessment"))), tmp_path / "check")
    folder = tmp_path / "check" / "questions"
    (folder / "age.toml").unlink()
    (folder / "agee.toml").write_text("", "utf-8")
    (folder / "diabetes.toml").write_text(
        'asks = "Are you {thier} friend?"\nmens = "x"\nunsure = "dangr"\nclaims = []\n'
        '[answers]\nja = "Yes"\n',
        "utf-8",
    )
    (folder / "smoker.toml").write_text("asks =", "utf-8")
    obesity = (folder / "obesity.toml").read_text("utf-8")
    start = obesity.index("unsure = ")
    unsure = obesity[start : obesity.index("\n", start)]
    (folder / "obesity.toml").write_text(
        obesity.replace(unsure, 'unsure = "dangr"') + '\n[answers]\nja = "Yes"\n', "utf-8"
    )
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
        "claims is empty",
        "'rules_out' is missing",
        "unknown key 'ja'",
        "smoker.toml: this is no TOML",
    ):
        assert fault in said


def test_an_answer_without_a_label_is_a_fault(tmp_path: Path) -> None:
    shutil.copytree(Path(str(files("soleus.assessment"))), tmp_path / "check")
    course = tmp_path / "check" / "questions" / "swelling_course.toml"
    lines = course.read_text("utf-8").splitlines(keepends=True)
    course.write_text("".join(line for line in lines if not line.startswith("recent =")), "utf-8")
    with pytest.raises(InvalidDataError, match="no label for 'recent'"):
        load(course.parent, tmp_path / "check" / "interview", findings())
