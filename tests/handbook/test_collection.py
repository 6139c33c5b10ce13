from pathlib import Path

import pytest

from code_health.readability import too_hard
from soleus.evidence import claim
from soleus.handbook import UnknownTopicError, sections, topic, topics
from soleus.handbook.collection import load
from soleus.vocabulary import InvalidDataError

SECTIONS = '[title_of]\nmove = "Moving"\n'


def written(order: int = 1, claims: str = '["C09"]', lines: int = 1, more: str = "") -> str:
    head = f'section = "move"\norder = {order}\nquestion = "How?"\n{more}\n'
    return head + lines * f'[[answer]]\nsays = "Like this."\nclaims = {claims}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topics").mkdir()
    (tmp_path / "sections.toml").write_text(SECTIONS, "utf-8")
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / "topics" / f"{name}.toml").write_text(text, "utf-8")


def faults_of(folder: Path) -> tuple[str, ...]:
    with pytest.raises(InvalidDataError) as caught:
        load(folder)
    return caught.value.faults


def test_every_answer_has_four_lines_at_most_and_each_has_a_claim() -> None:
    for one in topics():
        assert 1 <= len(one.answer) <= 4, one.id
        assert all(passage.claims for passage in (*one.answer, *one.more))


def test_every_question_ends_with_a_question_mark() -> None:
    assert [one.id for one in topics() if not one.question.endswith("?")] == []


def test_what_to_do_in_an_emergency_stands_first() -> None:
    first = sections()[0].topics[0]
    assert first.id == "emergency-signs"
    assert first.answer[0].says.startswith("Call the emergency number now")


def test_a_topic_that_teaches_an_exercise_sends_to_the_check_first() -> None:
    for name in ("ankle-pumps", "calf-raises"):
        assert topic(name).answer[0].says.startswith("Do your check first.")


def test_sixty_a_minute_is_never_told_without_the_other_finding() -> None:
    paced = [one for one in topics() if {"C07", "C11"} & set(one.claims)]
    assert {"ankle-pumps", "best-pace"} <= {one.id for one in paced}
    for one in paced:
        for passage in (*one.answer, *one.more):
            if {"C07", "C11"} & set(passage.claims):
                assert "X06" in passage.claims, passage.says


def test_every_word_is_within_a_reading_age_of_eleven() -> None:
    texts = {one.id: one.question for one in topics()}
    for one in topics():
        for place, passage in enumerate((*one.answer, *one.more)):
            texts[f"{one.id} {place}"] = passage.says
    assert too_hard(texts) == []


def test_the_titles_of_the_sections_are_easy_too() -> None:
    assert too_hard({section.id: section.title for section in sections()}) == []


def test_a_topic_beyond_the_article_is_told_with_its_unread_claims() -> None:
    assert claim("X07").is_unread
    assert "X07" in topic("stockings").claims


def test_an_unknown_topic_names_the_nearest_one() -> None:
    with pytest.raises(
        UnknownTopicError, match=r"no topic 'ankle-pump'; did you mean 'ankle-pumps'"
    ):
        topic("ankle-pump")


def test_topics_stand_in_the_order_they_name(folder: Path) -> None:
    put(folder, "a", written(order=2))
    put(folder, "b", written(order=1))
    assert [one.id for one in load(folder)[0].topics] == ["b", "a"]


def test_all_faults_of_all_topics_are_told_at_once(folder: Path) -> None:
    put(folder, "a", written().replace("question", "qestion"))
    put(folder, "b", written(lines=5, more='figure = "calfpump"'))
    faults = faults_of(folder)
    assert "topics/a.toml: 'question' is missing" in faults
    assert "topics/a.toml: unknown key 'qestion'; did you mean 'question'?" in faults
    assert "topics/b.toml: answer holds 5, but has to hold from 1 to 4" in faults
    assert "topics/b.toml: figure is 'calfpump'; did you mean 'calf-pump'?" in faults


def test_a_topic_fits_its_section_and_the_ledger(folder: Path) -> None:
    put(folder, "a", written(claims='["C99"]'))
    put(folder, "b", written().replace('"move"', '"mov"'))
    faults = faults_of(folder)
    assert any("topics/a.toml: the ledger has no claim 'C99'" in f for f in faults)
    assert "topics/b.toml: section is 'mov'; did you mean 'move'?" in faults


def test_a_line_without_a_claim_is_refused(folder: Path) -> None:
    put(folder, "a", written(claims="[]"))
    assert faults_of(folder) == (
        "topics/a.toml: answer 1: claims is empty, but has to hold something",
    )


def test_one_side_of_an_open_question_is_refused(folder: Path) -> None:
    put(folder, "a", written(claims='["C11"]'))
    assert faults_of(folder) == (
        "topics/a.toml: C11 is told here without X06, which stands beside it",
    )


def test_two_topics_cannot_share_a_place(folder: Path) -> None:
    put(folder, "a", written())
    put(folder, "b", written())
    assert faults_of(folder) == (
        "topics/a.toml: place 1 of 'move' is taken twice",
        "topics/b.toml: place 1 of 'move' is taken twice",
    )


def test_a_section_needs_a_topic_and_an_id_of_its_own(folder: Path) -> None:
    (folder / "sections.toml").write_text(SECTIONS + 'rest = "Rest"\n', "utf-8")
    put(folder, "a", written())
    assert faults_of(folder) == ("sections.toml: 'rest' has no topic",)
    (folder / "sections.toml").write_text(SECTIONS + 'move = "Moving"\n', "utf-8")
    assert "sections.toml: this is no TOML" in faults_of(folder)[0]
