"""Numbers with decimals as people type them: ``36.5``, and ``36,5`` where that is the custom."""

import re

from soleus.language import translate

_WITH_COMMA = re.compile(r"\s*[+-]?\d+,\d+\s*")


def decimal(typed: str | float) -> float:
    """Return the number that is typed after an option; one comma alone stands for the point.

    Raises
    ------
    ValueError
        where it is no number.
    """
    if isinstance(typed, str) and _WITH_COMMA.fullmatch(typed):
        typed = typed.replace(",", ".")
    try:
        return float(typed)
    except ValueError:
        raise ValueError(translate("{typed} is no number", typed=repr(typed))) from None
