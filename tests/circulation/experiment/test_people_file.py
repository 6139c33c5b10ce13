"""People from a file: a row each, all in one run, every fault at once."""

from pathlib import Path

import pytest

from soleus.circulation import (
    ExperimentError,
    RunFailedError,
    parse_experiment,
    read_people,
    row_of,
    run_people,
    sample,
    write_rows,
)

REST = {"name": "rest", "posture": "supine", "seconds": 10}
EXPERIMENT = parse_experiment({"step": [REST], "read": [{"instrument": "heart"}]})


def written(folder: Path, text: str) -> Path:
    path = folder / "people.csv"
    path.write_text(text, "utf-8")
    return path


def test_a_row_is_a_person_with_diseases_and_numbers_of_their_own(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name,age,P_set,reflux.left.popliteal,stenosis.right.tibial,stenosis_cm.right.tibial\n"
        "007,61,,0.5,,\n"
        ",,100,,0.7,3\n",
    )
    first, second = read_people(path, {"weight_kg": 80.0, "age": 30.0})
    assert first.name == "007"
    assert first.table == {
        "weight_kg": 80.0,
        "age": 61.0,
        "reflux": [{"leg": "left", "vessel": "popliteal", "severity": 0.5}],
    }
    assert (second.name, second.table["age"], second.numbers) == ("2", 30.0, {"P_set": 100.0})
    narrowed = {"leg": "right", "vessel": "tibial", "diameter_reduction": 0.7, "length_cm": 3.0}
    assert second.table["stenosis"] == [narrowed]


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    text = "agee,weight_kg,h_gain,reflux.left.great_saphenus\n1,2,50,1\n1,70,0.3,1\n1,x,0.3,1\n"
    with pytest.raises(ExperimentError) as refused:
        read_people(written(tmp_path, text))
    assert refused.value.faults == (
        "people.csv: no such column: 'agee'; did you mean 'age'?",
        "people.csv: no such vessel: 'reflux.left.great_saphenus'; did you mean 'great_saphenous'?",
        "people.csv, row 1: weight_kg is 2, but has to be from 30 to 250",
        "people.csv, row 1: h_gain is 50, but physiology allows 0.08 to 0.8 -",
        "people.csv, row 3: weight_kg is 'x', but has to be a number",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nobody is in it"),
        ("age,age\n1,2\n", "the column 'age' stands there twice"),
        ("age,sex\n40\n", "row 1: has 1 cells under 2 heads"),
    ],
)
def test_a_file_that_is_no_table_of_people_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ExperimentError, match=told):
        read_people(written(tmp_path, text))


def test_a_file_of_another_kind_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExperimentError, match="ends in"):
        read_people(tmp_path / "people.xlsx")
    with pytest.raises(ExperimentError, match="cannot be read"):
        read_people(tmp_path / "people.csv")
    (tmp_path / "people.parquet").write_text("no")
    with pytest.raises(ExperimentError, match=r"parquet: this is no Parquet file"):
        read_people(tmp_path / "people.parquet")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_drawn_people_come_back_from_a_file_as_they_were_drawn(tmp_path: Path, ending: str) -> None:
    drawn = sample("arterial_disease", 5, seed=2)
    path = tmp_path / f"people.{ending}"
    write_rows(path, [row_of(each) for each in drawn])
    for one, back in zip(drawn, read_people(path), strict=True):
        assert back.name == str(one.index)
        assert back.numbers == pytest.approx(one.numbers)
        usual = one.person.as_dict()
        assert {**usual, **back.table}.keys() == usual.keys()
        assert back.table["age"] == pytest.approx(one.person.age)
        assert len(back.table["stenosis"]) == len(one.person.stenosis)


def test_everybody_is_run_at_once_with_their_own_numbers(tmp_path: Path) -> None:
    people = read_people(written(tmp_path, "name,group,age,P_set\na,old,70,\nb,,30,100\nc,,30,\n"))
    answers = list(run_people(EXPERIMENT, people))
    pressures = [each.rows()[0]["heart map_mmhg"] for each in answers]
    assert pressures[1] > pressures[2] + 3.0
    assert answers[0].rows()[0]["group"] == "old"
    assert answers[0].as_dict()["person"]["age"] == 70.0


def test_somebody_who_breaks_down_leaves_the_others_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from soleus.circulation.experiment import many

    def refuse(_: object, place: int) -> None:
        if place == 1:
            raise RunFailedError("the run lost 3 mL in 1 h; no reading can be trusted")

    monkeypatch.setattr(many, "refuse_broken", refuse)
    people = read_people(written(tmp_path, "age\n30\n40\n50\n"))
    answers = list(run_people(EXPERIMENT, people))
    assert [each.broke[:12] for each in answers] == ["", "the run lost", ""]
    assert [len(each.rows()) for each in answers] == [1, 0, 1]
