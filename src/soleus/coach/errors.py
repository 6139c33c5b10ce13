"""What the daily loop refuses, and what to do then.

SoleusError
 +-- NotPermittedError
 |    +-- CheckAgainError      something is new since the last check
 +-- NoSuchSessionError        a session that is not the person's latest
"""

from soleus.vocabulary import NotPermittedError, SoleusError


class CheckAgainError(NotPermittedError):
    """Something is new since the last check, so the check comes first."""

    def __init__(self) -> None:
        super().__init__("Something is new since your last check. Take the check again first.")


class NoSuchSessionError(SoleusError):
    """The session is not the person's latest, and only the latest can go on."""

    def __init__(self) -> None:
        super().__init__("There is no such session to go on with. Please begin a new one.")
