"""``TZ`` in every form that a shell or a compose file has it; never another zone without a word."""

import os
import subprocess
import sys
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from soleus.records import machine_zone
from soleus.vocabulary import SoleusError


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ('"Europe/Berlin"', "Europe/Berlin"),
        ("'Europe/Berlin'", "Europe/Berlin"),
        (" Europe/Berlin \n", "Europe/Berlin"),
        (":Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        (":/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("posix/Asia/Tokyo", "Asia/Tokyo"),
        ("EST5EDT", "EST5EDT"),
        ("EST5EDT,M3.2.0,M11.1.0", "America/New_York"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Berlin"),
        ("CET-1CEST-2,M3.5.0/2:00,M10.5.0/03:00:00", "Europe/Berlin"),
        ("MEZ-1MESZ,M3.5.0,M10.5.0/3", "Europe/Berlin"),
        ("CET-1CEST", "Europe/Berlin"),
        ("GMT+1", "Etc/GMT+1"),
        ("UTC-3", "Etc/GMT-3"),
        ("<-03>3", "Etc/GMT+3"),
        ("IST-5:30", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("UTC0", "UTC"),
    ],
)
def test_a_zone_is_known_however_it_is_written(said: str, name: str) -> None:
    assert machine_zone({"TZ": said}) == name


@pytest.mark.parametrize(
    "said", ["CET-1CEST,M3.5.0,M10.5.0/3", "NST3:30NDT,M3.2.0,M11.1.0", "JST-9"]
)
def test_the_zone_goes_by_the_clock_of_the_rule(said: str) -> None:
    for month in (1, 7):
        moment = datetime(2026, month, 15, 12, tzinfo=ZoneInfo("UTC"))
        shown = subprocess.run(
            ["date", "-d", moment.isoformat(), "+%H:%M"],
            env={**os.environ, "TZ": said},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        assert f"{moment.astimezone(ZoneInfo(machine_zone({'TZ': said}))):%H:%M}" == shown


@pytest.mark.parametrize(
    "said", ["UTC+25", "Nowhere/Land", "Berlin", "XYZ", "../../etc/passwd", "/no/such", "\0", "5"]
)
def test_what_names_no_zone_is_said_in_one_line(said: str) -> None:
    with pytest.raises(SoleusError, match="TZ is") as refused:
        machine_zone({"TZ": said})
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("said", ["", "  ", '""'])
def test_an_empty_one_leaves_it_to_the_machine(said: str) -> None:
    assert ZoneInfo(machine_zone({"TZ": said}))


def test_a_file_is_known_by_what_it_holds(tmp_path: Path) -> None:
    whole = files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo")
    (tmp_path / "localtime").write_bytes(whole.read_bytes())
    assert machine_zone({"TZ": str(tmp_path / "localtime")}) in ("Asia/Tokyo", "Japan")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("said", "status"), [("CET-1CEST,M3.5.0,M10.5.0/3", 0), ("UTC+25", 2)])
def test_no_command_ends_in_a_traceback(
    tmp_path: Path, said: str, status: int, language: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "soleus", "--language", language, "remind", "status"],
        env={**os.environ, "TZ": said, "SOLEUS_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) == (1 if status else 0)
