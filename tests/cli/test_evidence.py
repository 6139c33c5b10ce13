import json

import pytest
from typer.testing import CliRunner, Result

from soleus.cli.app import app
from soleus.evidence import claims, used_by
from soleus.language import in_english


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["evidence", *words])


def test_the_list_has_every_claim_with_its_sources_in_full() -> None:
    listed = {row["id"]: row for row in json.loads(run("--json").stdout)}
    assert list(listed) == list(claims())
    for claim_id, one in claims().items():
        assert listed[claim_id]["text"] == in_english(one.text)
        assert listed[claim_id]["sources"] == [source.as_dict() for source in one.sources]


def test_used_by_is_derived_from_the_data() -> None:
    users = used_by()
    for row in json.loads(run("--json").stdout):
        expected = [{"kind": user.kind, "id": user.id} for user in users[row["id"]]]
        assert row["used_by"] == expected


def test_claims_may_be_chosen_by_id_in_any_case() -> None:
    rows = json.loads(run("--json", "x06", "C07").stdout)
    assert [row["id"] for row in rows] == ["X06", "C07"]


def test_the_view_for_people_shows_what_stands_beside_a_claim() -> None:
    shown = " ".join(run("C07").stdout.split())
    assert shown.startswith("C07 measurement In one study")
    assert "Beside it X06: A review put five studies together." in shown
    assert "https://pubmed.ncbi.nlm.nih.gov/32538827/" in shown
    assert "Told by topic best-pace" in shown


def test_the_view_for_people_marks_what_is_beyond_the_article_and_unread() -> None:
    shown = " ".join(run("X07").stdout.split())
    assert "This goes beyond the article." in shown
    assert "None of us has read this at the source yet" in shown


@pytest.mark.parametrize("words", [("C99", "Q1"), ("--json", "C99", "Q1", "A01")])
def test_every_unknown_id_gets_a_line_and_nothing_else_is_printed(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("the ledger has no claim 'C99'; did you mean '")
    assert lines[1].startswith("the ledger has no claim 'Q1'")
