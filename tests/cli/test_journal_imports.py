"""What came in from bundles is listed at the terminal, and taken back whole, one or another."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.said import Run
from soleus.compose import Settings, open_coach

GUIDE = Path(__file__).parents[1] / "fhir" / "guide" / "examples.json"


def weight(day: str, kg: float) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "effectiveDateTime": day,
        "valueQuantity": {"value": kg, "system": "http://unitsofmeasure.org", "code": "kg"},
    }


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    path = tmp_path / "weights.json"
    entries = [{"resource": weight("2026-02-01", 81)}, {"resource": weight("2026-02-02", 82)}]
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": entries}), "utf-8")
    return path


def kept() -> int:
    with open_coach(Settings.from_environment()) as coach:
        return len(coach.journal.entries("self"))


def listed(typed: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(typed("journal", "imports", "--json").out)
    return found


def test_nothing_is_listed_until_something_came_in(typed: Run, weights: Path) -> None:
    assert "Nothing came in from FHIR bundles yet" in typed("journal", "imports").out
    typed("journal", "import", str(weights))
    assert listed(typed) == []


def test_what_came_in_is_taken_back_by_the_command_that_was_said(typed: Run, weights: Path) -> None:
    said = typed("journal", "import", str(weights), "--yes").out
    command = said.strip().splitlines()[-1].rpartition("soleus ")[2].split()
    assert command[:2] == ["journal", "undo"]
    assert f"2 entries  [{command[2]}]" in typed("journal", "imports").out
    assert "2 entries taken back." in typed(*command).out
    assert (kept(), listed(typed)) == (0, [])


def test_one_is_taken_back_and_the_other_stays_and_it_can_come_again(
    typed: Run, weights: Path
) -> None:
    typed("journal", "import", str(weights), "--yes")
    typed("journal", "import", str(GUIDE), "--yes")
    latest, first = listed(typed)
    assert (latest["entries"], first["entries"]) == (3, 2)
    assert "2 entries taken back." in typed("journal", "undo", first["id"]).out
    assert (kept(), listed(typed)) == (3, [latest])
    typed("journal", "import", str(weights), "--yes")
    assert (kept(), len(listed(typed))) == (5, 2)


@pytest.mark.parametrize("named", ["nothing", "", " "])
def test_an_unknown_name_is_one_line_and_takes_nothing_back(
    typed: Run, weights: Path, named: str
) -> None:
    typed("journal", "import", str(weights), "--yes")
    said = typed("journal", "undo", named)
    assert said.status == 2
    assert said.err.strip().splitlines() == [
        f"no single import has an id that starts with {named!r}; see soleus journal imports"
    ]
    assert kept() == 2


def test_another_persons_import_is_unknown(typed: Run, weights: Path) -> None:
    with open_coach(Settings.from_environment()) as coach:
        coach.journal.add_person("Anna")
    typed("journal", "import", str(weights), "--yes")
    (only,) = listed(typed)
    assert typed("journal", "undo", only["id"], "--person", "Anna").status == 2
    assert kept() == 2
