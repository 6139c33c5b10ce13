"""A picture is kept small, and without all that a camera writes with it."""

from io import BytesIO

import pytest
from PIL import Image

from soleus.journal import InvalidEntryError, read_picture


def picture(kind: str = "JPEG", size: tuple[int, int] = (2400, 1800)) -> bytes:
    out = BytesIO()
    found = Image.new("RGB", size, (200, 150, 90))
    exif = found.getexif()
    exif[0x010E] = "at home"
    found.save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_small_and_says_nothing_of_where_it_was_taken(kind: str) -> None:
    kept = read_picture(picture(kind))
    with Image.open(BytesIO(kept.webp)) as found:
        assert found.format == "WEBP"
        assert max(found.size) == 900
        assert not found.getexif()
    assert b"at home" not in kept.webp


@pytest.mark.parametrize(
    "upload", [b"", b"GIF89a", b"<svg onload='x()'/>", b"%PDF-1.7", picture()[:400]]
)
def test_what_is_no_picture_is_refused_in_one_line(upload: bytes) -> None:
    with pytest.raises(InvalidEntryError, match="no picture"):
        read_picture(upload)
