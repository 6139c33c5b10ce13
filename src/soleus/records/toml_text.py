"""TOML read within bounds: how often its marks stand there is counted before it is read."""

import tomllib
from typing import Any

from soleus.language import msgid, translate
from soleus.records.sizes import TOML_MARKS


def parse_toml(text: str, *, is_own: bool = True) -> dict[str, Any]:
    """Return what TOML says; a byte order mark before it is passed over.

    Parameters
    ----------
    is_own : whether the file lies on this machine, so that it may be as large as it likes

    Raises
    ------
    ValueError
        where it is no TOML, or has more of its marks than can be read in a short time.
    """
    text = text.removeprefix("\ufeff")
    marks = {} if is_own else TOML_MARKS
    for mark, most in marks.items():
        if text.count(mark) > most:
            fault = msgid("{mark} stands there more than {n} times")
            raise ValueError(translate(fault, n=most, mark=repr(mark)))
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(translate("it lies too deep")) from None
