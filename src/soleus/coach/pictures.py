"""Pictures that a person adds to a step: read by a library that knows pictures, kept small."""

from io import BytesIO

from soleus.journal import InvalidEntryError, PictureEntry
from soleus.language import translate

MOST_UPLOAD_BYTES = 15_000_000
"""As much as a phone's camera gives."""

_LONGEST_SIDE = 900
_MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITIES = (82, 60, 40)


def read_picture(upload: bytes) -> PictureEntry:
    """Return an uploaded picture as it is kept: small, upright, and without where it was taken.

    Raises
    ------
    InvalidEntryError
        where it is too large, or no picture of a known kind.
    """
    if len(upload) > MOST_UPLOAD_BYTES:
        raise InvalidEntryError(
            [translate("the picture is larger than 15 MB; choose a smaller one")]
        )
    for quality in _QUALITIES:
        try:
            return PictureEntry(_as_webp(upload, quality))
        except InvalidEntryError:
            if quality == _QUALITIES[-1]:
                raise
    raise AssertionError("unreachable")


def _as_webp(upload: bytes, quality: int) -> bytes:
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(upload), formats=_FORMATS) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise InvalidEntryError(
                    [translate("the picture has too many pixels; choose a smaller one")]
                )
            picture = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        fault = translate(
            "the file is no picture that can be read; choose a JPEG, PNG, WebP or GIF"
        )
        raise InvalidEntryError([fault]) from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    out = BytesIO()
    picture.save(out, "WEBP", quality=quality)  # nothing but the pixels is handed on
    return out.getvalue()
