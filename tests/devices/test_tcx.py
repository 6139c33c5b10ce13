"""TCX: what laps say, held against another reader; courses hold nothing."""

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tcxreader.tcxreader import TCXReader

from devices import samples
from devices.conftest import BEGAN, NOW, Read
from soleus.devices import Sport
from soleus.devices.tcx import read_tcx

LAPS = st.lists(st.tuples(st.integers(10, 3000), st.integers(0, 9000)), min_size=2, max_size=6)


@settings(max_examples=25, deadline=None)
@given(laps=LAPS)
def test_laps_add_up_as_another_reader_finds(laps: list[tuple[float, float]]) -> None:
    content = samples.tcx(BEGAN, laps=laps)
    (one,) = read_tcx(io.BytesIO(content), "x", NOW).activities
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.tcx"
        path.write_bytes(content)
        other = TCXReader().read(str(path))
    assert one.elapsed_seconds == other.duration
    assert one.seconds == sum(seconds for seconds, _ in laps)
    assert one.heart_rate == pytest.approx(other.hr_avg)
    assert (one.distance_m or 0) == sum(metres for _, metres in laps) or one.distance_m is None


def test_a_prefix_that_nobody_declared_is_no_matter(read: Read) -> None:
    content = (
        samples.tcx(BEGAN, sport="Biking")
        .replace(b"<Lap", b"<ns3:Lap")
        .replace(b"</Lap", b"</ns3:Lap")
    )
    (one,) = read(content)[0].activities
    assert (one.sport, one.seconds) == (Sport.CYCLING, 600)


def test_a_course_holds_no_activity(read: Read) -> None:
    content = b"<TrainingCenterDatabase><Courses/></TrainingCenterDatabase>"
    assert "no activity" in str(read(content)[0].fault)


def test_numbers_with_a_comma_are_numbers(read: Read) -> None:
    content = samples.tcx(BEGAN, laps=((600.5, 800.25),)).decode()
    commas = content.replace("600.5<", "600,5<").replace("800.25<", "800,25<")
    assert commas != content
    (one,) = read(commas.encode())[0].activities
    assert (one.seconds, one.distance_m) == (600.5, 800.25)
