"""The text in the bytes of a file, however it was written: as UTF-8, or as Windows writes it."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks: editors put one before UTF-8, and PowerShell writes UTF-16."""


def decoded(content: bytes) -> str:
    """Return the text that bytes hold: UTF-8 unless they begin with the mark of another.

    Raises
    ------
    UnicodeDecodeError
        where they are no such text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark) and content != mark:
            return content[len(mark) :].decode(encoding)
    return content.decode("utf-8")
