"""``soleus lab`` as it is typed: numbers, states, and what no living person can have."""

import json
from pathlib import Path

import pytest

from cli.said import Run

REST = '[[step]]\nname = "rest"\nposture = "supine"\nseconds = 20\n'
HEART = '[[read]]\ninstrument = "heart"\n'


def write(folder: Path, text: str) -> str:
    path = folder / "experiment.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_numbers_are_listed_for_people_and_for_programs(typed: Run) -> None:
    said = typed("lab", "numbers")
    assert said.status == 0
    assert "h_gain" in said.out
    numbers = json.loads(typed("lab", "numbers", "--json").out)
    assert {"name", "value", "unit", "bounds", "source", "moves"} <= numbers[0].keys()
    assert len(numbers) > 200


def test_states_go_to_netcdf_with_what_they_mean(typed: Run, tmp_path: Path) -> None:
    import xarray as xr

    path, record = write(tmp_path, REST + HEART), tmp_path / "run.nc"
    assert typed("lab", path, "--netcdf", str(record), "--states").status == 0
    with xr.open_dataset(record, engine="h5netcdf") as run:
        assert run["a_left_calf"].attrs["units"] == "1"
        assert "autoregulation" in run["a_left_calf"].attrs["long_name"]


def test_states_without_a_file_to_go_to_are_refused(typed: Run, tmp_path: Path) -> None:
    said = typed("lab", write(tmp_path, REST + HEART), "--states")
    assert said.status == 2
    assert "--netcdf" in said.err


def test_a_number_beyond_physiology_is_refused_in_one_line(typed: Run, tmp_path: Path) -> None:
    said = typed("lab", write(tmp_path, "[numbers]\nh_gain = 50\n" + REST + HEART))
    assert (said.status, said.out) == (2, "")
    assert "h_gain is 50" in said.err


def test_a_reading_that_nobody_has_ends_the_run_and_prints_none(typed: Run, tmp_path: Path) -> None:
    text = "[model]\nunbounded = true\n[numbers]\ncfv_area_mm2 = 0.5\n" + REST
    vein = '[[read]]\ninstrument = "doppler"\nvessel = "left_common_femoral_vein"\n'
    said = typed("lab", write(tmp_path, text + vein), "--json")
    assert (said.status, said.out) == (3, "")
    assert "in rest: doppler:left_common_femoral_vein" in said.err


def test_the_table_says_why_a_reading_is_not_there(typed: Run, tmp_path: Path) -> None:
    raised = REST.replace("supine", "standing").replace("rest", "up")
    said = typed("lab", write(tmp_path, raised + REST + '[[read]]\ninstrument = "abi"\n'))
    assert said.status == 0
    assert "- abi in rest: posture changed 20 s ago" in said.out


def test_of_a_repeated_step_the_first_and_last_round_have_a_column(
    typed: Run, tmp_path: Path
) -> None:
    path = write(tmp_path, REST + "repeat = 4\n" + HEART)
    head = typed("lab", path).out.splitlines()[0]
    assert "rest 1" in head
    assert "rest 4" in head
    assert "rest 2" not in head
    steps = json.loads(typed("lab", path, "--json").out)["steps"]
    assert [s["round"] for s in steps] == [1, 2, 3, 4]


def test_people_are_drawn_one_a_line_and_run_as_an_experiment(typed: Run) -> None:
    from soleus.circulation import run_experiment

    said = typed("lab", "people", "3", "--seed", "4", "--of", "arterial_disease")
    assert said.status == 0
    people = [json.loads(line) for line in said.out.splitlines()]
    assert [p["index"] for p in people] == [0, 1, 2]
    assert all(p["simulated"] is True and p["person"]["stenosis"] for p in people)
    rest = {"name": "rest", "posture": "supine", "seconds": 20}
    tables = {"person": people[0]["person"], "numbers": people[0]["numbers"]}
    answer = run_experiment({**tables, "step": [rest], "read": [{"instrument": "heart"}]})
    assert answer["model"]["numbers"] == people[0]["numbers"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["people"], "how many"),
        (["people", "many"], "how many"),
        (["people", "2", "--of", "helthy"], "healthy"),
    ],
)
def test_people_that_cannot_be_drawn_are_refused(typed: Run, words: list[str], told: str) -> None:
    said = typed("lab", *words)
    assert (said.status, said.out) == (2, "")
    assert told in said.err


def test_states_are_listed_with_unit_and_meaning(typed: Run) -> None:
    assert "pressure in the aorta" in typed("lab", "states").out
    listed = json.loads(typed("lab", "states", "--json").out)
    assert {"name": "rate", "unit": "1/s", "means": "heart rate"} in listed


def test_drawn_people_are_written_and_run_from_their_file(typed: Run, tmp_path: Path) -> None:
    people, readings = tmp_path / "people.csv", tmp_path / "readings.csv"
    assert typed("lab", "people", "3", "--out", str(people)).status == 0
    path = write(tmp_path, REST + HEART)
    printed = typed("lab", path, "--people", str(people))
    assert printed.out.startswith("name,step,heart rate_bpm")
    assert len(printed.out.splitlines()) == 4
    assert typed("lab", path, "--people", str(people), "--out", str(readings)).out == ""
    assert readings.read_text("utf-8") == printed.out
    answers = json.loads(typed("lab", path, "--people", str(people), "--json").out)
    assert [each["name"] for each in answers] == ["0", "1", "2"]


def test_people_go_with_no_picture_and_a_bad_file_prints_nothing(
    typed: Run, tmp_path: Path
) -> None:
    path, people = write(tmp_path, REST + HEART), tmp_path / "people.csv"
    people.write_text("age\n200\n", "utf-8")
    said = typed("lab", path, "--people", str(people))
    assert (said.status, said.out) == (2, "")
    assert "row 1: age is 200" in said.err
    assert (
        "--people goes with" in typed("lab", path, "--people", str(people), "--plot", "x.png").err
    )


def test_a_file_of_numbers_goes_before_the_experiment_and_is_checked(
    typed: Run, tmp_path: Path
) -> None:
    path, numbers = write(tmp_path, "[numbers]\nP_set = 90\n" + REST + HEART), tmp_path / "n.toml"
    numbers.write_text("[numbers]\nP_set = 100\n[fit]\nrows = 3\n", "utf-8")
    model = json.loads(typed("lab", path, "--numbers", str(numbers), "--json").out)["model"]
    assert model["numbers"] == {"P_set": 100.0}
    numbers.write_text("[numbers]\nP_sett = 100\nh_gain = 50\n", "utf-8")
    said = typed("lab", path, "--numbers", str(numbers))
    assert said.status == 2
    assert said.err.splitlines() == [
        "n.toml: no such number in the model: 'P_sett'; did you mean 'P_set'?",
        "n.toml: h_gain is 50, but physiology allows 0.08 to 0.8 -; "
        "set unbounded = true in [model] to go beyond",
    ]


def test_a_fit_is_typed_and_its_file_is_read(typed: Run, tmp_path: Path) -> None:
    path, out = Path(write(tmp_path, REST + HEART)), tmp_path / "fitted.toml"
    rows = tmp_path / "rows.csv"
    rows.write_text(
        "experiment,step,reading,value,sd\n"
        f"{path.name},rest,heart map_mmhg,95,2\n{path.name},rest,heart rate_bpm,68,2\n",
        "utf-8",
    )
    said = typed("lab", "fit", str(rows), "--free", "P_set", "--out", str(out))
    assert said.status == 0
    assert said.out.startswith("P_set  ")
    heart = json.loads(typed("lab", str(path), "--numbers", str(out), "--json").out)["steps"][0]
    assert heart["readings"]["heart"]["map_mmhg"] == pytest.approx(95, abs=1.0)


@pytest.mark.parametrize(
    ("words", "told"), [(["fit"], "say which rows"), (["fit", "none.csv"], "cannot be read")]
)
def test_a_fit_of_nothing_is_refused(typed: Run, words: list[str], told: str) -> None:
    said = typed("lab", *words, "--free", "P_set")
    assert (said.status, said.out) == (2, "")
    assert told in said.err
