"""Pictures as they were meant: on white, in their shades, upright, and never too large to read."""

import io
import struct
import threading
import time
import zlib

import numpy as np
import pytest
from PIL import Image

from soleus.journal import InvalidEntryError, read_picture


def file(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def kept(upload: bytes) -> Image.Image:
    return Image.open(io.BytesIO(read_picture(upload).webp)).convert("RGB")


def lines(mode: str) -> Image.Image:
    """Black lines on a clear ground, as drawing programs export them."""
    picture = Image.new(mode, (200, 100), (0,) * len(mode))
    drawn = (*(0,) * (len(mode) - 1), 255)
    for x in range(200):
        for y in range(40, 60):
            picture.putpixel((x, y), drawn)
    return picture


def clear(mode: str) -> bytes:
    """A picture of which one colour stands for none."""
    picture = lines("RGBA")
    if mode == "P":
        return file(picture.quantize(4))
    return file(Image.new(mode, (50, 50), 0), transparency=(0, 0, 0) if mode == "RGB" else 0)


@pytest.mark.parametrize(
    "upload",
    [
        file(lines("RGBA")),
        file(lines("LA")),
        file(lines("RGBA"), "WEBP", lossless=True),
        file(lines("RGBA").quantize(4)),
        file(lines("RGBA"), "GIF"),
    ],
)
def test_a_clear_ground_is_white_and_lines_stay_black(upload: bytes) -> None:
    picture = kept(upload)
    assert min(picture.getpixel((5, 5))) > 240  # type: ignore[arg-type]
    assert max(picture.getpixel((100, 50))) < 40  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["L", "RGB", "P"])
def test_a_colour_that_stands_for_none_is_white(mode: str) -> None:
    assert min(kept(clear(mode)).getpixel((2, 2))) > 240  # type: ignore[arg-type]


def test_greys_of_sixteen_bits_keep_their_shades() -> None:
    ramp = np.tile(np.linspace(0, 65_535, 256).astype(np.uint16), (64, 1))
    shades = np.asarray(kept(file(Image.fromarray(ramp))))[32, :, 0].astype(int)
    assert np.abs(shades - np.arange(256)).max() < 8


def test_a_picture_for_print_keeps_its_colours() -> None:
    colour = (200, 30, 60)
    upload = file(Image.new("RGB", (300, 300), colour).convert("CMYK"), "JPEG")
    seen = kept(upload).getpixel((50, 50))
    assert isinstance(seen, tuple)
    assert all(abs(one - other) < 6 for one, other in zip(seen, colour, strict=True))


def test_a_picture_is_upright_and_small() -> None:
    picture = Image.new("RGB", (4_000, 2_000), "white")
    turned = picture.getexif()
    turned[0x0112] = 6
    found = Image.open(io.BytesIO(read_picture(file(picture, "JPEG", exif=turned)).webp))
    assert found.size == (450, 900)
    assert dict(found.getexif()) == {}


def headed(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and has nothing of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9))


@pytest.mark.parametrize(
    ("width", "height"), [(10_000, 6_000), (1, 60_000_000), (60_000, 1), (2**31 - 1, 2**31 - 1)]
)
def test_too_many_pixels_are_refused_before_they_are_read(width: int, height: int) -> None:
    began = time.process_time()
    with pytest.raises(InvalidEntryError):
        read_picture(headed(width, height))
    assert time.process_time() - began < 0.5


@pytest.mark.slow
def test_a_large_photo_is_read_small_beside_everything_else() -> None:
    upload = file(Image.new("RGB", (9_000, 7_000), "red"), "JPEG")
    longest, is_over = 0.0, threading.Event()

    def tick() -> None:
        nonlocal longest
        last = time.monotonic()
        while not is_over.wait(0.002):
            longest, last = max(longest, time.monotonic() - last), time.monotonic()

    ticking = threading.Thread(target=tick)
    ticking.start()
    assert max(kept(upload).size) == 900
    is_over.set()
    ticking.join()
    assert longest < 1
