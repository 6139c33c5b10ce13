"""How far a moment may lie ahead of now, for what is noted and for what is taken in."""

from datetime import datetime, timedelta

from soleus.language import translate

AHEAD = timedelta(minutes=5)
"""How far the clock of another device may run ahead of ours."""


def ahead_fault(moment: datetime, now: datetime) -> str | None:
    """Return that a moment lies in the future, or None where it does not."""
    if moment <= now + AHEAD:
        return None
    return translate("{moment} lies in the future", moment=moment.isoformat())
