"""How much may come from outside, before any of it is read: every size stands here.

What a field may hold is in ``limits.py``; decision 030 says where these are checked.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """How large one text may be.

    Parameters
    ----------
    bytes : its size in UTF-8
    values : how many values it may hold, each name and each list or object among them
    """

    bytes: int
    values: int


DOCUMENT = Allowance(256_000, 2_000)
"""A check, a note, a profile: the fullest check has some hundred values."""

BATCH = Allowance(2_000_000, 60_000)
"""What a device made with no network: at most 200 notes, or the events of a session of hours."""

COPY = Allowance(500_000_000, 5_000_000)
"""A whole journal at the terminal: more than many years with pictures."""

SENT_COPY = Allowance(32_000_000, 1_000_000)
"""A whole journal through a page: many years of notes, or some hundred pictures. Reading more at
once would keep other pages waiting."""

ACTIVITY_FILES_BYTES = 1_500_000_000
"""Files of watches and phones sent together: the packed export of many years is a tenth of it.
At the terminal there is no such limit."""

EXERCISE_FILE = Allowance(6_000_000, 5_000)
"""An exercise of eight steps, each with its picture."""

FORM_BYTES = 64_000
"""A form of a page without files: its longest note in its widest letters takes a third."""

MOST_DEPTH = 32
"""How deep a list or an object may lie in others; ours lie at most ten deep."""

LONGEST_RUN = 600_000
"""Characters of a large text without a quotation mark: a picture is the longest. Reading a longer
one, nothing else would go on."""

MOST_NUMBER = 10**30
"""No count and no measure comes near; a float can hold it."""

TOML_MARKS = {
    ".": 2_000,
    "[": 1_000,
    "{": 1_000,
    "=": 2_000,
    ",": 5_000,
    "\\": 100_000,
    "\n": 150_000,
}
"""How often a mark of TOML may stand in a text; reading costs the square of a name's dots."""

PICTURE_BYTES = 15_000_000
"""The size of a large photo from a phone."""

PHOTO_PIXELS = 64_000_000
"""Of a JPEG, which can be read small at once."""

PICTURE_PIXELS = 12_000_000
"""Of every other kind, which has to be read as it is: a page scanned at 300 dots an inch has nine
million."""

PICTURE_SIDE = 20_000
"""Pixels of the longer side."""
