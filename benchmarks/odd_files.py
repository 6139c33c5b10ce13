"""Reads thousands of files that were damaged at random; says what it cost, and if any broke it.

Run ``python benchmarks/odd_files.py --each 2000``. Each kind has sound files to begin with; a
damaged one has bytes changed, taken out, doubled or cut off, or numbers replaced by absurd ones.
All are read in one process with the limits of a reading, so what one leaves behind counts too.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from devices import samples
from soleus.devices.activity import FileFindings
from soleus.devices.errors import DeviceFileError
from soleus.devices.file_process import MOST_MEMORY, parts
from soleus.devices.one_file import ReadingOrder

SEED = 20_261_130
_NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
_BEGAN = datetime(2026, 11, 20, 7, tzinfo=UTC)
_ABSURD = (b"nan", b"inf", b"-1", b"1e308", b"99999999999999999999", b"0", b"-0.0", b"\xff", b"")
_NUMBER = re.compile(rb"\d[\d.]*")

Damage = Callable[[random.Random, bytes], bytes]


def sound() -> Mapping[str, list[bytes]]:
    """Return sound files of each kind."""
    gpx = samples.gpx(_BEGAN, kind="walking", point="<extensions><hr>99</hr></extensions>")
    tcx = samples.tcx(_BEGAN, laps=((600, 800), (500, 700)))
    steps = [
        samples.apple_steps(
            source, "&lt;&lt;HKDevice: 0x1&gt;, name:W&gt;", _BEGAN + timedelta(minutes=n), 1, 110
        )
        for n in range(20)
        for source in ("watch", "phone")
    ]
    apple = samples.apple(*steps, samples.apple_workout(_BEGAN))
    fits = [
        samples.fit(_BEGAN),
        samples.fit(_BEGAN, is_big_endian=True),
        samples.fit(_BEGAN, sessions=(("swimming", 900.0), ("cycling", 3000.0))),
    ]
    jsons = [
        samples.fitbit_exercise(_BEGAN),
        samples.fitbit_steps(_BEGAN),
        samples.google_session(_BEGAN),
    ]
    archive = samples.zipped({"a.fit": fits[0], "b.gpx": gpx, "apple_health_export/x.txt": b"x"})
    takeout = samples.zipped(
        {
            "Takeout/Fit/All Sessions/a.json": samples.google_session(_BEGAN),
            "Takeout/Fitbit/Global Export Data/exercise-0.json": samples.fitbit_exercise(_BEGAN),
        }
    )
    return {
        "fit": fits,
        "gpx": [gpx],
        "tcx": [tcx],
        "apple_health": [apple],
        "health_connect": [samples.health_connect(_BEGAN)],
        "json": jsons,
        "table": [samples.table(_BEGAN), samples.open_tracks(_BEGAN)],
        "zip": [archive, takeout, samples.zipped({"apple_health_export/export.xml": apple})],
        "gzip": [gzip.compress(gpx), gzip.compress(fits[0])],
    }


def _flipped(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 40))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _without_a_piece(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randrange(1, 200) :]


def _doubled(chance: random.Random, content: bytes) -> bytes:
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randrange(1, 400)]
    return content[:start] + piece * chance.choice((2, 2, 50)) + content[start:]


def _absurd(chance: random.Random, content: bytes) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return _flipped(chance, content)
    place = chance.choice(found)
    return content[: place.start()] + chance.choice(_ABSURD) + content[place.end() :]


_DAMAGES: tuple[Damage, ...] = (_flipped, _cut, _without_a_piece, _doubled, _absurd)


def damaged(kind: str, number: int, seed: int = SEED) -> Iterator[bytes]:
    """Yield so many damaged files of a kind, the same each time."""
    chance = random.Random(f"{seed} {kind}")
    originals = sound()[kind]
    for _ in range(number):
        content = chance.choice(_DAMAGES)(chance, chance.choice(originals))
        # half of the FIT files have a check sum that fits, so that they are read to the end
        if kind == "fit" and chance.random() < 0.5 and len(content) > 16:
            content = samples.with_checksums(content[14:-2])
        yield content


def read(content: bytes, folder: Path) -> list[FileFindings]:
    """Read a file as the process does that reads one."""
    order = ReadingOrder(_NOW, ZoneInfo("Europe/Berlin"), folder, {})
    with io.BytesIO(content) as file:
        try:
            units = parts(file, "odd", order)
        except DeviceFileError as error:
            return [FileFindings("odd", fault=error.remark)]
        return [found for _, unit in units for found in unit()]


def main() -> None:
    """Read damaged files of each kind, and print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in sound():
            broken += _measure(kind, asked.each, asked.seed, Path(folder))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"at most {memory:.0f} MB")
    sys.exit(1 if broken else 0)


def _measure(kind: str, number: int, seed: int, folder: Path) -> int:
    taken = refused = broken = 0
    longest = 0.0
    for content in damaged(kind, number, seed):
        began = time.monotonic()
        try:
            found = read(content, folder)
        except Exception as error:
            broken += 1
            (folder.parent / f"broken-{kind}").write_bytes(content)
            print(f"{kind}: {error!r}")
            continue
        longest = max(longest, time.monotonic() - began)
        json.dumps([each.as_dict() for each in found])
        if all(each.fault for each in found):
            refused += 1
        else:
            taken += 1
    print(
        f"{kind}: {number} files, {refused} refused in one line, {taken} taken in part or whole, "
        f"{broken} broken; the slowest {longest:.2f} s",
        flush=True,
    )
    return broken


if __name__ == "__main__":
    main()
