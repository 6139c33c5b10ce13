"""Pictures that a person adds to a step, made small and free of all but the picture."""

from __future__ import annotations

import threading
from io import BytesIO
from typing import TYPE_CHECKING

from soleus.journal.errors import InvalidEntryError
from soleus.journal.exercises import PictureEntry
from soleus.language import msgid, translate
from soleus.records import sizes
from soleus.vocabulary import capabilities

if TYPE_CHECKING:
    from PIL import Image

_LONGEST_SIDE = 900
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_PHOTOS = ("JPEG", "MPO")
_QUALITIES = (82, 60, 40)
_GROUND = "white"

_ONE_BY_ONE = threading.Lock()
"""A picture that is being read takes up to some hundred megabytes."""

_NO_PICTURE = msgid("the file is no picture that can be read; choose a JPEG, PNG, WebP or GIF")


def read_picture(upload: bytes) -> PictureEntry:
    """Return an uploaded picture as the journal keeps it: small, upright, without its place.

    Raises
    ------
    InvalidEntryError
        where it is too large, or no picture of a known kind.
    """
    if not capabilities().pictures:
        raise InvalidEntryError([translate("a picture cannot be taken in here; leave it out")])
    if len(upload) > sizes.PICTURE_BYTES:
        raise InvalidEntryError(
            [translate("the picture is larger than 15 MB; choose a smaller one")]
        )
    with _ONE_BY_ONE:
        picture = _read(upload)
    for quality in _QUALITIES:
        try:
            return PictureEntry(_as_webp(picture, quality))
        except InvalidEntryError:
            if quality == _QUALITIES[-1]:
                raise
    raise AssertionError("unreachable")


def _read(upload: bytes) -> Image.Image:
    """Return a picture as small as it is kept, in three colours."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # our own bounds are smaller, and are looked at before
    try:
        with Image.open(BytesIO(upload), formats=_FORMATS) as original:
            _refuse_too_large(original)
            if original.format in _PHOTOS:  # read at an eighth, a quarter or a half of its size
                original.draft(None, (_LONGEST_SIDE, _LONGEST_SIDE))
            picture = _in_colours(original)
            picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            return ImageOps.exif_transpose(_on_white(picture))
    except (OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError) as error:
        raise InvalidEntryError([translate(_NO_PICTURE)]) from error


def _refuse_too_large(original: Image.Image) -> None:
    """Refuse a picture by the size that it says it has, before it is read."""
    most = sizes.PHOTO_PIXELS if original.format in _PHOTOS else sizes.PICTURE_PIXELS
    if original.width * original.height > most or max(original.size) > sizes.PICTURE_SIDE:
        raise InvalidEntryError(
            [translate("the picture has too many pixels; choose a smaller one")]
        )


def _in_colours(original: Image.Image) -> Image.Image:
    """Return a picture in colours or greys of eight bits, and how much of its ground shows."""
    if original.mode.startswith("I"):  # greys of sixteen bits, which no conversion scales
        return original.convert("I").point(lambda value: value / 257).convert("L")
    if original.mode in ("RGB", "L", "RGBA", "LA", "CMYK") and not _has_clear_colour(original):
        return original
    return original.convert("RGBA" if original.has_transparency_data else "RGB")


def _has_clear_colour(original: Image.Image) -> bool:
    """Whether one of its colours stands for none."""
    return "transparency" in original.info


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in three colours; what shows through is white, as paper is."""
    from PIL import Image

    if picture.mode not in ("RGBA", "LA"):
        return picture.convert("RGB")
    drawn = picture.convert("RGBA")
    ground = Image.new("RGBA", drawn.size, _GROUND)
    return Image.alpha_composite(ground, drawn).convert("RGB")


def _as_webp(picture: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality, exif=b"", icc_profile=None)  # only the pixels
    return out.getvalue()
