"""The errors of this room.

SoleusError
 +-- SessionError             asked for something that no session can be
      +-- RoutineDataError    a data file of this room is faulty; raised when it is first read
      +-- UnknownRoutineError no routine has this id
      +-- InvalidOptionsError options that the routine does not have, or out of its bounds
      +-- InvalidEventError   an event or a kept session that cannot be read
"""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class SessionError(SoleusError):
    """Something asked of a session cannot be; ``faults`` holds one line for each thing wrong."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class RoutineDataError(SessionError):
    """A data file of this room is faulty."""


class UnknownRoutineError(SessionError):
    """There is no routine with this id."""


class InvalidOptionsError(SessionError):
    """The options are not the routine's, or lie outside its bounds."""


class InvalidEventError(SessionError):
    """An event or a kept session cannot be read."""
