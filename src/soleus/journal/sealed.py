"""Sealing a backup by a passphrase, in the open format age (https://age-encryption.org/v1).

Other programs open it too: ``age --decrypt``.
"""

from soleus.journal.errors import JournalUnavailableError
from soleus.language import msgid, translate

_BEGINS = b"age-encryption.org/"

_CLOSED = msgid("the passphrase does not open the backup, or the file is damaged")


def is_sealed(content: bytes) -> bool:
    """Whether a passphrase is needed to read it."""
    return content.startswith(_BEGINS)


def seal(content: bytes, passphrase: str) -> bytes:
    """Return the content so that only the passphrase opens it; takes a second or two, on purpose.

    Its key is made by scrypt, slow so that guessing does not pay.
    """
    from pyrage import passphrase as by_passphrase

    return bytes(by_passphrase.encrypt(content, passphrase))


def unseal(content: bytes, passphrase: str) -> bytes:
    """Return what was sealed.

    Raises
    ------
    JournalUnavailableError
        where the passphrase is another one, or the file is not as it was written.
    """
    from pyrage import DecryptError
    from pyrage import passphrase as by_passphrase

    try:
        return bytes(by_passphrase.decrypt(content, passphrase))
    except DecryptError as error:
        raise JournalUnavailableError(translate(_CLOSED)) from error
