import re
from pathlib import Path

import pytest

from soleus.evidence import claim, claims, sources
from soleus.evidence.ledger import load
from soleus.evidence.source import Seen
from soleus.vocabulary import InvalidDataError, SoleusError

CHAPTERS = {"A": 3, "B": 23, "C": 25, "D": 9, "E": 10, "F": 15, "G": 18, "H": 5, "N": 3, "X": 50}

SOURCES = """
[S1]
title = "A study"
by = "Somebody"
seen = "page"
note = "The page was read."

[S2]
title = "Another"
by = "Somebody"
seen = "not_read"
note = "Nobody read it."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "claims").mkdir()
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    return tmp_path


def faults_of(folder: Path, chapter_a: str) -> tuple[str, ...]:
    (folder / "claims" / "A.toml").write_text(chapter_a, "utf-8")
    with pytest.raises(InvalidDataError) as caught:
        load(folder)
    return caught.value.faults


def row(name: str, *more: str, sources: str = '["S1"]') -> str:
    head = f'[{name}]\nkind = "limit"\nsources = {sources}\ntext = "So it is."\n'
    return head + "\n".join(more) + "\n"


def test_every_chapter_is_complete_and_in_order() -> None:
    expected = [
        f"{letter}{n:02}" for letter, count in CHAPTERS.items() for n in range(1, count + 1)
    ]
    assert list(claims()) == expected


def test_every_source_is_there_and_cited_by_some_claim() -> None:
    assert set(sources()) == {f"S{n}" for n in range(1, 35)} | {
        "article",
        "design",
        "medical_lines",
    }
    cited = {source.id for claim in claims().values() for source in claim.sources}
    assert cited == set(sources())


def test_a_claim_and_a_source_are_found_by_their_id() -> None:
    assert claim("C07").sources == (sources()["S2"],)
    assert sources()["S2"].pmid == "32538827"


def test_an_unknown_claim_names_the_nearest_one() -> None:
    with pytest.raises(SoleusError, match=r"no claim 'C007'; did you mean 'C07'\?"):
        claim("C007")


def test_exactly_the_claims_of_chapter_x_go_beyond_the_article() -> None:
    for one in claims().values():
        assert one.beyond_article == (one.id[0] in "NX")
        article = {"article", "S1", "S2", "S3", "S4", "S5"}
        if not one.beyond_article:
            assert {source.id for source in one.sources} <= article


def test_the_open_question_of_the_pace_stands_beside_every_claim_that_names_a_pace() -> None:
    naming = [one.id for one in claims().values() if re.search(r"\b60\b.*(minute|pumps)", one.text)]
    paced = [one for one in naming if one.startswith("C")]
    assert paced == ["C07", "C11"]
    for claim_id in paced:
        assert claim(claim_id).see_also == ("X06",)
    assert claim("X06").see_also == ("C07", "C11")


def test_nothing_counts_as_read_at_a_source_that_nobody_read() -> None:
    unread = {Seen.NOT_READ, Seen.THROUGH_ARTICLE}
    for one in claims().values():
        assert not {sources()[name].seen for name in one.read_at} & unread
        if {source.seen for source in one.sources} <= unread:
            assert one.is_unread


def test_the_ledger_cannot_be_changed_by_who_reads_it() -> None:
    with pytest.raises(TypeError):
        claims()["A01"] = claim("A02")  # type: ignore[index]


def test_sound_files_load(folder: Path) -> None:
    (folder / "claims" / "A.toml").write_text(row("A01") + row("A02", sources='["S2"]'), "utf-8")
    loaded = load(folder)
    assert loaded.claims["A01"].read_at == ("S1",)
    assert loaded.claims["A02"].is_unread


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "sources.toml").write_text(SOURCES.replace('"page"', '"pag"'), "utf-8")
    (folder / "claims" / "B.toml").write_text("[B01]\ntxt = 'x'", "utf-8")
    faults = faults_of(folder, row("A01", 'knd = "x"') + row("A02", sources='["S1", "S9"]'))
    assert any("sources.toml, S1: seen is 'pag'; did you mean 'page'?" in f for f in faults)
    assert any("claims/A.toml, A02: there is no source 'S9'" in f for f in faults)
    assert "claims/A.toml, A01: unknown key 'knd'; did you mean 'kind'?" in faults
    assert "claims/B.toml, B01: 'kind' is missing" in faults
    assert "claims/B.toml, B01: unknown key 'txt'; did you mean 'text'?" in faults


def test_a_claim_stands_in_the_file_of_its_chapter(folder: Path) -> None:
    faults = faults_of(folder, row("B01") + row("A1"))
    assert faults == tuple(
        f"claims/A.toml, {name}: an id in this file is 'A' and two digits" for name in ("B01", "A1")
    )


def test_a_claim_without_a_source_is_refused(folder: Path) -> None:
    assert faults_of(folder, row("A01", sources="[]")) == (
        "claims/A.toml, A01: sources is empty, but has to hold something",
    )


def test_a_claim_cannot_be_read_where_nobody_read(folder: Path) -> None:
    faults = faults_of(folder, row("A01", 'read_at = ["S2"]', sources='["S2"]'))
    assert faults == (
        "claims/A.toml, A01: 'read_at' names 'S2', which it does not cite or nobody has read",
    )


def test_an_unread_part_needs_a_part_that_was_read(folder: Path) -> None:
    faults = faults_of(folder, row("A01", 'unread_part = "This."', sources='["S2"]'))
    assert faults == (
        "claims/A.toml, A01: 'unread_part' needs a source in 'read_at': all of it is unread",
    )


def test_neighbours_have_to_exist_and_to_look_back(folder: Path) -> None:
    faults = faults_of(folder, row("A01", 'see_also = ["A02", "A09"]') + row("A02"))
    assert faults == (
        "A01: 'see_also' names A02, which does not name it back",
        "A01: 'see_also' names no claim: 'A09'",
    )


def test_a_key_outside_of_any_table_is_refused(folder: Path) -> None:
    assert faults_of(folder, 'x = "y"\n' + row("A01")) == (
        "claims/A.toml, x: is 'y', but has to be a JSON object",
    )
