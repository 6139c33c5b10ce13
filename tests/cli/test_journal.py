"""``soleus journal`` as it is typed."""

import io
import json
import stat
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run, Said
from soleus.cli.files import write_private

ANSWERED = ("--saw-everything", "--nothing-worse")


@pytest.fixture
def run(typed: Run) -> Run:
    """Return what types ``soleus journal WORDS``."""
    return partial(typed, "journal")


def _listed(run: Run, *words: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run("list", "--json", *words).out)
    return listed


def test_an_empty_journal_says_so(run: Run) -> None:
    assert run("list") == Said(0, "Nothing is recorded there yet.\n", "")
    assert _listed(run) == []


def test_each_kind_is_recorded_and_listed(run: Run) -> None:
    assert run("add", "tape", "--calf-left-cm", "36.5").status == 0
    assert run("add", "activity", "--minutes", "20", "--intensity", "moderate").status == 0
    assert run("add", "symptom", "--heaviness", "4", "--note", "long day").status == 0
    visit = ("add", "visit", "--who", "gp", "--found", "no clot", "--cleared", "walking")
    review = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
    assert run(*visit, *ANSWERED, "--review-date", review).status == 0
    assert [item["kind"] for item in _listed(run)] == ["tape", "activity", "symptom", "visit"]
    out = run("list").out
    for said in (
        "calf left 36.5 cm",
        "20 min; moderate",
        "heaviness 4; long day",
        f"gp; no clot; cleared: walking; review on {review}",
    ):
        assert said in out


def test_a_past_day_is_filled_in_and_chosen_by_day_and_kind(run: Run) -> None:
    run("add", "activity", "--minutes", "20", "--intensity", "light", "--at", "2026-03-01")
    run("add", "activity", "--minutes", "30", "--intensity", "light", "--at", "2026-03-02T18:30")
    run("add", "tape", "--calf-left-cm", "36", "--at", "2026-03-02")
    assert [item["payload"]["minutes"] for item in _listed(run, "--kind", "activity")] == [20, 30]
    assert len(_listed(run, "--since", "2026-03-02")) == 2
    assert len(_listed(run, "--until", "2026-03-01")) == 1
    assert "2026-03-02 18:30" in run("list").out


def test_a_correction_takes_the_place_of_an_entry(run: Run) -> None:
    first = json.loads(run("add", "tape", "--calf-left-cm", "35", "--json").out)
    run("add", "tape", "--calf-left-cm", "36", "--correct", first["id"][:8])
    (current,) = _listed(run)
    assert current["payload"]["calf_left_cm"] == 36
    assert current["supersedes"] == first["id"]
    assert "(replaced)" in run("list", "--all").out


def test_an_entry_is_taken_back(run: Run) -> None:
    first = json.loads(run("add", "tape", "--calf-left-cm", "35", "--json").out)
    assert run("withdraw", first["id"][:8]).status == 0
    assert _listed(run) == []
    assert len(_listed(run, "--all")) == 2
    assert "no entry has an id" in run("withdraw", "zzzz").err
    assert run("withdraw", "").status == 2


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("add", "tape"), "at least one circumference"),
        (("add", "tape", "--calf-left-cm", "365"), "from 15 to 100 cm"),
        (("add", "symptom", "--heaviness", "11"), "from 0 to 10"),
        (("add", "symptom", "--finding", "swelling"), "as swelling=left"),
        (("add", "symptom", "--finding", "sweling=left"), "did you mean 'swelling'"),
        (("add", "visit", "--who", "doctor", *ANSWERED), "has to be one of gp"),
        (("add", "tape", "--calf-left-cm", "36", "--at", "yesterday"), "2026-03-01T18:30"),
        (("add", "tape", "--calf-left-cm", "36", "--at", "2099-01-01"), "lies in the future"),
        (("add", "tape", "--calf-left-cm", "36", "--person", "Nobody"), "nobody here is called"),
        (("list", "--kind", "dream"), "unknown kind 'dream'"),
        (("list", "--since", "soon"), "--since is 'soon'"),
        (("export", "--format", "xml"), "has to be json, csv or fhir"),
        (("export", "--kind", "tape"), "--format csv"),
        (("import", "nowhere.json"), "cannot be read"),
        (("people", "--add", "me"), "is taken"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_and_nothing_is_recorded(
    run: Run, words: tuple[str, ...], fault: str
) -> None:
    said = run(*words)
    assert said.status == 2
    assert fault in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert _listed(run) == []


def test_a_red_flag_is_met_with_the_emergency_and_nothing_else_to_do(run: Run) -> None:
    said = run("add", "symptom", "--finding", "short_of_breath=yes")
    first = said.out.splitlines()[0]
    assert "emergency number now" in first
    assert "[" in first, "with its claims"
    assert "soleus check" not in said.out
    assert len(_listed(run)) == 1
    assert "emergency number now" in run("add", "symptom", "--new", "--json").err


def test_a_new_symptom_leads_to_the_check_and_an_ordinary_score_does_not(run: Run) -> None:
    assert "soleus check" in run("add", "symptom", "--new").out
    assert "soleus check" in run("add", "symptom", "--finding", "swelling=left").out
    assert "soleus check" not in run("add", "symptom", "--heaviness", "3").out


def test_people_are_kept_apart(run: Run) -> None:
    assert "Mother" in run("people", "--add", "Mother").out
    run("add", "tape", "--calf-left-cm", "36", "--person", "mother")
    assert _listed(run) == []
    assert len(_listed(run, "--person", "Mother")) == 1
    assert [who["name"] for who in json.loads(run("people", "--json").out)] == ["Me", "Mother"]


def test_what_is_exported_is_imported_once(run: Run, tmp_path: Path) -> None:
    run("people", "--add", "Mother")
    run("add", "tape", "--calf-left-cm", "36")
    run("add", "symptom", "--note", "é, 左", "--person", "Mother")
    out = tmp_path / "out.json"
    out.write_text("what was there before")
    assert run("export", "--out", str(out)).status == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    other = ("--data-dir", str(tmp_path / "other"))
    assert run("import", str(out), *other).out.splitlines() == [
        "Entries taken in: 2. Here already: 0.",
        "Mother is new here.",
    ]
    assert "taken in: 0. Here already: 2" in run("import", str(out), *other).out
    assert _listed(run, *other) == _listed(run)


def test_an_import_says_what_became_of_the_settings(run: Run, tmp_path: Path) -> None:
    run("add", "tape", "--calf-left-cm", "36")
    out, other = tmp_path / "out.json", ("--data-dir", str(tmp_path / "other"))
    run("export", "--out", str(out))
    copy = json.loads(out.read_text())
    address = "https://calendar.example/a.ics"
    reminders = {"is_on": True, "calendar": address, "sound": "bell"}
    copy["people"][0]["settings"] = {"reminders": reminders, "reminders_token": "chosen"}
    out.write_text(json.dumps(copy))
    assert run("import", str(out), *other).out.splitlines() == [
        "Entries taken in: 1. Here already: 0.",
        "Settings taken over: reminders.",
        "The calendar's address waits: it is not asked until you save it once under Reminders.",
        "The secret address of the reminder feed is not taken over; Reminders gives a new one.",
        "Settings not taken over: reminders: sound.",
    ]


def test_an_import_comes_from_standard_input_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", "tape", "--calf-left-cm", "36")
    text = run("export").out.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    assert "taken in: 1" in run("import", "-", "--data-dir", str(tmp_path / "other")).out


def test_a_strangers_file_asks_whose_it_is(run: Run, tmp_path: Path) -> None:
    out, other = tmp_path / "out.json", ("--data-dir", str(tmp_path / "other"))
    run("add", "tape", "--calf-left-cm", "36")
    run("export", "--out", str(out))
    run("add", "tape", "--calf-left-cm", "40", *other)
    refused = run("import", str(out), *other)
    assert refused.status == 2
    assert "--person" in refused.err
    run("people", "--add", "Mother", *other)
    assert run("import", str(out), "--person", "Mother", *other).status == 0
    assert len(_listed(run, "--person", "Mother", *other)) == 1


def test_a_file_that_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    assert "no text in UTF-8" in run("import", str(tmp_path / "picture")).err


def test_csv_holds_everybody_or_one_person(run: Run) -> None:
    run("people", "--add", "Mother")
    run("add", "tape", "--calf-left-cm", "36")
    run("add", "tape", "--calf-left-cm", "40", "--person", "Mother")
    assert run("export", "--format", "csv").out.count("tape") == 2
    (heading, row) = run("export", "--format", "csv", "--person", "Mother").out.splitlines()
    assert heading.endswith("calf_left_cm")
    assert row.endswith(",40.0")


def test_a_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    said = run("export", "--out", str(tmp_path / "no" / "out.json"))
    assert said.status == 2
    assert "cannot be written" in said.err


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("before")
    with pytest.raises(UnicodeEncodeError):
        write_private(file, "x" * 100_000 + "\ud800")
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_note_means_is_said_beneath_it(run: Run) -> None:
    today = datetime.now(UTC).date()
    for back, score in ((2, 6), (1, 4)):
        at = (today - timedelta(days=back)).isoformat()
        said = run("add", "symptom", "--swelling-left", str(score), "--at", at)
    assert said.out.splitlines()[-1] == "Better than yesterday: left from 6 to 4."


def test_a_referral_is_told_with_its_card_before_the_note(run: Run) -> None:
    today = datetime.now(UTC).date()
    for back in range(8, 0, -1):
        at = (today - timedelta(days=back)).isoformat()
        run("add", "symptom", "--swelling-left", "1", "--swelling-right", "1", "--at", at)
    said = run("add", "symptom", "--swelling-left", "9", "--swelling-right", "1", "--json")
    assert said.err.splitlines()[0] == "Urgent advice: See a doctor today"
    assert json.loads(said.out)["means"]["refers"] == "today"
    assert "Better" not in said.err
