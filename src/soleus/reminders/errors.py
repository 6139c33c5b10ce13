"""What reminders refuse, each fault in one line that says how to mend it.

SoleusError
 +-- InvalidRemindersError    settings that cannot be; ``faults`` has every one
 +-- BreakLimitError          a break put off or left out more often than is allowed
 +-- CalendarError            meetings that cannot be read
"""

from soleus.vocabulary import SoleusError


class InvalidRemindersError(SoleusError):
    """Settings that cannot be; ``faults`` has one line for each fault."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class BreakLimitError(SoleusError):
    """A break was put off or left out as often as is allowed; the text says what can be done."""


class CalendarError(SoleusError):
    """The calendar with the meetings cannot be read; the text says why and what to do."""
