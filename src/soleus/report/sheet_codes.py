"""The codes of the part to tear off: one names the sheet, and two letters each activity on it.

A code opens nothing. It says which report an answer belongs to and which line was ticked, so that a
slip of the hand, the sheet of somebody else and an old sheet are noticed ([decision 047]). What it
leads to is the form of a visit, and the gate weighs that as it weighs any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.language import msgid, translate
from soleus.vocabulary import Activity, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
"""31 signs, none of which is taken for another: no 0 and O, no 1 and I, no U and V."""

_SIGNS = len(ALPHABET)
SHEET_LENGTH = 7
"""Six signs made from the report, and one to check them by."""

ACTIVITY_LENGTH = 2
_LONGEST = 100
"""Characters that are read of what is typed; a sheet needs fewer than 30."""

_NO_CODE = msgid("Please type the code of the sheet: seven letters and numbers.")
_MISTYPED = msgid("The code of the sheet is mistyped. Please compare it sign by sign.")
_NOT_THERE = msgid("{code} stands on no line of this sheet. Please compare it sign by sign.")


class InvalidSheetCode(FaultsError):  # noqa: N818  named like InvalidAnswers
    """What was typed is no code of a sheet; one line for each fault."""


@dataclass(frozen=True, slots=True)
class TypedCodes:
    """What somebody typed: the code of a sheet, and the activities whose lines were ticked."""

    sheet: str
    activities: tuple[Activity, ...]


def sheet_code(person_id: str, check_id: UUID, day: date) -> str:
    """Return the code of the report that a person prints on a day about a check.

    It is made of two random ids and the day, and tells none of them.
    """
    numbers = _numbers(f"{person_id}/{check_id}/{day.isoformat()}")
    signs = [next(numbers) for _ in range(SHEET_LENGTH - 1)]
    return "".join(ALPHABET[sign] for sign in [*signs, _check_sign(signs)])


def activity_codes(sheet: str) -> Mapping[Activity, str]:
    """Return the two signs of each activity on a sheet, others on every sheet.

    Any two differ in both signs, and none is another one backwards, so that one wrong sign or two
    swapped ones name no other line.
    """
    for attempt in range(1_000):
        codes = dict(zip(Activity, _pairs(_numbers(f"{sheet}/{attempt}")), strict=False))
        backwards = {code[::-1] for code in codes.values()}
        if backwards.isdisjoint(codes.values()):
            return codes
    raise AssertionError("no codes in a thousand attempts")


def read_codes(typed: str) -> TypedCodes:
    """Return what is meant by the codes that somebody typed, with any blanks and dashes.

    Raises
    ------
    InvalidSheetCode
        with one line for each fault.
    """
    signs = "".join(sign for sign in typed[:_LONGEST].upper() if sign.isalnum())
    sheet, rest = signs[:SHEET_LENGTH], signs[SHEET_LENGTH:]
    if len(sheet) < SHEET_LENGTH:
        raise InvalidSheetCode([translate(_NO_CODE)])
    if not _is_sound(sheet):
        raise InvalidSheetCode([translate(_MISTYPED)])
    lines = {code: activity for activity, code in activity_codes(sheet).items()}
    parts = [rest[at : at + ACTIVITY_LENGTH] for at in range(0, len(rest), ACTIVITY_LENGTH)]
    faults = [translate(_NOT_THERE, code=part) for part in parts if part not in lines]
    if faults:
        raise InvalidSheetCode(faults)
    ticked = {lines[part] for part in parts}
    return TypedCodes(sheet, tuple(each for each in Activity if each in ticked))


def in_groups(sheet: str) -> str:
    """Return the code of a sheet as it is printed: ``4F7Q-2KM``."""
    return f"{sheet[:4]}-{sheet[4:]}"


def _is_sound(sheet: str) -> bool:
    if any(sign not in ALPHABET for sign in sheet):
        return False
    *signs, last = [ALPHABET.index(sign) for sign in sheet]
    return last == _check_sign(signs)


def _check_sign(signs: list[int]) -> int:
    """Return the sign that makes the weighted sum a multiple of 31, as ISBN-10 does with 11.

    31 is prime and no weight a multiple of it: one wrong sign, or any two swapped, is noticed.
    """
    weighted = sum(weight * sign for weight, sign in enumerate(signs, start=2))
    return -weighted % _SIGNS


def _pairs(numbers: Iterator[int]) -> Iterator[str]:
    """Yield pairs of signs of which any two differ in both; the steps are prime to 31."""
    first, second = next(numbers), next(numbers)
    for at in range(_SIGNS):
        yield ALPHABET[(first + 5 * at) % _SIGNS] + ALPHABET[(second + 7 * at) % _SIGNS]


def _numbers(seed: str) -> Iterator[int]:
    """Yield numbers from 0 to 30 made from a text, each as likely as the others."""
    block = 0
    while True:
        digest = hashlib.sha256(f"soleus sheet/{seed}/{block}".encode()).digest()
        yield from (byte % _SIGNS for byte in digest if byte < 256 - 256 % _SIGNS)
        block += 1
