"""Bytes written as base64, in one line or in many."""

import base64

from soleus.language import translate


def from_base64(text: object) -> bytes:
    """Return the bytes of a text in base64; spaces and line ends in it do not matter.

    Raises
    ------
    ValueError
        where it is no such text.
    """
    try:
        return base64.b64decode(
            "".join(text.split()) if isinstance(text, str) else "?", validate=True
        )
    except ValueError:
        raise ValueError(translate("is no base64")) from None
