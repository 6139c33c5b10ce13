"""What this room refuses."""

from collections.abc import Iterable

from soleus.vocabulary import SoleusError


class InvalidHabitError(SoleusError):
    """Answers to a thread are wrong; ``faults`` has one line for each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
