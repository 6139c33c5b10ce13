"""A sealed backup opens by its passphrase alone, here and with other programs that read age."""

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soleus.journal import JournalUnavailableError, is_sealed, seal, unseal

PASSPHRASE = "nine grey geese"


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return seal(b"health data", PASSPHRASE)


def test_the_passphrase_opens_it_and_nothing_is_legible_before(sealed: bytes) -> None:
    assert is_sealed(sealed)
    assert b"health" not in sealed
    assert unseal(sealed, PASSPHRASE) == b"health data"


def test_another_program_that_knows_the_format_opens_it(sealed: bytes) -> None:
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE) == b"health data"


@settings(max_examples=3, deadline=None)
@given(place=st.integers(0, 10_000), other=st.integers(1, 255))
def test_one_byte_changed_anywhere_is_noticed(sealed: bytes, place: int, other: int) -> None:
    changed = bytearray(sealed)
    changed[place % len(changed)] ^= other
    with pytest.raises(JournalUnavailableError, match="does not open the backup"):
        unseal(bytes(changed), PASSPHRASE)


def test_another_passphrase_is_told_in_one_line(sealed: bytes) -> None:
    with pytest.raises(JournalUnavailableError, match="does not open the backup") as caught:
        unseal(sealed, "nine gray geese")
    assert "\n" not in str(caught.value)


def test_what_is_not_sealed_is_known() -> None:
    assert not is_sealed(b"SQLite format 3\0")
