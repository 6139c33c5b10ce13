"""``soleus check``: files, lines and answers typed at the terminal."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ALL_DENIED = {"answers": {}, "others": "no"}


def soleus(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SOLEUS_DATA_DIR": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "soleus", "check", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )


def test_a_file_is_decided_as_json(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {"chest_pain": True}}), encoding="utf-8")
    done = soleus(tmp_path, str(file), "--json")
    decision = json.loads(done.stdout)
    assert done.returncode == 0
    assert list(decision) == ["urgency", "pattern", "reasons", "activities", "questions"]
    assert decision["urgency"] == "emergency"
    assert decision["activities"]["walking"]["status"] == "withheld"
    assert not (tmp_path / "journal.sqlite3").exists()


def test_an_emergency_is_told_with_whom_to_call_and_nothing_to_do_but_that(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"chest_pain": True}})
    done = soleus(tmp_path, "-", "--country", "at", typed=typed)
    assert done.stdout.startswith("Immediate action required: Call 112 now")
    assert "Emergency number for: Austria." in done.stdout
    assert "What you may do" not in done.stdout
    unknown = soleus(tmp_path, "-", "--country", "zz", typed=typed)
    assert unknown.stdout.startswith("Immediate action required: Call 112 now")


def test_a_decision_is_told_with_its_reasons_and_sources(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"known_pad": True}, "others": "no"})
    done = soleus(tmp_path, "-", "--sources", typed=typed)
    assert "What you may do" in done.stdout
    assert "  - Legs up, Compression stockings\n    Wait\n" in done.stdout
    assert "[D06 D08 X07 C20 B07]" in " ".join(done.stdout.split())


def test_no_id_of_a_source_is_told_unless_it_is_asked_for(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"known_pad": True}, "others": "no"})
    told = soleus(tmp_path, "-", typed=typed).stdout
    assert not re.search(r"\b[A-Z]\d\d\b", told)
    assert "soleus check --sources" in told


def test_the_number_of_the_country_stands_where_to_be_seen_is_told(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"leg_pain": "left"}, "others": "no"})
    told = soleus(tmp_path, "-", "--country", "gb", typed=typed).stdout
    assert told.startswith("Urgent advice: See a doctor today\n")
    assert "No appointment? Call 111\n" in told
    assert "Call 999 at once" in told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("{", ["JSON"]),
        ("", ["JSON"]),
        ("[]", ["object"]),
        ('{"answers": {"chestpain": true}}', ["chest_pain"]),
        ('{"answers": {"age": true}}', ["age"]),
        ('{"answers": {"chest_pain": true, "chest_pain": false}}', ["chest_pain", "twice"]),
        ('{"answers": {"swelling": "none", "swelling_course": "recent"}}', ["contradicts"]),
    ],
)
def test_a_fault_ends_with_status_2_and_no_decision(
    tmp_path: Path, typed: str, words: list[str]
) -> None:
    done = soleus(tmp_path, "-", "--json", typed=typed)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert all(word in done.stderr for word in words)


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"nonsense": 1, "age": 12, "chest_pain": "no"}, "others": 0})
    assert len(soleus(tmp_path, "-", typed=typed).stderr.splitlines()) == 4


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    done = soleus(tmp_path, str(tmp_path / "nothing.json"))
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_lines_are_decided_in_order_and_a_faulty_one_stops_nothing(tmp_path: Path) -> None:
    lines = [json.dumps(ALL_DENIED), "{", '{"answers": {"chest_pain": true}}', "", "[1]"]
    done = soleus(tmp_path, "--lines", typed="\n".join(lines) + "\n")
    found: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [each.get("urgency") for each in found] == ["self_care", None, "emergency", None, None]
    assert all(each["error"] for each in found if "urgency" not in each)


def test_a_check_of_a_file_is_kept_only_if_asked(tmp_path: Path) -> None:
    soleus(tmp_path, "-", "--record", typed=json.dumps(ALL_DENIED))
    assert (tmp_path / "journal.sqlite3").exists()


def test_the_terminal_stops_at_an_emergency_at_once(tmp_path: Path) -> None:
    done = soleus(tmp_path, "--country", "GB", typed="3\n2\n")
    assert done.returncode == 0
    assert "Call 999 now" in done.stdout
    assert "Step 2" not in done.stdout


def test_an_emergency_stops_even_the_rest_of_its_screen(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="unsaid\nnone\n1 3\nleft\n")
    assert "Call 112 now" in done.stdout
    assert done.stdout.count("Which") + done.stdout.count("1. Left leg") == 1


def test_a_check_left_half_way_goes_on_where_it_was(tmp_path: Path) -> None:
    first = soleus(tmp_path, typed="unsaid\nnone\nnone\nq\n")
    assert first.returncode == 0
    assert "soleus check" in first.stdout
    again = soleus(tmp_path, typed="")
    assert "Step 3" in again.stdout
    assert "Step 1" not in again.stdout
    anew = soleus(tmp_path, "--anew", typed="")
    assert "Step 1" in anew.stdout


def test_the_sex_is_asked_once_and_to_rather_not_say_is_an_answer(tmp_path: Path) -> None:
    first = soleus(tmp_path, typed="perhaps\nunsaid\nq\n")
    assert first.stdout.count("Type a number or female, male, unsaid") == 2
    assert "Step 1" in first.stdout
    assert "Asked once" not in soleus(tmp_path, typed="q\n").stdout
    man = tmp_path / "man"
    asked = soleus(man, typed="male\n" + "none\n" * 3 + "40\n" + "none\n" * 6)
    assert "Go ahead" in asked.stdout


def test_what_cannot_be_read_is_asked_again_and_a_question_mark_explains(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="female\nmaybe\n9\n? 2\nnone\nq\n")
    assert done.stdout.count("Please type none") == 2
    assert "Step 2" in done.stdout


def test_a_well_person_gets_through_with_one_line_a_screen(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="female\n" + "none\n" * 3 + "40\n" + "none\n" * 7)
    assert "  - Ankle pumps, Calf raises, Legs up, Walking\n    Go ahead\n" in done.stdout
    assert "Start with ankle pumps (soleus session ankle-pumps)" in done.stdout
    assert (tmp_path / "journal.sqlite3").exists()


def in_german(home: Path, *arguments: str, typed: str, **settings: str) -> str:
    environment = os.environ | {"SOLEUS_DATA_DIR": str(home), "LC_ALL": "C.UTF-8"} | settings
    return subprocess.run(
        [sys.executable, "-m", "soleus", *arguments],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    ).stdout


def test_german_is_spoken_where_it_is_asked_for_or_the_machine_is_set_to_it(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"short_of_breath": True}, "others": "no"})
    words = ("check", "-", "--country", "DE")
    said = in_german(tmp_path, "--language", "de", *words, typed=typed)
    assert said.startswith("Sofort handeln: Rufen Sie jetzt 112 an")
    assert "Auf Deutsch noch nicht ärztlich geprüft" in " ".join(said.split())
    assert in_german(tmp_path, *words, typed=typed, LC_ALL="de_DE.UTF-8") == said


def test_programs_read_english_whatever_the_machine_speaks(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"short_of_breath": True}, "others": "no"})
    said = in_german(tmp_path, "--language", "de", "check", "-", "--json", typed=typed)
    assert "Call the emergency number now." in said
