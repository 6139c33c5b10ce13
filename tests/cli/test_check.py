"""``soleus check``: files, lines and answers typed at the terminal."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.said import Said, in_process

ALL_DENIED = {"answers": {}, "others": "no"}


def soleus(home: Path, *arguments: str, typed: str = "") -> Said:
    environment = {"SOLEUS_DATA_DIR": str(home), "LC_ALL": "C.UTF-8"}
    return in_process("check", *arguments, typed=typed, **environment)


def test_a_file_is_decided_as_json(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": {"chest_pain": True}}), encoding="utf-8")
    done = soleus(tmp_path, str(file), "--json")
    decision = json.loads(done.out)
    assert done.status == 0
    assert list(decision) == ["urgency", "pattern", "reasons", "activities", "questions"]
    assert decision["urgency"] == "emergency"
    assert decision["activities"]["walking"]["status"] == "withheld"
    assert not (tmp_path / "journal.sqlite3").exists()


def test_an_emergency_is_told_with_whom_to_call_and_nothing_to_do_but_that(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"chest_pain": True}})
    done = soleus(tmp_path, "-", "--country", "at", typed=typed)
    assert done.out.startswith("Immediate action required: Call 112 now")
    assert "Emergency number for: Austria." in done.out
    assert "What you may do" not in done.out
    unknown = soleus(tmp_path, "-", "--country", "zz", typed=typed)
    assert unknown.out.startswith("Immediate action required: Call 112 now")


def test_a_decision_is_told_with_its_reasons_and_sources(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"known_pad": True}, "others": "no"})
    done = soleus(tmp_path, "-", "--sources", typed=typed)
    assert "What you may do" in done.out
    assert "  - Legs up, Compression stockings\n    Wait\n" in done.out
    assert "[D06 D08 X07 C20 B07]" in " ".join(done.out.split())


def test_no_id_of_a_source_is_told_unless_it_is_asked_for(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"known_pad": True}, "others": "no"})
    told = soleus(tmp_path, "-", typed=typed).out
    assert not re.search(r"\b[A-Z]\d\d\b", told)
    assert "soleus check --sources" in told


def test_the_number_of_the_country_stands_where_to_be_seen_is_told(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"leg_pain": "left"}, "others": "no"})
    told = soleus(tmp_path, "-", "--country", "gb", typed=typed).out
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
    assert done.status == 2
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert all(word in done.err for word in words)


def test_every_fault_has_its_line(tmp_path: Path) -> None:
    typed = json.dumps({"answers": {"nonsense": 1, "age": 12, "chest_pain": "no"}, "others": 0})
    assert len(soleus(tmp_path, "-", typed=typed).err.splitlines()) == 4


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    done = soleus(tmp_path, str(tmp_path / "nothing.json"))
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1


def test_lines_are_decided_in_order_and_a_faulty_one_stops_nothing(tmp_path: Path) -> None:
    lines = [json.dumps(ALL_DENIED), "{", '{"answers": {"chest_pain": true}}', "", "[1]"]
    done = soleus(tmp_path, "--lines", typed="\n".join(lines) + "\n")
    found: list[dict[str, Any]] = [json.loads(line) for line in done.out.splitlines()]
    assert done.status == 0
    assert [each.get("urgency") for each in found] == ["self_care", None, "emergency", None, None]
    assert all(each["error"] for each in found if "urgency" not in each)


def test_a_check_of_a_file_is_kept_only_if_asked(tmp_path: Path) -> None:
    soleus(tmp_path, "-", "--record", typed=json.dumps(ALL_DENIED))
    assert (tmp_path / "journal.sqlite3").exists()


def test_the_terminal_stops_at_an_emergency_at_once(tmp_path: Path) -> None:
    done = soleus(tmp_path, "--country", "GB", typed="3\n2\n")
    assert done.status == 0
    assert "Call 999 now" in done.out
    assert "Step 2" not in done.out


def test_an_emergency_stops_even_the_rest_of_its_screen(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="unsaid\nnone\n1 3\nleft\n")
    assert "Call 112 now" in done.out
    assert done.out.count("Which") + done.out.count("1. Left leg") == 1


def test_a_check_left_half_way_goes_on_where_it_was(tmp_path: Path) -> None:
    first = soleus(tmp_path, typed="unsaid\nnone\nnone\nq\n")
    assert first.status == 0
    assert "soleus check" in first.out
    again = soleus(tmp_path, typed="")
    assert "Step 3" in again.out
    assert "Step 1" not in again.out
    anew = soleus(tmp_path, "--anew", typed="")
    assert "Step 1" in anew.out


def test_the_sex_is_asked_once_and_to_rather_not_say_is_an_answer(tmp_path: Path) -> None:
    first = soleus(tmp_path, typed="perhaps\nunsaid\nq\n")
    assert first.out.count("Type a number or female, male, unsaid") == 2
    assert "Step 1" in first.out
    assert "Asked once" not in soleus(tmp_path, typed="q\n").out
    man = tmp_path / "man"
    asked = soleus(man, typed="male\n" + "none\n" * 3 + "40\n" + "none\n" * 6)
    assert "Go ahead" in asked.out


def test_what_cannot_be_read_is_asked_again_and_a_question_mark_explains(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="female\nmaybe\n9\n? 2\nnone\nq\n")
    assert done.out.count("Please type none") == 2
    assert "Step 2" in done.out


def test_a_well_person_gets_through_with_one_line_a_screen(tmp_path: Path) -> None:
    done = soleus(tmp_path, typed="female\n" + "none\n" * 3 + "40\n" + "none\n" * 7)
    assert "  - Ankle pumps, Calf raises, Legs up, Walking\n    Go ahead\n" in done.out
    assert "Start with ankle pumps (soleus session ankle-pumps)" in done.out
    assert (tmp_path / "journal.sqlite3").exists()


def in_german(home: Path, *arguments: str, typed: str, **settings: str) -> str:
    environment = {"SOLEUS_DATA_DIR": str(home), "LC_ALL": "C.UTF-8"} | settings
    return in_process(*arguments, typed=typed, **environment).out


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
