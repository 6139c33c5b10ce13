"""Files built to cost or to mislead: one clear line, in bounded time and memory."""

import gzip
import io
import random
import time
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from devices import samples
from devices.conftest import BEGAN, BERLIN, NOW, Read
from soleus.devices import FileFindings, ReadingStop, device_limits, read_apart
from soleus.devices.bounded import Bounded
from soleus.devices.errors import DeviceFileError

ENTITIES = (
    '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


def apart(path: Path, stop: ReadingStop | None = None) -> list[FileFindings]:
    with path.open("rb") as file:
        return list(read_apart(file, path.name, now=NOW, zone=BERLIN, stop=stop))


@pytest.mark.parametrize("name", ["&b;", "&c;"])
def test_entities_are_never_defined_and_nothing_outside_is_asked_for(read: Read, name: str) -> None:
    content = samples.gpx(BEGAN, kind=name).decode()
    first = content.index("<gpx")
    (found,) = read((content[:first] + ENTITIES + content[first:]).encode())
    assert found.activities == ()
    assert "damaged" in str(found.fault)


def test_a_bomb_is_told_before_it_goes_off(read: Read) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        places = b"<wpt a='" + b"x" * 10_000 + b"'/>"
        archive.writestr("a.gpx", b"<gpx>" + places * 7_000)
        archive.writestr("b.gpx", samples.gpx(BEGAN))
    bomb, good = read(out.getvalue(), "x.zip")
    assert "far larger" in str(bomb.fault)
    assert len(good.activities) == 1


def test_what_is_unpacked_without_end_is_ended() -> None:
    class Endless:
        def read(self, size: int) -> bytes:
            return b" " * size

    stream = Bounded(Endless(), packed=1000)  # type: ignore[arg-type]
    for _ in range(50):
        stream.read(1_000_000)
    with pytest.raises(DeviceFileError):
        stream.read(1_000_000)


def test_archives_in_an_archive_are_read_and_those_in_them_are_told(read: Read) -> None:
    fit, gpx = samples.fit(BEGAN), samples.gpx(BEGAN)
    inner = samples.zipped({"a.fit": fit})
    takeout = {"Takeout/Fit/All Sessions/a.json": samples.google_session(BEGAN)}
    outer = samples.zipped(
        {
            "Takeout/index.html": b"x",
            "Takeout/1.zip": inner,
            "Takeout/2.zip": samples.zipped(takeout),
            "Takeout/3.zip": samples.zipped({"in.zip": inner, "b.gpx": gpx}),
            "Takeout/4.zip": b"PK\x03\x04 and nothing more",
        }
    )
    found = {each.name: each for each in read(outer, "x.zip")}
    assert {name: len(each.activities) for name, each in found.items()} == {
        "x.zip/Takeout/1.zip/a.fit": 1,
        "x.zip/Takeout/2.zip": 1,
        "x.zip/Takeout/3.zip/in.zip": 0,
        "x.zip/Takeout/3.zip/b.gpx": 1,
        "x.zip/Takeout/4.zip": 0,
    }
    assert "packed twice" in str(found["x.zip/Takeout/3.zip/in.zip"].fault)
    assert "cannot be unpacked" in str(found["x.zip/Takeout/4.zip"].fault)


def test_a_bomb_in_an_archive_inside_is_told(read: Read) -> None:
    bomb = samples.zipped({"a.gpx": b"<gpx>" + b"<wpt/>" * 15_000_000})
    good = samples.zipped({"b.gpx": samples.gpx(BEGAN)})
    told, fine = read(samples.zipped({"1.zip": bomb, "2.zip": good}))
    assert "far larger" in str(told.fault)
    assert len(fine.activities) == 1


def test_what_is_packed_by_gzip_twice_is_not_unpacked_twice(read: Read) -> None:
    inner = samples.zipped({"a.fit": samples.fit(BEGAN)})
    assert "packed twice" in str(read(gzip.compress(gzip.compress(inner)))[0].fault)
    assert len(read(gzip.compress(samples.fit(BEGAN)))[0].activities) == 1


def test_a_locked_archive_says_so(read: Read) -> None:
    content = bytearray(samples.zipped({"a.gpx": samples.gpx(BEGAN)}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in str(read(bytes(content))[0].fault)


def test_depth_and_length_of_xml_are_bounded(read: Read) -> None:
    deep = b"<gpx>" + b"<a>" * 5_000
    long = b"<gpx creator='" + b"x" * 3_000_000
    for content in (deep, long, b"<!DOCTYPE gpx [" + b" " * 5_000_000, b"<?xml version='1.0'?>"):
        (found,) = read(content)
        assert found.fault is not None


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e999", "", "0x10", "999999999999"])
def test_absurd_numbers_never_become_values(read: Read, value: str) -> None:
    content = samples.tcx(BEGAN, laps=((600, 800),)).decode()
    odd = (
        content.replace(">600<", f">{value}<")
        .replace(">800<", f">{value}<")
        .replace(">120<", f">{value}<")
    )
    for one in read(odd.encode())[0].activities:
        assert 0 <= one.seconds <= 24 * 3600
        assert one.distance_m is None or 0 < one.distance_m < 100_000
        assert one.heart_rate is None or 25 <= one.heart_rate <= 250


@pytest.mark.parametrize(
    "make", [samples.gpx, samples.tcx, samples.fitbit_exercise, samples.google_session]
)
def test_no_clock_of_1989_or_of_years_to_come_is_believed(read: Read, make: object) -> None:
    assert callable(make)
    for year in (1989, 1970, 2040):
        (found,) = read(make(BEGAN.replace(year=year)))
        assert found.activities == ()
        assert found.fault is not None


def test_steps_that_cannot_be_are_left_out(read: Read) -> None:
    wrong = [
        samples.apple_steps("W", "", BEGAN, 1, 10_000_000),
        samples.apple_steps("W", "", BEGAN, -5, 100),
        samples.apple_steps("W", "", NOW + timedelta(days=2), 1, 100),
        samples.apple_steps("W", "", BEGAN.replace(year=1989), 1, 100),
    ]
    (found,) = read(samples.apple(*wrong, samples.apple_steps("W", "", BEGAN, 1, 100)))
    assert [day.steps for day in found.days] == [100]
    assert [remark.times for remark in found.left_out] == [4]


def test_a_reading_can_be_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    minutes = [samples.apple_steps("W", "", BEGAN, 1, 100)] * 400_000
    path.write_bytes(samples.apple(*minutes))
    stop = ReadingStop()
    began = time.monotonic()
    with path.open("rb") as file:
        reading = read_apart(
            file, "x", now=NOW, zone=BERLIN, stop=stop, tell=lambda _at, _of: stop.press()
        )
        (found,) = list(reading)
    assert "stopped" in str(found.fault)
    assert time.monotonic() - began < 20


def test_one_part_that_ends_the_process_is_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(1)
    points = "".join(
        f'<trkpt lat="{chance.random()}" lon="1"><time>2026-11-20T07:00:00Z</time></trkpt>'
        for _ in range(1_500_000)
    )
    slow = f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode()
    path = tmp_path / "x.zip"
    path.write_bytes(samples.zipped({"a.gpx": slow, "b.gpx": samples.gpx(BEGAN)}))
    monkeypatch.setattr("soleus.devices.reading._CPU_SECONDS", 1)
    monkeypatch.setattr("soleus.devices.reading._CPU_SECONDS_A_GIGABYTE", 0)
    first, second = apart(path)
    assert (first.name, "takes longer" in str(first.fault)) == ("x.zip/a.gpx", True)
    assert len(second.activities) == 1


def test_a_file_is_read_in_a_process_of_its_own_within_its_memory(tmp_path: Path) -> None:
    path = tmp_path / "walk.fit"
    path.write_bytes(samples.fit(BEGAN))
    (found,) = apart(path)
    assert len(found.activities) == 1
    assert device_limits().most_activities > 1
