"""XML read as a stream, in bounded memory: no entity is ever defined, nothing outside is asked for.

What devices and phones write breaks the rules of XML: a document type that is wrong itself, signs
that XML forbids, prefixes that nobody declared. Such signs and the document type are passed over,
so no entity can be defined in it; what is left is held to the rules by expat.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol
from xml.parsers import expat

from soleus.devices.errors import DeviceFileError
from soleus.language import msgid

_CHUNK = 1 << 18
_MOST_DEPTH = 100
_MOST_TEXT = 2_000
_MOST_BEFORE = 4_000_000
"""Bytes before the first element; the document type of Apple Health has eleven thousand."""
_MOST_NAME = 1_000_000
"""Bytes of one tag, which has to be held as a whole."""

_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_FORBIDDEN_NUMBER = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcC]|[eEfF]|1[\da-fA-F]));"
)
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)

_CUT = msgid("It ends in the middle. It was not copied whole; get it from the device again.")
_BROKEN = msgid("It is damaged in line {line}. Get it from the device again.")
_NO_XML = msgid("It begins like XML and holds none.")
_ODD = msgid("It is built in a way in which no device writes.")


class Elements(Protocol):
    """Gets the elements of a document as they come."""

    def start(self, name: str, values: dict[str, str], depth: int) -> bool:
        """Take the beginning of an element, without its prefix; say if its text is wanted."""

    def end(self, name: str, text: str) -> None:
        """Take the end of an element, with its text where that was wanted."""


def read_xml(file: BinaryIO, elements: Elements) -> None:
    """Give the elements of a document one by one.

    Raises
    ------
    DeviceFileError
        where it is no XML, is cut off, or is built as no device builds it.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    state = _State(elements)
    parser.StartElementHandler, parser.EndElementHandler = state.start, state.end
    parser.CharacterDataHandler = state.add_text
    parser.EntityDeclHandler = _refuse_entity
    since_tag = 0
    try:
        for text in _texts(file):
            before = state.tags
            parser.Parse(text, False)
            since_tag = 0 if state.tags != before else since_tag + len(text)
            if since_tag > _MOST_NAME + state.seen_text:
                raise DeviceFileError(_ODD)
            state.seen_text = 0
        parser.Parse("", True)
    except expat.ExpatError as error:
        raise _why(error) from None


class _State:
    """How deep the parser is, and the text of the element that is wanted."""

    def __init__(self, elements: Elements) -> None:
        self._elements = elements
        self._text: list[str] | None = None
        self._length = 0
        self.depth = self.tags = self.seen_text = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        self.depth += 1
        self.tags += 1
        if self.depth > _MOST_DEPTH:
            raise DeviceFileError(_ODD)
        wanted = self._elements.start(name.rpartition(":")[2], values, self.depth)
        self._text, self._length = ([] if wanted else None), 0

    def add_text(self, text: str) -> None:
        self.seen_text += len(text)
        if self._text is not None and self._length < _MOST_TEXT:
            self._text.append(text[:_MOST_TEXT])
            self._length += len(text)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tags += 1
        text = "" if self._text is None else "".join(self._text).strip()
        self._text = None
        self._elements.end(name.rpartition(":")[2], text)


def _refuse_entity(*_: object) -> None:
    raise DeviceFileError(_ODD)


def _why(error: expat.ExpatError) -> DeviceFileError:
    code = expat.errors.messages[error.code]
    if code in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    ):
        return DeviceFileError(_CUT)
    return DeviceFileError(_BROKEN, line=error.lineno)


def _texts(file: BinaryIO) -> Iterator[str]:
    """Yield the text from its first element on, without the signs that XML forbids."""
    pieces = _utf8_pieces(file)
    start = b""
    for piece in pieces:
        start += piece
        if (begun := _from_first_element(start)) is not None:
            start = begun
            break
        if len(start) > _MOST_BEFORE:
            raise DeviceFileError(_ODD)
    else:
        raise DeviceFileError(_CUT if _DOCTYPE.search(start) else _NO_XML)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    tail = b""
    for piece in _and_then(start, pieces):
        piece = tail + piece.translate(None, _FORBIDDEN)  # noqa: PLW2901
        tail = b""
        if b"&#" in piece:
            piece, tail = _without_forbidden_numbers(piece)  # noqa: PLW2901
        yield decoder.decode(piece)
    yield decoder.decode(tail, final=True)


def _and_then(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _without_forbidden_numbers(piece: bytes) -> tuple[bytes, bytes]:
    """Return a piece without references to forbidden signs; its end, if it may be half of one."""
    piece = _FORBIDDEN_NUMBER.sub(b"", piece)
    place = piece.rfind(b"&", max(len(piece) - 16, 0))
    if place >= 0 and b";" not in piece[place:]:
        return piece[:place], piece[place:]
    return piece, b""


def _from_first_element(start: bytes) -> bytes | None:
    """Return what begins with the first element that is none of a document type, or None."""
    found = _ELEMENT.search(start, _past_comments(start))
    return None if found is None else start[found.start() :]


def _past_comments(start: bytes) -> int:
    """Return the place after what stands before the root: comments may hold elements."""
    place = 0
    while (begun := start.find(b"<!--", place)) >= 0:
        element = _ELEMENT.search(start, place)
        if element is not None and element.start() < begun:
            break
        ended = start.find(b"-->", begun)
        if ended < 0:
            return len(start)
        place = ended + 3
    return place


def _utf8_pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes in UTF-8, whatever the file says it is written in."""
    start = file.read(_CHUNK)
    name = _encoding(start)
    if name is None:
        yield start
        while piece := file.read(_CHUNK):
            yield piece
        return
    decoder = codecs.getincrementaldecoder(name)("replace")
    yield decoder.decode(start).encode("utf-8", "replace")
    while piece := file.read(_CHUNK):
        yield decoder.decode(piece).encode("utf-8", "replace")


def _encoding(start: bytes) -> str | None:
    """Return the encoding where it is not UTF-8."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = re.match(rb"[\s\xef\xbb\xbf]*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", start)
    name = said[1].decode("ascii").lower() if said else "utf-8"
    if name in ("utf-8", "utf8", "us-ascii", "ascii"):
        return None
    known: Callable[[str], codecs.CodecInfo] = codecs.lookup
    try:
        info = known(name)
    except LookupError:
        return None
    is_plain = name.startswith(("iso-8859", "latin", "windows-125", "cp125", "utf-16"))
    return info.name if is_plain else None
