"""What the daily loop refuses, and what to do then.

SoleusError
 +-- NotPermittedError
 |    +-- CheckAgainError      something is new since the last check
 +-- NoCheckUnderWayError      a check to be ended that is not there
 +-- NoSuchSessionError        a session that is not the person's latest
 +-- NoSuchExerciseError       a prescribed exercise that the person does not have
"""

from soleus.assessment import RefusalCause
from soleus.coach.refusals import refusal_text
from soleus.language import translate
from soleus.vocabulary import NotPermittedError, SoleusError


class CheckAgainError(NotPermittedError):
    """Something is new since the last check, so the check comes first."""

    def __init__(self) -> None:
        super().__init__(refusal_text(RefusalCause.NEW_SYMPTOM).as_line())


class NoCheckUnderWayError(SoleusError):
    """No check is under way that could be ended."""

    def __init__(self) -> None:
        super().__init__(translate("There is no check to end. Please take it anew."))


class NoSuchSessionError(SoleusError):
    """The session is not the person's latest, and only the latest can go on."""

    def __init__(self) -> None:
        super().__init__(
            translate("There is no such session to go on with. Please begin a new one.")
        )


class NoSuchExerciseError(SoleusError):
    """The person has no prescribed exercise of this id."""

    def __init__(self) -> None:
        super().__init__(translate("There is no such exercise. Please choose one of yours."))
